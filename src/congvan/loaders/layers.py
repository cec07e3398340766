"""Layers: what the letters of a PDF are worth: told by its old fonts, garbled, or Unicode as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from congvan import encodings
from congvan.encodings.syllables import possible
from congvan.loaders.paper import Word
from congvan.loaders.ruled import Stroke

MOST_STRANGE, FEW_WORDS, MOSTLY = 0.05, 60, 0.6
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff]")
_PLAIN = re.compile(r"(?<!\S)[^\W\d_]{2,8}(?!\S)")


class Page(NamedTuple):
    """What a page shows: its words, those stamped on it, whether all else is a picture, whether it has annotations.

    And its size, and the lines that are drawn on it.
    """

    words: list[Word]
    stamps: Sequence[Word] = ()
    drawn: bool = False
    annotated: bool = False
    size: tuple[float, float] = (595.0, 842.0)
    strokes: Sequence[Stroke] = ()


def by_fonts(found: list[Page]) -> tuple[list[Page], str]:
    """The pages as the fonts of their words say, if these are old ones and the words bear it out; and the encoding."""
    by_font: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for page in found:
        for word in page.words:
            if word.font:
                by_font.setdefault(word.font, []).append(word.text)
    for font, texts in by_font.items():
        if told := encodings.of_font(font):
            words.setdefault(told[0], []).extend(texts)
    encoding = next((name for name, texts in words.items() if encodings.confirmed(texts, name)), None)
    if encoding is None:
        return found, "utf-8"
    meant: dict[tuple[str, str], str] = {}
    return [
        page._replace(words=_meant(page.words, meant), stamps=_meant(page.stamps, meant)) for page in found
    ], encoding


def _meant(words: Iterable[Word], meant: dict[tuple[str, str], str]) -> list[Word]:
    """Words as their fonts say; what was asked before is remembered."""
    found = []
    for word in words:
        key = (word.text, word.font)
        if key not in meant:
            meant[key] = encodings.by_font(*key)
        found.append(word if meant[key] == word.text else word._replace(text=meant[key]))
    return found


def is_garbled(text: str) -> bool:
    """Whether a text layer is worth little: letters that are none, or Vietnamese without its marks."""
    strange = len(_STRANGE.findall(text))
    if strange and strange > MOST_STRANGE * sum(not letter.isspace() for letter in text):
        return True
    words = _PLAIN.findall(text)
    bare = sum(map(str.isascii, words))
    if len(words) < FEW_WORDS or bare < len(words) * 0.99:
        return False
    return sum(map(possible, words)) > MOSTLY * len(words)
