"""Passage: one text being read, its rules, and what its rules' words come to as numbers and units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from congvan.deadlines.terms import Unit
from congvan.grammar import Found as Hit
from congvan.grammar import Grammar
from congvan.when import Issued, Part

UNITS: tuple[Unit, ...] = ("hour", "day", "week", "month", "quarter", "half", "year", "term")
PARTS: tuple[Part, ...] = ("start", "middle", "end")
_LEFT, _LABEL = 140, 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A text (tone marks folded), the document's date, `when.toml`, and whether the text is a cell of deadlines."""

    key: str
    issued: Issued | None
    grammar: Grammar
    bare: bool = False

    def at(self, family: str, start: int) -> Hit | None:
        """The first rule of a family that matches from one place on."""
        for rule in self.grammar.family(family):
            if match := rule.compiled.match(self.key, start):
                return Hit(rule, match)
        return None

    def one(self, name: str, start: int) -> Hit | None:
        """One rule, from one place on."""
        rule = self.grammar[name]
        match = rule.compiled.match(self.key, start)
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

    def part(self, hit: Hit) -> Part | None:
        """Đầu, giữa, cuối."""
        return cast("Part | None", self._named(PARTS, "part", hit.group("part")))

    def unit(self, hit: Hit, group: str = "unit") -> Unit:
        """Ngày, tuần, tháng …; what has no calendar of its own (học kỳ) is a term."""
        return cast(Unit, self._named(UNITS, "unit", hit.group(group)) or "term")

    def _named(self, names: tuple[str, ...], prefix: str, word: str | None) -> str | None:
        text = " ".join((word or "").lower().split())
        return next((name for name in names if text in self.grammar.lists[f"{prefix}_{name}"]), None)

    def triggers(self) -> Iterator[tuple[int, list[str]]]:
        """The places where a deadline may begin, and the families to try there, in order; the start of a cell is one."""
        if self.bare:
            yield len(self.key) - len(self.key.lstrip(" (")), ["every", "event", "span", "cue"]
        for match in self.grammar["trigger"].compiled.finditer(self.key):
            yield match.start(), (match.lastgroup or "").split("_")
