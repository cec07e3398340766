"""Misread: what readers of pictures take for something else, put right where it can only be meant so."""

from __future__ import annotations

import re

from congvan.loaders.numbering import written

_ROMAN = re.compile(r"([ ]*)([IVXHLl|!]{1,6})[.,:]?(?= +\S)")
_STROKES = str.maketrans({"H": "II", "L": "I", "l": "I", "|": "I", "!": "I"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_ITEM = re.compile(r"( *)(\d{1,2})([.,] {1,12}| {2,12})(?=\S)")
_SIGNS = (
    (re.compile(r"\(b/[€e]\)"), "(b/c)"),
    (re.compile(r"\((?:th|Ưh|Uh)\)"), "(t/h)"),
    (re.compile(r"(?<=/)T['’]?[IT]r(?=-)"), "TTr"),
)


def mended(text: str) -> str:
    """The text of scanned pages, with what is commonly misread put right.

    Numbers of headings (`HI. TỔ CHỨC`) and of items that lost their point, in their order; purposes of copies; `TTr`.
    """
    for pattern, meant in _SIGNS:
        text = pattern.sub(meant, text)
    return "\n".join(_items(_headings(text.split("\n"))))


def _headings(lines: list[str]) -> list[str]:
    """Lines with their roman numbers whole, before capitals and in their order."""
    number = 1
    for at, line in enumerate(lines):
        match = _ROMAN.match(line)
        if not match or not _is_capital(line[match.end() :]):
            continue
        told = match[2].translate(_STROKES)
        if told in (written(number, "upperRoman"), written(number - 1, "upperRoman")):
            lines[at] = f"{match[1]}{told}.{line[match.end() :]}"
            number += told == written(number, "upperRoman")
    return lines


def _items(lines: list[str]) -> list[str]:
    """Lines whose number lost its point, where it is the next one after a line with a point at the same place."""
    last: tuple[str, int] | None = None
    for at, line in enumerate(lines):
        match = _ITEM.match(line)
        if not match:
            continue
        place, number = match[1], int(match[2])
        if match[3][0] in ".," or last == (place, number - 1):
            lines[at] = f"{place}{match[2]}.{line[match.end(2) + 1 :]}"
            last = (place, number)
    return lines


def _is_capital(rest: str) -> bool:
    return rest.isupper() and _WORD.search(rest) is not None
