"""The nest: paragraphs, ends of cells and ends of rows in order → blocks, tables inside the cells of tables."""

from __future__ import annotations

from collections.abc import Callable

from congvan.loaders.msdoc import tables
from congvan.loaders.msdoc.file import Strange
from congvan.loaders.pages import Block


class _Open:
    """A table whose end has not come: its rows, the cells of its last row, and what is in the last cell."""

    def __init__(self) -> None:
        self.rows: list[tables.Row] = []
        self.cells: list[list[Block]] = []
        self.cell: list[Block] = []

    def end_cell(self) -> None:
        if len(self.cells) > tables.WIDEST:
            raise Strange("cells of a row")
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, said: bytes, kept: bool = True) -> None:
        if self.cell:
            self.end_cell()
        if self.cells and kept:
            self.rows.append(tables.Row(self.cells, said))
        self.cells = []


class Nest:
    """What is read so far, and the tables that are open, each in a cell of the one before."""

    def __init__(self, ruled: Callable[[int], bool]) -> None:
        self._ruled = ruled
        self._found: list[Block] = []
        self._open: list[_Open] = []

    def add(self, block: Block, depth: int) -> None:
        """Put a block into the table so deep; 0 is none."""
        self._step(depth)
        (self._open[-1].cell if self._open else self._found).append(block)

    def end_cell(self, depth: int) -> None:
        """End a cell of the table so deep."""
        self._step(depth)
        self._open[-1].end_cell()

    def end_row(self, depth: int, said: bytes, kept: bool) -> None:
        """End a row of the table so deep; a row that was deleted is not kept."""
        self._step(depth)
        self._open[-1].end_row(said, kept)

    def done(self) -> list[Block]:
        """All blocks."""
        self._step(0)
        return self._found

    def _step(self, depth: int) -> None:
        while len(self._open) < depth:
            self._open.append(_Open())
        while len(self._open) > depth:
            ended = self._open.pop()
            ended.end_row(b"")
            if ended.rows:
                into = self._open[-1].cell if self._open else self._found
                into.append(tables.made(ended.rows, self._ruled))
