"""Columns: the cells of a line, and the order in which the cells of a head or a foot are read.

Two columns reach us side by side with runs of spaces, parted by bars or tabs, one after the other, or glued. What is
known here is typography; what a glued right-hand cell looks like comes from the grammar.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from congvan.grammar import Grammar
from congvan.lines import Line
from congvan.text import Source, View

_GAP = regex.compile(r"[ ]{3,}|\s*\t\s*|[ ]*\|[ ]*")
_RULE = regex.compile(r"•\s+(?=\S)")  # the star below the name of a Party body, where the other ones have a rule
_SPACED = regex.compile(r"(?:^|\s)\w \w(?:\s*$)")
_SPACED_ON = regex.compile(r"\w \w(?!\w)")  # one word ends and another begins, both letter-spaced
_CELL = regex.compile(r"[\p{Lu}(\"“'*\[\-–+•]")
_NOISE = regex.compile(r"[;:,'`’~^¦¬<>=_\\]+\s*(?=\p{L})")  # specks that a scanner read before a line
_SPECKS = regex.compile(r"\s+[^\p{L}\p{N}\s)\]\".;:,/…–-]{1,3}$")
_WIDE = 16  # a gap so wide parts cells, though the second begins with a small letter: capitals were lost
_SHORT, _LONG = 14, 200  # a line with two columns glued is neither shorter nor longer
_ROOM = 12  # so many rows of one cell may stand between two of two
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


class Seams:
    """Where a right-hand cell begins that is glued to the left one; `anchor` tells at one look that a line has none."""

    def __init__(self, rules: Grammar, family: str, anchor: str | None = None) -> None:
        self._patterns = [rule.compiled for rule in rules.family(family)]
        self._anchor = rules[anchor].compiled if anchor else None

    def find(self, text: str) -> list[int]:
        """The place of the seam of a line, if it has one; with an anchor of all: more than two cells may be glued."""
        if self._anchor:
            seams = (seam for pattern in self._patterns for seam in pattern.finditer(text, 1))
            return sorted({seam.start() for seam in seams}) if self._anchor.search(text) else []
        return [seam.start() for pattern in self._patterns if (seam := pattern.search(text, 1))][:1]

    def starred(self, text: str) -> list[int]:
        """Where the right-hand cell begins of a line whose left one is a Party body's star alone."""
        star = _RULE.match(text) if self._anchor else None
        return [star.end()] if star and self._anchor and self._anchor.search(text, star.end()) else []


class Reading:
    """The cells of lines in reading order, cut no further than they are asked for."""

    def __init__(self, source: Source, lines: Iterable[Line], seams: Seams | None = None) -> None:
        self._cells = read(source, lines, seams)
        self._found: list[Cell] = []

    def get(self, at: int) -> Cell | None:
        """The cell at a place; None behind the last one."""
        while at >= len(self._found):
            cell = next(self._cells, None)
            if cell is None:
                return None
            self._found.append(cell)
        return self._found[at]

    def some(self, at: int, size: int) -> list[Cell]:
        """So many cells from a place on, less behind the last one."""
        self.get(at + size - 1)
        return self._found[at : at + size]


def read(source: Source, lines: Iterable[Line], seams: Seams | None = None) -> Iterator[Cell]:
    """Cut lines into cells and give them in reading order: a stretch of rows is read by columns, the left one first."""
    rows = _rows(source, lines, seams)
    stretch: list[list[Cell]] = []
    while stretch or _grown(stretch, rows):
        end = _end(stretch, rows) if len(stretch[0]) > 1 else 0
        yield from _by_column(stretch[:end]) if end else stretch[0]
        stretch = stretch[max(end, 1) :]


def _rows(source: Source, lines: Iterable[Line], seams: Seams | None) -> Iterator[list[Cell]]:
    gap = 0
    for number, line in enumerate(lines):
        if not line.text:
            gap = max(gap, 2 if line.start > line.low else 1)
            continue
        if row := [Cell(view, x, number, gap) for x, view in _cut(source, line, seams)]:
            yield row
        gap = 0


def _cut(source: Source, line: Line, seams: Seams | None) -> list[tuple[int, View]]:
    """The cells of one line as `(column, view)`."""
    raw = source.clean[line.start : line.end]
    cuts = [0, *_gaps(raw)] if "   " in raw or "\t" in raw or "|" in raw else [0]
    if len(cuts) == 1 and seams and _SHORT < len(raw) < _LONG:
        cuts += seams.starred(raw) or seams.find(raw)
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
        wide = match.end() - match.start() >= _WIDE or "|" in match[0]
        opens = wide or _CELL.match(raw, match.end()) or raw.islower()
        if opens and any(map(str.isalnum, raw[last : match.start()])):
            if _is_word_gap(raw, match.start(), match.end()):
                continue
            last = match.end()
            yield last


def _is_word_gap(raw: str, low: int, high: int) -> bool:
    """Whether a gap parts two letter-spaced words (`K Ế   H O Ạ C H`), not two cells."""
    return bool(_SPACED_ON.match(raw, high) and _SPACED.search(raw, max(low - 4, 0), low))


def _clean(view: View) -> View:
    """A cell without the specks that a scanner read at its edges, and without a rule that is glued to its end."""
    text = view.text
    if text.endswith("---") and text[0].isalnum():
        view = view.cut(0, len(text.rstrip("- ")))
        text = view.text
    noise = _NOISE.match(text) if text and not text[0].isalnum() else None
    specks = _SPECKS.search(text, max(len(text) - 8, 0)) if text and not text[-1].isalnum() else None
    return view.cut(noise.end() if noise else 0, specks.start() if specks else None) if noise or specks else view


def _end(stretch: list[list[Cell]], rows: Iterator[list[Cell]]) -> int:
    """How many rows the stretch of two-column rows holds that begins with the first; rows are read as needed."""
    edge = min(cell.x for cell in stretch[0][1:])
    end = at = 1
    while at - end < _ROOM and (at < len(stretch) or _grown(stretch, rows)):
        row = stretch[at]
        if len(row) > 1:
            edge, end = min(edge, *(cell.x for cell in row[1:])), at + 1
        elif row[0].x >= max(edge - 6, _FAR):
            end = at + 1
        elif row[0].gap == 2 or _crosses(row[0], edge):
            break
        at += 1
    return end


def _grown(stretch: list[list[Cell]], rows: Iterator[list[Cell]]) -> bool:
    """Take one more row, if there is one."""
    row = next(rows, None)
    if row:
        stretch.append(row)
    return bool(row)


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
