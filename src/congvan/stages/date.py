"""Địa danh và thời gian ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục I.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from congvan import when
from congvan.grammar import Grammar
from congvan.record import Date
from congvan.text import Piece, View


class Found(NamedTuple):
    """Where and when: `edtf` has X for what is not written, and is None for a day that cannot be."""

    place: View | None
    view: View
    edtf: str | None
    rule: str

    def record(self) -> Date:
        """The record's part."""
        text = self.view.value()
        return Date(text=text.text, spans=text.spans, edtf=self.edtf)


def find(pieces: Sequence[Piece], rules: Grammar) -> Found | None:
    """Read the first date line of the head; a day stamped on a line of its own fills a blank one."""
    for at, piece in enumerate(pieces):
        if piece.role != "date" or not (match := rules.first(piece.view.key, "line")):
            continue
        view, day = piece.view, match.group("day")
        noise = (match.group("noise") or "").strip(" .…_/")
        if day in (None, "0", "00") and not noise:
            day = _stamped(pieces[at + 1 :], rules)
        place = view.cut(*match.span("place")) if match.group("place") else None
        start = match.span("place")[1] + 1 if place else 0
        start = match.span("hour")[1] if match.group("hour") else start
        while start < len(view.text) and view.text[start] in " ,;.:":
            start += 1
        day = None if (day and not day.strip("0")) or any(map(str.isalnum, noise)) else day
        return Found(
            place,
            view.cut(start),
            when.edtf(day, _month(match.group("month"), rules), _year(match.group("year"))),
            f"date.{match.rule.name}",
        )
    return None


def _month(month: str | None, rules: Grammar) -> str | None:
    """The number of a month, also of one that is written as a word."""
    return rules.tables["months"].get(month.casefold(), month) if month else None


def _year(year: str | None) -> str | None:
    return year and year.ljust(4, "X")


def _stamped(pieces: Sequence[Piece], rules: Grammar) -> str | None:
    """A line of one or two digits alone below a blank day."""
    for piece in pieces[:6]:
        if piece.role == "other" and (match := rules["stamp.day"].find(piece.view.text)):
            return match.group("day")
    return None
