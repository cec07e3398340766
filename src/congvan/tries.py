"""Tries: many words as one pattern of `re` that looks at each letter of a text once."""

from __future__ import annotations

import re
from collections.abc import Iterable


def trie(words: Iterable[str]) -> str:
    """Write words as one pattern that looks at each letter once, the longest word first."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[""] = {}
    return _spelled(tree)


def first_words(words: Iterable[str]) -> frozenset[str]:
    """The first words of phrases, as they are and in small letters: to tell at little cost that none can begin."""
    firsts = {word_at(phrase, 0) for phrase in words}
    return frozenset(firsts | {first.casefold() for first in firsts})


def word_at(text: str, start: int) -> str:
    """The word that begins at a place, or nothing."""
    match = _WORD.match(text, start)
    return match[0] if match else ""


_WORD = re.compile(r"\w*")


def _spelled(tree: dict[str, dict[str, object]]) -> str:
    ends = "" in tree
    forms = [re.escape(letter) + _spelled(rest) for letter, rest in tree.items() if letter]  # type: ignore[arg-type]
    if not forms:
        return ""
    body = forms[0] if len(forms) == 1 and not ends else f"(?:{'|'.join(forms)})"
    return body + "?" if ends else body
