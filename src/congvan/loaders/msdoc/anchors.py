"""Anchors: where notes and text boxes hang on the text, and where their own words lie."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from congvan.loaders.msdoc.file import OldFile, Part, Sub

_BOX, _SHAPE = 22, 26
_BOX_SHAPE, _REUSED = 14, 8  # where a box tells its shape, and whether it waits to be used again
_DRAWINGS, _DRAWING, _GROUP, _ONE, _NAMED = 0xF000, 0xF002, 0xF003, 0xF004, 0xF00A
_DEEPEST = 30
_NOTES = (
    (Part.FOOTNOTE_MARKS, Part.FOOTNOTES, Sub.FOOTNOTES), (Part.ENDNOTE_MARKS, Part.ENDNOTES, Sub.ENDNOTES)
)  # fmt: skip
_BOXES = {
    Sub.MAIN: (Part.SHAPES, Part.BOXES, Sub.BOXES),
    Sub.HEADERS: (Part.HEADER_SHAPES, Part.HEADER_BOXES, Sub.HEADER_BOXES),
}

Range = tuple[int, int]


class Anchors(NamedTuple):
    """For places of the text: the stretch of text that a note says, those of the boxes that hang there.

    `loose`: those of boxes whose place is not known.
    """

    notes: dict[int, Range]
    boxes: dict[int, list[Range]]
    loose: list[Range]


def read(file: OldFile, sub: Sub) -> Anchors:
    """The anchors of one of the documents in a file."""
    notes: dict[int, Range] = {}
    for marks, texts, where in _NOTES if sub == Sub.MAIN else ():
        places = file.plc(marks, 2)[0][:-1]
        notes |= dict(zip(places, _ranges(file, texts, 0, where), strict=False))
    shapes, texts, where = _BOXES[sub]
    boxes: dict[int, list[Range]] = {}
    loose: list[Range] = []
    for place, found in _hung(file, shapes, texts, where):
        (loose if place is None else boxes.setdefault(place + file.start(sub), [])).append(found)
    return Anchors(notes, boxes, loose)


def _ranges(file: OldFile, texts: Part, size: int, where: Sub) -> list[Range]:
    """The stretches of text that a structure parts one of the documents into."""
    places, start, most = file.plc(texts, size)[0], file.start(where), file.counts[where]
    limits = [start + min(place, most) for place in places]
    return list(pairwise(limits))


def _hung(file: OldFile, shapes: Part, texts: Part, where: Sub) -> Iterator[tuple[int | None, Range]]:
    """Each box with words in it that is in use, and the place that it, or the group that it is in, hangs on."""
    said = file.plc(texts, _BOX)[1]
    if not said:
        return
    places, told = file.plc(shapes, _SHAPE)
    known = {int.from_bytes(shape[:4], "little"): place for shape, place in zip(told, places, strict=False)}
    names = [int.from_bytes(box[_BOX_SHAPE : _BOX_SHAPE + 4], "little") for box in said]
    groups = {} if known.keys() >= set(names) else dict(_groups(file.part(Part.DRAWINGS)))
    for name, box, found in zip(names, said, _ranges(file, texts, _BOX, where), strict=False):
        if name and not any(box[_REUSED : _REUSED + 2]):
            yield known.get(name, known.get(groups.get(name, 0))), found


def _groups(content: bytes) -> Iterator[tuple[int, int]]:
    """Each shape in a group, and the outermost group that it is in."""
    at = 0
    while at + 8 <= len(content):
        kind, size = struct.unpack_from("<HI", content, at + 2)
        if kind == _DRAWING:
            yield from _members(content, at + 8, at + 8 + size, 0, None)
        at += 8 + size if kind in (_DRAWINGS, _DRAWING) else 1


def _members(content: bytes, at: int, end: int, depth: int, group: int | None) -> Iterator[tuple[int, int]]:
    """The shapes of a drawing (0), of the page that all stand on (1), of a group on it and of those in that (2, …)."""
    while at + 8 <= min(end, len(content)):
        kind, size = struct.unpack_from("<HI", content, at + 2)
        if kind == _GROUP and depth < _DEEPEST:
            yield from _members(content, at + 8, at + 8 + size, depth + 1, group)
        elif kind == _ONE and depth > 1:
            name = _name(content, at + 8, at + 8 + size)
            group = name if group is None else group
            yield name, group
        at += 8 + size


def _name(content: bytes, at: int, end: int) -> int:
    """The number of a shape."""
    while at + 12 <= min(end, len(content)):
        kind, size = struct.unpack_from("<HI", content, at + 2)
        if kind == _NAMED:
            return int.from_bytes(content[at + 8 : at + 12], "little")
        at += 8 + size
    return 0
