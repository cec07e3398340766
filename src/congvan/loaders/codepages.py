"""Code pages: the bytes of rich text → letters, by the character set that a font names."""

from __future__ import annotations

NAMES = {"cp1252": "windows-1252", "cp1258": "windows-1258"}
"""What the code pages of Vietnamese files are called."""

_CODECS = {163: "cp1258", 238: "cp1250", 204: "cp1251", 161: "cp1253", 162: "cp1254", 186: "cp1257", 128: "cp932",
           129: "cp949", 134: "cp936", 136: "cp950", 222: "cp874", 77: "mac_roman"}  # fmt: skip


def of_charset(number: int) -> str:
    """The code page of a character set (`\\fcharset`); empty where it is the document's own."""
    return _CODECS.get(number, "")


def joined(pieces: list[str | bytes], codec: str) -> str:
    """Letters and bytes of a code page, in order, as letters."""
    found, raw = "", b""
    for piece in pieces:
        if isinstance(piece, bytes):
            raw += piece
        else:
            found += _decoded(raw, codec) + piece
            raw = b""
    return found + _decoded(raw, codec)


def _decoded(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return raw.decode("latin-1")
