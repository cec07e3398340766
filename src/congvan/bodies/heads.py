"""Heads: the words that a name may begin with, found by one trigger, and what can be said of them at once."""

from __future__ import annotations

from congvan.grammar import Grammar
from congvan.tries import Vocabulary, first_words, word_at

_LISTS = {
    "chiefs": ("chief",), "whole_names": ("whole",), "councils": ("council", "plain"),
    "body_heads": ("field", "body", "plain"), "posts": ("post",), "determiners": ("class",),
    "groups": ("plain", "group"), "honorifics": ("honorific",), "surnames": ("person",),
}  # fmt: skip
_PROPER = ("chiefs", "councils", "whole_names", "surnames")
"""Lists whose words are never written small."""
_PLURAL = ("classes", "groups", "body_heads", "councils", "posts", "chiefs", "whole_names")
_BEFORE = 14
"""How far before a head the word may begin that it is a part of."""
_SHORT = 10
"""An abbreviation in capitals is no longer than this."""


class Heads:
    """Finds heads in keys and tells what may begin with them: `families`, in the order in which they are tried."""

    def __init__(self, grammar: Grammar) -> None:
        self.families = _families(grammar)
        self.trigger = Vocabulary(self.families)
        self._false = tuple(grammar.lists["false_heads"])
        self._unnames = tuple(grammar.lists["false_names"])
        self._fillers = first_words(grammar.lists["fillers"])
        self._several = first_words(word for name in _PLURAL for word in grammar.lists[name])

    def opens(self, key: str, start: int, end: int) -> bool:
        """Tell, at little cost, whether a name can go on after its head: most heads in small letters open none."""
        family = self.families[key[start:end]][0]
        if family == "class" and not (key.startswith(" ", end) and word_at(key, end + 1).casefold() in self._several):
            return False
        if family == "person" and not key[end + 1 : end + 2].isupper():
            return False
        return not self._misread(key, start, end)

    def stands(self, key: str, start: int) -> bool:
        """Tell whether a head is no part of another word or saying."""
        return not key.startswith(self._unnames, start)

    def names_body(self, key: str, start: int, end: int) -> bool:
        """Tell, at little cost, whether a proper name or a field may follow a body's head, or a part of it."""
        if not key.startswith(" ", end):
            return False
        if key[end + 1 : end + 2].isupper() or word_at(key, end + 1) in self._fillers:
            return True
        return not key[start + 1 : end].islower()

    def _misread(self, key: str, start: int, end: int) -> bool:
        """Tell whether a head is part of another word: `nhiệm vụ`, `trụ sở`, the issuer in `12/TB-UBND`."""
        if key.startswith(self._unnames, start):
            return True
        if key[start].islower():
            return key[max(0, start - _BEFORE) : end].casefold().endswith(self._false)
        if not key[start + 1 : start + 2].isupper() or end - start >= _SHORT:
            return False
        if key.startswith(("-", "/", "–"), start - 1 if start else end):
            return True
        return key.startswith("-", end) and key[end + 1 : end + 2].isalpha() and not self.trigger.at(key, end + 1)


def _families(grammar: Grammar) -> dict[str, tuple[str, ...]]:
    """What may begin with a word, in the order in which it is tried, for each way of writing the word."""
    families: dict[str, tuple[str, ...]] = {}
    for name, own in _LISTS.items():
        for word in grammar.lists[name]:
            lower = word if name in _PROPER else word[0].lower() + word[1:]
            for form in dict.fromkeys((word, lower, word[0].upper() + word[1:], word.title())):
                known = families.get(form)
                families[form] = tuple(dict.fromkeys((*known, *own))) if known else own
    return families
