"""Passage: one text being read, its rules, and what its rules' words come to as numbers and units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from congvan.deadlines.terms import Unit
from congvan.grammar import Found as Hit
from congvan.grammar import Grammar
from congvan.when import Issued, Part

UNITS: tuple[Unit, ...] = ("hour", "day", "week", "month", "quarter", "half", "year", "term")
PARTS: tuple[Part, ...] = ("start", "middle", "end")
_OPENINGS = (
    "starts_event_span_cue", "starts_event", "starts_every_span", "starts_every_event_cue", "starts_every_point",
    "starts_every", "starts_cue", "starts_terms", "starts_always", "starts_span_always", "starts_point",
    "starts_every_span_point",
)  # fmt: skip
_CELL = ("every", "event", "span", "cue")
_FIGURES = ("every", "span", "point")
_WORD, _FIGURE = re.compile(r"\w+"), 16
_LEFT, _LABEL, _AHEAD = 140, 60, 500
"""How far the rules look. Without an end each match would cost the whole text: `regex` seeks what a pattern needs."""


class Passage(NamedTuple):
    """A text (tone marks folded), the document's date, `when.toml`, and whether the text is a cell of deadlines."""

    key: str
    issued: Issued | None
    grammar: Grammar
    bare: bool = False

    def at(self, family: str, start: int) -> Hit | None:
        """The first rule of a family that matches from one place on."""
        for rule in self.grammar.family(family):
            if match := rule.compiled.match(self.key, start, start + _AHEAD):
                return Hit(rule, match)
        return None

    def one(self, name: str, start: int) -> Hit | None:
        """One rule, from one place on."""
        rule = self.grammar[name]
        match = rule.compiled.match(self.key, start, start + _AHEAD)
        return Hit(rule, match) if match else None

    def left(self, start: int) -> str:
        """What stands before a place, as far as the rules look."""
        return self.key[max(0, start - _LEFT) : start]

    def labelled(self, start: int) -> bool:
        """Whether a label of deadlines (`Thời gian hoàn thành:`) or the edge of a cell stands before a place."""
        if self.bare:
            return True
        left = self.key[max(0, start - _LABEL) : start]
        return ":" in left and self.grammar["label"].find(left) is not None

    def number(self, hit: Hit, group: str) -> int | None:
        """A count in figures or words (`15`, `mười lăm`)."""
        return self._listed(hit, group, "numerals", 0)

    def month(self, hit: Hit) -> int | None:
        """A month in figures or words (`tháng 4`, `tháng Tư`)."""
        return self._listed(hit, "month", "month_names", 1)

    def _listed(self, hit: Hit, group: str, words: str, shift: int) -> int | None:
        text = (hit.group(group) or "").lower()
        if text.isdecimal():
            return int(text)
        return self.grammar.lists[words].index(text) + shift if text in self.grammar.lists[words] else None

    def quarter(self, hit: Hit, group: str) -> int | None:
        """A quarter in Roman or other figures or in words: 1 to 4."""
        text = (hit.group(group) or "").lower()
        names = self.grammar.lists["quarters"]
        return names.index(text) % 4 + 1 if text in names else None

    def weekday(self, hit: Hit) -> int:
        """A day of the week, 0 being Monday."""
        return self.grammar.lists["weekdays"].index((hit.group("weekday") or "").lower()) % 7

    def rank(self, hit: Hit) -> int:
        """Which weekday of a month (`thứ Bảy cuối cùng`): 1 to 4, -1 the last, 0 where none is told."""
        text = " ".join((hit.group("rank") or "").lower().split())
        ranks = self.grammar.lists["ranks"]
        return {ranks[4]: -1, ranks[5]: 1, ranks[6]: -1}.get(text, ranks.index(text) + 1) if text in ranks else 0

    def part(self, hit: Hit) -> Part | None:
        """Đầu, giữa, cuối."""
        return cast("Part | None", self._named(PARTS, "part", hit.group("part")))

    def unit(self, hit: Hit, group: str = "unit") -> Unit:
        """Ngày, tuần, tháng …; what has no calendar of its own (học kỳ) is a term."""
        return cast(Unit, self._named(UNITS, "unit", hit.group(group)) or "term")

    def _named(self, names: tuple[str, ...], prefix: str, word: str | None) -> str | None:
        text = " ".join((word or "").lower().split())
        return next((name for name in names if text in self.grammar.lists[f"{prefix}_{name}"]), None)

    def openings(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The places where a deadline may begin (a cell's start is one) and the families to try there, in order."""
        if self.bare:
            yield len(self.key) - len(self.key.lstrip(" (")), _CELL
        lowered, figure = self.key.lower(), self.grammar["figure"].compiled
        text = lowered if len(lowered) == len(self.key) else self.key
        starts = _starts(tuple((name, self.grammar.lists[name]) for name in _OPENINGS))
        for match in _WORD.finditer(text):
            word, start = match[0], match.start()
            if word in starts:
                for phrase, families in starts[word]:
                    if text.startswith(phrase, start):
                        yield start, families
                        break
            elif word[0].isdecimal() and figure.match(text, start, start + _FIGURE):
                yield start, _FIGURES


@lru_cache(maxsize=4)
def _starts(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, Sequence[tuple[str, Sequence[str]]]]:
    """The phrases that open a deadline, by their first word, the longest first."""
    found: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for name, phrases in lists:
        for phrase in phrases:
            found.setdefault(phrase.split()[0], []).append((phrase, name.split("_")[1:]))
    return {word: sorted(phrases, key=lambda one: -len(one[0])) for word, phrases in found.items()}
