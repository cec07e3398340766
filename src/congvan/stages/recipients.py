"""Recipients (nơi nhận): who is sent the document, what for, and which line is the archive's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan import record
from congvan.grammar import Grammar
from congvan.text import View, join

_BULLET = regex.compile(r"(?:[-–—−+•·▪●○◦‣*]+|\.(?=\s))\s*")
_NOISE = regex.compile(r";\s+\p{L}?$")  # one stray letter of a scan, or of a stamp, behind an item's end
_END = " ;.,:…/"
_SHORT = 60
_WRAPS = 2  # an archive line runs over no more lines than this
_LONGEST = 4_000  # no item is longer; what a hostile line holds beyond it is not looked at
_MOST = 1_000  # nor is what a column holds beyond so many lines


class Found(NamedTuple):
    """One printed item: its text without dash, final `;` or `.`, and purpose note; what for; whether the archive's."""

    view: View
    purpose: record.Purpose | None
    archive: bool
    rule: str

    def record(self, party: str | None) -> record.Recipient:
        """The item as the record holds it; `party` is the id of the body it names."""
        value = self.view.value()
        return record.Recipient(
            text=value.text, spans=value.spans, party=party, purpose=self.purpose, archive=self.archive
        )


class _Piece(NamedTuple):
    """A line, or a part of one between two marks, without its dash."""

    view: View
    dashed: bool


def find(lines: Sequence[View], rules: Grammar) -> tuple[Found, ...]:
    """Read the lines of the Nơi nhận column, the label's line first.

    After it, every printed item is one entry, in order: wrapped lines are joined, a purpose note on a line of its own
    belongs to the item before it, and no entry is empty.
    """
    pieces = [piece for line in _after_label(lines[:_MOST], rules) for piece in _pieces(line, rules)]
    return tuple(found for item in _items(pieces, rules) if (found := _read(join(item), rules)))


def _after_label(lines: Sequence[View], rules: Grammar) -> list[View]:
    """The lines without the label, which may be wrapped itself."""
    for count in (1, 2):
        head = join(lines[:count]) if len(lines) >= count else None
        if head and (found := rules["label"].find(head.key)):
            return [head.cut(found.span("rest")[0]), *lines[count:]]
    return list(lines)


def _pieces(line: View, rules: Grammar) -> Iterator[_Piece]:
    """Part a line that holds several items; tell which of its parts begin with a dash."""
    if len(line) > _LONGEST:
        line = line.cut(0, _LONGEST)
    start, dashed = 0, False
    bounds = [match.span() for match in rules["break"].compiled.finditer(line.key)]
    for low, high in [*bounds, (len(line), len(line))]:
        # the `;` that ends a part is kept: it tells that the part is whole
        part = line.cut(start, low + line.text[low:high].startswith(";"))
        bullet = _BULLET.match(part.text)
        if part.text:
            yield _Piece(part.cut(bullet.end()) if bullet else part, dashed or bullet is not None)
        start, dashed = high, line.text[low:high].rstrip()[-1:] in ("-", "–", "—", "+")


def _items(pieces: Sequence[_Piece], rules: Grammar) -> list[list[View]]:
    """Group the pieces by printed item."""
    archive = rules["archive"]
    dashed = any(piece.dashed and not archive.find(piece.view.key) for piece in pieces)
    if not dashed:
        pieces = [part for piece in pieces for part in _parted(piece)]
    parted = sum(piece.view.text.endswith(";") for piece in pieces) > 1
    items: list[list[View]] = []
    for piece in pieces:
        before = items[-1] if items else []
        if piece.dashed or archive.find(piece.view.key) or not before:
            items.append([piece.view])
        elif _archived(before, rules):
            if len(before) <= _WRAPS and _keeps(before, piece.view, rules):
                before.append(piece.view)
        elif _goes_on(_tail(before), piece.view, dashed, parted, rules):
            before.append(piece.view)
        else:
            items.append([piece.view])
    return items


def _parted(piece: _Piece) -> Iterator[_Piece]:
    """Part an item without dash at its semicolons, but for those inside brackets."""
    start = depth = 0
    text = piece.view.text
    for match in _STOP.finditer(text):
        depth = max(depth + (match[0] == "(") - (match[0] == ")"), 0)
        if match[0] == ";" and not depth:
            yield _Piece(piece.view.cut(start, match.end()), piece.dashed)
            start = match.end()
    if start < len(text):
        yield _Piece(piece.view.cut(start), piece.dashed)


_STOP = regex.compile(r"[();]")


def _archived(item: Sequence[View], rules: Grammar) -> bool:
    return rules["archive"].find(item[0].key) is not None


def _keeps(archive: Sequence[View], line: View, rules: Grammar) -> bool:
    """Whether a line below the archive's goes on with it, and is not the drafter's mark, or what follows the foot."""
    if len(line) > _SHORT or rules["drafter"].find(line.key):
        return False
    before = archive[-1].text
    open_bracket = before.count("(") > before.count(")")
    if open_bracket or "(" in line.text or line.text.isupper():
        return True
    return rules["unfinished"].find(_tail(archive)) is not None


def _tail(item: Sequence[View]) -> str:
    """How an item ends so far: its last letters, a stray one dropped."""
    text = item[-1].text[-40:].rstrip()
    return text[: noise.start() + 1] if (noise := _NOISE.search(text)) else text


def _goes_on(before: str, line: View, dashed: bool, parted: bool, rules: Grammar) -> bool:
    """Whether a line without dash belongs to the item before it."""
    first = line.text[:1]
    if not before or first in "([{}" or first.islower():
        return True
    if dashed:
        return not before.endswith(";")
    return not before.endswith((";", ".")) if parted else rules["unfinished"].find(before) is not None


def _read(view: View, rules: Grammar) -> Found | None:
    """Take the end marks and the purpose note off an item."""
    if noise := _NOISE.search(view.text, len(view) - 8 if len(view) > 8 else 0):
        view = view.cut(0, noise.start())
    view = _trimmed(view)
    if not _LETTER.search(view.text):
        return None
    if rules["archive"].find(view.key):
        return Found(view, None, True, "recipients.archive")
    start, end = _note(view, rules)
    if end > start and (purpose := rules.first(view.key[start:end].strip(), "purpose")):
        kept = _trimmed(view.cut(0, _opening(view.text, start)))
        return Found(kept, (purpose.rule.gives or {}).get("purpose"), False, f"recipients.{purpose.rule.name}")
    return Found(view, None, False, "recipients.label")


_LETTER = regex.compile(r"\p{L}")


def _trimmed(view: View) -> View:
    return view.cut(0, len(view.text.rstrip(_END)))


def _note(view: View, rules: Grammar) -> tuple[int, int]:
    """Where the words of a note at the end of an item stand: in brackets, or bare; `(0, 0)` where there is none."""
    text = view.text
    low = max(text.rfind(mark, -80) for mark in "([{")
    if low > 0:
        end = len(text.rstrip(" )]}")) if text[-1] in ")]}" else len(text)
        return low + 1, len(text[low + 1 : end].rstrip(_END)) + low + 1
    if found := rules["bare"].find(view.key[-80:]):
        shift = max(len(text) - 80, 0)
        return found.span("note")[0] + shift, found.span("note")[1] + shift
    return 0, 0


def _opening(text: str, start: int) -> int:
    """Where the text before a note ends: its bracket and the dash before it left out."""
    return len(text[:start].rstrip(" ([{}-–—,"))
