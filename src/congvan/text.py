"""Text: bytes → `Source`; lines; clean views that keep their offsets.

What is known here is typography alone: white space, decoration, letter-spacing. Offsets are code points of the document
text everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

import regex

from congvan.letters import fold, fold_capitals, lost_capitals, repair
from congvan.lines import ZERO, Lines, unbroken
from congvan.record import Severity, Span, Spans, Text
from congvan.values import Value

_DIRT = regex.compile(rf"[\s*|#{ZERO}]{{2,}}|[^\S \n]|[*|#{ZERO}]")
_SPACED = regex.compile(r"(?<![^\s*|#])\p{Lu}(?:[ \t]{1,3}\p{Lu}){3,}(?![^\s*|#.:,])")
_LONE = re.compile(r" \w \w ")  # no letter-spaced word without it
_BULLET = regex.compile(r"(?m)\*(?<=^[ \t]*\*)(?=[ \t]+(?:[^*\n]|\*\*|\*[^\s*][^*\n]*+\*(?!\*))++$)")
_RARE = re.compile(rf"[{ZERO}\x0b-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


class Note(NamedTuple):
    """What a loader lost, guessed or met; it becomes one of the record's problems. `message` is Vietnamese."""

    code: str
    severity: Severity
    message: str


SEEN, BY_HAND = "ocr-read", "number-handwritten"
"""The codes of the notes that letters were seen in a picture, and that a number was written by hand: left unread."""


class Envelope(NamedTuple):
    """What the package that a document came in says of it; empty where it says nothing. `date` is `2025-08-05`."""

    number: str = ""
    notation: str = ""
    date: str = ""
    place: str = ""
    type_name: str = ""
    subject: str = ""
    signer: str = ""


class Source(Value):
    """A document as its loader gives it: the document text (NFC, `\\n` line ends) and where it came from."""

    name: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    notes: tuple[Note, ...] = ()
    envelope: Envelope | None = None
    margin: int = 0
    """So many of the last lines stood at the edge of pages and are no part of the document."""

    @classmethod
    def of(cls, text: str, name: str = "-") -> Source:
        """Make a source of a text that never was a file: the digest is that of its UTF-8 bytes."""
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(name=name, text=normal(text), sha256=digest)

    @cached_property
    def clean(self) -> str:
        """The document text with look-alike letters repaired and `*` bullets told from emphasis (`•`); offsets stay."""
        text = repair(unbroken(self.text) if "<br" in self.text else self.text)
        return _BULLET.sub("•", text) if "*" in text else text

    @cached_property
    def lost(self) -> bool:
        """Whether the capitals with tone marks became small letters when the document was converted."""
        return lost_capitals(self.clean)

    @cached_property
    def lines(self) -> Lines:
        """The physical lines, in order; those from the edge of pages are empty."""
        lines = Lines(fold_capitals(self.clean) if self.lost else self.clean)
        return lines.without(range(len(lines) - self.margin, len(lines))) if self.margin else lines

    @cached_property
    def plain(self) -> bool:
        """Whether the clean text has no white space but spaces, tabs and line ends, and no letter without width."""
        return not _RARE.search(self.clean)

    def view(self, ranges: Sequence[Span]) -> View:
        """Read pieces of the document as one clean text, joined by spaces (see `View`)."""
        if len(ranges) == 1:
            return _piece(self, *ranges[0])
        return join([_piece(self, start, end) for start, end in ranges])


@dataclass(frozen=True, slots=True)
class View:
    """A clean text and the way back: wraps joined, white space single, decoration dropped.

    `text[i]` stands at `origins[k] + i - starts[k]` of the document text, k being the last piece with
    `starts[k] <= i`. `key` is the same text with tone marks placed one way: match on `key`, read from `text`.
    """

    text: str
    key: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    source: Source

    def __len__(self) -> int:
        return len(self.text)

    def origin(self, at: int) -> int:
        """Where the character at `at` stands in the document text."""
        piece = bisect_right(self.starts, at) - 1
        return self.origins[piece] + at - self.starts[piece]

    def at(self, origin: int) -> int:
        """Where a place of the document text stands in the view; its edge where the place is outside."""
        piece = bisect_right(self.origins, origin) - 1
        return min(max(self.starts[piece] + origin - self.origins[piece], 0), len(self.text)) if piece >= 0 else 0

    def spans(self, start: int = 0, end: int | None = None) -> Spans:
        """The slices of the document text that hold `[start, end)`, white space at the edges left out."""
        start, end = self._trim(start, len(self.text) if end is None else end)
        if start >= end:
            return ()
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        if first == last:
            shift = self.origins[first] - self.starts[first]
            return ((start + shift, end + shift),)
        return self._merge(start, end, first, last)

    def value(self, start: int = 0, end: int | None = None) -> Text:
        """The text of `[start, end)`, trimmed, with its slices."""
        start, end = self._trim(start, len(self.text) if end is None else end)
        return Text(text=self.text[start:end], spans=self.spans(start, end))

    def cut(self, start: int = 0, end: int | None = None) -> View:
        """The view of `[start, end)` alone, trimmed."""
        start, end = self._trim(start, len(self.text) if end is None else end)
        if len(self.starts) == 1:
            if end - start == len(self.text):
                return self
            return View(self.text[start:end], self.key[start:end], (0,), (self.origins[0] + start,), self.source)
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, 0)
        starts = tuple(max(at - start, 0) for at in self.starts[first : last + 1])
        origins = (self.origin(start) if self.text else 0, *self.origins[first + 1 : last + 1])
        return View(self.text[start:end], self.key[start:end], starts, origins, self.source)

    def _trim(self, start: int, end: int) -> Span:
        text = self.text
        end = min(end, len(text))
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        return start, end

    def _merge(self, start: int, end: int, first: int, last: int) -> Spans:
        """Join pieces with nothing but white space and decoration between them into one slice."""
        slices: list[Span] = []
        for piece in range(first, last + 1):
            low, high = max(start, self.starts[piece]), end
            if piece < last:
                high = min(end, self.starts[piece + 1])
                high -= self.text[low:high].endswith(" ")  # a joint's space stands nowhere in the document
            if low >= high:
                continue
            shift = self.origins[piece] - self.starts[piece]
            near = slices and slices[-1][1] <= low + shift
            if near and not _LETTER.search(self.source.text, slices[-1][1], low + shift):
                slices[-1] = (slices[-1][0], high + shift)
            else:
                slices.append((low + shift, high + shift))
        return tuple(slices)


