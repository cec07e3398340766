"""Evidence: whether a date is a deadline. What stands around it asks for one, or forbids it."""

from __future__ import annotations

from typing import cast

from congvan.deadlines.passage import Passage
from congvan.deadlines.points import Cue
from congvan.grammar import Rule
from congvan.when import SLACK, Period


def believed(passage: Passage, start: int, end: int, cue: Cue, kind: str, sort: str, period: Period | None) -> bool:
    """Whether a phrase is a deadline: nothing forbids it, and its cue, its label or the words before it ask for it."""
    if passage.labelled(start):
        return True
    if _over(passage, kind, period):
        return False
    left, cued = passage.left(start), cue.kind is not None
    if passage.one("backwards", end):
        return False
    if forbidden(passage, left, kind, sort):
        return cued and kind not in ("on", "from") and _asks(passage.grammar["asks.finish"], left, sort, cued)
    if kind != "before" and _opens(left) and passage.one("happened", end):
        return False
    return sort in cue.firm or any(_asks(rule, left, sort, cued) for rule in passage.grammar.family("asks"))


def forbidden(passage: Passage, left: str, kind: str, sort: str) -> bool:
    """Whether the words before a phrase say that it is a name, a condition, a past event, another document's date."""
    return any(_blocks(rule, kind, sort) and rule.find(left) for rule in passage.grammar.family("veto"))


def habitual(passage: Passage, start: int, end: int) -> bool:
    """Whether `hằng năm` says when something is done, and not which plan or sum is meant."""
    if passage.bare:
        return True
    left = passage.left(start)
    if any(passage.grammar[rule].find(left) for rule in ("habit-start", "habit-paid")):
        return True
    return not passage.grammar["habit-noun"].find(left) and passage.one("habit-deed", end) is not None


def _blocks(rule: Rule, kind: str, sort: str) -> bool:
    gives = rule.gives or {}
    return (not gives["blocks"] or kind in gives["blocks"]) and sort in gives.get("sorts", (sort,))


def _asks(rule: Rule, left: str, sort: str, cued: bool) -> bool:
    gives = rule.gives or {}
    return sort in cast("list[str]", gives["allows"]) and cued >= gives.get("cued", False) and bool(rule.find(left))


def _opens(left: str) -> bool:
    return not left.strip() or left.rstrip()[-1] in ".;:("


def _over(passage: Passage, kind: str, period: Period | None) -> bool:
    """Whether a period lies before the document: what was to be done by then is past.

    A letter signed late may still name a limit that has just gone by.
    """
    if period is None or passage.issued is None:
        return False
    first = passage.issued.first
    if kind in ("before", "by"):
        return period.last < first - SLACK
    return kind != "from" and period.last < first
