"""Tries: many words as one pattern that looks at each letter once; phrases, found by their words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
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


def spelled_out(pattern: str, lists: Mapping[str, Sequence[str]], loose: bool) -> str:
    """Write each list `\\L<name>` that a pattern names as a trie, of small letters where capitals do not count.

    They do not in `(?i:…)`, nor anywhere if the pattern is `loose`. A list that is not there stays as it is.
    """
    scopes = [loose]

    def written(piece: re.Match[str]) -> str:
        if piece["list"] in lists:
            words = lists[piece["list"]]
            return f"(?:{trie(word.lower() for word in words) if scopes[-1] else trie(words)})" if words else "(?!)"
        if piece[0] == ")" and len(scopes) > 1:
            scopes.pop()
        elif piece["end"] == ")":
            scopes[-1] = not piece["off"]
        elif piece[0].startswith("("):
            scopes.append(not piece["off"] if piece["end"] else scopes[-1])
        return piece[0]

    return re.sub(_PIECE, written, pattern, flags=re.DOTALL)  # compiled here: a start with kept patterns needs none


_PIECE = r"\\L<(?P<list>\w+)>|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?P<off>-?)i(?P<end>[:)]))?|\)"


_WORTH = 3_000
"""After so many questions it has been worth compiling one pattern of all phrases."""


class Vocabulary:
    """Finds phrases, the longest where several begin.

    At first each word is looked up and what goes on from there is compared: nothing is compiled when the program
    starts. When much has been asked, one pattern of all phrases is made, which takes 50 ms and finds them faster.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take phrases that begin with a letter or a digit."""
        rests: dict[str, list[str]] = {}
        for phrase in phrases:
            first = _first_word(phrase)
            rests.setdefault(first, []).append(phrase[len(first) :])
        self._rests = {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in rests.items()}
        self._asked = 0

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        phrases = (first + rest for first, rests in self._rests.items() for rest in rests)
        return re.compile(rf"(?<!\w){trie(phrases) or '(?!)'}(?!\w)")

    def after(self, text: str, start: int, end: int = sys.maxsize) -> tuple[int, int] | None:
        """The `(start, end)` of the first phrase that begins at a place or behind it, and ends before `end`."""
        self._asked += 1
        if self._asked > _WORTH:
            found = self._pattern.search(text, start, end)
            return found.span() if found else None
        for word in _WHOLE.finditer(text, start, end):
            if word[0] in self._rests and (stop := self._end(text, word, end)):
                return word.start(), stop
        return None

    def at(self, text: str, start: int) -> int:
        """The end of the phrase that begins at a place, or 0."""
        if self._asked > _WORTH:
            found = self._pattern.match(text, start)
            return found.end() if found else 0
        word = _WHOLE.match(text, start)
        return self._end(text, word, sys.maxsize) if word and word[0] in self._rests else 0

    def _end(self, text: str, word: re.Match[str], limit: int) -> int:
        end = word.end()
        for rest in self._rests[word[0]]:
            stop = end + len(rest)
            if stop <= limit and text.startswith(rest, end) and not (_goes_on(text, stop) and stop < limit):
                return stop
        return 0


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on at a place."""
    return text[at : at + 1].isalnum() or text.startswith("_", at)


def first_words(words: Iterable[str]) -> frozenset[str]:
    """The first words of phrases, as they are and in small letters: to tell at little cost that none can begin."""
    firsts = {_first_word(phrase) for phrase in words}
    return frozenset(firsts | {first.casefold() for first in firsts})


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold no other one: a text that holds none of these holds none of all."""
    every = set(words)
    return tuple(sorted(word for word in every if not any(other in word for other in every - {word})))


def _first_word(phrase: str) -> str:
    word = phrase.partition(" ")[0]
    return word if word.isalnum() else word_at(phrase, 0)


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