_LETTER = regex.compile(r"[\p{L}\p{N}]")


class Block(NamedTuple):
    """One paragraph of the body, wraps joined; of a table row also its `cells`, left to right."""

    view: View
    cells: tuple[View, ...] = ()


def normal(text: str) -> str:
    """Make the document text: NFC, `\\n` line ends, no leading BOM."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def join(views: Iterable[View], glue: str = " ") -> View:
    """Put views one after another with a space between: one text, every piece kept."""
    texts: list[str] = []
    keys: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = 0
    views = tuple(views)
    for view in views:
        texts.append(view.text)
        keys.append(view.key)
        starts.extend(at + start for start in view.starts)
        origins.extend(view.origins)
        at += len(view.text) + len(glue)
    return View(glue.join(texts), glue.join(keys), tuple(starts), tuple(origins), views[0].source)


def _piece(source: Source, start: int, end: int) -> View:
    raw = source.clean[start:end]
    text = raw.replace("\n", " ")
    if _is_clean(source, text) and not (_LONE.search(text) and _SPACED.search(raw)):
        return View(text, _key(source, text), (0,), (start,), source)
    return _washed(source, raw, start)


def _key(source: Source, text: str) -> str:
    return fold(fold_capitals(text) if source.lost else text)


def _is_clean(source: Source, text: str) -> bool:
    """Whether there is nothing to drop in a piece of the document."""
    marked = "*" in text or "  " in text or "|" in text or "\t" in text or "#" in text
    return not marked and (source.plain or not _DIRT.search(text))


def _washed(source: Source, raw: str, start: int) -> View:
    """Drop the dirt of one range and remember, piece by piece, where what is left stood."""
    texts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    size = done = 0
    for low, high, instead in _stains(raw):
        keep = raw[done:low].replace("\n", " ")
        if keep or instead:
            starts.append(size)
            origins.append(start + done)
        if instead and (texts or keep) and not (keep or texts[-1]).endswith(" "):
            keep += instead
        texts.append(keep)
        size += len(keep)
        done = high
    starts.append(size)
    origins.append(start + done)
    texts.append(raw[done:].replace("\n", " "))
    text = "".join(texts)
    return View(text, _key(source, text), tuple(starts), tuple(origins), source)


def _stains(raw: str) -> Iterable[tuple[int, int, str]]:
    """What is dropped: `(start, end, what stands there instead)`, in order, without overlaps."""
    spaced = [match.span() for match in _SPACED.finditer(raw)]
    if spaced:
        return sorted([*_gaps(raw, spaced), *(stain for stain in _dirt(raw) if not _inside(stain[0], spaced))])
    return _dirt(raw)


def _dirt(raw: str) -> Iterator[tuple[int, int, str]]:
    for match in _DIRT.finditer(raw):
        yield *match.span(), " " if any(map(str.isspace, match[0])) else ""


def _gaps(raw: str, spaced: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """The spaces inside letter-spaced words: one space closes up, more part two words."""
    for low, high in spaced:
        for match in _GAP.finditer(raw, low, high):
            yield *match.span(), "" if len(match[0]) == 1 else " "


def _inside(at: int, ranges: Sequence[Span]) -> bool:
    return any(low <= at < high for low, high in ranges)


_GAP = regex.compile(r"[ \t]+")


class Piece(NamedTuple):
    """A part of the head: its role (`national-title`, `reference`, `type`, …, or `other`) and the rule that told it.

    `gap` is 0 within a block of lines, 1 after a blank line, 2 after the end of a cell.
    """

    role: str
    view: View
    rule: str = ""
    gap: int = 0
