"""Blocks: the paragraphs of the body, their wrapped lines joined, and the rows of its tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from congvan.grammar import Grammar
from congvan.lines import Line
from congvan.text import Block, Source, View
from congvan.zones import grids, stacks, wraps
from congvan.zones.habits import Signs

_SIGNS = (
    "marker.any", "opener.sentence", "opener.unfinished", "body.authority", "opener.numbered", "label.addressee",
    "opener.cited", "opener.instrument", "opener.basis",
)  # fmt: skip

_TITLES = ("table.number", "table.column", "doing-column")


def read(source: Source, lines: Sequence[Line], rules: Grammar) -> list[Block]:
    """Join the lines of the body into paragraphs; a row of a table keeps its cells, empty ones too."""
    signs = Signs(*(rules[name].initials for name in _SIGNS))
    found: list[Block] = []
    done = 0
    titles = stacks.Titles(*(rules[name].compiled for name in _TITLES))
    tables = sorted((*grids.spaced(source, lines), *stacks.read(source, lines, titles)), key=lambda table: table[0])
    for first, end, rows in tables:
        if first < done:
            continue
        found += [*_paragraphs(source, lines[done:first], signs), *rows]
        done = end
    return found + list(_paragraphs(source, lines[done:], signs))


def _paragraphs(source: Source, lines: Sequence[Line], signs: Signs) -> Iterator[Block]:
    for paragraph in wraps.paragraphs(source.clean, lines, signs):
        view = _view(source, paragraph)
        if view.text:
            yield Block(view, grids.barred(source, paragraph[0]) if len(paragraph) == 1 else ())


def _view(source: Source, paragraph: Sequence[Line]) -> View:
    """One text of a paragraph's lines, without what was set aside between them."""
    if len(paragraph) > 1 and _parted(source, paragraph):
        return source.view([(line.start, line.end) for line in paragraph]).cut()
    return source.view([(paragraph[0].start, paragraph[-1].end)]).cut()


def _parted(source: Source, paragraph: Sequence[Line]) -> bool:
    """Whether something set aside lies between the lines of a paragraph."""
    gaps = (source.clean[a.end : b.start] for a, b in itertools.pairwise(paragraph))
    return any(gap != "\n" and any(map(str.isalnum, gap)) for gap in gaps)
