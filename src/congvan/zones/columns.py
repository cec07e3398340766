"""Columns: the cells of a line, and the order in which the cells of a head or a foot are read.

Two columns reach us side by side with runs of spaces, parted by bars or tabs, one after the other, or glued. What is
known here is typography; what a glued right-hand cell looks like comes from the grammar.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan.text import Line, Source, View

_GAP = regex.compile(r"[ ]{3,}|\s*\t\s*|[ ]*\|[ ]*")
_CELL = regex.compile(r"[\p{Lu}(\"“'*\[\-–+•]")
_NOISE = regex.compile(r"[;:,'`’~^¦¬<>=_\\]+\s*(?=\p{L})")  # specks that a scanner read before a line
_SPECKS = regex.compile(r"\s+[^\p{L}\p{N}\s)\]\".;:,/…–-]{1,3}$")
_SHORT, _LONG = 14, 200  # a line with two columns glued is neither shorter nor longer
_FAR = 24  # a line that starts further in than this stands in the right-hand column, where there are two


class Cell(NamedTuple):
    """A piece of a line in one column: `x` is how far in it starts, `gap` what parts it from the cell before it.

    `gap` is 0 within a block, 1 after a blank line, 2 after a bar.
    """

    view: View
    x: int
    row: int
    gap: int
    right: bool = False


def cells(source: Source, lines: Sequence[Line], glued: Sequence[regex.Pattern[str]] = ()) -> list[Cell]:
    """Cut lines into cells and put them in reading order: the left column of a stretch of rows, then its right one."""
    rows: list[list[Cell]] = []
    gap = 0
    for number, line in enumerate(lines):
        if not line.text:
            gap = max(gap, 2 if line.start > line.low else 1)
            continue
        rows.append([Cell(view, x, number, gap) for x, view in _cut(source, line, glued)])
        gap = 0
    return _ordered(rows)


def _cut(source: Source, line: Line, glued: Sequence[regex.Pattern[str]]) -> list[tuple[int, View]]:
    """The cells of one line as `(column, view)`."""
    raw = source.clean[line.start : line.end]
    cuts = [0, *_gaps(raw)] if "   " in raw or "\t" in raw or "|" in raw else [0]
    if len(cuts) == 1 and _SHORT < len(raw) < _LONG:
        key = source.key[line.start : line.end]
        cuts += [seam.start() for pattern in glued if (seam := pattern.search(key, 1))][:1]
    if len(cuts) == 1:
        view = _clean(source.view([(line.start, line.end)]))
        return [(line.start - line.low, view)] if view.text else []
    found = []
    for low, high in itertools.pairwise([*cuts, len(raw)]):
        view = _clean(source.view([(line.start + low, line.start + high)]).cut())
        if view.text:
            found.append((line.start + low - line.low, view))
    return found


def _gaps(raw: str) -> Iterator[int]:
    """Where the cells behind the first begin."""
    last = 0
    for match in _GAP.finditer(raw):
        if _CELL.match(raw, match.end()) and any(map(str.isalnum, raw[last : match.start()])):
            last = match.end()
            yield last


def _clean(view: View) -> View:
    """A cell without the specks that a scanner read at its edges."""
    text = view.text
    noise = _NOISE.match(text) if text and not text[0].isalnum() else None
    specks = _SPECKS.search(text, max(len(text) - 8, 0)) if text and not text[-1].isalnum() else None
    return view.cut(noise.end() if noise else 0, specks.start() if specks else None) if noise or specks else view


def _ordered(rows: list[list[Cell]]) -> list[Cell]:
    """Read each stretch of two-column rows by columns: all of the left, then all of the right."""
    ordered: list[Cell] = []
    start = 0
    while start < len(rows):
        end = _stretch(rows, start)
        if end == start:
            ordered.extend(rows[start])
            start += 1
            continue
        ordered.extend(_by_column(rows[start:end]))
        start = end
    return ordered


def _stretch(rows: list[list[Cell]], start: int) -> int:
    """Where the stretch of two-column rows that begins at `start` ends (`start` itself: there is none)."""
    if len(rows[start]) < 2:
        return start
    edge = min(cell.x for cell in rows[start][1:])
    end = at = start + 1
    while at < len(rows) and at - end < 12:
        if len(rows[at]) > 1:
            edge, end = min(edge, *(cell.x for cell in rows[at][1:])), at + 1
        elif rows[at][0].x >= max(edge - 6, _FAR):
            end = at + 1
        elif rows[at][0].gap == 2 or _crosses(rows[at][0], edge):
            break
        at += 1
    return end


def _crosses(cell: Cell, edge: int) -> bool:
    """Whether a line of one cell runs from the left column into the right one: there are no columns here any more."""
    return cell.x < edge - 6 and cell.x + len(cell.view.text) > edge + 6


def _by_column(rows: list[list[Cell]]) -> list[Cell]:
    edge = min((cell.x for row in rows if len(row) > 1 for cell in row[1:]), default=_FAR)
    left: list[Cell] = []
    right: list[Cell] = []
    for row in rows:
        for place, cell in enumerate(row):
            on_right = place > 0 or (len(row) == 1 and cell.x >= max(edge - 12, _FAR))
            (right if on_right else left).append(Cell(cell.view, cell.x, cell.row, cell.gap, on_right))
    if right and left:
        first = right[0]
        right[0] = Cell(first.view, first.x, first.row, 2, True)
    return left + right
