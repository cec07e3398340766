"""Initials: the first letters of a text, by which most patterns are told to have no chance."""

from __future__ import annotations

import regex

INITIALS = 3
"""So many letters are looked up before a pattern is tried on a text."""

KNOWN = 10_000
"""So many beginnings are remembered: a language has fewer."""


class Initials(dict[str, bool]):
    """The first letters that a text may have where a pattern matches it: asked of the pattern once, then looked up.

    Most texts are told apart by their first letters, and a look costs a tenth of a try. Of a pattern that reads
    backwards, `(?r)`, it is the last letters.
    """

    def __init__(self, pattern: regex.Pattern[str], whole: bool = True) -> None:
        super().__init__()
        self.pattern = pattern
        self.tried = pattern.fullmatch if whole else pattern.match
        self.letters = slice(-INITIALS, None) if pattern.flags & regex.REVERSE else slice(INITIALS)

    def __missing__(self, letters: str) -> bool:
        if len(self) >= KNOWN:
            self.clear()
        self[letters] = may = self.tried(letters, partial=True) is not None
        return may

    def match(self, text: str) -> regex.Match[str] | None:
        """Try the pattern on a text: on the whole of it, or on what it begins with."""
        return self.tried(text) if self[text[self.letters]] else None
