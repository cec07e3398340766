"""Text as Windows shows it ↔ the letters that were meant, in an encoding that is known."""

from __future__ import annotations

import re
import unicodedata

from congvan.encodings.tables import table

_CAPITALS = "".join(filter(str.isupper, map(chr, (*range(0x250), *range(0x1E00, 0x1F00)))))
_CAPITAL_INSIDE = re.compile(rf"(?<![^\W\d_])[^\W\d_](?:(?![{_CAPITALS}])[^\W\d_])*+[{_CAPITALS}][^\W\d_]*+")
"""A word with a capital behind its first letter."""
_SMALL = re.compile("[a-z]")
_MARKED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_TONE = "\u0300\u0301\u0303\u0309\u0323"


def decoded(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Read text of an old encoding, given as the characters that Windows shows for its bytes.

    TCVN3 has no capitals with tones: a small one among capitals is one of them (`QUYÕT` → `QUYẾT`). `capitals`: the
    font draws small letters as capitals (`.VnTimeH`).

    Raises:
        KeyError: there is no such encoding.
    """
    letters = table(encoding).decode(text)
    if capitals:
        return letters.upper()
    return _CAPITAL_INSIDE.sub(_capital, letters) if encoding == "tcvn3" else letters


def encoded(text: str, encoding: str) -> str:
    """Write text in an old encoding, as the characters that Windows shows for its bytes.

    A capital that the encoding lacks becomes the small letter.
    """
    written = table(encoding).written
    return "".join(written.get(letter) or written.get(letter.lower(), letter) for letter in text)


def ordered(text: str) -> str:
    """Compose letters whose tone was typed before the mark of the vowel, which NFC leaves apart."""
    text = unicodedata.normalize("NFC", text)
    return _MARKED.sub(_composed, text) if _MARKED.search(text) else text


def _composed(match: re.Match[str]) -> str:
    base, *marks = list(unicodedata.normalize("NFD", match[0]))
    return unicodedata.normalize("NFC", base + "".join(sorted(marks, key=_TONE.__contains__)))


def _capital(match: re.Match[str]) -> str:
    """A word in capitals: one stands behind its first letter (`Bé` is `Bộ`, no `BỘ`), and no small letter of ASCII."""
    word = match[0]
    return word if _SMALL.search(word) else word.upper()
