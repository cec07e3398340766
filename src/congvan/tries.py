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


def _spelled(tree: dict[str, dict[str, object]]) -> str:
    ends = "" in tree
    forms = [re.escape(letter) + _spelled(rest) for letter, rest in tree.items() if letter]  # type: ignore[arg-type]
    if not forms:
        return ""
    body = forms[0] if len(forms) == 1 and not ends else f"(?:{'|'.join(forms)})"
    return body + "?" if ends else body
