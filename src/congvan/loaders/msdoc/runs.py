"""Runs: which properties hold for which stretch of the text, by the pages of 512 bytes that list them."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from congvan.loaders.msdoc.file import OldFile, Part, Strange
from congvan.loaders.msdoc.pieces import Piece

_PAGE = 512
_NUMBER = 0x3F_FFFF
NOTHING = (b"", b"")
"""What is said of letters of which nothing is."""


class Runs(NamedTuple):
    """Stretches of the text in order, each up to a letter, and what is said of it, changes of its piece apart."""

    ends: list[int]
    said: list[tuple[bytes, bytes]]

    def at(self, place: int) -> tuple[bytes, bytes]:
        """What is said of a letter."""
        found = bisect_right(self.ends, place)
        return self.said[found] if found < len(self.said) else NOTHING


def read(file: OldFile, part: Part, pieces: Sequence[Piece]) -> Runs:
    """The runs of letters, or of paragraphs, in the order of the text."""
    starts, said = _listed(file, part)
    ends: list[int] = []
    found: list[tuple[bytes, bytes]] = []
    for piece in pieces:
        end = piece.at + (piece.end - piece.start) * piece.width
        run = bisect_right(starts, piece.at) - 1
        place = piece.at
        while place < end:
            upto = min(end, starts[run + 1]) if run + 1 < len(starts) else end
            if upto > place:
                ends.append(piece.start + (upto - piece.at + piece.width - 1) // piece.width)
                found.append((said[run] if run >= 0 else b"", piece.changes))
                place = upto
            run += 1
    return Runs(ends, found)


def _listed(file: OldFile, part: Part) -> tuple[list[int], list[bytes]]:
    """Where runs begin in the stream, and what is said of each; behind the last one nothing is."""
    places, numbers = file.plc(part, 4)
    pages = [int.from_bytes(number, "little") & _NUMBER for number in numbers]
    if len(set(pages)) < len(pages):
        raise Strange("a page of properties twice")
    starts: list[int] = []
    said: list[bytes] = []
    read_page: Callable[[bytes], tuple[Sequence[int], list[bytes]]] = _letters if part == Part.CHARACTERS else _shapes
    for number in pages:
        page = file.main[number * _PAGE : (number + 1) * _PAGE]
        limits, told = read_page(page)
        starts += limits[:-1]
        said += told
    if starts != sorted(starts):
        raise Strange("order of runs")
    runs = dict(zip(starts, said, strict=True))  # of runs that begin at one place the last holds
    return [*runs, places[-1] if places else 0], [*runs.values(), b""]


def _limits(page: bytes, most: int) -> tuple[Sequence[int], int]:
    """The places of a page of properties, in order, and how many runs they part."""
    count = page[-1] if len(page) == _PAGE else 0
    if not 0 < count <= most:
        raise Strange("a page of properties")
    return struct.unpack_from(f"<{count + 1}I", page), count


def _letters(page: bytes) -> tuple[Sequence[int], list[bytes]]:
    limits, count = _limits(page, 101)
    first = 4 * (count + 1)
    return limits, [page[2 * at + 1 : 2 * at + 1 + page[2 * at]] if at else b"" for at in page[first : first + count]]


def _shapes(page: bytes) -> tuple[Sequence[int], list[bytes]]:
    limits, count = _limits(page, 29)
    first = 4 * (count + 1)
    return limits, [_shape(page, 2 * at) if at else b"" for at in page[first : first + 13 * count : 13]]


def _shape(page: bytes, at: int) -> bytes:
    """The style and the properties of a paragraph, behind their length in words."""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]
