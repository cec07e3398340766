"""Bytes taken for something else: UTF-8 read as windows-1252, once or twice; UTF-16 without its mark."""

from __future__ import annotations

import re

from congvan.encodings.tables import BYTES, LETTERS

ENOUGH = 2
"""So many stretches with a letter beyond Latin-1 (`á»§` for `ủ`) prove that a text was garbled."""
MOSTLY = 0.95
"""The share of letters, digits and common signs in any text."""

_TRAIL = "[\x80-\xbf" + "".join(chr(code) for code in BYTES if code > 0xFF) + "]"
_GARBLED = re.compile(rf"(?:[\xc2-\xdf]{_TRAIL}|[\xe0-\xef]{_TRAIL}{{2}})+")
_SHOWN = "\x80-\xff" + "".join(map(chr, BYTES))
_MEANT = re.compile(rf"[{_SHOWN}{LETTERS}{LETTERS.upper()}\u0300-\u0323\u0370-\u03ff\u2010-\u22ff\u25a0-\u25ff]*")
_FAR = re.compile(r"[\u0100-\uffff]")
_ONLY = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_LETTER = re.compile(rf"[\x20-\x7e\s\xa0-\xff{LETTERS}{LETTERS.upper()}\u0300-\u0323\u2010-\u203a]")
_SAMPLE = 1 << 16


def once_more(text: str) -> str:
    """Read again what is UTF-8 shown as windows-1252 (`Thá»§` → `Thủ`), line by line.

    A stretch is changed only where it is UTF-8 to the last byte and gives nothing but letters and signs of Vietnamese,
    in a line without a letter that only Unicode has; `XÃ` before a no-break space is none, so the text must prove it.
    """
    again = _again(text)
    if max(_proofs(text), _proofs(again)) < ENOUGH:
        return text
    return _again(again) if _proofs(again) >= ENOUGH else again


def _again(text: str) -> str:
    return "\n".join(line if _ONLY.search(line) else _GARBLED.sub(_meant, line) for line in text.split("\n"))


def _proofs(text: str) -> int:
    """How many stretches become a letter beyond Latin-1."""
    meant = ((match[0], _meant(match)) for match in _GARBLED.finditer(text))
    return sum(shown != letters and bool(_FAR.search(letters)) for shown, letters in meant)


def _meant(match: re.Match[str]) -> str:
    try:
        meant = bytes(BYTES.get(ord(letter), ord(letter)) for letter in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return meant if _MEANT.fullmatch(meant) else match[0]


def utf16(content: bytes) -> str | None:
    """Bytes with zeros in every other place, read as UTF-16 of the byte order that gives text; None for others."""
    sample = content[:_SAMPLE]
    if b"\0" not in sample or len(content) % 2:
        return None
    for codec, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if high.count(0) * 3 < len(high):
            continue
        text = content.decode(codec, "replace")
        shown = text[: _SAMPLE // 2]
        if sum(1 for _ in _LETTER.finditer(shown)) >= MOSTLY * len(shown):
            return text
    return None
