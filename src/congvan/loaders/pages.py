"""Pages: paragraphs and tables as formats hold them → the document text, columns side by side, rows with bars."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

import regex

from congvan.errors import UnreadableError
from congvan.text import Note, Source, normal

_GUTTER = "     "
_NARROWEST = 30  # the left column is at least so wide: what stands further in is seen to stand on the right
_WIDEST = 60  # a longer line of the left column is wrapped, as it was on paper
_SHORT = 200  # lines of a head or a foot are not longer
_FEW_ROWS = 4
_PADDED = 256  # rows are filled up with empty cells to so many: one broad row must not make every other broad
NEAR = 57
"""Twentieths of a point, a millimetre: edges of columns no further apart are one."""

_NOTHING: list[str] = []
_UNWRITABLE = regex.compile(r"[\ud800-\udfff\0-\x08\x0e-\x1f]")
_EMPTY = regex.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]*+")
_FAR_APART = regex.compile(r"\n{4,}")


class Paragraph(NamedTuple):
    """One paragraph; a line end in it is a line break."""

    text: str


class Table(NamedTuple):
    """Rows of cells, each holding paragraphs and tables; `ruled` tells whether lines are drawn, None if unknown."""

    rows: Sequence[Sequence[Sequence[Block]]]
    ruled: bool | None = None


Block = Paragraph | Table


def source(
    name: str,
    content: bytes,
    blocks: Sequence[Block],
    media_type: str,
    notes: Sequence[Note] = (),
    encoding: str = "utf-8",
    aside: Sequence[str] = (),
) -> Source:
    """Make a source of what a format holds; lines set aside, from the edge of its pages, stand at the text's end.

    Raises:
        UnreadableError: there is no letter in it.
    """
    text = _UNWRITABLE.sub("", "\n".join(lines(blocks)))
    text = normal(_FAR_APART.sub("\n\n\n", text).strip("\n") + "\n")
    if _EMPTY.fullmatch(text):
        raise UnreadableError("không có chữ nào; hãy kiểm tra lại tệp")
    margin = normal(_UNWRITABLE.sub("", "\n".join(["", *aside, ""]))) if aside else ""
    digest = sha256(content).hexdigest()
    return Source(
        name=name, text=text + margin, sha256=digest, media_type=media_type, encoding=encoding, notes=tuple(notes),
        margin=margin.count("\n"),
    )  # fmt: skip


def lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of the document text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (line.rstrip() for line in block.text.split("\n"))
        else:
            yield from _table(block)


def without_slivers(rows: Sequence[Sequence[Sequence[Block]]], widths: Sequence[int]) -> list[list[Sequence[Block]]]:
    """Rows without the columns that are there only because edges drawn by hand do not meet; no word is lost.

    Widths are in twentieths of a point, as word processors count them.
    """
    found = [list(row) for row in rows]
    for at in reversed(range(min(len(widths), _PADDED))):
        if 0 < widths[at] <= NEAR:
            found = _joined(found, at if at + 1 < len(widths) else at - 1)
    return found


def _joined(rows: list[list[Sequence[Block]]], at: int) -> list[list[Sequence[Block]]]:
    """Rows with a column and the next one as one, unless some row has words in both."""
    told = [[bool(any(lines(cell))) for cell in row[at : at + 2]] for row in rows]
    if at < 0 or [True, True] in told:
        return rows
    return [
        [*row[:at], row[at + 1 if said == [False, True] else at], *row[at + 2 :]] if len(said) == 2 else row
        for row, said in zip(rows, told, strict=True)
    ]


def _table(table: Table) -> Iterator[str]:
    rows = [[list(lines(cell)) if cell else _NOTHING for cell in row] for row in table.rows]
    width = min(max((len(row) for row in rows), default=0), _PADDED)
    used = sorted({at for row in rows for at, cell in enumerate(row) if any(cell)})
    if len(used) < 2:
        yield from (line for row in rows for cell in row for line in _trimmed(cell))
    elif _is_columns(rows, used, table.ruled):
        yield from _columns([[row[at] if at < len(row) else [] for at in used] for row in rows])
    else:
        yield from _rows(rows, width)


def _is_columns(rows: Sequence[Sequence[Sequence[str]]], used: Sequence[int], ruled: bool | None) -> bool:
    """Whether a table only sets columns side by side, as in heads and feet: no lines drawn, or few rows of blocks."""
    if any(len(line) > _SHORT for row in rows for cell in row for line in cell):
        return False
    if ruled and len(used) > 2:
        return False
    told = rows[:1] if ruled else rows  # what is ruled may have a head, and a head has no blocks
    blocks = len(rows) <= _FEW_ROWS and any(sum(map(bool, cell)) > 1 for row in told for cell in row)
    return blocks if len(used) > 2 or ruled is not False else True


def _columns(rows: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    """Cells side by side, their lines top to top."""
    wrapped = [[*(_wrapped(cell) for cell in row[:-1]), _trimmed(row[-1])] for row in rows]
    widths = [max(_NARROWEST, *(len(line) for row in wrapped for line in row[at])) for at in range(len(rows[0]) - 1)]
    for row in wrapped:
        for pieces in itertools.zip_longest(*row, fillvalue=""):
            padded = [piece.ljust(width) for piece, width in zip(pieces, widths, strict=False)]
            yield _GUTTER.join([*padded, pieces[-1]]).rstrip()


def _wrapped(cell: Sequence[str]) -> list[str]:
    found: list[str] = []
    for line in _trimmed(cell):
        hanging = "  " if line.startswith(("-", "+", "•")) else ""
        found += textwrap.wrap(line, _WIDEST, subsequent_indent=hanging, break_long_words=False,
                               break_on_hyphens=False) or [""]  # fmt: skip
    return found


def _rows(rows: Sequence[Sequence[Sequence[str]]], width: int) -> Iterator[str]:
    yield ""
    for row in rows:
        cells = [" ".join(" ".join(line.replace("|", " ").split()) for line in cell if line) for cell in row]
        if any(cells):
            yield "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"
    yield ""


def _trimmed(cell: Sequence[str]) -> list[str]:
    """A cell without the empty lines at its end, tabs as spaces."""
    found = [line.replace("\t", " ").strip() for line in cell]
    while found and not found[-1]:
        found.pop()
    return found
