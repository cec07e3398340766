"""Rules: what a grammar is made of, and how a text is tried against it.

Patterns are compiled at first use. What was compiled is kept with the rule, so a grammar written to disk and read
again (see `cache`) is compiled already; a kept pattern is bytes until it is first used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import regex

from congvan.errors import GrammarError
from congvan.initials import INITIALS, KNOWN, Initials
from congvan.tries import spelled_out
from congvan.values import Value

LEXICON = "lexicon"


class Example(NamedTuple):
    """A text that a rule must match, with the groups it must give (`gives`), or must leave alone, and `why`."""

    text: str
    gives: Mapping[str, str] | None = None
    why: str = ""


class Found(NamedTuple):
    """A rule that won: its name, its fixed values (`gives`) and the match."""

    rule: Rule
    match: regex.Match[str]

    def group(self, name: str) -> str | None:
        """The text of a named group, or None where it is missing or did not take part."""
        return self.match.group(name) if name in self.match.re.groupindex else None

    def span(self, name: str | int = 0) -> tuple[int, int]:
        """The `(start, end)` of a group in the matched text; `(-1, -1)` where it did not take part."""
        if isinstance(name, str) and name not in self.match.re.groupindex:
            return (-1, -1)
        return self.match.span(name)


class Rule(Value):
    """One rule. `gives` holds fixed values (a code, a kind) that the match itself does not spell.

    A rule with `search = true` may match anywhere in a text, the others match it whole. Where a rule `needs` words, one
    of them stands in every text that it wins: to look for them first costs little.
    """

    name: str
    about: str
    pattern: str
    yes: tuple[Example, ...]
    no: tuple[Example, ...]
    where: str
    lists: Mapping[str, tuple[str, ...]]
    source: str = ""
    flags: str = ""
    search: bool = False
    gives: Mapping[str, Any] | None = None
    needs: tuple[str, ...] = ()
    kept: bytes = b""

    def __getattr__(self, name: str) -> Any:
        """The examples of a rule that was kept: bytes until somebody asks what it matches."""
        if name not in _EXAMPLES or "told" not in self.__dict__:
            raise AttributeError(name)
        self.__dict__.update(zip(_EXAMPLES, _restored(self.__dict__["told"]), strict=True))
        return self.__dict__[name]

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The compiled pattern.

        Raises:
            GrammarError: the pattern is broken, or names a list that no file holds.
        """
        if self.kept:
            return _restored(self.kept)  # type: ignore[no-any-return]
        try:
            return _compiled(self.pattern, self.lists, regex.IGNORECASE if "i" in self.flags else 0)
        except regex.error as error:
            raise GrammarError(f"{self.where}: luật «{self.name}»: {error}") from None

    def __getstate__(self) -> dict[str, Any]:
        """What is written to disk: the compiled pattern as bytes of its own, and so the examples."""
        told = self.__dict__.get("told") or _bytes((self.yes, self.no))
        state = {name: value for name, value in self.__dict__.items() if name not in ("initials", *_EXAMPLES)}
        if "compiled" in state:
            state["kept"] = _bytes(state.pop("compiled"))
        return {**state, "told": told}

    @property
    def ready(self) -> bool:
        """Whether the pattern need not be compiled any more."""
        return bool(self.kept) or "compiled" in self.__dict__

    @cached_property
    def initials(self) -> Initials:
        """The first letters of the texts that the rule matches whole; of a `search` rule, from their beginning."""
        return Initials(self.compiled, not self.search)

    def find(self, text: str, start: int = 0) -> Found | None:
        """Try the rule on one text: whole from `start`, or anywhere after `start` for a `search` rule."""
        if self.needs and not self.may_win(text):
            return None
        if self.search:
            match = self.compiled.search(text, start)
        elif start:
            match = self.compiled.fullmatch(text, start)
        else:
            match = self.initials.match(text)
        return Found(self, match) if match else None

    def may_win(self, text: str) -> bool:
        """Tell, at little cost, whether a text holds one of the words that the rule needs."""
        held = text.lower() if "i" in self.flags else text
        return any(word in held for word in self.needs)

    def may_begin(self, letters: str) -> bool:
        """Tell whether the rule may win a text with these first letters, if that can be told without compiling more."""
        if self.search or self.needs or self.pattern.startswith("(?r)"):
            return True
        return self.initials[letters]

    def find_all(self, text: str) -> Iterator[Found]:
        """Every place in a text where the rule matches, left to right, without overlaps."""
        return (Found(self, match) for match in self.compiled.finditer(text))


_EXAMPLES = ("yes", "no")


def _bytes(value: object) -> bytes:
    from pickle import HIGHEST_PROTOCOL, dumps

    return dumps(value, HIGHEST_PROTOCOL)


def _restored(kept: bytes) -> Any:
    from pickle import loads

    return loads(kept)


