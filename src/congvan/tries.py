"""Tries: many words as one pattern of `re` that looks at each letter once; phrases, found by their words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property


def trie(words: Iterable[str]) -> str:
    """Write words as one pattern that looks at each letter once, the longest word first."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[""] = {}
    return _spelled(tree)


_WORTH = 50_000
"""After so many letters a pattern of first words has been worth compiling."""


class Vocabulary:
    """Finds phrases, the longest where several begin: by the first word, then by a look at what goes on from there.

    A pattern of the first words finds them faster than a look at each word, but takes 5 ms to compile at every start of
    the program: it is made when enough letters have been read to be worth it.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take phrases that begin with a letter or a digit."""
        rests: dict[str, list[str]] = {}
        for phrase in phrases:
            first = word_at(phrase, 0)
            rests.setdefault(first, []).append(phrase[len(first) :])
        self._rests = {first: tuple(sorted(filter(None, rest), key=len, reverse=True)) for first, rest in rests.items()}
        self._alone = frozenset(first for first, rest in rests.items() if "" in rest)
        self._read = 0

    @cached_property
    def _first(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){trie(self._rests) or '(?!)'}(?!\w)")

    def all(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, int]]:
        """The `(start, end)` of every phrase in `[start, end)`, left to right; one may begin inside another."""
        self._read += min(end, len(text)) - start
        words = self._first if self._read > _WORTH else _WHOLE
        for match in words.finditer(text, start, end):
            if match[0] in self._rests and (stop := self._end(text, match, end)):
                yield match.start(), stop

    def at(self, text: str, start: int) -> int:
        """The end of the phrase that begins at a place, or 0."""
        match = _WHOLE.match(text, start)
        return self._end(text, match, sys.maxsize) if match and match[0] in self._rests else 0

    def _end(self, text: str, match: re.Match[str], limit: int) -> int:
        first, end = match[0], match.end()
        rests = self._rests[first]
        if text.startswith(rests, end):
            for rest in rests:
                stop = end + len(rest)
                if stop <= limit and text.startswith(rest, end) and not (_goes_on(text, stop) and stop < limit):
                    return stop
        return end if first in self._alone else 0


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on at a place."""
    return text[at : at + 1].isalnum() or text.startswith("_", at)


def first_words(words: Iterable[str]) -> frozenset[str]:
    """The first words of phrases, as they are and in small letters: to tell at little cost that none can begin."""
    firsts = {word_at(phrase, 0) for phrase in words}
    return frozenset(firsts | {first.casefold() for first in firsts})


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold no other one: a text that holds none of these holds none of all."""
    every = set(words)
    return tuple(sorted(word for word in every if not any(other in word for other in every - {word})))


def word_at(text: str, start: int) -> str:
    """The word that begins at a place, or nothing."""
    match = _WORD.match(text, start)
    return match[0] if match else ""


_WORD = re.compile(r"\w*")
_WHOLE = re.compile(r"(?<!\w)\w{1,40}+(?!\w)")


def _spelled(tree: dict[str, dict[str, object]]) -> str:
    ends = "" in tree
    forms = [re.escape(letter) + _spelled(rest) for letter, rest in tree.items() if letter]  # type: ignore[arg-type]
    if not forms:
        return ""
    body = forms[0] if len(forms) == 1 and not ends else f"(?:{'|'.join(forms)})"
    return body + "?" if ends else body
