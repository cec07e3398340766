"""The page: numbers, running stamps and marks of arrival, which are of the paper and not of the document."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from congvan.grammar import Grammar
from congvan.initials import INITIALS
from congvan.lines import Lines
from congvan.zones import specks

_WORD = regex.compile(r"[\p{L}\p{N}]")
_APART = 8  # so many lines of text lie at least between two page numbers
_WRAPPED = 40  # a line that was wrapped at the edge of the page is longer
_LONGEST = 260  # nothing of the page takes more room
_DASHES = "-–—~ "


def own_lines(lines: Lines, rules: Grammar) -> Lines:
    """The document's own lines, without specks; page numbers, stamps and so on become empty ones, so that gaps stay."""
    lines = specks.without(lines, rules)
    gone: set[int] = set()
    page = since = counted = 0
    for at, is_furniture in _suspects(lines, rules):
        text = lines.texts[at]
        if at in gone:
            continue
        if not is_furniture:
            if _WORD.search(text) or _is_bullet(lines, at):
                continue
        elif (number := text.strip(_DASHES)).isdigit():
            since, counted = since + sum(map(bool, lines.texts[counted : at + 1])), at + 1
            if not _is_page_number(lines, at, page, since):
                continue
            page, since = int(number), 0
        else:
            gone.update(_stamp(lines, at, gone, rules))
        gone.add(at)
    return lines.without(gone)


def _suspects(lines: Lines, rules: Grammar) -> Iterator[tuple[int, bool]]:
    """The lines that a rule says are of the page, and those that begin with no letter and may hold none."""
    furniture, address = rules.any("furniture"), rules["address.alone"].initials
    texts = lines.texts
    heads = [text[:INITIALS] for text in texts]
    odd = {head for head in set(heads) if head and (furniture[head] or not head[0].isalnum())}
    for at, head in enumerate(heads):
        if (head not in odd and "@" not in texts[at]) or len(texts[at]) > _LONGEST:
            continue
        is_furniture = bool(furniture.match(texts[at]) or address.match(texts[at]))
        if is_furniture or not head[0].isalnum():
            yield at, is_furniture


def _is_bullet(lines: Lines, at: int) -> bool:
    """A bullet on a line of its own, right above its words."""
    text = lines.texts[at]
    return len(text) == 1 and text in "-–—+•" and at + 1 < len(lines) and bool(lines.texts[at + 1])


def _is_page_number(lines: Lines, at: int, page: int, since: int) -> bool:
    """A lone number counts pages when it is the next one, a page of text lies behind it and no table around it."""
    number = int(lines.texts[at].strip(_DASHES))
    if not (number == page + 1 or (page == 0 and number <= 3)) or since < _APART:
        return False
    around = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if any(not line.text and line.start > line.low for line in around):
        return False
    return lines[at].indent > 15 or any(not line.text for line in around) or len(around) < 2 or _breaks(lines, at)


def _breaks(lines: Lines, at: int) -> bool:
    """Whether a sentence is broken here: a long line before that no mark ends, small letters behind."""
    before, behind = lines.texts[at - 1], lines.texts[at + 1]
    return len(before) > _WRAPPED and before[-1].isalpha() and behind[:1].islower()


def _stamp(lines: Lines, at: int, gone: set[int], rules: Grammar) -> Iterator[int]:
    """What belongs to a stamp beside the line that told of it: who stamped above it, the entries below an arrival."""
    text = lines.texts[at]
    arrived = rules["furniture.arrival"].find(text)
    if arrived or rules["furniture.stamp-time"].find(text) or rules["address.alone"].find(text):
        yield from _stamper(lines, at, gone)
    while arrived and (at := at + 1) < len(lines) and rules["stamp.entry"].find(lines.texts[at]):
        yield at


def _stamper(lines: Lines, at: int, gone: set[int]) -> Iterator[int]:
    """The lines in capitals right above a stamp's time or address, at the top of a document."""
    for above in range(at - 1, max(at - 5, -1), -1):
        text = lines.texts[above]
        if not text or above in gone:
            continue
        if above > 6 or (not text.strip("'*").isupper() and len(text) > 25):
            return
        yield above
