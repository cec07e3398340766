"""Headings: which words of a section's line name what follows, and which lines are sections without a number."""

from __future__ import annotations

from collections.abc import Sequence

from congvan.grammar import Grammar
from congvan.record import SectionKind
from congvan.stages.markers import Mark
from congvan.text import Block

FINAL = frozenset(".;!?,…")
TITLES = frozenset(("part", "chapter", "subsection", "section"))
PLAIN = frozenset(("clause", "point", "item", "ordinal"))
QUOTES = frozenset('“”"«»„‟')
CAPS = Mark("caps", "section", None, 0, (), 0, 0, 0, "sections.caps")
"""A heading in capitals without number: a section with an empty marker."""
LONGEST_LABEL = 110
LONGEST_CAPS = 200
LONGEST_LIST = 2000
"""How long the list of those may be who carry a document out."""
LONGEST_QUOTING = 12
"""How many words a heading may have that ends with a quoted name."""
LONGEST_TITLE = 120
"""How many words the title of an article may have where every article has one."""

Parted = tuple[int, int]
"""Where the heading of a line ends (0: it has none) and where its paragraph begins."""


def _lists(text: str) -> bool:
    """Tell whether a text begins as a list of names (`Xây dựng, Công Thương`), though its first word may be a verb."""
    first, comma, rest = text.partition(", ")
    return bool(comma) and words(first) <= 6 and rest[:1].isupper()


def words(text: str) -> int:
    """Count the words of a clean text."""
    return text.count(" ") + 1


def unfinished(text: str, kind: SectionKind | None = None) -> bool:
    """Tell whether a line calls for what follows: it ends with a colon or, but for an item, without any stop."""
    last = text[-1:]
    return last in ":" or (kind != "item" and last not in FINAL and last not in QUOTES and not text.endswith("/."))


def caps(text: str) -> bool:
    """Tell whether a line is written in capitals: two words or more."""
    return len(text) <= LONGEST_CAPS and text.isupper() and " " in text and sum(map(str.isalpha, text)) > len(text) // 2


def quoted(blocks: Sequence[Block]) -> list[bool]:
    """Mark the blocks of passages that open with a quote at a block's start and close with one at a block's end.

    A passage that never closes is its first block alone.
    """
    inside = [False] * len(blocks)
    opened = -1
    for at, block in enumerate(blocks):
        text = block.view.text
        starts = text[:1] in QUOTES or text.startswith("''")
        if not starts and (opened < 0 or text[-6:].isalnum()):
            continue
        odd = sum(text.count(mark) for mark in QUOTES) % 2 == 1
        if starts:
            inside[at] = True
        if opened >= 0 and odd and not _open_only(text) and text.rstrip(" .;,:/")[-1:] in QUOTES:
            inside[opened : at + 1] = [True] * (at + 1 - opened)
            opened = -1
        elif starts and odd:
            opened = at
    return inside


def _open_only(text: str) -> bool:
    return text[:1] in QUOTES and not any(mark in text[1:] for mark in QUOTES)


class Headings:
    """Tells headings from sentences by the rules of one grammar; `titled` where every article has a title."""

    def __init__(self, rules: Grammar, *, titled: bool = False) -> None:
        self._titled = titled
        self._intro = rules["intro.list"].compiled.search
        self._order = rules["order.verb"].compiled.match
        self._decision = rules["decision.verb"].compiled.match
        self._amending = rules["amending.title"].compiled.match
        self._plural = rules["plural.list"].compiled.search
        self._enforced = rules["enforced"].compiled.search
        self._enacting = rules["enacting.line"].compiled.fullmatch
        self._authority = rules["authority.line"].compiled.fullmatch

    def bare(self, key: str, *, first: bool) -> bool:
        """Tell whether a line in capitals is a section without number; before the `first` one no authority is."""
        if not caps(key) or key.isascii() or key[-1] in FINAL or words(key) > 30 or self._enacting(key):
            return False
        return not (first and self._authority(key))

    def part(self, mark: Mark, key: str, *, followed: bool) -> Parted:
        """Part the words on a marker's line into heading and paragraph; `followed` by something of its own, or not."""
        kind, last = mark.kind, key[-1]
        if last in FINAL and kind in PLAIN and ":" not in key[:LONGEST_LABEL]:
            return 0, 0
        if mark is CAPS:
            return len(key.rstrip(" :")), len(key)
        if last == ":":
            if self._names(key[:-1].rstrip(), kind):
                return len(key[:-1].rstrip()), len(key)
        elif (last not in FINAL or kind not in PLAIN) and self._stands_alone(key, kind, followed):
            return len(key.rstrip(" ./")), len(key)
        return self._label(key)

    def _names(self, key: str, kind: SectionKind) -> bool:
        """Tell whether a line that ends with a colon names what follows or who is to act."""
        size = words(key)
        if kind in TITLES:
            return size <= 60
        if kind == "article":
            return size <= 60 and not self._decision(key)
        if size > 40 or ";" in key or self._order(key):
            return False
        return not self._intro(key) or (size <= 18 and not self._decision(key))

    def _stands_alone(self, key: str, kind: SectionKind, followed: bool) -> bool:
        """Tell whether a line without colon is a title of its own."""
        stopped = key[-1:] in FINAL or (key[-1:] in QUOTES and (key[-2:-1] in FINAL or words(key) > LONGEST_QUOTING))
        if kind in TITLES and key.isupper():
            return key[-1:] not in ";,"
        if kind == "article" and followed and self._titled and (not stopped or self._amends(key)):
            return words(key) <= LONGEST_TITLE
        if not followed or (kind == "article" and self._decision(key) and not self._amending(key)):
            return kind in TITLES and not stopped and words(key) <= 40
        if stopped:
            return kind in (*TITLES, "article") and words(key) <= 16 and key[-1] == "." and "/" not in key[-2:]
        return words(key) <= (80 if kind in TITLES else 60 if kind == "article" else 20 if kind == "item" else 40)

    def _amends(self, key: str) -> bool:
        """Tell whether a line with a full stop is a title nevertheless, that of changes to another document."""
        return key[-1] == "." and "/" not in key[-2:] and self._amending(key[:-1]) is not None

    def _label(self, key: str) -> Parted:
        """Find the short label before a colon with text after it."""
        at = key.find(": ", 0, LONGEST_LABEL)
        if at < 1 or self._enforced(key, at + 4, at + LONGEST_LIST):
            return 0, 0
        label = key[:at].rstrip()
        if not label or words(label) > 12 or not FINAL.isdisjoint(label.replace(",", "")) or self._order(label):
            return 0, 0
        if self._intro(label) or not QUOTES.isdisjoint(label):
            return 0, 0
        behind = key[at + 2 : at + 2 + LONGEST_LABEL]
        if self._plural(label) and (not self._order(behind) or _lists(behind)):
            return 0, 0
        if label.count("(") != label.count(")"):
            return 0, 0
        return len(label), at + 2
