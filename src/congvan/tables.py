"""Task tables: rows with a column for what is to be done and one for who does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from congvan.grammar import Grammar
from congvan.text import Block, View

_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-E])[.)]? \w.{0,120}(?<![.;:])")
"""A line between rows that carries a group's title, and has too few cells for a row."""
COLUMNS = ("task", "lead", "support", "when", "watch")


class Row(NamedTuple):
    """One row of a task table: the whole row, and its cells by the role of their column."""

    view: View
    cells: Mapping[str, View]


def rows(blocks: Sequence[Block], grammar: Grammar) -> Iterator[Row]:
    """Find the rows of task tables, in order; a table begins where a row of headings names its columns.

    After it each row has a cell for the task, and the table has a column for who leads or helps.
    """
    words = {name: frozenset(word.casefold() for word in grammar.lists[f"column_{name}"]) for name in COLUMNS}
    columns: dict[int, str] = {}
    for block in blocks:
        if not block.cells:
            columns = columns if _GROUP.fullmatch(block.view.text) else {}
            continue
        named = {at: role for at, cell in enumerate(block.cells) if (role := _role(cell, words))}
        if "task" in named.values() and {"lead", "support"} & set(named.values()):
            columns = named
        elif columns and (cells := _cells(block, columns)):
            yield Row(block.view, cells)


def _role(cell: View, words: Mapping[str, frozenset[str]]) -> str | None:
    title = " ".join(cell.key.casefold().split()).strip(" .:")
    return next((name for name, known in words.items() if title in known), None)


def _cells(block: Block, columns: Mapping[int, str]) -> dict[str, View] | None:
    """The cells of a row by role, or None for a row that only carries a group's title."""
    found = {
        role: block.cells[at] for at, role in columns.items() if at < len(block.cells) and block.cells[at].text.strip()
    }
    return found if "task" in found and len(found) > 1 else None
