"""Handwriting: the blanks of a printed head that were filled in by hand; what a reader made of them is set aside.

A printed number touches its notation (`12/TB-UBND`), and a reader is sure of a printed day. Digits written by hand or
stamped are neither, and readers take them for whatever is alike: they are left out, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from congvan.loaders.readers import Seen

SURE = 85.0
APART = 0.35
"""Words further apart than this part of their height do not touch."""

LABEL = re.compile(r"[\W_]*(?:S[^\W\d_]|S6)\W*:\W*|[\W_]*Số[\W_]*", re.IGNORECASE)
NOTATION = re.compile(r"[\W_]*(?:/(?:19|20)\d\d/)?[A-ZĐÐ][A-Za-zĐÐđ]{0,5}[-–—]")
_DIGITS = re.compile(r"\d{1,4}[a-z]?")
_MARK = re.compile(r"(ngày|tháng|năm)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\W?")


def without(lines: Iterable[Sequence[Seen]]) -> tuple[list[list[Seen]], frozenset[str]]:
    """The lines of a head without what was filled in by hand, and what that was: `number`, `date`.

    The document's own number is the first one there is, and so is its day.
    """
    kept: list[list[Seen]] = []
    filled = set()
    numbered = dated = False
    for line in lines:
        words = list(line)
        if not numbered:
            words, numbered, by_hand = _number(words)
            filled |= {"number"} if by_hand else set()
        if not dated:
            words, dated, by_hand = _date(words)
            filled |= {"date"} if by_hand else set()
        kept.append(words)
    return kept, frozenset(filled)


def _number(words: list[Seen]) -> tuple[list[Seen], bool, bool]:
    """Between `Số:` and the notation nothing stands but a number that touches it: was there one, was it by hand?"""
    start = next((at for at, word in enumerate(words) if LABEL.fullmatch(word.text)), None)
    if start is None:
        return words, False, False
    end = next((at for at in range(start + 1, min(start + 6, len(words))) if NOTATION.match(words[at].text)), None)
    if end is None:
        return words, True, False
    last, notation, label = words[end - 1], words[end], words[start]._replace(text="Số:")
    notation = notation._replace(text="/" + notation.text.lstrip("_/ .,'‘’\"|"))
    gap = notation.left - last.left - last.width
    printed = end == start + 2 and _DIGITS.fullmatch(last.text) and gap < APART * notation.height and last.sure >= SURE
    if printed and _alike(last, notation):
        return [*words[:start], label, *words[start + 1 : end], notation, *words[end + 1 :]], True, False
    return [*words[:start], label, notation, *words[end + 1 :]], True, True


def _date(words: list[Seen]) -> tuple[list[Seen], bool, bool]:
    """Between `ngày`, `tháng` and `năm` stand numbers that a reader is sure of: were there any, were some by hand?"""
    pieces = [piece for word in words for piece in _pieces(word)]
    marks = [piece.text.lower() for piece in pieces if _MARK.fullmatch(piece.text)]
    if len(set(marks)) < 2 or not any(_YEAR.fullmatch(word.text) for word in words):
        return words, False, False
    kept: list[Seen] = []
    before = ""
    filled = False
    for piece in pieces:
        mark = piece.text.lower() if _MARK.fullmatch(piece.text) else ""
        if mark in ("tháng", "năm") and before in ("ngày", "tháng"):
            filled = True
        elif not mark and before in ("ngày", "tháng", "?") and not _printed(piece):
            before, filled = "?", True
            continue
        before = mark
        kept.append(piece)
    return kept, True, filled


def _pieces(word: Seen) -> list[Seen]:
    """`ngày23tháng` in its parts: what is glued to a printed word was written into the blank beside it."""
    parts = [part for part in _MARK.split(word.text) if part.strip("., ")]
    if len(parts) == 1 or not any(_MARK.fullmatch(part) for part in parts):
        return [word]
    return [word._replace(text=part, sure=word.sure if _MARK.fullmatch(part) else 0.0) for part in parts]


def _printed(word: Seen) -> bool:
    return re.fullmatch(r"\d{1,2}", word.text) is not None and word.sure >= SURE


def _alike(number: Seen, notation: Seen) -> bool:
    """Whether a number is as high as its notation and stands on the same line."""
    return (
        abs(number.height - notation.height) <= 0.12 * notation.height
        and abs(number.top - notation.top) <= 0.1 * notation.height
    )
