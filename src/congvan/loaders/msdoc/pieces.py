"""The text of an old Word file, put together from its pieces."""

from __future__ import annotations

import struct
from codecs import charmap_decode
from typing import NamedTuple

from congvan.loaders.msdoc import properties
from congvan.loaders.msdoc.file import OldFile, Part, Strange, plc

_ONE_BYTE = bytes(range(256)).decode("cp1252", "replace")
_LETTERS = "".join(chr(at) if letter == "\ufffd" else letter for at, letter in enumerate(_ONE_BYTE))
_CHANGES, _TABLE = 1, 2
_COMPRESSED = 0x4000_0000


class Piece(NamedTuple):
    """A stretch of the text: from and up to which letter, where its bytes lie, how many make one, later changes."""

    start: int
    end: int
    at: int
    width: int
    changes: bytes


class Pieces(NamedTuple):
    """The whole text of a file, its subdocuments one behind the other, and the pieces it is made of."""

    text: str
    pieces: list[Piece]


def read(file: OldFile) -> Pieces:
    """Put the text together; it is no longer than the stream that holds it."""
    changes, table = _parts(file.part(Part.PIECES))
    places, descriptors = plc(table, 8)
    if not places or places[0] or places[-1] > len(file.main) or places[-1] < sum(file.counts):
        raise Strange("pieces")
    found, texts = [], []
    for start, end, descriptor in zip(places, places[1:], descriptors, strict=False):
        at, modifier = struct.unpack_from("<IH", descriptor, 2)
        width = 1 if at & _COMPRESSED else 2
        at = (at & (_COMPRESSED - 1)) // (3 - width)
        raw = file.main[at : at + (end - start) * width]
        if len(raw) < (end - start) * width:
            raise Strange("a piece")
        texts.append(charmap_decode(raw, "strict", _LETTERS)[0] if width == 1 else _wide(raw))
        found.append(Piece(start, end, at, width, properties.changed(modifier, changes)))
    return Pieces("".join(texts), found)


def _wide(raw: bytes) -> str:
    """One letter for every two bytes, so that places stay true; pairs of surrogates are joined when text is shown."""
    text = raw.decode("utf-16-le", "surrogatepass")
    if 2 * len(text) == len(raw):
        return text
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _parts(content: bytes) -> tuple[list[bytes], bytes]:
    """The changes that pieces may name, and the table of pieces."""
    at, changes = 0, []
    while at + 5 <= len(content) and content[at] == _CHANGES:
        size = int.from_bytes(content[at + 1 : at + 3], "little")
        changes.append(content[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 > len(content) or content[at] != _TABLE:
        raise Strange("table of pieces")
    size = int.from_bytes(content[at + 1 : at + 5], "little")
    return changes, content[at + 5 : at + 5 + size]
