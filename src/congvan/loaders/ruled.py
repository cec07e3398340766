"""Ruled: the lines drawn on a page → the tables between them; words inside are written as rows with bars."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_int
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from congvan.loaders import paper
from congvan.loaders.paper import Word

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

THIN = 3.0
"""What is no thicker, in points, is a line; and lines no further apart are one."""

MOST_OBJECTS, MOST_STROKES = 20_000, 400
"""Of a page with more to draw than that the lines are not looked at."""


APART = 1.2
"""Rows stand so far apart, measured by the height of their letters; in the table itself they stand further."""


class Stroke(NamedTuple):
    """A line: the edges of the thin box that it fills; y counts upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def upright(self) -> bool:
        """Whether it goes up."""
        return self.right - self.left <= THIN


class _Grid(NamedTuple):
    """The lines of one table, and where they stand: `xs` from the left, `ys` from below."""

    strokes: Sequence[Stroke]
    xs: Sequence[float]
    ys: Sequence[float]

    def cell(self, word: Word) -> tuple[int, int] | None:
        """The row, counted from below, and the column of the cell that a word stands in."""
        x, y = (word.left + word.right) / 2, word.foot + word.height / 3
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        while row < len(self.ys) - 2 and not self._parted(x, self.ys[row + 1], upright=False):
            row += 1  # nothing is drawn above: the cell goes over several rows
        while column > 0 and not self._parted(self.xs[column], y, upright=True):
            column -= 1
        return row, column

    def _parted(self, x: float, y: float, *, upright: bool) -> bool:
        return any(
            stroke.upright == upright
            and stroke.left - THIN <= x <= stroke.right + THIN
            and stroke.bottom - THIN <= y <= stroke.top + THIN
            for stroke in self.strokes
        )


def strokes(page: PdfPage, pdfium: Any) -> list[Stroke]:
    """The lines that a page draws, those of boxes too; none where there are too many to be tables."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    found: list[Stroke] = []
    if count > MOST_OBJECTS or pdfium.FPDFPage_GetRotation(page.raw):
        return found
    edges = [c_float() for _ in range(4)]
    pointers = [byref(edge) for edge in edges]
    for at in range(count):
        drawn = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, *pointers):
            found += _lines(Stroke(*(edge.value for edge in edges)), drawn, pdfium)
        if len(found) > MOST_STROKES:
            return []
    return found


def _lines(box: Stroke, drawn: Any, pdfium: Any) -> list[Stroke]:
    """A path as lines: itself where it is thin, the four edges of a box that is drawn and not filled."""
    if box.upright or box.top - box.bottom <= THIN:
        return [box]
    filled, edged = c_int(), c_int()
    if not pdfium.FPDFPath_GetDrawMode(drawn, byref(filled), byref(edged)) or not edged.value:
        return []
    left, bottom, right, top = box
    return [
        Stroke(left, bottom, left, top), Stroke(right, bottom, right, top),
        Stroke(left, bottom, right, bottom), Stroke(left, top, right, top),
    ]  # fmt: skip


def written(words: Sequence[Word], drawn: Sequence[Stroke]) -> list[Word]:
    """The words of a page; each row of a table is one word, its cells between bars."""
    left = list(words)
    for grid in _grids(drawn):
        inside: dict[tuple[int, int], list[Word]] = {}
        outside = []
        for word in left:
            place = grid.cell(word)
            if place is None:
                outside.append(word)
            else:
                inside.setdefault(place, []).append(word)
        left = [*outside, *_rows(grid, inside)]
    return left


def _rows(grid: _Grid, inside: dict[tuple[int, int], list[Word]]) -> Iterator[Word]:
    """The rows from above, one below the other at the top of the table."""
    words = [word for cell in inside.values() for word in cell]
    height, left = median([word.height for word in words] or [1]), min((word.left for word in words), default=0)
    for number, row in enumerate(sorted({row for row, _ in inside}, reverse=True), 1):
        cells = [inside.get((row, column), []) for column in range(len(grid.xs) - 1)]
        texts = [_plain(" ".join(word.text for line in paper.lines(cell) for word in line)) for cell in cells]
        text = f"| {' | '.join(texts)} |"
        yield Word(text, left, left + len(text) * height / 2, grid.ys[-1] - number * APART * height, height)


def _plain(text: str) -> str:
    """A cell's text without bars, which part cells."""
    return " ".join(text.replace("|", " ").split()) if "|" in text else text


def _grids(drawn: Sequence[Stroke]) -> Iterator[_Grid]:
    """Lines that touch each other, where they part at least two rows and two columns."""
    for group in _touching(drawn):
        flat = [stroke for stroke in group if not stroke.upright]
        if not flat or len(flat) == len(group):
            continue
        ends = [min(stroke.left for stroke in flat), max(stroke.right for stroke in flat)]
        xs = _levels([*ends, *((stroke.left + stroke.right) / 2 for stroke in group if stroke.upright)])
        ys = _levels([(stroke.bottom + stroke.top) / 2 for stroke in flat])
        if len(xs) > 2 and len(ys) > 2:
            yield _Grid(group, xs, ys)


def _touching(drawn: Sequence[Stroke]) -> list[list[Stroke]]:
    groups: list[list[Stroke]] = []
    for stroke in drawn:
        met = [group for group in groups if any(_touch(stroke, other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([stroke, *(other for group in met for other in group)])
    return groups


def _touch(one: Stroke, other: Stroke) -> bool:
    return (
        one.left - THIN <= other.right
        and other.left - THIN <= one.right
        and one.bottom - THIN <= other.top
        and other.bottom - THIN <= one.top
    )


def _levels(places: Sequence[float]) -> list[float]:
    """Places in order, those of one line once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > THIN:
            found.append(place)
    return found
