"""Grammars: rules as data. TOML → `Grammar`, read and checked.

A grammar file holds word lists (`name = [...]`), tables from a word to its value (`[name]`), and `[[rule]]`s; the
lists and tables of `lexicon.toml` are shared by all files, and a table's words are a list too. A rule is one pattern
of the `regex` module, its examples (`yes`) and counter-examples (`no`). The first rule that wins, wins.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from congvan.errors import GrammarError
from congvan.rules import LEXICON, Example, Found, Grammar, Grammars, Rule

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Example", "Found", "Grammar", "Grammars", "Rule", "load", "shipped"]

REQUIRED = ("name", "about", "pattern", "yes", "no")
OPTIONAL = ("source", "flags", "search", "gives", "needs")
KINDS = {"yes": list, "no": list, "search": bool, "gives": dict, "needs": list}
EXAMPLE = {"yes": ({"text"}, {"text", "gives"}), "no": ({"text", "why"}, {"text", "why"})}


def shipped() -> Path | Traversable:
    """Find the grammars that come with the package: in a wheel, or at the top of a checkout."""
    for folder in (Path(__file__).parent / "grammars", Path(__file__).parents[2] / "grammars"):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # only a package inside a zip has neither: this costs 20 ms

    return files("congvan") / "grammars"


@cache
def load(own: Path | None = None) -> Grammars:
    """Read and check the shipped grammars, with the word lists of the folder `own` added.

    After it, every rule has a name of its own, a sentence on what it is about, at least one `yes` and one `no`.

    Raises:
        GrammarError: a file is no TOML, or a rule lacks something or holds an unknown key.
    """
    from hashlib import sha256

    from congvan import cache as kept

    texts = dict(_texts(shipped()))
    added = dict(_texts(own)) if own else {}
    parts = [f"{name}\0{text}" for name, text in [*sorted(texts.items()), *sorted(added.items())]]
    digest = sha256("\0".join(parts).encode()).hexdigest()
    grammars = kept.read(digest) or _read(texts, added, digest)
    atexit.register(kept.keep, grammars)
    return grammars


def _read(texts: Mapping[str, str], added: Mapping[str, str], digest: str) -> Grammars:
    extra = _own_words(added)
    raw = {name: _table(name, text) for name, text in texts.items()}
    known = {key for table in raw.values() for key, value in table.items() if key != "rule"}
    for key in sorted(extra.lists.keys() - known):
        raise GrammarError(f"danh sách «{key}» không có trong ngữ pháp nào; tên đúng: congvan grammar list")
    shared = _words(f"{LEXICON}.toml", raw.get(f"{LEXICON}.toml", {})).joined(extra)
    files = {name.removesuffix(".toml"): _grammar(name, table, shared, extra) for name, table in raw.items()}
    return Grammars(files=files, digest=digest)


def _texts(folder: Path | Traversable) -> Iterable[tuple[str, str]]:
    if not folder.is_dir():
        raise GrammarError(f"{folder}: không có thư mục ngữ pháp này; hãy kiểm tra đường dẫn sau --grammars")
    for entry in folder.iterdir():
        if entry.name.endswith(".toml"):
            try:
                yield entry.name, entry.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as error:
                raise GrammarError(
                    f"{entry.name}: không phải UTF-8 (byte thứ {error.start}); hãy lưu lại bằng UTF-8"
                ) from None
            except OSError as error:
                raise GrammarError(f"{entry.name}: không mở được: {error.strerror}") from None


def _table(name: str, text: str) -> dict[str, Any]:
    import tomllib  # not needed where the grammars were kept compiled

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(f"{name}: không phải TOML đúng: {error}") from None


class Words(NamedTuple):
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
    raw = table.get("rule", [])
    if not isinstance(raw, list) or not all(isinstance(rule, dict) for rule in raw):
        raise GrammarError(f"{name}: «rule» phải viết là [[rule]]")
    rules = tuple(_rule(name, number, rule, lists) for number, rule in enumerate(raw, 1))
    names = [rule.name for rule in rules]
    for twice in {slug for slug in names if names.count(slug) > 1}:
        raise GrammarError(f"{name}: luật «{twice}»: hai luật cùng tên")
    return Grammar(
        name=name.removesuffix(".toml"), rules=rules, lists=lists, tables={**shared.tables, **own.tables},
        patterns={}, kept={},
    )  # fmt: skip


def _rule(where: str, number: int, raw: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Rule:
    label = f"{where}: luật «{raw.get('name', f'thứ {number}')}»"
    for key in raw:
        if key not in REQUIRED and key not in OPTIONAL:
            raise GrammarError(f"{label}: khóa lạ «{key}»")
    for key in REQUIRED:
        if not raw.get(key):
            raise GrammarError(f"{label}: thiếu «{key}» (mỗi luật phải có ít nhất một yes và một no)")
    for key, value in raw.items():
        if not isinstance(value, KINDS.get(key, str)):
            raise GrammarError(f"{label}: «{key}» sai kiểu: {value!r}")
    if not regex.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", raw["name"]):
        raise GrammarError(f"{label}: tên luật chỉ gồm chữ thường không dấu, số, gạch nối và dấu chấm")
    fields: dict[str, Any] = {key: raw[key] for key in (*REQUIRED, *OPTIONAL) if key in raw}
    fields |= {key: _examples(label, key, raw[key]) for key in EXAMPLE}
    return Rule(**fields | {"needs": _needed(label, raw.get("needs", []))}, where=where, lists=lists)


def _needed(label: str, words: list[str]) -> tuple[str, ...]:
    if not all(isinstance(word, str) and word for word in words):
        raise GrammarError(f"{label}: «needs» phải là danh sách chuỗi không rỗng, không phải {words!r}")
    return tuple(words)


def _examples(label: str, key: str, raw: list[Mapping[str, Any]]) -> tuple[Example, ...]:
    least, most = EXAMPLE[key]
    for example in raw:
        if not isinstance(example, Mapping) or not least <= example.keys() <= most:
            raise GrammarError(f"{label}: mỗi mục [[rule.{key}]] cần {sorted(least)}, được có {sorted(most)}")
    return tuple(Example(**example) for example in raw)
