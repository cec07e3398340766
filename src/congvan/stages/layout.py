"""Layout: which line belongs to the head, the body, the foot, and what is of the page and not of the document.

The lines of the page are set aside, the head is read cell by cell until its last part, the foot is found, and what
stands between is joined into paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan.grammar import Grammar, Grammars
from congvan.initials import INITIALS
from congvan.lines import Line, Lines
from congvan.rules import Rule
from congvan.text import Block, Piece, Source, View
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
    roles = head.Roles(grammars)
    start = head.start(source, lines, roles)
    if start is None:
        return _write_up(source, lines, rules)
    top, low = head.read_top(source, lines, start, roles)
    below, end = foot.bounds(source, lines, low, rules)
    middle = lines[low:below] if below < len(lines) else _unframed(lines, low, rules)
    bottom, body = head.read_bottom(blocks.read(source, middle, rules), top, roles)
    recipients, signing = foot.parted(source, lines[below:end], rules)
    notes, after = _after(source, lines, end, rules)
    return Zones(True, (*top, *bottom), tuple(body), recipients, signing, notes, after)


def _unframed(lines: Lines, low: int, rules: Grammar) -> list[Line]:
    """The lines from `low` on before a page's frame begins: a byline, related news, counters."""
    end = len(lines)
    for name in ("after.frame", "after.byline"):
        end = next(_won(lines.texts, low + 3, end, rules[name], 200), end)
    return lines[low:end]


def _write_up(source: Source, lines: Lines, rules: Grammar) -> Zones:
    """A text that is no official document: its headline and its paragraphs, without the page around them."""
    found = _without(blocks.read(source, _unframed(lines, 0, rules), rules), rules.union("aside"))
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
    name, end = rules["foot.name"].compiled, len(body)
    while end and len(body[end - 1].view.text) < 40 and name.fullmatch(body[end - 1].view.text):
        end -= 1
    return body[:end]


def _after(source: Source, lines: Lines, end: int, rules: Grammar) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """What follows the foot: its footnotes, joined, and the lines that annexes are looked for in."""
    texts = lines.texts
    stop = next(_won(texts, end, len(texts), rules["after.frame"], 200), len(texts))
    annexes = list(_won(texts, end, stop, rules["after.attachment"], 400))
    first = annexes[0] if annexes else stop
    begun = next((at for at in range(end, first) if texts[at]), first)
    notes = lines[begun:first] if begun < first and rules["after.note"].find(texts[begun]) else []
    below = [at for at in range(first if notes else begun, stop) if texts[at]] if annexes else []
    near = _around(below, [at for at in annexes if texts[at][0].isupper()])
    views = tuple(source.view([(line.start, line.end)]) for line in map(lines.__getitem__, near))
    return tuple(block.view for block in blocks.read(source, notes, rules)), views


def _won(texts: Sequence[str], low: int, high: int, rule: Rule, longest: int) -> Iterator[int]:
    """The lines that a rule wins, none as long as `longest`."""
    initials = rule.initials
    for at, text in enumerate(texts[low:high], low):
        if text and initials[text[:INITIALS]] and len(text) < longest and initials.match(text):
            yield at


def _around(below: Sequence[int], annexes: Sequence[int]) -> list[int]:
    """The lines about every one that may open an annex, and the last line: what lies between tells nothing."""
    near = set(below[-1:]) if annexes else set[int]()
    for annex in annexes:
        at = bisect_left(below, annex)
        near.update(below[max(at - _NEAR, 0) : at + _NEAR + 1])
    return sorted(near)
