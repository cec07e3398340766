"""Specks: dirt on the paper and strokes of a pen that a scanner's program took for signs, at the edges of lines."""

from __future__ import annotations

from collections.abc import Iterator

from congvan.grammar import Grammar
from congvan.lines import Lines

_HEADS, _TAILS = frozenset("'`´‘’„¬¦^"), frozenset("„⁄¬`´^~=¦‹›©®¢£¤¶‘'")


def without(lines: Lines, rules: Grammar) -> Lines:
    """The lines without specks; a line whose end may go on below keeps every letter."""
    found = dict(_specked(lines, rules))
    return lines.cut(found) if found else lines


def _specked(lines: Lines, rules: Grammar) -> Iterator[tuple[int, tuple[int, int]]]:
    """The lines that have specks, and where their own words begin and end."""
    for at, text in enumerate(lines.texts):
        if text and (text[-1] in _TAILS or text[-2:-1] == " " or text[0] in _HEADS):
            head = rules["speck.head"].find(text)
            start, end = head.span("speck")[1] if head else 0, _end(lines, at, rules)
            if (start, end) != (0, len(text)):
                yield at, (start, end)


def _end(lines: Lines, at: int, rules: Grammar) -> int:
    """Where a line's own words end."""
    text = lines.texts[at]
    found = rules["speck.tail"].find(text)
    if not found and text[-2:-1] == " " and _is_last(lines, at, rules):
        found = rules["speck.letter"].find(text)
    return found.span("speck")[0] if found else len(text)


def _is_last(lines: Lines, at: int, rules: Grammar) -> bool:
    """Whether a line ends its paragraph: nothing follows, or a new item."""
    below = next(filter(None, lines.texts[at + 1 : at + 4]), "")
    return not below or rules["speck.next"].find(below) is not None
