"""Lines: the physical lines of a text, and their words without edges and decoration."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import NamedTuple, overload

ZERO = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufffe\uffff"
"""Letters without width, which mean nothing."""

_EDGE = " \t\r*|#" + ZERO
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_TOP = 8  # the table of a head begins within so many lines


def unbroken(text: str) -> str:
    """Break the rows of a head's and a foot's table where they say `<br>`, as Markdown does in cells; offsets stay."""
    raws = text.split("\n")
    rows = [at for at, raw in enumerate(raws) if raw.strip()]
    last = next((place for place, at in enumerate(reversed(rows)) if raws[at].lstrip()[0] != "|"), len(rows))
    for at in {*rows[:_TOP], *rows[len(rows) - last :]}:
        if raws[at].lstrip()[0] == "|":
            raws[at] = _BREAK.sub(lambda match: "\n" + " " * (len(match[0]) - 1), raws[at])
    return "\n".join(raws)


class Line(NamedTuple):
    """One physical line `[low, high)` and its text without edges and decoration, `[start, end)`."""

    low: int
    high: int
    start: int
    end: int
    text: str

    @property
    def indent(self) -> int:
        """How many columns stand before the text, decoration included."""
        return self.start - self.low


class Lines(Sequence[Line]):
    """The physical lines of a text, in order; form feeds end a line too.

    Most lines are only looked at for their words: these stand in `texts`, and a `Line` is made when it is asked for.
    """

    def __init__(self, text: str) -> None:
        self._raws = text.replace("\f", "\n").replace("\v", "\n").split("\n")
        self._sizes = list(itertools.accumulate(map(len, self._raws), initial=0))
        self.texts = [raw.strip(_EDGE) for raw in self._raws]

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return list(map(self._line, range(*at.indices(len(self)))))
        return self._line(at)

    def _line(self, at: int) -> Line:
        raw, text, low = self._raws[at], self.texts[at], self._sizes[at] + at
        start = low + (raw.find(text) if text else len(raw))
        return Line(low, low + len(raw), start, start + len(text), text)

    def without(self, places: Iterable[int]) -> Lines:
        """These lines with some of them emptied, so that the others keep their places and the gaps between them."""
        left = copy(self)
        left._raws, left.texts = self._raws.copy(), self.texts.copy()
        for at in places:
            left._raws[at] = left.texts[at] = ""
        return left

    def cut(self, edges: Mapping[int, tuple[int, int]]) -> Lines:
        """These lines, of some only what lies between two edges of their text; all letters keep their places."""
        left = copy(self)
        left._raws, left.texts = self._raws.copy(), self.texts.copy()
        for at, (start, end) in edges.items():
            raw, text = self._raws[at], self.texts[at]
            low = raw.find(text)
            kept = text[start:end].strip(_EDGE)
            left._raws[at] = f"{' ' * (low + text.find(kept, start))}{kept}".ljust(len(raw))
            left.texts[at] = kept
        return left
