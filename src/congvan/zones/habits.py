"""Habits: how the lines of a text were wrapped, learned from those that surely were."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from congvan.initials import Initials
from congvan.lines import Line

STOP = ".;:!?…"
LONG = 130  # a line longer than any page is wide was never wrapped
_NARROWEST = 45  # no page is narrower: lines that reach less far were broken on purpose
_FULL = 0.9  # the quantile of reach that counts as the width of the page


class Habit(NamedTuple):
    """How a text is wrapped: `width` in columns (0: it is not), `base` indent, width of narrow first lines or 0.

    Pages made from web forms wrap the first line of a paragraph early, as the form's marks took up its room. A line
    that was wrapped so early is a first line: `firsts` says where they begin.
    """

    width: int
    base: int
    narrow: tuple[int, int]
    indented: bool
    firsts: frozenset[int]


_UNWRAPPED = Habit(0, 0, (0, 0), False, frozenset())


class Signs(NamedTuple):
    """What the grammar says of a line.

    `marker` opens a numbered or named part, `opener` a sentence, `unfinished` ends with a word that wants another,
    `alone` is a line in capitals that stands for itself, `numbered` ends with a word whose number is still to come,
    `label` opens the list of addressees, `cited` ends with an article of another document, `instrument` opens with the
    name of one, `basis` opens a legal basis.
    """

    marker: Initials
    opener: Initials
    unfinished: Initials
    alone: Initials
    numbered: Initials
    label: Initials
    cited: Initials
    instrument: Initials
    basis: Initials


def learned(lines: Sequence[Line], signs: Signs) -> Habit:
    """Learn the width of the page from the lines that surely were wrapped."""
    texts = [line for line in lines if line.text]
    pairs = [(a, b) for a, b in itertools.pairwise(texts) if b.low - a.high <= 1]
    sure = [(a, b) for a, b in pairs if a.text[-1] not in STOP and b.text[0].islower() and reach(a) <= LONG]
    if len(sure) < 3 or len(sure) * 8 < len(pairs):
        return _UNWRAPPED
    reaches = sorted(reach(a) for a, _ in sure)
    width = reaches[min(int(len(reaches) * _FULL), len(reaches) - 1)]
    if width < _NARROWEST:
        return _UNWRAPPED
    indents = [b.indent for _, b in sure]
    base = max(set(indents), key=indents.count)
    found = Habit(width, base, _narrow(lines, width, signs), _indented(texts, base), frozenset())
    return found._replace(firsts=_firsts(lines, found, signs)) if found.narrow[1] else found


def _narrow(lines: Sequence[Line], width: int, signs: Signs) -> tuple[int, int]:
    """The least and most that narrow first lines reach, or zeros where first lines are as wide as the others."""
    firsts, narrow = 0, []
    before: Line | None = None
    for line, after in itertools.pairwise(lines):
        if _is_wrapped(line, after) and (not before or _is_done(before) or signs.marker.match(line.text)):
            firsts += 1
            if reach(line) + 1 + _first_word(after) < width - 3:
                narrow.append(reach(line))
        before = line
    if len(narrow) < 2 or len(narrow) * 3 < firsts:
        return (0, 0)
    narrow.sort()
    return narrow[len(narrow) // 20], narrow[-1 - len(narrow) // 20]


def _firsts(lines: Sequence[Line], habit: Habit, signs: Signs) -> frozenset[int]:
    """Where the lines begin that open with a capital and were wrapped as early as first lines are."""
    return frozenset(
        line.low
        for line, after in itertools.pairwise(lines)
        if line.text[:1].isupper()
        and (_is_wrapped(line, after) or (_is_wrapped(line, after, str.isdigit) and not signs.marker.match(after.text)))
        and not is_full(line, after, habit)
        and is_narrow(line, habit)
    )


def _is_wrapped(line: Line, after: Line, begins: Callable[[str], bool] = str.islower) -> bool:
    """Whether a sentence surely goes on from one line to the next: that begins with a small letter, or as is asked."""
    return bool(line.text and after.text) and line.text[-1] not in STOP and begins(after.text[0])


def _is_done(line: Line) -> bool:
    return not line.text or line.text[-1] in STOP


def _indented(lines: Sequence[Line], base: int) -> bool:
    """Whether first lines stand further in than the others."""
    further = sum(base + 2 <= line.indent <= base + 14 for line in lines)
    return further * 12 > len(lines) and base < 30


def is_full(last: Line, line: Line, habit: Habit) -> bool:
    """Whether the page had no room behind a line for the first word of the next."""
    return reach(last) + 1 + _first_word(line) > habit.width


def is_narrow(line: Line, habit: Habit) -> bool:
    """Whether a line reaches about as far as the first lines that were wrapped early."""
    low, high = habit.narrow
    return bool(high) and low - 6 <= reach(line) <= high + 3


def reach(line: Line) -> int:
    """How far a line reaches, in columns, its indent counted."""
    return line.end - line.low


def _first_word(line: Line) -> int:
    return len(line.text.split(" ", 1)[0])
