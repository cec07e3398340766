"""Folding: the ways of writing one name → one key."""

from __future__ import annotations

import re

from congvan.grammar import Grammars
from congvan.tries import trie

_MOST = 50_000
"""How many forms are kept folded."""


class Folder:
    """Folds the ways of writing one name into one key. Made once for each grammar (see `folder`)."""

    def __init__(self, rules: Grammars) -> None:
        grammar = rules.parties
        lists = grammar.lists
        self._opened = dict(line.split(" = ") for line in lists["abbreviations"])
        self._short = re.compile(rf"(?<![\w&]){trie(self._opened)}(?![\w&])")
        names = ("honorifics", "determiners", "levels")
        words = {name: trie(word.casefold() for word in lists[name]) for name in names}
        self._honorific = re.compile(rf"^(?:(?:các )?{words['honorifics']} )+")
        self._determiner = re.compile(rf"^(?:{words['determiners']} )+")
        self._level = re.compile(rf" {words['levels']}$")
        self._place = re.compile(rf"(?<! các)(?P<level> {words['levels']})(?: [^\W\d]+){{1,4}}$")
        self._partial = tuple(f"{word} " for word in lists["partial"])
        self._polite = frozenset(lists["polite"])
        self._core = grammar["core"].compiled
        self._joint = grammar["joint"].compiled
        self._needless = grammar["needless"].compiled
        self._known: dict[str, str] = {}

    def fold(self, name: str) -> str:
        """The key of a name: abbreviations opened, honorifics dropped, one word for `các`, `những`, `toàn thể`."""
        if name not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[name] = self._folded(name)
        return self._known[name]

    def _folded(self, name: str) -> str:
        key = self._honorific.sub("", self.opened(name).casefold())
        if led := self._determiner.match(key):
            key = ("một số " if led[0] == "một số " else "các ") + key[led.end() :]
        return self._needless.sub("", " ".join(self._joint.sub(" ", key).split()))

    def opened(self, name: str) -> str:
        """The name with its abbreviations opened."""
        return self._short.sub(lambda match: self._opened[match[0]], name)

    def abbreviates(self, name: str) -> bool:
        """Tell whether a name holds an abbreviation."""
        return bool(self._short.search(name))

    def led(self, name: str) -> bool:
        """Tell whether a determiner or an honorific opens a name: then it is no abbreviation to speak of."""
        folded = name.casefold()
        return bool(self._determiner.match(folded) or self._honorific.match(folded))

    def polite(self, key: str) -> bool:
        """Tell whether a key only addresses the readers (`Quý cơ quan`)."""
        return key in self._polite

    def base(self, key: str) -> str:
        """The key without a level that adds nothing (`phòng giáo dục đào tạo huyện`)."""
        return key if self._core.search(key) else self._level.sub("", key)

    def unplaced(self, key: str) -> str:
        """The key without the proper name of its place: `ủy ban nhân dân tỉnh` of a province that is named."""
        match = None if key.startswith("các ") else self._place.search(key)
        if not match:
            return key
        return key[: match.end("level")] if self._core.search(key) else key[: match.start()]


_MADE: dict[str, Folder] = {}


def folder(rules: Grammars) -> Folder:
    """The folder for a set of grammars; made once."""
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Folder(rules)
    return _MADE[rules.digest]
