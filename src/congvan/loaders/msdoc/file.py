"""The streams of an old Word file, and the block at its beginning that says where everything lies."""

from __future__ import annotations

import struct
from enum import IntEnum
from io import BytesIO

_WORD97 = 0xC1
_MAGIC = 0xA5EC
_ENCRYPTED, _TABLE1 = 0x0100, 0x0200
_SHORTS = 32  # where the arrays of the block begin: of 2-byte, then of 4-byte numbers, then of places
_CHARACTERS = 3
_SUBDOCUMENTS = 8


class Strange(Exception):
    """The file is not as [MS-DOC] says, or of a version that it does not tell of."""


class Part(IntEnum):
    """The structures of the table stream, by where the block lists them."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTES = 3
    SECTIONS = 6
    HEADERS = 11
    CHARACTERS = 12
    PARAGRAPHS = 13
    FONTS = 15
    PIECES = 33
    SHAPES = 40
    HEADER_SHAPES = 41
    ENDNOTE_MARKS = 46
    ENDNOTES = 47
    DRAWINGS = 50
    BOXES = 56
    HEADER_BOXES = 58
    LISTS = 73
    OVERRIDES = 74


class Sub(IntEnum):
    """The documents that lie in the text one behind the other."""

    MAIN = 0
    FOOTNOTES = 1
    HEADERS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    BOXES = 6
    HEADER_BOXES = 7


class OldFile:
    """An old Word file: `main`, `table` and `data` are its streams, `counts` the letters of each document in it."""

    def __init__(self, content: bytes) -> None:
        import olefile

        with olefile.OleFileIO(BytesIO(content)) as streams:
            self.main: bytes = streams.openstream("WordDocument").read()
            flags = self._beginning()
            self.table: bytes = streams.openstream("1Table" if flags & _TABLE1 else "0Table").read()
            self.data: bytes = streams.openstream("Data").read() if streams.exists("Data") else b""
        self._places()

    def _beginning(self) -> int:
        if len(self.main) < _SHORTS + 2:
            raise Strange("short")
        magic, version = struct.unpack_from("<HH", self.main)
        flags: int = struct.unpack_from("<H", self.main, 10)[0]
        if magic != _MAGIC or version < _WORD97 or flags & _ENCRYPTED:
            raise Strange("version")
        return flags

    def _places(self) -> None:
        at = _SHORTS
        at += 2 + 2 * self._short(at)
        longs = at + 2
        at = longs + 4 * self._short(at)
        self._first, self._most = at + 2, self._short(at)
        if longs + 4 * (_CHARACTERS + _SUBDOCUMENTS) > at or self._first + 8 * self._most > len(self.main):
            raise Strange("block")
        self.counts = struct.unpack_from(f"<{_SUBDOCUMENTS}I", self.main, longs + 4 * _CHARACTERS)

    def _short(self, at: int) -> int:
        if at + 2 > len(self.main):
            raise Strange("block")
        return int.from_bytes(self.main[at : at + 2], "little")

    def place(self, part: Part) -> tuple[int, int]:
        """Where a structure lies in the table stream, and how long it is."""
        if part >= self._most:
            return 0, 0
        start, size = struct.unpack_from("<II", self.main, self._first + 8 * part)
        if start + size > len(self.table):
            raise Strange(f"place of {part}")
        return start, size

    def part(self, part: Part) -> bytes:
        """The bytes of a structure; none where the file has none."""
        start, size = self.place(part)
        return self.table[start : start + size]

    def plc(self, part: Part, size: int) -> tuple[list[int], list[bytes]]:
        """A structure of places in the text and of data of so many bytes between each two of them."""
        content = self.part(part)
        return plc(content, size)

    def start(self, sub: Sub) -> int:
        """Where a document begins in the text."""
        return sum(self.counts[:sub])


def plc(content: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """Numbers in order, one more than there are data of a size behind them."""
    count = (len(content) - 4) // (4 + size)
    if count < 0:
        return [], []
    places = list(struct.unpack_from(f"<{count + 1}I", content))
    if places != sorted(places):
        raise Strange("order of places")
    first = 4 * (count + 1)
    return places, [content[first + at * size : first + (at + 1) * size] for at in range(count)]
