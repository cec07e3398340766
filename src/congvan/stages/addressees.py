"""Kính gửi: to whom the document is addressed (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục II.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan.grammar import Grammar
from congvan.record import Addressee
from congvan.text import Piece, View

_BULLETS = "-–—+•* "
_ENDS = " ;.,:!"
_NUMBER = regex.compile(r"\d{1,2}[.)/] ")


class Found(NamedTuple):
    """One printed item, without dash and final mark."""

    view: View
    rule: str

    def record(self, parties: tuple[str, ...]) -> Addressee:
        """The record's part."""
        text = self.view.value()
        return Addressee(text=text.text, spans=text.spans, parties=parties)


def find(pieces: Sequence[Piece], rules: Grammar) -> tuple[Found, ...]:
    """Read the items: a line or dash each, parted at `;` and at commas before another body.

    Notes in brackets are no items, nor are addresses and telephone numbers.
    """
    found = []
    for piece in pieces:
        if piece.role in ("addressee", "telegram"):
            match = rules["label.telegram" if piece.role == "telegram" else "label.letter"].find(piece.view.key)
            rest = piece.view.cut(match.span("rest")[0]) if match else piece.view
        elif piece.role == "addressee-item":
            rest = piece.view
        else:
            continue
        if number := _NUMBER.match(rest.text):
            rest = rest.cut(number.end())
        if not rest.text.startswith("(") and not rules["contact"].find(rest.key):
            found += [Found(item, f"addressees.{piece.rule}") for item in _items(rest, rules)]
    return tuple(found)


def _items(view: View, rules: Grammar) -> Iterator[View]:
    """Part one line into its items, at every `;` and at commas before another body, but not inside brackets."""
    commas = {match.span()[0] for match in rules["comma.body"].find_all(view.key)}
    start = depth = 0
    for at, char in enumerate(view.text):
        depth = max(depth + (char == "(") - (char == ")"), 0)
        if not depth and (char == ";" or at in commas):
            yield from _tidy(view, start, at)
            start = at + 1
    yield from _tidy(view, start, len(view.text))


def _tidy(view: View, start: int, end: int) -> Iterator[View]:
    """The item of `[start, end)` without dash and final mark, if any word is left."""
    text = view.text
    while start < end and text[start] in _BULLETS + ",;":
        start += 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    if start < end and any(map(str.isalpha, text[start:end])):
        yield view.cut(start, end)
