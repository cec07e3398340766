"""Blocks: the paragraphs of the body, their wrapped lines joined, and the cells of table rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from congvan.grammar import Grammar
from congvan.text import Block, Line, Source, View
from congvan.zones import wraps

_SIGNS = ("marker.any", "opener.sentence", "opener.unfinished", "body.authority", "opener.numbered")


def read(source: Source, lines: Sequence[Line], rules: Grammar) -> list[Block]:
    """Join the lines of the body into paragraphs; a row of a table keeps its cells."""
    found = []
    for paragraph in wraps.paragraphs(source.clean, lines, wraps.Signs(*(rules[name].compiled for name in _SIGNS))):
        view = _view(source, paragraph)
        if view.text:
            found.append(Block(view, _row_cells(source, paragraph[0]) if len(paragraph) == 1 else ()))
    return found


def _view(source: Source, paragraph: Sequence[Line]) -> View:
    """One text of a paragraph's lines, without what was set aside between them."""
    if len(paragraph) > 1 and _parted(source, paragraph):
        return source.view([(line.start, line.end) for line in paragraph]).cut()
    return source.view([(paragraph[0].start, paragraph[-1].end)]).cut()


def _parted(source: Source, paragraph: Sequence[Line]) -> bool:
    """Whether something set aside lies between the lines of a paragraph."""
    return any(any(map(str.isalnum, source.clean[a.end : b.start])) for a, b in itertools.pairwise(paragraph))


def _row_cells(source: Source, line: Line) -> tuple[View, ...]:
    if source.clean.count("|", line.low, line.high) < 2 and source.clean.count("\t", line.start, line.end) < 2:
        return ()
    cuts = [line.low, *(at + 1 for at in range(line.low, line.high) if source.clean[at] in "|\t"), line.high + 1]
    views = (source.view([(a, b - 1)]).cut() for a, b in itertools.pairwise(cuts) if a < b - 1)
    return tuple(view for view in views if view.text)
