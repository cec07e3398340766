"""Tables: rows of cells as an old Word file ends them → a `Table` on one grid, cells merged downwards empty."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from congvan.loaders import pages
from congvan.loaders.msdoc import properties
from congvan.loaders.pages import Block, Table

WIDEST = 63
"""No row has more cells."""

_CELL = 20
_DOWN, _FIRST = 0x20, 0x40
_MERGED, _OLD_LINES, _LINES, _OLD_SET, _SET, _STYLE = 0xD62B, 0xD605, 0xD613, 0xD620, 0xD62F, 0x563A
_NIL = 0xFF


class Row(NamedTuple):
    """A row: its cells, and what is said of it."""

    cells: list[list[Block]]
    said: bytes


class _Told(NamedTuple):
    """What a row's properties tell: the edges of its cells, which go on with the one above, whether lines are drawn."""

    edges: Sequence[int]
    down: frozenset[int]
    ruled: bool | None
    style: int | None


def made(rows: Sequence[Row], by_style: Callable[[int], bool]) -> Table:
    """A table of rows; a cell that covers several columns of others has empty ones behind it."""
    told = [_told(row.said) for row in rows]
    grid = _grid({edge for row in told for edge in row.edges})
    return Table(
        [_cells(row, known, grid) for row, known in zip(rows, told, strict=True)],
        _ruled(told[0], by_style) if told else None,
    )


def _ruled(first: _Told, by_style: Callable[[int], bool]) -> bool:
    if first.ruled is None:
        return first.style is not None and by_style(first.style)
    return first.ruled


def _cells(row: Row, told: _Told, grid: dict[int, int]) -> list[list[Block]]:
    kept = [[] if at in told.down else cell for at, cell in enumerate(row.cells)]
    if not grid or len(told.edges) != len(kept) + 1:
        return kept
    columns = [grid[edge] for edge in told.edges]
    found: list[list[Block]] = [[] for _ in range(columns[0])]
    for cell, begins, ends in zip(kept, columns, columns[1:], strict=False):
        if ends > begins or any(pages.lines(cell)):  # what was merged into the cell before has no breadth
            found += [cell, *([] for _ in range(ends - begins - 1))]
    return found


def _grid(edges: set[int]) -> dict[int, int]:
    """The column that begins at each edge, edges close together being one; none where there are too many."""
    found: dict[int, int] = {}
    column, before = -1, None
    for edge in sorted(edges):
        if before is None or edge - before > pages.NEAR:
            column += 1
            before = edge
        found[edge] = column
    return found if column <= WIDEST else {}


@lru_cache(maxsize=256)
def _told(said: bytes) -> _Told:
    edges: Sequence[int] = ()
    down: set[int] = set()
    style = None
    for code, told in properties.changes(said):
        if code == properties.ROW and len(told) > 2:
            edges, down = _defined(told)
        elif code == _MERGED and len(told) > 2:
            (down.add if told[2] == 1 else down.discard)(told[1])
        elif code == _STYLE:
            style = int.from_bytes(told, "little")
    return _Told(edges, frozenset(down), lines(said), style)


def _defined(told: bytes) -> tuple[Sequence[int], set[int]]:
    """The edges of a row's cells, and which of them go on with the cell above."""
    count = told[2]
    first = 3 + 2 * (count + 1)
    if count > WIDEST or first > len(told):
        return (), set()
    edges = struct.unpack_from(f"<{count + 1}h", told, 3)
    flags = [told[at] for at in range(first, min(len(told), first + count * _CELL), _CELL)]
    down = {at for at, flag in enumerate(flags) if flag & _DOWN and not flag & _FIRST}
    return edges if list(edges) == sorted(edges) else (), down


def lines(said: bytes) -> bool | None:
    """Whether lines are drawn round the first cell of a row, by itself or as the table says; None where none is told.

    A side of a cell of which nothing is said (0) is drawn as the table says; one that has none (0xFF) is not.
    """
    table: bool | None = None
    cell: set[int] = {0}
    for code, told in properties.changes(said):
        if code == _LINES:
            table = _drawn(told[6::8])
        elif code == _OLD_LINES and table is None:
            table = _drawn(told[2::4])
        elif code == properties.ROW and len(told) > 2:
            first = 3 + 2 * (told[2] + 1) + 4
            cell = set(told[first + 1 : first + 16 : 4]) or cell
        elif code in (_SET, _OLD_SET) and len(told) > 4 and told[1] == 0:
            cell.update(told[9:10] if code == _SET else told[5:6])
    if _drawn(bytes(cell)):
        return True
    return table if 0 in cell else False


def _drawn(kinds: bytes) -> bool:
    """Whether any of the kinds of some borders is a line."""
    return any(kind not in (0, _NIL) for kind in kinds)
