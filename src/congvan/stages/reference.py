"""Số, ký hiệu: the document's own number and notation (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục I.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from congvan.grammar import Found as Match
from congvan.grammar import Grammar
from congvan.record import ReferenceNumber
from congvan.text import Piece, View

_SPACE = regex.compile(r"\s+")
_DASH = regex.compile(r"\p{Pd}")
_SPLIT = regex.compile(r"[-/()+]")


class Found(NamedTuple):
    """The number as printed and its parts; `code` is the type's abbreviation if the notation opens with one."""

    view: View
    number: View | None
    year: int | None
    notation: str | None
    code: str | None
    issuer: str | None
    units: tuple[str, ...]
    unreadable: bool
    rule: str

    def record(self, official_letter: bool) -> ReferenceNumber:
        """The record's part; in an official letter (công văn) a notation opens with its issuer, never with a type."""
        text, units = self.view.value(), self.units
        code, issuer = self.code, self.issuer
        if official_letter and code and code != "CV":
            code, issuer, units = None, code, tuple(unit for unit in (issuer, *units) if unit)
        return ReferenceNumber(
            text=text.text, spans=text.spans, number=_digits(self.number), year=self.year, notation=self.notation,
            type_code=code, issuer_code=issuer, unit_codes=units, blank=self.number is None and not self.unreadable,
        )  # fmt: skip


def find(pieces: Sequence[Piece], rules: Grammar, *, by_hand: bool = False) -> Found | None:
    """Read the number of the head's first piece that is one; a number stamped on a line of its own fills a blank.

    `by_hand`: a number was written into the blank, and left unread; so it is no blank, and nothing fills it.
    """
    for at, piece in enumerate(pieces):
        if piece.role == "reference" and (match := rules.first(piece.view.key, "own")):
            found = _read(piece.view, match, rules)
            if by_hand and not found.number:
                return found._replace(unreadable=True)
            stamped = None if found.number or found.unreadable else _stamped(pieces[at + 1 :], rules)
            return _filled(found, stamped) if stamped else found
    return None


def _read(view: View, match: Match, rules: Grammar) -> Found:
    number = view.cut(*match.span("number")) if match.group("number") else None
    year = match.group("year")
    notation = _plain(match.group("notation"))
    code, issuer, units = _codes(notation, match.group("type"), rules)
    unreadable = match.group("noise") is not None
    return Found(
        view,
        number,
        int(year) if year else None,
        notation,
        code,
        issuer,
        units,
        unreadable,
        f"reference.{match.rule.name}",
    )


def _plain(notation: str | None) -> str | None:
    """A notation without white space, with one kind of dash."""
    return _DASH.sub("-", _SPACE.sub("", notation)).rstrip(".,-/") if notation else None


def _codes(notation: str | None, word: str | None, rules: Grammar) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Take a notation apart: type, issuer, units. Laws and resolutions of the assembly print their type as a word."""
    if not notation:
        return None, None, ()
    head, dot, rest = notation.partition(".")
    split = f"{head}-{rest}" if dot and head in rules.lists["types"] else notation  # QĐ.BQL-VP
    parts = [part for part in _SPLIT.split(split) if part]
    bare = parts[0].rstrip("0123456789")
    if bare in rules.lists["assemblies"]:
        return _named(word, rules), bare, tuple(parts[1:])
    types = {code.casefold(): code for code in rules.lists["types"]}
    types |= {alias.casefold(): code for alias, code in rules.tables["type_aliases"].items()}
    if len(parts) == 1 and parts[0] in rules.lists["alone"]:
        return parts[0], None, ()
    if len(parts) > 2 and notation.startswith(f"{parts[0]}/{parts[1]}/") and parts[1].casefold() in types:
        return types[parts[1].casefold()], parts[0], tuple(parts[2:])  # as written before 1998: TC/QĐ/CĐKT
    if len(parts) > 1 and parts[0].casefold() in types:
        return types[parts[0].casefold()], parts[1], tuple(parts[2:])
    return _named(word, rules), parts[0], tuple(parts[1:])


def _named(word: str | None, rules: Grammar) -> str | None:
    """The code of the type that is printed as a word before the number."""
    codes = {name.casefold(): code for name, code in rules.tables["type_codes"].items()}
    return codes.get(" ".join(word.casefold().split())) if word else None


def _stamped(pieces: Sequence[Piece], rules: Grammar) -> View | None:
    """A line of digits alone below a blank number: what the signing software stamped there."""
    for piece in pieces[:6]:
        if piece.role == "other" and rules["stamp.number"].find(piece.view.text):
            return piece.view
    return None


def _filled(found: Found, number: View) -> Found:
    return Found(
        found.view,
        number,
        found.year,
        found.notation,
        found.code,
        found.issuer,
        found.units,
        False,
        "reference.stamp.number",
    )


def _digits(number: View | None) -> str | None:
    return _SPACE.sub("", number.text) if number else None
