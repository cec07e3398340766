"""Numbering: the numbers and bullets that a word processor draws before paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

DEEPEST = 9
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
DRAWN = {"\uf02d": "-", "\uf0b7": "•", "\uf02b": "+", "\uf0be": "-", "\uf0a7": "▪", "o": "•"}
"""What bullets of fonts of signs are drawn as."""

MOST = 3000
"""No list counts further, and nothing is repeated more often."""


class Level(NamedTuple):
    """How one level of a list is drawn: `text` with `%1` for the number of the first level, or a bullet.

    `restart` is the level (counted from 1) whose next number starts this one again; 0: nothing does.
    """

    text: str = ""
    form: str = "decimal"
    start: int = 1
    restart: int | None = None
    legal: bool = False
    glued: bool = False


class List(NamedTuple):
    """A list as paragraphs name it: which count it belongs to, its levels, and the levels it starts anew."""

    key: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Counter:
    """Counts the paragraphs of all lists of a document, in its order."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int | None]] = {}
        self._seen: set[str] = set()

    def label(self, name: str, items: List, at: int) -> str:
        """Count a paragraph of a list and give what is drawn before it, white space behind included."""
        level = items.levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(items.key, [None] * DEEPEST)
        if name not in self._seen:
            self._seen.add(name)
            for place, start in items.starts.items():
                counts[place] = start - 1
        self._step(counts, items.levels, at)
        drawn = _drawn(level, counts, items.levels)
        return drawn and drawn + ("" if level.glued else " ")

    def begin(self, items: List, at: int, number: int) -> None:
        """Let the next paragraph of a level have a number."""
        if at < DEEPEST:
            self._counts.setdefault(items.key, [None] * DEEPEST)[at] = number - 1

    @staticmethod
    def _step(counts: list[int | None], levels: Mapping[int, Level], at: int) -> None:
        for upper in range(at):
            if counts[upper] is None:
                counts[upper] = levels.get(upper, Level()).start
        before = counts[at]
        counts[at] = levels[at].start if before is None else before + 1
        for deeper in range(at + 1, DEEPEST):
            restart = levels.get(deeper, Level()).restart
            if at < (deeper if restart is None else restart):
                counts[deeper] = None


def _drawn(level: Level, counts: Sequence[int | None], levels: Mapping[int, Level]) -> str:
    if level.form == "none":
        return _PLACE.sub("", level.text).strip()
    if level.form == "bullet":
        text = level.text.strip()
        return DRAWN.get(text, "•" if "\ue000" <= text[:1] <= "\uf8ff" else text)

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = "decimal" if level.legal else levels.get(place, Level()).form
        return written(counts[place] or 0, form) if place < DEEPEST else ""

    return _PLACE.sub(number, level.text).strip()


def whole(told: str | None, most: int = MOST, otherwise: int = 1) -> int:
    """A whole number that a file tells, no more than is sensible; something else where it tells none."""
    return min(int(told[:9]), most) if told and told.isdecimal() else otherwise


def written(number: int, form: str) -> str:
    """A number in one of the forms that word processors name: `decimal`, `lowerLetter`, `upperRoman`, …"""
    if form.endswith("Letter") and 0 < number <= MOST:
        times, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) * (times + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < number <= MOST:
        roman = _roman(number)
        return roman.upper() if form.startswith("upper") else roman
    return f"{number:02}" if form == "decimalZero" else "" if form in ("none", "bullet") else str(number)


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found
