"""Paper: words and where they stand on the paper → lines of text that keep the columns.

Columns are told by position: a line's words that stand far apart are parted by runs of spaces, so that what stands in
one column of the paper stands in one column of the text. In a head, where columns may nearly touch, the left edge of
the national title tells where the right one begins.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

WIDE = 1.6
"""A gap as wide as so many times the height of the letters parts two columns; justified lines have narrower ones."""
ONE_LINE = 0.45
"""Words belong to one line when their feet differ by no more than this part of the height of the letters."""
EMPTY = 1.75
"""Lines as far apart as so many times the usual distance have an empty line between them."""
APART = 3
TOUCHING, LONGEST_HEAD = 0.6, 14
"""Columns of a head are at least so far apart, measured by the height of its letters; a head has so many lines."""

_EDGE = re.compile(r"(?i)C[ỘO]NG\s+H(?:ÒA|OÀ)\s+X|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT")


class Word(NamedTuple):
    """A word on a page: its left and right edge, its foot (counted upwards), the height of its letters, its font."""

    text: str
    left: float
    right: float
    foot: float
    height: float
    key: int = 0
    font: str = ""


Line = Sequence[Word]


def text(words: Iterable[Word]) -> str:
    """Write the words of a page as lines, columns side by side, each line where it stands between the margins."""
    rows = lines(words)
    if not rows:
        return ""
    whole = [word for row in rows for word in row]
    letter = sum(word.right - word.left for word in whole) / sum(len(word.text) + 1e-9 for word in whole) * 1.08
    margin = min(word.left for word in whole)
    height = median(word.height for word in whole)
    edges = _edges(rows, height)
    steps = [above[0].foot - below[0].foot for above, below in itertools.pairwise(rows)]
    usual = median(steps) if steps else 0
    shown = []
    for row, edge, step in zip(rows, edges, [0, *steps], strict=True):
        if usual and step > EMPTY * usual:
            shown.append("")
        shown.append(_line(row, margin, letter or 1, height, edge))
    return "\n".join(shown)


def lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, from left to right; lines from the top of the page down."""
    rows: list[list[Word]] = []
    feet: list[float] = []
    for word in sorted(words, key=lambda word: -word.foot):
        if rows and feet[-1] - word.foot <= ONE_LINE * max(word.height, rows[-1][0].height):
            rows[-1].append(word)
        else:
            rows.append([word])
            feet.append(word.foot)
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _line(row: Line, margin: float, letter: float, height: float, edge: float | None) -> str:
    shown = ""
    right = None
    for word in row:
        column = round((word.left - margin) / letter)
        if right is None:
            shown = " " * column
        elif word.left - right > WIDE * height or (edge is not None and right < edge + 1e-6 and word.left >= edge):
            shown += " " * max(column - len(shown), APART)
        else:
            shown += " "
        shown += word.text
        right = word.right if right is None else max(right, word.right)
    return shown


def _edges(rows: Sequence[Line], height: float) -> Iterator[float | None]:
    """For each line of a page, where its right-hand column begins if it stands in a head of two columns."""
    start, title = next(
        ((number, edge) for number, row in enumerate(rows[:12]) if (edge := _title(row)) is not None), (0, None)
    )
    if title is None:
        yield from itertools.repeat(None, len(rows))
        return
    inside = True
    for number, row in enumerate(rows):
        found = None
        if inside and number < start + LONGEST_HEAD:
            found = _seam(row, title, height)
            inside = found is not None or number < start or row[-1].right < title or row[0].left >= title - 4 * height
        yield found


def is_title(words: Iterable[str]) -> bool:
    """Whether a line holds the national title, or the party's."""
    return _EDGE.search(" ".join(words)) is not None


def _title(row: Line) -> float | None:
    """The left edge of the national or the party's title, if the line holds it."""
    shown = " ".join(word.text for word in row)
    match = _EDGE.search(shown)
    return row[len(shown[: match.start()].split())].left if match else None


def _seam(row: Line, title: float, height: float) -> float | None:
    """The left edge of a line's right-hand part: behind its widest gap near the edge of the title."""
    gaps = [
        (after.left - before.right, after.left)
        for before, after in itertools.pairwise(row)
        if title - 5 * height <= (before.right + after.left) / 2 <= title + 3 * height
        or before.right < title <= after.left
    ]
    if not gaps:
        return None
    wide, edge = max(gaps)
    usual = median(after.left - before.right for before, after in itertools.pairwise(row))
    return edge if wide > max(TOUCHING * height, 1.5 * usual if len(row) > 3 else 0) else None
