"""Grids: the rows of tables whose columns are parted by bars, tabs or runs of spaces.

A cell may be wrapped over several lines: what stands below it in the same column belongs to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan.lines import Line
from congvan.text import Block, Source, View, join

_MANY = regex.compile(r"\S(?: {3,}|\t)[^\n]*?\S(?: {3,}|\t)\S")
_GAP = regex.compile(r" {3,}|\t+ *")
_LEAST = 3  # a grid has at least so many columns and lines
_SLACK = 2  # a cell may stand so far out of its column
_NUMBER = regex.compile(r"\d{1,3}[.)]?|[IVX]{1,5}\.?")


class _Piece(NamedTuple):
    """A piece of a line: how far in it stands, and its slice of the document."""

    x: int
    start: int
    end: int


def barred(source: Source, line: Line) -> tuple[View, ...]:
    """The cells of a line with bars or tabs between them, empty ones too; nothing for any other line."""
    bars = source.clean.count("|", line.low, line.high)
    if bars < 2 and source.clean.count("\t", line.start, line.end) < 2:
        return ()
    low, high = (line.low, line.high) if bars >= 2 else (line.start, line.end)
    marks = [at for at in range(low, high) if source.clean[at] == ("|" if bars >= 2 else "\t")]
    edges = [low - 1, *marks, high]
    views = [_view(source, a + 1, b) for a, b in itertools.pairwise(edges)]
    while views and not views[0].text:
        views.pop(0)
    return tuple(views[:-1] if views and not views[-1].text else views)


def _view(source: Source, start: int, end: int) -> View:
    if start < end:
        return source.view([(start, end)]).cut()
    return View("", "", (0,), (start,), source)


def spaced(source: Source, lines: Sequence[Line]) -> Iterator[tuple[int, int, list[Block]]]:
    """Find the grids whose columns are runs of spaces: `(first, end)` of their lines, and their rows."""
    if not lines or not _many(source.clean, lines[0].low, lines[-1].high):
        return
    at = 0
    while at < len(lines):
        end = _end(source, lines, at)
        if end - at >= _LEAST:
            yield at, end, list(_rows(source, lines[at:end]))
        at = max(end, at + 1)


def _many(text: str, low: int, high: int) -> bool:
    """Whether any line has gaps enough for a grid."""
    gapped = text.find("   ", low, high) >= 0 or text.find("\t", low, high) >= 0
    return gapped and _MANY.search(text, low, high) is not None


def _pieces(source: Source, line: Line) -> list[_Piece]:
    raw = source.clean[line.start : line.end]
    cuts = [(0, 0), *(match.span() for match in _GAP.finditer(raw)), (len(raw), len(raw))]
    return [
        _Piece(line.start + a[1] - line.low, line.start + a[1], line.start + b[0])
        for a, b in itertools.pairwise(cuts)
        if a[1] < b[0]
    ]


def _end(source: Source, lines: Sequence[Line], start: int) -> int:
    """Where the grid that begins at a line ends; `start` itself where none does."""
    columns = [piece.x for piece in _pieces(source, lines[start])] if lines[start].text else []
    if len(columns) < _LEAST:
        return start
    full = at = start + 1
    wide = 1
    while at < len(lines) and lines[at].text:
        pieces = _pieces(source, lines[at])
        if not all(any(abs(piece.x - column) <= _SLACK for column in columns) for piece in pieces):
            break
        if len(pieces) == 1 and abs(pieces[0].x - columns[0]) <= _SLACK:
            break
        wide += len(pieces) >= _LEAST
        at += 1
        full = at
    return full if wide >= _LEAST else start


def _rows(source: Source, lines: Sequence[Line]) -> Iterator[Block]:
    columns = [piece.x for piece in _pieces(source, lines[0])]
    numbered = any(_NUMBER.fullmatch(line.text.split("   ", 1)[0].strip()) for line in lines[1:])
    row: list[list[_Piece]] = []
    for line in lines:
        pieces = _pieces(source, line)
        first = abs(pieces[0].x - columns[0]) <= _SLACK
        if not row or (first if numbered else len(pieces) >= len(columns) - 1):
            if row:
                yield _block(source, row)
            row = [[] for _ in columns]
        for piece in pieces:
            row[min(range(len(columns)), key=lambda at: abs(columns[at] - piece.x))].append(piece)
    yield _block(source, row)


def _block(source: Source, row: Sequence[Sequence[_Piece]]) -> Block:
    """One row: its cells, each the pieces of its column, and all of them as one text in the order of the document."""
    cells = tuple(_cell(source, column) for column in row)
    return Block(_cell(source, sorted(itertools.chain.from_iterable(row), key=lambda piece: piece.start)), cells)


def _cell(source: Source, pieces: Sequence[_Piece]) -> View:
    return join(source.view([(piece.start, piece.end)]) for piece in pieces) if pieces else _view(source, 0, 0)
