"""Properties: what is said of letters, paragraphs and rows, in changes of one property each (sprm)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from congvan.loaders.msdoc.file import Strange

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABS = 0xC615
ROW = 0xD608
_HUGE = frozenset({0x6645, 0x6646, 0x646B})
_MAY_REFER = re.compile(b"[\x45\x46]\x66|\x6b\x64")
_SHORT_FORMS = {0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5B: 0x083B, 0x5C: 0x083C}
"""Changes of a whole piece that are written in one byte, of those that count here."""


def changes(said: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property that is told (by its number), and what is told of it."""
    at, end = 0, len(said) - 2
    while at <= end:
        code = said[at] | said[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13] or _length(code, said, at)
        yield code, said[at : at + size]
        at += size


def picked(said: bytes, wanted: frozenset[int]) -> dict[int, bytes]:
    """What is told of some properties, the last of each; all others are passed over."""
    found: dict[int, bytes] = {}
    at, end = 0, len(said) - 2
    while at <= end:
        code = said[at] | said[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13] or _length(code, said, at)
        if code in wanted:
            found[code] = said[at : at + size]
        at += size
    return found


def _length(code: int, said: bytes, at: int) -> int:
    """How long a property of a length of its own is, that length included."""
    first = said[at] if at < len(said) else 0
    if code == ROW:
        return (first | (said[at + 1] << 8 if at + 1 < len(said) else 0)) + 1
    if code == _TABS and first == 255 and at + 1 < len(said):
        deleted = 2 + 4 * said[at + 1]
        return deleted + 1 + 3 * (said[at + deleted] if at + deleted < len(said) else 0)
    return first + 1


def changed(modifier: int, complex_ones: Sequence[bytes]) -> bytes:
    """What was changed of a whole piece since the file was last saved whole."""
    if modifier & 1:
        return complex_ones[modifier >> 1] if modifier >> 1 < len(complex_ones) else b""
    code = _SHORT_FORMS.get(modifier >> 1 & 0x7F)
    return b"" if code is None else bytes((code & 0xFF, code >> 8, modifier >> 8))


class Letters(NamedTuple):
    """What is said of letters: fonts by number, switches (1, 0, 0x80: as the style, 0x81: not as the style).

    `symbol` is the font of signs and the number in it of what is shown in the place of a letter.
    """

    font: int | None = None
    caps: int | None = None
    hidden: int | None = None
    deleted: bool = False
    symbol: bytes = b""
    style: int | None = None


@lru_cache(maxsize=4096)
def letters(said: bytes) -> Letters:
    """Read what is said of letters."""
    found = {code: int.from_bytes(told[:4], "little") for code, told in picked(said, _OF_LETTERS).items()}
    fonts = (found[code] for code in _FONTS if code in found)
    return Letters(
        next(fonts, None), found.get(_CAPS), found.get(_HIDDEN), found.get(_DELETED, 0) == 1,
        found[_SYMBOL].to_bytes(4, "little") if _SYMBOL in found else b"",
        found.get(_CHARACTER_STYLE),
    )  # fmt: skip


_DELETED, _CAPS, _HIDDEN, _CHARACTER_STYLE, _SYMBOL = 0x0800, 0x083B, 0x083C, 0x4A30, 0x6A09
_FONTS = (0x4A4F, 0x4A51, 0x4A3D)
"""The font of letters of ASCII, of others, and of all as older versions wrote it."""

_OF_LETTERS = frozenset({_DELETED, _CAPS, _HIDDEN, _CHARACTER_STYLE, _SYMBOL, *_FONTS})


class Shape(NamedTuple):
    """What is said of a paragraph: in how many tables it is, whether it ends a row, a cell of an inner table; its list.

    `row` is all that is said where it ends a row.
    """

    style: int = 0
    depth: int = 0
    ends_row: bool = False
    ends_cell: bool = False
    items: int | None = None
    level: int | None = None
    row: bytes = b""


_IN_TABLE, _ENDS_ROW, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_ITEMS, _LEVEL, _STYLE, _OLD_NUMBER = 0x460B, 0x260A, 0x4600, 0xC63E
_NO_LIST, _OF_WORD95 = 0xF801, 2047


def shape(style: int, said: bytes, data: bytes) -> Shape:
    """Read what is said of a paragraph; a part of it may lie in the data stream."""
    return _shape(style, _whole(said, data))


@lru_cache(maxsize=512)
def _shape(style: int, said: bytes) -> Shape:
    found = {code: int.from_bytes(told[:4], "little") for code, told in picked(said, _OF_PARAGRAPHS).items()}
    ends_row = bool(found.get(_ENDS_ROW) or found.get(_INNER_ROW))
    items = found.get(_ITEMS)
    if items == _OF_WORD95 and _OLD_NUMBER in found:
        raise Strange("numbers of Word 95")
    return Shape(
        found.get(_STYLE, style), found.get(_DEPTH) or int(bool(found.get(_IN_TABLE))), ends_row,
        bool(found.get(_INNER_CELL)), 0 if items is not None and items >= _NO_LIST else items, found.get(_LEVEL),
        said if ends_row else b"",
    )  # fmt: skip


_OF_PARAGRAPHS = frozenset({_IN_TABLE, _ENDS_ROW, _DEPTH, _INNER_CELL, _INNER_ROW, _ITEMS, _LEVEL, _STYLE, _OLD_NUMBER})


def _whole(said: bytes, data: bytes) -> bytes:
    """What is said here, and behind it what this refers to in the data stream."""
    if not _MAY_REFER.search(said):
        return said
    found = said
    for code, told in changes(said):
        if code in _HUGE:
            at = int.from_bytes(told, "little")
            found += data[at + 2 : at + 2 + int.from_bytes(data[at : at + 2], "little")]
    return found
