"""The foot: where it begins and ends, who receives in its left column, who signs in its right one."""

from __future__ import annotations

from collections.abc import Sequence

from congvan.grammar import Grammar
from congvan.initials import INITIALS
from congvan.lines import Line, Lines
from congvan.text import Source, View
from congvan.zones import columns
from congvan.zones.columns import Cell, Seams

_FOOT_LINES = 160  # no foot is longer
_PARTS = ("recipients", "archive", "authority", "post")
_APART = 20  # a name that stands so far in is not of the list at the left


def bounds(source: Source, lines: Lines, low: int, rules: Grammar) -> tuple[int, int]:
    """The `[start, end)` of the foot's lines; both are the number of lines where there is no foot."""
    label, anchor = rules["foot.recipients"].initials, rules["anchor.foot"].initials
    for at, text in enumerate(lines.texts[low:], low):
        if len(text) > 400 or not (text.isupper() or (anchor[text[:INITIALS]] and anchor.match(text))):
            continue
        cells = [cell.view.key for cell in columns.read(source, lines[at : at + 1])]
        if _halved(lines.texts[at : at + 2], rules):
            return at, _end(lines, at, rules)
        if any(map(label.match, cells)) or (cells and _signs(source, lines, at, cells, rules)):
            return at, _end(lines, at, rules)
        if len(cells) > 1 and _names_bodies(source, lines, at, cells, rules):
            return at, _end(lines, at, rules)
    return len(lines), len(lines)


def _halved(texts: Sequence[str], rules: Grammar) -> bool:
    """Whether the label of the list is broken over two lines."""
    return len(texts) > 1 and " " not in texts[0] and bool(rules["foot.recipients"].find(" ".join(texts)))


def _signs(source: Source, lines: Lines, at: int, cells: Sequence[str], rules: Grammar) -> bool:
    """Whether a signing block opens here: an authority or a post in capitals, and a name (or Nơi nhận) soon below."""
    authority = any(map(rules["foot.authority"].find, cells))
    kinds = ("foot.post", "foot.party") if len(cells) > 1 else ("foot.post",)
    if not authority and not all(any(rules[kind].find(cell) for kind in kinds) for cell in cells):
        return False
    name, label = rules["foot.name"].initials, rules["foot.recipients"].initials
    below = [line for line in lines[at + 1 : at + 30] if line.text][: 12 if authority else 6]
    if not authority and any(rules["foot.never"].find(line.text) for line in below):
        return False
    return any(
        (name.match(cell.view.text) and not cell.view.text.isupper()) or label.match(cell.view.key)
        for cell in columns.read(source, below)
    ) or (authority and len(below) < 4)


def _names_bodies(source: Source, lines: Lines, at: int, cells: Sequence[str], rules: Grammar) -> bool:
    """Whether a row holds the bodies that sign together, side by side, and a signing block opens right below."""
    below = next((near for near in range(at + 1, min(at + 4, len(lines))) if lines.texts[near]), None)
    if below is None or not all(map(rules["foot.body"].find, cells)):
        return False
    posts = [cell.view.key for cell in columns.read(source, lines[below : below + 1])]
    return len(posts) > 1 and _signs(source, lines, below, posts, rules)


def _end(lines: Lines, start: int, rules: Grammar) -> int:
    """Where the foot ends: at an annex, a footnote, a page's frame, or below the name when something else follows."""
    name = rules["foot.name"].initials
    named = gap = 0
    for at, text in enumerate(lines.texts[start : start + _FOOT_LINES], start):
        if not text:
            gap = at
        elif at > start and _opens_other(text, rules) and not (name.match(text) and not text.isupper()):
            return at
        elif name.match(last := text.split("   ")[-1].strip()) and not last.isupper():
            named = at
        elif named and rules["copy.head"].find(text):
            return _above(lines, at, named)
        elif named and not _belongs(lines, at, gap > named, rules):
            return at
    return min(len(lines), start + _FOOT_LINES)


def _above(lines: Lines, at: int, named: int) -> int:
    """Where the head of a copy begins, whose title stands at `at`: with the lines in capitals right above it."""
    while at - 1 > named and lines.texts[at - 1].isupper():
        at -= 1
    return at


def _opens_other(text: str, rules: Grammar) -> bool:
    """Whether a line opens an annex, a footnote or a page's frame; an item of a list never does."""
    return len(text) < 400 and text[0] not in "-–—+•" and bool(rules.any("after").match(text))


def _belongs(lines: Lines, at: int, apart: bool, rules: Grammar) -> bool:
    """Whether a line below a signer's name is of the foot still: of its list, or another signer's."""
    text = lines.texts[at]
    if text[0] in "-–—+•(" or any(rules[f"foot.{part}"].find(text) for part in _PARTS):
        return True
    below = [line for line in lines.texts[at + 1 : at + 26] if line]
    if len(text) < 120 and any(rules["foot.recipients"].find(line) for line in below):
        return True
    if text.isupper():
        return any(rules["foot.name"].find(line) and not line.isupper() for line in below[:3])
    if apart or len(text) > 120:
        return False
    if text.istitle() and len(text) < 24:
        return True  # the rest of a name that was wrapped
    return any(line[0] in "-–—+•" for line in below[:8])


def parted(source: Source, lines: Sequence[Line], rules: Grammar) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """Part the foot's cells: who receives (left), who signs (right)."""
    recipients: list[View] = []
    signing: list[View] = []
    side = recipients if _halved([line.text for line in lines[:2]], rules) else signing
    for cell in columns.read(source, lines, Seams(rules, "split")):
        if not any(map(str.isalnum, cell.view.text)):
            continue
        side = _side(cell, recipients, signing, side, rules)
        side.append(cell.view)
    return tuple(recipients), tuple(signing)


def _side(cell: Cell, recipients: list[View], signing: list[View], side: list[View], rules: Grammar) -> list[View]:
    key = cell.view.key
    if rules["foot.recipients"].find(key):
        return recipients
    if cell.right or any(rules[f"foot.{kind}"].find(key) for kind in ("authority", "post", "party")):
        return signing
    if key[0] in "-–—+•" and recipients:
        return recipients
    last = recipients[-1] if recipients else None
    if cell.gap == 2 and last and rules["foot.archive"].find(last.key):
        return signing
    apart = cell.gap or cell.x >= _APART or (last and (last.text[-1] in ";." or rules["foot.archive"].find(last.key)))
    if apart and (rules["foot.name"].find(cell.view.text) or rules["foot.post"].find(key.upper())):
        return signing
    return side
