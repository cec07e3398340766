"""Margins: the edge of pages, set aside at the end of the text; a head printed there goes to its top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from congvan.loaders import pages, paper
from congvan.loaders.pages import Block
from congvan.text import Note

_LEAST = 12  # so many letters at the edge of a page are more than its number
_TOP = 40  # a body with a head of its own has its title in so many lines
_SHOWN = 80


class Placed(NamedTuple):
    """A document's blocks, the lines set aside, and what is to be said of them."""

    blocks: list[Block]
    aside: list[str]
    notes: list[Note]


def placed(blocks: Sequence[Block], edges: Iterable[Sequence[Block]]) -> Placed:
    """Put the headers and footers of pages where they belong: beside the text, unless one holds the document's head."""
    found = list(blocks)
    aside: dict[str, None] = {}
    notes: list[Note] = []
    for edge in edges:
        lines = [line for line in pages.lines(edge) if line.strip()]
        if sum(map(str.isalpha, "".join(lines))) < _LEAST:
            continue
        if _is_head(lines) and not _is_head(islice(pages.lines(found), _TOP)):
            found = [*edge, *found]
            notes.append(_HEAD)
        else:
            aside |= dict.fromkeys(map(_joined, lines))
    if aside:
        shown = " ".join(" ".join(aside).split())[:_SHOWN]
        notes.append(Note("margin-aside", "info", f"Tiêu đề đầu trang, chân trang không vào hồ sơ: {shown}"))
    return Placed(found, list(aside), notes)


def _joined(line: str) -> str:
    return " ".join(line.split())


def _is_head(lines: Iterable[str] | Iterator[str]) -> bool:
    return any(paper.is_title(line.split()) for line in lines)


_HEAD = Note(
    "head-in-margin", "info", "Phần đầu văn bản (quốc hiệu, cơ quan, số) nằm ở tiêu đề đầu trang, đã đọc như văn bản"
)
