"""Mentions: a name in a text, the pieces that spell it, and the way back to the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from congvan.record import PartyKind, Span, Spans
from congvan.text import View

KINDS: dict[str, PartyKind] = {
    "whole": "organization", "council": "organization", "field": "organization", "body": "organization",
    "plain": "organization", "post": "position", "chief": "position", "class": "group", "group": "group",
    "person": "person", "stranger": "group",
}  # fmt: skip


class Name(NamedTuple):
    """One name in a text: `[start, end)` is where it stands, `ranges` the pieces that spell it."""

    start: int
    end: int
    ranges: tuple[Span, ...]
    family: str

    @property
    def kind(self) -> PartyKind:
        """What is named: a body, a post, a group, a person."""
        return KINDS[self.family]

    def stretched(self, end: int) -> Name:
        """The name with its last piece drawn out to `end`."""
        return self._replace(end=end, ranges=(*self.ranges[:-1], (self.ranges[-1][0], end)))

    def spelled(self, text: str) -> str:
        """Put the pieces together."""
        if len(self.ranges) == 1:
            return text[slice(*self.ranges[0])]
        return " ".join(text[start:end] for start, end in self.ranges)


class Mention(NamedTuple):
    """A name bound to the view it was read in."""

    view: View
    name: Name

    @property
    def text(self) -> str:
        """The name as printed, its pieces put together."""
        return self.name.spelled(self.view.text)

    @property
    def key(self) -> str:
        """The same with tone marks placed one way."""
        return self.name.spelled(self.view.key)

    def spans(self) -> Spans:
        """Its slices of the document text."""
        if len(self.name.ranges) == 1:
            return self.view.spans(*self.name.ranges[0])
        return tuple(span for start, end in self.name.ranges for span in self.view.spans(start, end))


def joined(ranges: Sequence[Span]) -> tuple[Span, ...]:
    """Close up pieces that stand one space apart."""
    closed: list[Span] = []
    for start, end in ranges:
        if closed and start - closed[-1][1] in (0, 1):
            closed[-1] = (closed[-1][0], end)
        else:
            closed.append((start, end))
    return tuple(closed)
