"""Encodings: text written before Unicode, or garbled on its way, → the letters that were meant; the layout stays.

Knows letters and syllables, no formats and no files. A loader that knows fonts asks `by_font`; one that has bytes asks
`of_bytes`; whatever comes as text goes through `of_text`. Nothing copied: the tables are facts of the encodings.
"""

from __future__ import annotations

from codecs import BOM_UTF8

from congvan.encodings import garbled
from congvan.encodings.detection import FEW_BYTES, Mended, confirmed, mended
from congvan.encodings.fonts import by_font, of_font
from congvan.encodings.letters import decoded, encoded
from congvan.encodings.tables import NAMES, surface

__all__ = ["NAMES", "Mended", "by_font", "confirmed", "decoded", "encoded", "of_bytes", "of_font", "of_text"]

TWICE = "utf-8, đọc hai lần"
_LATIN = [surface(byte) for byte in range(0x100)]


def of_text(text: str) -> Mended:
    """Put right what is not Unicode in a text: UTF-8 read as windows-1252, lines in an old encoding, loose marks."""
    whole = garbled.once_more(text)
    found = mended(whole)
    return found._replace(encoding=found.encoding or TWICE) if whole != text else found


def of_bytes(content: bytes) -> Mended | None:
    """Read bytes that are no UTF-8: UTF-16 without mark, or one of the old encodings.

    None where they seem to be UTF-8 with some bytes broken. Where no encoding is sure the text is what Windows shows
    (windows-1252), and doubtful.
    """
    if text := garbled.utf16(content):
        return mended(text)._replace(encoding="utf-16")
    tried = content.decode("utf-8", "replace")
    if content.startswith(BOM_UTF8) or sum("\u00c0" <= letter <= "\u1ef9" for letter in tried) >= tried.count("\ufffd"):
        return None
    found = mended(as_shown(content), few=FEW_BYTES)
    return found if found.encoding else found._replace(encoding="windows-1252", doubtful=True)


def as_shown(content: bytes) -> str:
    """The characters that Windows shows for bytes of a one-byte encoding."""
    return "".join(map(_LATIN.__getitem__, content))
