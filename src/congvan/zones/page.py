"""The page: numbers, running stamps and marks of arrival, which are of the paper and not of the document."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from congvan.grammar import Grammar
from congvan.text import Line

_WORD = regex.compile(r"[\p{L}\p{N}]")
_APART = 8  # so many lines of text lie at least between two page numbers


def own_lines(lines: Sequence[Line], rules: Grammar) -> list[Line]:
    """The document's own lines: page numbers, stamps and the like become empty ones, so that gaps stay."""
    furniture = rules.union("furniture")
    stamp = rules["furniture.stamp-time"].compiled
    arrival, entry = rules["furniture.arrival"].compiled, rules["stamp.entry"].compiled
    kept: list[Line] = []
    page = since = 0
    stamped = -2
    for at, line in enumerate(lines):
        since += bool(line.text)
        if stamped == at - 1 and line.text and entry.fullmatch(line.text):
            stamped = at
            kept.append(_emptied(line))
        elif len(line.text) > 260 or not line.text:
            kept.append(line)
        elif not furniture.fullmatch(line.text):
            kept.append(
                line if line.text[0].isalnum() or _WORD.search(line.text) or _is_bullet(lines, at) else _emptied(line)
            )
        elif line.text.strip("-–—~ ").isdigit() and not _is_page_number(lines, at, page, since):
            kept.append(line)
        else:
            if line.text.strip("-–—~ ").isdigit():
                page, since = int(line.text.strip("-–—~ ")), 0
            elif stamp.fullmatch(line.text) or arrival.fullmatch(line.text):
                _drop_stamp(kept)
            stamped = at if arrival.fullmatch(line.text) else stamped
            kept.append(_emptied(line))
    return kept


def _is_bullet(lines: Sequence[Line], at: int) -> bool:
    """A bullet on a line of its own, right above its words."""
    return len(lines[at].text) == 1 and lines[at].text in "-–—+•" and at + 1 < len(lines) and bool(lines[at + 1].text)


def _is_page_number(lines: Sequence[Line], at: int, page: int, since: int) -> bool:
    """A lone number counts pages when it is the next one, a page of text lies behind it and no table around it."""
    number = int(lines[at].text.strip("-–—~ "))
    if not (number == page + 1 or (page == 0 and number <= 3)) or since < _APART:
        return False
    around = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if any(not line.text and line.start > line.low for line in around):
        return False
    return lines[at].indent > 15 or any(not line.text for line in around) or len(around) < 2


def _drop_stamp(kept: list[Line]) -> None:
    """The lines in capitals right above a signing stamp's time or address name who stamped: of the page too."""
    for back in range(1, min(4, len(kept)) + 1):
        if not kept[-back].text:
            continue
        if len(kept) - back > 6 or (not kept[-back].text.strip("'*").isupper() and len(kept[-back].text) > 25):
            return
        kept[-back] = _emptied(kept[-back])


def _emptied(line: Line) -> Line:
    return Line(line.low, line.low, line.low, line.low, "")
