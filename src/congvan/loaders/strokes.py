"""Strokes: the lines ruled on a scanned page, found by their ink; between them stand the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from congvan.loaders import ruled
from congvan.loaders.paper import Word
from congvan.loaders.readers import DPI
from congvan.loaders.ruled import Stroke

if TYPE_CHECKING:
    from PIL.Image import Image

STRIP = 30
"""Lines are looked for in strips of so many dots: no stroke of a letter fills four of them."""
DARK = 80
"""A strip that a line runs through is at least as dark."""
BESIDE = 4
"""Rows of dots no further apart are of one line, which may be a little awry."""
_POINT = 72 / DPI
_REACH = STRIP * _POINT
_RUN = re.compile(rb"\x01{4,}")


class _Run(NamedTuple):
    """A line while it is followed: where it starts and ends, its first and its last row of dots."""

    start: int
    end: int
    first: int
    last: int


def written(words: Sequence[Word], page: Image) -> list[Word]:
    """The words of a page whose lines are level; each row of a ruled table is one word, its cells between bars."""
    drawn = found(page)
    if not drawn:
        return list(words)
    return [_scaled(word, 1 / _POINT) for word in ruled.written([_scaled(word, _POINT) for word in words], drawn)]


def found(page: Image) -> list[Stroke]:
    """The lines of a page, in points, y counted upwards; none where there are too many to be tables."""
    from PIL.Image import Resampling, Transpose

    flat = page.resize((max(page.width // STRIP, 1), page.height), Resampling.BOX)
    upright = page.resize((page.width, max(page.height // STRIP, 1)), Resampling.BOX).transpose(Transpose.TRANSPOSE)
    wide, high = page.width / flat.width * _POINT, page.height / upright.width * _POINT
    level = [_Line(run.start * wide, run.end * wide, -_POINT * (run.first + run.last) / 2) for run in _runs(flat)]
    steep = [_Line(-run.end * high, -run.start * high, _POINT * (run.first + run.last) / 2) for run in _runs(upright)]
    if len(level) + len(steep) > ruled.MOST_STROKES:
        return []
    return [
        *(Stroke(line.start, line.at, line.end, line.at) for line in _met(level, steep)),
        *(Stroke(line.at, line.start, line.at, line.end) for line in _met(steep, level)),
    ]


class _Line(NamedTuple):
    """A level or upright line: where it starts and ends, and where it lies across that."""

    start: float
    end: float
    at: float


def _met(lines: Sequence[_Line], others: Sequence[_Line]) -> Iterator[_Line]:
    """Lines that end where they meet one that goes across, as strips do not tell to the dot where lines end."""
    for line in lines:
        near = [other.at for other in others if other.start - _REACH <= line.at <= other.end + _REACH]
        yield line._replace(start=_nearest(line.start, near), end=_nearest(line.end, near))


def _nearest(edge: float, near: Sequence[float]) -> float:
    found = min(near, key=lambda at: abs(at - edge), default=edge)
    return found if abs(found - edge) <= _REACH else edge


def _runs(strips: Image) -> Iterator[_Run]:
    """Dark runs of strips, row by row; those of neighbouring rows are one line."""
    width = strips.width
    dark = strips.convert("L").point([1 if shade < DARK else 0 for shade in range(256)]).tobytes()
    followed: list[_Run] = []
    for match in _RUN.finditer(dark):
        for start, end, row in _rows(match.start(), match.end(), width):
            yield from (run for run in followed if run.last < row - BESIDE)
            followed = [run for run in followed if run.last >= row - BESIDE]
            near = [run for run in followed if run.start <= end + 1 and start <= run.end + 1]
            followed = [run for run in followed if run not in near]
            followed.append(
                _Run(
                    min([start, *(run.start for run in near)]),
                    max([end, *(run.end for run in near)]),
                    min([row, *(run.first for run in near)]),
                    row,
                )
            )
    yield from followed


def _rows(start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """A run of bytes that may go over the end of a row: its parts, with their rows."""
    while start < end:
        row = start // width
        stop = min(end, (row + 1) * width)
        yield start - row * width, stop - row * width, row
        start = stop


def _scaled(word: Word, by: float) -> Word:
    return word._replace(left=word.left * by, right=word.right * by, foot=word.foot * by, height=word.height * by)
