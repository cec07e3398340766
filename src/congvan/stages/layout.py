"""Layout: which line belongs to the head, the body, the foot, and what is of the page and not of the document.

The lines of the page are set aside, the head is read cell by cell until its last part, the foot is found, and what
stands between is joined into paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from congvan.grammar import Grammar, Grammars
from congvan.text import Block, Line, Piece, Source, View
from congvan.zones import blocks, foot, head, page

_NEAR = 15  # an annex's label, its title and what it was issued with stand so close together
_MENU = regex.compile(r"\S(?: {3,}|\t+| *[|»›>] *)\S")
_HEADLINE = 5  # a headline has more spaces than this


class Zones(NamedTuple):
    """What the document is made of, each line in one place; `official` is false for a write-up."""

    official: bool
    head: tuple[Piece, ...]
    body: tuple[Block, ...]
    recipients: tuple[View, ...]
    signing: tuple[View, ...]
    notes: tuple[View, ...]
    after: tuple[View, ...]


def find(source: Source, grammars: Grammars) -> Zones:
    """Part a document into zones. After it every line stands in one zone or is of the page."""
    rules = grammars["layout"]
    lines = page.own_lines(source.lines, rules)
    start = head.start(source, lines, grammars)
    if start is None:
        return _write_up(source, lines, rules)
    top, low = head.read_top(source, lines, start, grammars)
    below, end = foot.bounds(source, lines, low, rules)
    middle = lines[low:below] if below < len(lines) else _unframed(lines[low:], rules)
    bottom, body = head.read_bottom(blocks.read(source, middle, rules), top, grammars)
    recipients, signing = foot.parted(source, lines[below:end], rules)
    notes, after = _after(source, lines[end:], rules)
    return Zones(True, (*top, *bottom), tuple(body), recipients, signing, notes, after)


def _unframed(lines: Sequence[Line], rules: Grammar) -> Sequence[Line]:
    """The lines before a page's frame begins: a byline, related news, counters."""
    frame, byline = rules["after.frame"].compiled, rules["after.byline"].compiled
    for at, line in enumerate(lines):
        if 0 < len(line.text) < 200 and at > 2 and (frame.fullmatch(line.text) or byline.fullmatch(line.text)):
            return lines[:at]
    return lines


def _write_up(source: Source, lines: Sequence[Line], rules: Grammar) -> Zones:
    """A text that is no official document: its headline and its paragraphs, without the page around them."""
    found = _without(blocks.read(source, _unframed(lines, rules), rules), rules.union("aside"))
    headline = next((at for at, block in enumerate(found[:12]) if _is_headline(source, block.view)), 0)
    head = tuple(Piece("subject", block.view, "layout.headline") for block in found[headline : headline + 1])
    body = _without(found[headline + 1 :], rules.union("photo"))
    return Zones(False, head, tuple(_unsigned(body, rules)), (), (), (), ())


def _without(found: Sequence[Block], aside: regex.Pattern[str]) -> list[Block]:
    return [block for block in found if len(block.view.text) > 240 or not aside.fullmatch(block.view.key)]


def _is_headline(source: Source, view: View) -> bool:
    """A headline has words enough, and no gaps between them as the entries of a menu have."""
    low, high = view.spans()[0][0], view.spans()[-1][1]
    return view.text.count(" ") >= _HEADLINE and not _MENU.search(source.clean, low, high)


def _unsigned(body: list[Block], rules: Grammar) -> list[Block]:
    """The paragraphs before the author's name."""
    name = rules["foot.name"].compiled
    while body and len(body[-1].view.text) < 40 and name.fullmatch(body[-1].view.text):
        body = body[:-1]
    return body


def _after(source: Source, lines: Sequence[Line], rules: Grammar) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """What follows the foot: its footnotes, joined, and the lines that annexes are looked for in."""
    frame, note, annex = (rules[f"after.{name}"].compiled for name in ("frame", "note", "attachment"))
    notes: list[Line] = []
    after: list[Line] = []
    for line in lines:
        if len(line.text) < 200 and frame.fullmatch(line.text):
            break
        opens = len(line.text) < 400 and bool(line.text) and annex.fullmatch(line.text) is not None
        if not opens and not after and (notes or note.fullmatch(line.text)):
            notes.append(line)
        elif line.text:
            after.append(line)
    views = tuple(source.view([(line.start, line.end)]) for line in _around(after, rules["after.attachment"].compiled))
    return tuple(block.view for block in blocks.read(source, notes, rules)), views


def _around(lines: Sequence[Line], opening: regex.Pattern[str]) -> list[Line]:
    """The lines about every one that may open an annex, and the last line: what lies between tells nothing."""
    near: set[int] = set()
    for at, line in enumerate(lines):
        if len(line.text) < 400 and line.text[0].isupper() and opening.fullmatch(line.text):
            near.update(range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(lines))))
    return [lines[at] for at in sorted(near | {len(lines) - 1})] if near else []
