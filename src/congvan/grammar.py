"""Grammars: rules as data. TOML → `Grammar`, read, checked, compiled at first use.

A grammar file holds word lists (`name = [...]`), tables from a word to its value (`[name]`), and `[[rule]]`s; the
lists and tables of `lexicon.toml` are shared by all files, and a table's words are a list too. A rule is one pattern
of the `regex` module, its examples (`yes`) and counter-examples (`no`). The first rule that wins, wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import regex

from congvan.errors import GrammarError

LEXICON = "lexicon"
REQUIRED = ("name", "about", "pattern", "yes", "no")
OPTIONAL = ("source", "flags", "search", "gives")
EXAMPLE = {"yes": ({"text"}, {"text", "gives"}), "no": ({"text", "why"}, {"text", "why"})}


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must match, with the groups it must give (`gives`), or must leave alone, and `why`."""

    text: str
    gives: Mapping[str, str] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
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


@dataclass(frozen=True)
class Rule:
    """One rule. `gives` holds fixed values (a code, a kind) that the match itself does not spell.

    A rule with `search = true` may match anywhere in a text, the others match it whole.
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

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The compiled pattern.

        Raises:
            GrammarError: the pattern is broken, or names a list that no file holds.
        """
        try:
            return _compiled(self.pattern, self.lists, regex.IGNORECASE if "i" in self.flags else 0)
        except regex.error as error:
            raise GrammarError(f"{self.where}: luật «{self.name}»: {error}") from None

    def find(self, text: str, start: int = 0) -> Found | None:
        """Try the rule on one text: whole from `start`, or anywhere after `start` for a `search` rule."""
        match = self.compiled.search(text, start) if self.search else self.compiled.fullmatch(text, start)
        return Found(self, match) if match else None

    def find_all(self, text: str) -> Iterator[Found]:
        """Every place in a text where the rule matches, left to right, without overlaps."""
        return (Found(self, match) for match in self.compiled.finditer(text))


def _compiled(pattern: str, lists: Mapping[str, tuple[str, ...]], flags: int = 0) -> regex.Pattern[str]:
    """Compile a pattern with the word lists that it names."""
    used: dict[str, Any] = {name: lists[name] for name in set(regex.findall(r"\\L<(\w+)>", pattern)) & set(lists)}
    return regex.compile(pattern, flags, **used)


@dataclass(frozen=True)
class Grammar:
    """The rules and word lists of one file, in file order."""

    name: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, str]]

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

    @cached_property
    def _unions(self) -> dict[str, regex.Pattern[str]]:
        return {}

    def union(self, family: str) -> regex.Pattern[str]:
        """One pattern for a whole family: whether any of its rules may win, told in one look."""
        if family not in self._unions:
            rules = self.family(family)
            parts = (f"(?i:{rule.pattern})" if "i" in rule.flags else f"(?:{rule.pattern})" for rule in rules)
            pattern = regex.sub(r"\(\?P<\w+>", "(?:", "|".join(parts))
            self._unions[family] = _compiled(pattern, self.lists)
        return self._unions[family]

    def first(self, text: str, family: str | None = None) -> Found | None:
        """The first rule (of a family) that wins on a text."""
        for rule in self.rules if family is None else self.family(family):
            if found := rule.find(text):
                return found
        return None


@dataclass(frozen=True)
class Grammars:
    """All grammar files of one folder, by name, with an office's own word lists added."""

    files: Mapping[str, Grammar]
    digest: str

    def __getitem__(self, name: str) -> Grammar:
        return self.files[name]

    def __getattr__(self, name: str) -> Grammar:
        try:
            return self.__dict__["files"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def word_list(self, name: str) -> tuple[str, ...]:
        """A word list of the lexicon."""
        return self.files[LEXICON].lists[name]

    def table(self, name: str) -> Mapping[str, str]:
        """A table of the lexicon."""
        return self.files[LEXICON].tables[name]


def shipped() -> Traversable:
    """Find the grammars that come with the package: in a wheel, or at the top of a checkout."""
    packaged = files("congvan") / "grammars"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "grammars"


@cache
def load(own: Path | None = None) -> Grammars:
    """Read and check the shipped grammars, with the word lists of the folder `own` added.

    After it, every rule has a name of its own, a sentence on what it is about, at least one `yes` and one `no`.

    Raises:
        GrammarError: a file is no TOML, or a rule lacks something or holds an unknown key.
    """
    from hashlib import sha256

    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in _toml(shipped())}
    added = {entry.name: entry.read_text(encoding="utf-8") for entry in _toml(own)} if own else {}
    extra = _own_words(added)
    raw = {name: _table(name, text) for name, text in texts.items()}
    shared = _words(f"{LEXICON}.toml", raw.get(f"{LEXICON}.toml", {})).joined(extra)
    grammars = {name.removesuffix(".toml"): _grammar(name, table, shared, extra) for name, table in raw.items()}
    digest = sha256("\0".join(f"{name}\0{text}" for name, text in sorted((texts | added).items())).encode()).hexdigest()
    return Grammars(grammars, digest)


