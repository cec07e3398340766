"""The whole of an old Word file: its text, what is said of each letter and paragraph, its styles, lists and fonts."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from congvan.loaders.fonts import Fonts, sign
from congvan.loaders.msdoc import pieces, properties, runs
from congvan.loaders.msdoc.file import OldFile, Part, Strange
from congvan.loaders.msdoc.lists import Lists
from congvan.loaders.msdoc.properties import Shape
from congvan.loaders.msdoc.sheet import Sheet

_DEEPEST = 50
_FIELD = re.compile("[\x07\x13-\x15]")
_CELL, _BEGINS, _PARTS = "\x07", "\x13", "\x14"


class Shown(NamedTuple):
    """How letters are shown, whether they are not shown at all, and the sign that is shown in the place of each."""

    font: str
    caps: bool
    gone: bool
    sign: str


class Whole:
    """All that a file tells, asked by places in its text; `sections` are the places where sections begin."""

    def __init__(self, file: OldFile) -> None:
        self.file = file
        text, found = pieces.read(file)
        self.text = _without_codes(text)
        self.sheet, self.fonts = Sheet(file), Fonts()
        self.sections = frozenset(file.plc(Part.SECTIONS, 12)[0])
        self._letters = runs.read(file, Part.CHARACTERS, found)
        self._paragraphs = runs.read(file, Part.PARAGRAPHS, found)
        self._shapes: dict[tuple[bytes, bytes], Shape] = {}
        self._shown: dict[tuple[tuple[bytes, bytes], int], Shown] = {}

    @cached_property
    def lists(self) -> Lists:
        """The lists, read when the first numbered paragraph comes."""
        return Lists(self.file, self.sheet)

    def shape(self, place: int) -> Shape:
        """What is said of the paragraph that a letter ends."""
        said = self._paragraphs.at(place)
        found = self._shapes.get(said)
        if found is None:
            style = int.from_bytes(said[0][:2], "little")
            found = self._shapes[said] = properties.shape(style, said[0][2:] + said[1], self.file.data)
            if found.depth > _DEEPEST:
                raise Strange("depth of tables")
        return found

    def shown(self, place: int, style: int) -> Shown:
        """How a letter is shown in a paragraph of a style."""
        return self._look(self._letters.at(place), style)

    def runs(self, first: int, last: int, style: int) -> list[tuple[int, int, Shown]]:
        """The stretches of a paragraph of a style that are shown in one way, from one letter to another."""
        ends, said = self._letters
        run = bisect_right(ends, first)
        found = []
        while first < last and run < len(ends):
            end = min(last, ends[run])
            found.append((first, end, self._look(said[run], style)))
            first = end
            run += 1
        return found

    def numbered(self, shape: Shape) -> tuple[int, int] | None:
        """The list and level of a paragraph, by its own properties or by its style."""
        inherited = self.sheet.numbered(shape.style)
        if shape.items is not None:
            level = inherited.level if inherited and shape.level is None else shape.level
            return (shape.items, level or 0) if shape.items else None
        if inherited is None:
            return None
        level = inherited.level if shape.level is None else shape.level
        return inherited.items, self.lists.linked(inherited.items, inherited.style) if level is None else level

    def _look(self, said: tuple[bytes, bytes], style: int) -> Shown:
        found = self._shown.get((said, style))
        if found is None:
            told = properties.letters(said[0] + said[1])
            look = self.sheet.over(told, self.sheet.look(style))
            gone = told.deleted or bool(look.hidden)
            found = self._shown[said, style] = Shown(look.font or "", bool(look.caps), gone, self._sign(told))
        return found

    def _sign(self, told: properties.Letters) -> str:
        if not told.symbol:
            return ""
        font, code = struct.unpack("<HH", told.symbol)
        return sign(self.sheet.font(font) or "", code)


def _without_codes(text: str) -> str:
    """A text with nothing (as many NUL) in the place of what fields do; what they show stays."""
    found, at = [], 0
    for start, end in _codes(text) if _BEGINS in text else ():
        found += [text[at:start], "\0" * (end - start)]
        at = end
    return "".join([*found, text[at:]])


def _codes(text: str) -> list[tuple[int, int]]:
    """The stretches that say what a field does, outermost ones; ends of cells stand in none."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, int] | None] = []
    cells = 0
    for match in _FIELD.finditer(text):
        if match[0] == _CELL:
            cells += 1
        elif match[0] == _BEGINS:
            opened.append((match.start(), cells))
        else:
            begun = opened.pop() if opened else None
            if match[0] == _PARTS:
                opened.append(None)
            if begun and begun[1] == cells:
                while found and found[-1][0] > begun[0]:
                    found.pop()
                found.append((begun[0], match.end()))
    return found
