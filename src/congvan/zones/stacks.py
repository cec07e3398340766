"""Stacks: task tables copied cell after cell, one cell a line, as text taken from a PDF often has them.

A row begins with its number alone on a line. Only where every row has as many cells as the table has columns is it read
so; a cell may go on in the next line in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan.lines import Line
from congvan.text import Block, Source, join

_LEAST, _MOST = 4, 8  # how many columns such a table has
_LONGEST = 30  # so many lines one row may take
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-E])[.)]?")


class Titles(NamedTuple):
    """What the grammar says of columns: `first` heads the numbers, `column` any other, `doing` who does something."""

    first: regex.Pattern[str]
    column: regex.Pattern[str]
    doing: regex.Pattern[str]


def read(source: Source, lines: Sequence[Line], titles: Titles) -> Iterator[tuple[int, int, list[Block]]]:
    """Find the tables whose cells stand below one another: `(first, end)` of their lines, and their rows."""
    at = 0
    while at < len(lines):
        columns, end = _headed(lines, at, titles) if titles.first.fullmatch(lines[at].text) else ([], at)
        rows, end = _rows(lines, end, len(columns)) if columns else ([], at)
        if rows:
            yield at, end, [_block(source, row) for row in (columns, *rows)]
        at = max(end, at + 1)


def _headed(lines: Sequence[Line], at: int, titles: Titles) -> tuple[list[list[Line]], int]:
    """The titles of the columns from the first one on, and where they end; none where it heads no task table."""
    cells, end = [[lines[at]]], at + 1
    while end < len(lines) and len(cells) <= _MOST and not _NUMBER.fullmatch(lines[end].text):
        text = lines[end].text
        if titles.column.fullmatch(text):
            cells.append([lines[end]])
        elif text and text[0].islower() and len(cells) > 1:
            cells[-1].append(lines[end])
        elif text and not _GROUP.fullmatch(text):
            return [], at
        else:
            break
        end += 1
    told = any(titles.doing.fullmatch(cell[0].text) for cell in cells)
    return (cells, end) if told and _LEAST <= len(cells) <= _MOST else ([], at)


def _rows(lines: Sequence[Line], at: int, width: int) -> tuple[list[list[list[Line]]], int]:
    """The rows below the titles, counted on from 1, and where the last one ends."""
    rows: list[list[list[Line]]] = []
    while True:
        start = _begun(lines, at, len(rows) + 1)
        row, end = _row(lines, start, width, len(rows) + 1) if start >= 0 else ([], at)
        if not row:
            return rows, at
        rows.append(row)
        at = end


def _begun(lines: Sequence[Line], at: int, number: int) -> int:
    """Where the row of a number begins, behind a group's title; -1 where it does not."""
    words = [one for one in range(at, min(at + 5, len(lines))) if lines[one].text]
    if len(words) > 2 and _GROUP.fullmatch(lines[words[0]].text):
        words = words[2:]
    match = _NUMBER.fullmatch(lines[words[0]].text) if words else None
    return words[0] if match and int(match[1]) == number else -1


def _row(lines: Sequence[Line], start: int, width: int, number: int) -> tuple[list[list[Line]], int]:
    """The cells of a row, and where it ends: as many as there are columns, then the next number, a gap or the end."""
    cells, at = [[lines[start]]], start + 1
    while at < len(lines) and at - start <= _LONGEST and lines[at].text:
        text = lines[at].text
        if text[0].islower() and len(cells) > 1:
            cells[-1].append(lines[at])
        elif len(cells) == width or _begun(lines, at, number + 1) == at:
            break
        else:
            cells.append([lines[at]])
        at += 1
    return (cells, at) if len(cells) == width else ([], start)


def _block(source: Source, row: Sequence[Sequence[Line]]) -> Block:
    cells = tuple(join(source.view([(line.start, line.end)]).cut() for line in cell) for cell in row)
    return Block(join(cells), cells)
