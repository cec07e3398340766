"""Lists: how paragraphs are numbered, from the tables of lists and of what is told otherwise of them."""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from congvan.loaders.msdoc import properties
from congvan.loaders.msdoc.file import OldFile, Part
from congvan.loaders.msdoc.sheet import Sheet
from congvan.loaders.numbering import DEEPEST, MOST, Level, List

_LIST, _OVERRIDE, _LEVEL = 28, 16, 28
_FORMS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
          23: "bullet", 255: "none"}  # fmt: skip
_NOTHING_BEHIND = 2
_BULLET = 23
_SIGNS = re.compile(r"Symbol$|Wingdings|Webdings|Monotype Sorts|Marlett")


class Drawn(NamedTuple):
    """A level of a list, and the font that its number is set in where one is told."""

    level: Level
    font: str | None


class _Abstract(NamedTuple):
    """A list: the styles that its levels are for, and its levels."""

    styles: tuple[int, ...]
    levels: dict[int, Drawn]


class Lists:
    """The lists of one file, by the numbers that paragraphs know them by."""

    def __init__(self, file: OldFile, sheet: Sheet) -> None:
        self._sheet = sheet
        self._abstract = self._lists(file)
        self._found: dict[int, List] = {}
        self._fonts: dict[int, dict[int, str | None]] = {}
        self._styles: dict[int, tuple[int, ...]] = {}
        self._read(file)

    def items(self, number: int) -> List | None:
        """A list."""
        return self._found.get(number)

    def font(self, number: int, level: int) -> str | None:
        """The font that the numbers of a level are set in, where one is told."""
        return self._fonts[number].get(level)

    def linked(self, number: int, style: int) -> int:
        """The level of a list that is drawn for a style."""
        styles = self._styles.get(number, ())
        return styles.index(style) if style in styles else 0

    def _lists(self, file: OldFile) -> dict[int, _Abstract]:
        """The lists; their levels lie behind the table, one after the other."""
        at, size = file.place(Part.LISTS)
        content = file.table
        found: dict[int, _Abstract] = {}
        if size < 2:
            return found
        count = int.from_bytes(content[at : at + 2], "little")
        heads = [content[head : head + _LIST] for head in range(at + 2, at + 2 + count * _LIST, _LIST)]
        at += 2 + count * _LIST
        for head in heads:
            name, _, *styles, flags = struct.unpack("<II9HBx", head)
            levels: dict[int, Drawn] = {}
            for place in range(1 if flags & 1 else DEEPEST):
                levels[place], at = self._level(content, at)
            found[name] = _Abstract(tuple(styles), levels)
        return found

    def _level(self, content: bytes, at: int) -> tuple[Drawn, int]:
        """A level, and where the next one lies."""
        start, form, flags, places, behind, letters, shape, limit = struct.unpack_from("<iBB9sB8xBBBx", content, at)
        at += _LEVEL + shape
        font = self._sheet.font(properties.letters(content[at : at + letters]).font) if letters else None
        at += letters
        length = int.from_bytes(content[at : at + 2], "little")
        text = _placed(content[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace"), places)
        if form == _BULLET and _SIGNS.match(font or "") and text < "\u0100":
            text = "".join(chr(0xF000 | ord(letter)) for letter in text)  # as Word itself writes signs
        level = Level(
            text=text, form=_FORMS.get(form, "decimal"), start=min(max(start, 0), MOST),
            restart=limit if flags & 8 else None, legal=bool(flags & 4), glued=behind == _NOTHING_BEHIND,
        )  # fmt: skip
        return Drawn(level, font), at + 2 + 2 * length

    def _read(self, file: OldFile) -> None:
        """The lists as paragraphs name them, with what each tells otherwise."""
        content = file.part(Part.OVERRIDES)
        count = int.from_bytes(content[:4], "little") if len(content) >= 4 else 0
        heads = [content[at : at + _OVERRIDE] for at in range(4, min(4 + count * _OVERRIDE, len(content)), _OVERRIDE)]
        at = 4 + len(heads) * _OVERRIDE
        for number, head in enumerate(heads, 1):
            name, more = struct.unpack("<I8xBxxx", head)
            abstract = self._abstract.get(name)
            levels = dict(abstract.levels) if abstract else {}
            starts: dict[int, int] = {}
            at += 4
            for _ in range(more):
                at = self._override(content, at, levels, starts)
            if abstract:
                self._found[number] = List(str(name), {place: drawn.level for place, drawn in levels.items()}, starts)
                self._fonts[number] = {place: drawn.font for place, drawn in levels.items()}
                self._styles[number] = abstract.styles

    def _override(self, content: bytes, at: int, levels: dict[int, Drawn], starts: dict[int, int]) -> int:
        """What is told otherwise of a level; gives where the next thing lies."""
        start, flags = struct.unpack_from("<iI", content, at)
        at += 8
        place = flags & 0xF
        if flags & 0x20:
            drawn, at = self._level(content, at)
            start = drawn.level.start
            if place < DEEPEST:
                levels[place] = drawn
        if flags & 0x10 and place < DEEPEST:
            starts[place] = min(max(start, 0), MOST)
        return at


def _placed(text: str, places: bytes) -> str:
    """A level's text, with `%1` where the number of the first level stands."""
    return "".join(
        f"%{ord(letter) + 1}" if at in places and ord(letter) < DEEPEST else letter for at, letter in enumerate(text, 1)
    )