def _toml(folder: Traversable | Path | None) -> list[Traversable]:
    if folder is None or not folder.is_dir():
        raise GrammarError(f"{folder}: không có thư mục ngữ pháp này; hãy kiểm tra đường dẫn sau --grammars")
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)


def _table(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(f"{name}: không phải TOML đúng: {error}") from None


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists and tables of a file; a table's words are a list of the same name."""

    lists: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, str]]

    def joined(self, extra: Words) -> Words:
        """These, with an office's own words added to the lists and tables of the same names; none is replaced."""
        tables = {name: {**extra.tables.get(name, {}), **table} for name, table in self.tables.items()}
        lists = {name: tuple(dict.fromkeys(words + extra.lists.get(name, ()))) for name, words in self.lists.items()}
        return Words(lists, tables)


def _words(name: str, table: Mapping[str, Any]) -> Words:
    """Read the lists and tables of one file.

    Raises:
        GrammarError: something is neither, or holds what is no word.
    """
    tables = {key: value for key, value in table.items() if isinstance(value, dict)}
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list) and key != "rule"}
    for key in table.keys() - tables.keys() - lists.keys() - {"rule"}:
        raise GrammarError(f"{name}: khóa lạ «{key}»: chỉ có [[rule]], danh sách từ và bảng từ")
    for key, values in [*lists.items(), *((key, tuple(value.values())) for key, value in tables.items())]:
        for word in values:
            if not isinstance(word, str) or not word.strip():
                raise GrammarError(f"{name}: danh sách «{key}»: mỗi mục phải là chuỗi không rỗng, không phải {word!r}")
    return Words({**lists, **{key: tuple(value) for key, value in tables.items()}}, tables)


def _own_words(texts: Mapping[str, str]) -> Words:
    """An office's own words: lists and tables, never rules."""
    found = Words({}, {})
    for name, text in texts.items():
        table = _table(name, text)
        if "rule" in table:
            raise GrammarError(f"{name}: thư mục riêng chỉ được thêm danh sách từ, không được thêm [[rule]]")
        words = _words(name, table)
        lists = {key: found.lists.get(key, ()) + value for key, value in words.lists.items()}
        tables = {key: {**found.tables.get(key, {}), **value} for key, value in words.tables.items()}
        found = Words({**found.lists, **lists}, {**found.tables, **tables})
    return found


def _grammar(name: str, table: Mapping[str, Any], shared: Words, extra: Words) -> Grammar:
    own = _words(name, table).joined(extra)
    lists = {**shared.lists, **own.lists}
    rules = tuple(_rule(name, number, raw, lists) for number, raw in enumerate(table.get("rule", ()), 1))
    names = [rule.name for rule in rules]
    for twice in {slug for slug in names if names.count(slug) > 1}:
        raise GrammarError(f"{name}: luật «{twice}»: hai luật cùng tên")
    return Grammar(name.removesuffix(".toml"), rules, lists, {**shared.tables, **own.tables})


def _rule(where: str, number: int, raw: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Rule:
    label = f"{where}: luật «{raw.get('name', f'thứ {number}')}»"
    for key in raw:
        if key not in REQUIRED and key not in OPTIONAL:
            raise GrammarError(f"{label}: khóa lạ «{key}»")
    for key in REQUIRED:
        if not raw.get(key):
            raise GrammarError(f"{label}: thiếu «{key}» (mỗi luật phải có ít nhất một yes và một no)")
    if not regex.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", raw["name"]):
        raise GrammarError(f"{label}: tên luật chỉ gồm chữ thường không dấu, số, gạch nối và dấu chấm")
    examples = {key: _examples(label, key, raw[key]) for key in EXAMPLE}
    rest = {key: raw[key] for key in OPTIONAL if key in raw}
    return Rule(raw["name"], raw["about"], raw["pattern"], examples["yes"], examples["no"], where, lists, **rest)


def _examples(label: str, key: str, raw: list[Mapping[str, Any]]) -> tuple[Example, ...]:
    least, most = EXAMPLE[key]
    for example in raw:
        if not isinstance(example, Mapping) or not least <= example.keys() <= most:
            raise GrammarError(f"{label}: mỗi mục [[rule.{key}]] cần {sorted(least)}, được có {sorted(most)}")
    return tuple(Example(**example) for example in raw)
