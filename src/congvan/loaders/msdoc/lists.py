"""Lists: how paragraphs are numbered, from the tables of lists and of what is told otherwise of them."""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from typing import NamedTuple

from congvan.loaders.msdoc import properties
from congvan.loaders.msdoc.file import OldFile, Part
from congvan.loaders.msdoc.sheet import Sheet
from congvan.loaders.numbering import DEEPEST, MOST, Level, List

_LIST, _OVERRIDE, _LEVEL = 28, 16, 28
_FORMS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
          23: "bullet", 255: "none"}  # fmt: skip
_HEAD = "<iBB9sB8xBBBx"
_LEGAL, _GOES_ON = 4, 8
_ANEW, _WHOLE = 0x10, 0x20
_NOTHING_BEHIND = 2
_BULLET = 23
_SIGNS = re.compile(r"Symbol$|Wingdings|Webdings|Monotype Sorts|Marlett")


class _Abstract(NamedTuple):
    """A list: the styles that its levels are for, and where its levels lie."""

    styles: tuple[int, ...]
    levels: list[int]


class _Named(NamedTuple):
    """A list as paragraphs name it: the list, and what is told otherwise: starts of levels, where levels lie."""

    name: int
    starts: dict[int, int]
    levels: dict[int, int]


class Lists:
    """The lists of one file, by the numbers that paragraphs know them by; each is read when it is first asked for."""

    def __init__(self, file: OldFile, sheet: Sheet) -> None:
        self._sheet, self._table = sheet, file.table
        self._abstract = self._lists(*file.place(Part.LISTS))
        self._named = self._overrides(*file.place(Part.OVERRIDES))
        self._made: dict[int, List | None] = {}
        self._fonts: dict[tuple[int, int], str | None] = {}

    def items(self, number: int) -> List | None:
        """A list."""
        if number not in self._made:
            self._made[number] = self._list(number)
        return self._made[number]

    def font(self, number: int, level: int) -> str | None:
        """The font that the numbers of a level are set in, where one is told."""
        return self._fonts.get((number, level))

    def linked(self, number: int, style: int) -> int:
        """The level of a list that is drawn for a style."""
        named = self._named.get(number)
        abstract = self._abstract.get(named.name) if named else None
        return abstract.styles.index(style) if abstract and style in abstract.styles else 0

    def _lists(self, at: int, size: int) -> dict[int, _Abstract]:
        """The lists; their levels lie behind the table, one after the other."""
        count = int.from_bytes(self._table[at : at + 2], "little") if size >= 2 else 0
        first, at = at + 2, at + 2 + count * _LIST
        found: dict[int, _Abstract] = {}
        for head in range(first, at, _LIST):
            name, _, *styles, flags = struct.unpack_from("<II9HBx", self._table, head)
            levels: list[int] = []
            for _ in range(1 if flags & 1 else DEEPEST):
                levels.append(at)
                at = self._behind(at)
            found[name] = _Abstract(tuple(styles), levels)
        return found

    def _overrides(self, at: int, size: int) -> dict[int, _Named]:
        """The lists as paragraphs name them; what is told otherwise lies behind the table, one after the other."""
        count = int.from_bytes(self._table[at : at + 4], "little") if size >= 4 else 0
        count = min(count, size // _OVERRIDE)
        head, at = at + 4, at + 4 + count * _OVERRIDE
        found: dict[int, _Named] = {}
        for number in range(1, count + 1):
            name, more = struct.unpack_from("<I8xB", self._table, head)
            found[number] = _Named(name, {}, {})
            head, at = head + _OVERRIDE, at + 4
            for _ in range(more):
                at = self._override(at, found[number])
        return found

    def _override(self, at: int, named: _Named) -> int:
        """What is told otherwise of a level; gives where the next thing lies."""
        start, flags = struct.unpack_from("<iI", self._table, at)
        place = min(flags & 0xF, DEEPEST - 1)
        at += 8
        if flags & _WHOLE:
            named.levels[place] = at
            start = struct.unpack_from("<i", self._table, at)[0]
            at = self._behind(at)
        if flags & _ANEW:
            named.starts[place] = min(max(start, 0), MOST)
        return at

    def _behind(self, at: int) -> int:
        """Where a level ends."""
        letters, shape = self._table[at + 24], self._table[at + 25]
        at += _LEVEL + shape + letters
        return at + 2 + 2 * int.from_bytes(self._table[at : at + 2], "little")

    def _list(self, number: int) -> List | None:
        named = self._named.get(number)
        abstract = self._abstract.get(named.name) if named else None
        if not named or not abstract:
            return None
        places = dict(enumerate(abstract.levels)) | named.levels
        levels = {place: self._level(at, (number, place)) for place, at in places.items()}
        return List(str(named.name), levels, named.starts)

    def _level(self, at: int, key: tuple[int, int]) -> Level:
        start, form, flags, places, behind, letters, shape, limit = struct.unpack_from(_HEAD, self._table, at)
        first, at = at, at + _LEVEL + shape
        font = self._sheet.font(properties.letters(self._table[at : at + letters]).font) if letters else None
        self._fonts[key] = font
        text = _placed(self._table[at + letters + 2 : self._behind(first)], places)
        if form == _BULLET and _SIGNS.match(font or "") and text < "\u0100":
            text = "".join(chr(0xF000 | ord(letter)) for letter in text)  # as Word itself writes signs
        return Level(
            text=text, form=_FORMS.get(form, "decimal"), start=min(max(start, 0), MOST),
            restart=limit if flags & _GOES_ON else None, legal=bool(flags & _LEGAL), glued=behind == _NOTHING_BEHIND,
        )  # fmt: skip


@lru_cache(maxsize=1024)
def _placed(raw: bytes, places: bytes) -> str:
    """A level's text, with `%1` where the number of the first level stands."""
    text = raw.decode("utf-16-le", "replace")
    return "".join(
        f"%{ord(letter) + 1}" if at in places and ord(letter) < DEEPEST else letter for at, letter in enumerate(text, 1)
    )