def _compiled(pattern: str, lists: Mapping[str, tuple[str, ...]], flags: int = 0) -> regex.Pattern[str]:
    """Compile a pattern with the word lists that it names.

    Each is written as a trie, for `\\L` tries word after word; but not where a pattern reads backwards, for there only
    `\\L` finds the longest word.
    """
    if "(?r)" not in pattern:
        return regex.compile(spelled_out(pattern, lists, bool(flags & regex.IGNORECASE)), flags)
    used: dict[str, Any] = {name: lists[name] for name in set(regex.findall(r"\\L<(\w+)>", pattern)) & set(lists)}
    return regex.compile(pattern, flags, **used)


class Grammar(Value):
    """The rules and word lists of one file, in file order."""

    name: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, str]]
    patterns: dict[str, regex.Pattern[str]]
    kept: Mapping[str, bytes]

    def __getitem__(self, name: str) -> Rule:
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Rule]:
        return {rule.name: rule for rule in self.rules}

    @cached_property
    def _groups(self) -> dict[str, tuple[Rule, ...]]:
        families: dict[str, list[Rule]] = {}
        for rule in self.rules:
            families.setdefault(rule.name.split(".")[0], []).append(rule)
        return {family: tuple(rules) for family, rules in families.items()}

    def family(self, name: str) -> tuple[Rule, ...]:
        """The rules named `name` or `name.something`, in file order."""
        return self._groups.get(name, ())

    def union(self, family: str) -> regex.Pattern[str]:
        """One pattern for a whole family: whether any of its rules may win, told in one look.

        Raises:
            GrammarError: the patterns of the family are broken.
        """
        if ready := self._ready(family):
            return ready
        rules = self.family(family)
        parts = (f"(?i:{rule.pattern})" if "i" in rule.flags else f"(?:{rule.pattern})" for rule in rules)
        return self.made(family, regex.sub(r"\(\?P<\w+>", "(?:", "|".join(parts)))

    def any(self, family: str) -> Initials:
        """The union of a family behind its first letters: `any("after").match(text)` tells whether one may win.

        Raises:
            GrammarError: the patterns of the family are broken.
        """
        if family not in self._unions:
            self._unions[family] = Initials(self.union(family))
        return self._unions[family]

    @cached_property
    def _unions(self) -> dict[str, Initials]:
        return {}

    def made(self, name: str, pattern: str) -> regex.Pattern[str]:
        """A pattern that code put together from this grammar's words, compiled once under a name of its own.

        Raises:
            GrammarError: the pattern is broken.
        """
        if ready := self._ready(name):
            return ready
        try:
            return self.patterns.setdefault(name, _compiled(pattern, self.lists))
        except regex.error as error:
            raise GrammarError(f"{self.name}.toml: nhóm luật «{name}»: {error}") from None

    def _ready(self, name: str) -> regex.Pattern[str] | None:
        if name not in self.patterns and name in self.kept:
            self.patterns[name] = _restored(self.kept[name])
        return self.patterns.get(name)

    def __getstate__(self) -> dict[str, Any]:
        """What is written to disk: the compiled patterns as bytes."""
        kept = {**self.kept, **{name: _bytes(pattern) for name, pattern in self.patterns.items()}}
        return {**self.__dict__, "patterns": {}, "_unions": {}, "_beginnings": {}, "kept": kept}

    def first(self, text: str, family: str | None = None) -> Found | None:
        """The first rule (of a family) that wins on a text."""
        for rule in self._begun(family, text[:INITIALS]):
            if found := rule.find(text):
                return found
        return None

    def _begun(self, family: str | None, letters: str) -> tuple[Rule, ...]:
        """The rules of a family that may win a text with these first letters."""
        known = self._beginnings
        if (family, letters) not in known:
            if len(known) >= KNOWN:
                known.clear()
            rules = self.rules if family is None else self.family(family)
            known[family, letters] = tuple(rule for rule in rules if rule.may_begin(letters))
        return known[family, letters]

    @cached_property
    def _beginnings(self) -> dict[tuple[str | None, str], tuple[Rule, ...]]:
        return {}


class Grammars(Value):
    """All grammar files of one folder, by name, with an office's own word lists added."""

    files: Mapping[str, Grammar]
    digest: str

    def __getitem__(self, name: str) -> Grammar:
        return self.files[name]

    def __getattr__(self, name: str) -> Grammar:
        found = self.__dict__.get("files", {}).get(name)
        if found is None:
            raise AttributeError(name)
        return found  # type: ignore[no-any-return]

    def compiled(self) -> int:
        """How many patterns have been compiled so far."""
        return sum(
            len(grammar.patterns.keys() | grammar.kept.keys()) + sum(rule.ready for rule in grammar.rules)
            for grammar in self.files.values()
        )

    def table(self, name: str) -> Mapping[str, str]:
        """A table of the lexicon."""
        return self.files[LEXICON].tables[name]
