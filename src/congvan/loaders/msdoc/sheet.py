"""The style sheet and the fonts: how letters look, and which list a paragraph is in, by the style that it has."""

from __future__ import annotations

import struct
from typing import NamedTuple

from congvan.loaders.msdoc import properties, tables
from congvan.loaders.msdoc.file import OldFile, Part
from congvan.loaders.msdoc.properties import Letters, Shape
from congvan.loaders.styles import Look

_DEEPEST = 30
_NOBODY = 0xFFF
_PARAGRAPH, _CHARACTER, _TABLE, _LIST = 1, 2, 3, 4
_NAME = 39  # of a font: so many bytes behind the one of its length
_OPPOSITE = 0x80


class Style(NamedTuple):
    """A style as the file holds it: what it rests on, what it says of paragraphs, letters and tables."""

    base: int
    shape: Shape
    letters: Letters
    ruled: bool | None = None


class Numbered(NamedTuple):
    """The list that a style puts paragraphs in, the level where one is told, which style (it or one below) said so."""

    items: int
    level: int | None
    style: int


class Sheet:
    """The styles of one file by their numbers, and its fonts."""

    def __init__(self, file: OldFile) -> None:
        self._fonts = _names(file.part(Part.FONTS))
        self._said: dict[int, bytes] = {}
        self._fixed = 0
        self._styles: dict[int, Style] = {}
        self._looks: dict[int, Look] = {}
        self._numbered: dict[int, Numbered | None] = {}
        self._usual = Look()
        self._read(file.part(Part.STYLES))

    def look(self, style: int, depth: int = 0) -> Look:
        """How a style, and those it rests on, show letters."""
        if style not in self._looks:
            found = self._style(style)
            if found is None or depth > _DEEPEST:
                return self._usual
            below = self.look(found.base, depth + 1)
            self._looks[style] = self.over(found.letters, below)
        return self._looks[style]

    def over(self, said: Letters, below: Look) -> Look:
        """How letters are shown of which something is said, by their own style too, on what is shown otherwise."""
        if said.style is not None:
            below = self._by_character(said.style, below)
        return Look(
            self.font(said.font) or below.font, _switched(said.caps, below.caps), _switched(said.hidden, below.hidden)
        )

    def font(self, number: int | None) -> str | None:
        """The name of a font."""
        return self._fonts[number] if number is not None and number < len(self._fonts) else None

    def numbered(self, style: int) -> Numbered | None:
        """The list that a style puts paragraphs in; None for none."""
        if style not in self._numbered:
            self._numbered[style] = self._inherited(style)
        return self._numbered[style]

    def _inherited(self, style: int, depth: int = 0) -> Numbered | None:
        found = self._style(style)
        if found is None or depth > _DEEPEST:
            return None
        if found.shape.items is not None:
            return Numbered(found.shape.items, found.shape.level, style) if found.shape.items else None
        inherited = self._inherited(found.base, depth + 1)
        return inherited._replace(level=found.shape.level) if inherited and found.shape.level is not None else inherited

    def ruled(self, style: int, depth: int = 0) -> bool:
        """Whether a style of tables draws lines."""
        found = self._style(style)
        if found is None or depth > _DEEPEST:
            return False
        return self.ruled(found.base, depth + 1) if found.ruled is None else found.ruled

    def _style(self, number: int) -> Style | None:
        """A style, read when it is first asked for: files hold many more than they use."""
        if number not in self._styles and number in self._said:
            self._styles[number] = _style(self._said[number], self._fixed)
        return self._styles.get(number)

    def _by_character(self, style: int, below: Look, depth: int = 0) -> Look:
        found = self._style(style)
        if found is None or depth > _DEEPEST:
            return below
        return self.over(found.letters._replace(style=None), self._by_character(found.base, below, depth + 1))

    def _read(self, content: bytes) -> None:
        if len(content) < 20:
            return
        size = int.from_bytes(content[:2], "little")
        count, self._fixed = struct.unpack_from("<HH", content, 2)
        self._usual = Look(self.font(int.from_bytes(content[14:16], "little")))
        at = 2 + size
        for number in range(min(count, _NOBODY)):
            length = int.from_bytes(content[at : at + 2], "little")
            if length:
                self._said[number] = content[at + 2 : at + 2 + length]
            at += 2 + length + length % 2


def _switched(said: int | None, below: bool | None) -> bool | None:
    if said is None:
        return below
    return bool(said & 1) if not said & _OPPOSITE else bool(below) != bool(said & 1)


def _style(said: bytes, fixed: int) -> Style:
    """A style, from what is said of it: numbers, its name, and a set of changes for each thing it changes."""
    kinds, counts = struct.unpack_from("<HH", said, 2)
    kind, base = kinds & 0xF, kinds >> 4
    at = fixed + 2 * int.from_bytes(said[fixed : fixed + 2], "little") + 4
    sets: list[bytes] = []
    for _ in range(min(counts & 0xF, 3)):
        length = int.from_bytes(said[at : at + 2], "little")
        sets.append(said[at + 2 : at + 2 + length])
        at += 2 + length + length % 2
    rows, shape, letters = _sorted(kind, sets)
    return Style(base, properties.shape(0, shape[2:], b""), properties.letters(letters), tables.lines(rows))


def _sorted(kind: int, sets: list[bytes]) -> tuple[bytes, bytes, bytes]:
    """What a style says of rows, of paragraphs (behind a style's number), of letters."""
    given = iter([*sets, b"", b"", b""])
    rows = next(given) if kind == _TABLE else b""
    shape = next(given) if kind != _CHARACTER else b""
    return rows, shape, next(given)


def _names(content: bytes) -> list[str]:
    """The names of the fonts."""
    found: list[str] = []
    at = 4
    for _ in range(int.from_bytes(content[:2], "little")):
        if at >= len(content):
            break
        end = at + 1 + content[at]
        raw = content[at + 1 + _NAME : end]
        found.append(raw[: len(raw) & ~1].decode("utf-16-le", "replace").partition("\0")[0])
        at = end
    return found
