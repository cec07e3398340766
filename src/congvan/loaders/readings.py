"""Readings: numbers, days and signers' names that two readers of one page see differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from congvan.loaders.readers import Seen

_OWN = re.compile(r"(?<=Số:)\s*(?:\d+[^\W\d_]?)?/\S+")
_CITED = re.compile(r"(?<=số)\s+\d+[^\W\d_]?/\S+")
_DAY = re.compile(r"ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d+")
_SIGNS = ".,;:)("
_FOOT = re.compile(r"\W*N[ơo]i\s+nh[ậâạa]n\W*")
_LIKE = 0.6


class Difference(NamedTuple):
    """What one reader saw, and what the other saw in its place, if anything."""

    seen: str
    other: str


def in_head(lines: Iterable[Sequence[Seen]], other: str) -> tuple[Difference, ...]:
    """The numbers, notations and days of a head that another reader did not see so."""
    shown = "\n".join(" ".join(word.text for word in line) for line in lines)
    found = [match[0].strip(" \n" + _SIGNS) for one in (_OWN, _CITED, _DAY) for match in one.finditer(shown)]
    return _differences(found, other)


def foot(lines: Iterable[Sequence[Seen]]) -> int | None:
    """Where a page's foot begins, in which signers stand; None where the page has none."""
    for line in lines:
        if line and _FOOT.match(" ".join(word.text for word in line[:2])):
            return min(word.top for word in line[:2])
    return None


def in_foot(lines: Iterable[Sequence[Seen]], top: int, middle: int, other: str) -> tuple[Difference, ...]:
    """The names in the right column of a foot that another reader did not see so."""
    return _differences(list(_names(lines, top, middle)), other)


def _names(lines: Iterable[Sequence[Seen]], top: int, middle: int) -> Iterator[str]:
    """Two to six words of one line, each with a capital letter before small ones."""
    for line in lines:
        words = [word.text for word in line if word.left >= middle and word.top > top]
        if 2 <= len(words) <= 6 and all(word.isalpha() and word.istitle() for word in words):
            yield " ".join(words)


def _differences(found: Sequence[str], other: str) -> tuple[Difference, ...]:
    close = _close(other)
    known = dict.fromkeys([*(part for line in other.splitlines() for part in line.split()), *other.splitlines()])
    known |= dict.fromkeys(match[0] for match in re.finditer(r"ngày[^\n]{1,40}", other))
    return tuple(
        Difference(words, next(iter(get_close_matches(words, [*known], 1, _LIKE)), ""))
        for words in dict.fromkeys(found)
        if _close(words) not in close
    )


def _close(text: str) -> str:
    return re.sub(r"\s+", "", text)
