"""The cache: compiled grammars kept between runs, never trusted, never in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from congvan import cache, grammar
from congvan.rules import Example, Grammar, Grammars, Rule


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, and leave to write it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "congvan"


def compiled() -> Grammars:
    """Grammars of which one pattern is compiled."""
    texts = {"a.toml": (grammar.shipped() / "date.toml").read_text(encoding="utf-8")}
    made = grammar._read(texts, {}, "d" * 64)
    assert made["a"].first("An Hòa, ngày 04 tháng 3 năm 2024", "line")
    return made


def test_the_form_tells_of_the_fields() -> None:
    """When the fields of what is kept change, the form changes, so that no older file is read as a newer one."""
    kinds = (Example, Rule, Grammar, Grammars)
    kept = {kind.__name__: list(kind.__annotations__) for kind in kinds}

    assert (
        "4",
        {
            "Example": ["text", "gives", "why"],
            "Rule": [
                *("name", "about", "pattern", "yes", "no", "where", "lists", "source"),
                *("flags", "search", "gives", "needs", "kept"),
            ],
            "Grammar": ["name", "rules", "lists", "tables", "patterns", "kept"],
            "Grammars": ["files", "digest"],
        },
    ) == (cache.FORM, kept)


def test_the_examples_come_back(home: Path) -> None:
    """A kept rule still knows what it matches and what it leaves alone; it has no attribute that a rule has not."""
    made = compiled()
    cache.keep(made)
    back = cache.read(made.digest)

    assert back is not None
    assert [(rule.yes, rule.no) for rule in made["a"].rules] == [(rule.yes, rule.no) for rule in back["a"].rules]
    assert [rule.changed(kept=b"") for rule in made["a"].rules] == [
        rule.changed(kept=b"")
        for rule in cache.read(made.digest)["a"].rules  # type: ignore[index]
    ]
    assert not hasattr(back["a"].rules[0], "maybe")


def test_what_was_compiled_comes_back(home: Path) -> None:
    """Grammars kept and read again are the same, their patterns compiled already."""
    made = compiled()
    cache.keep(made)
    back = cache.read(made.digest)

    assert back is not None
    assert (made.compiled(), [rule.name for rule in made["a"].rules]) == (
        back.compiled(), [rule.name for rule in back["a"].rules],
    )  # fmt: skip


def test_nothing_new_is_not_written(home: Path) -> None:
    """Grammars that were read from the cache and compiled nothing more are not written again."""
    cache.keep(compiled())
    before = {file: file.stat().st_mtime_ns for file in home.iterdir()}
    cache.keep(cache.read("d" * 64) or compiled())

    assert before == {file: file.stat().st_mtime_ns for file in home.iterdir()}


@pytest.mark.parametrize("content", [b"", b"not a pickle", b"\x80\x05N."], ids=["empty", "noise", "something-else"])
def test_a_broken_cache_is_no_error(home: Path, content: bytes) -> None:
    """A file that holds anything else is as good as none."""
    cache.keep(compiled())
    next(home.iterdir()).write_bytes(content)

    assert cache.read("d" * 64) is None


def test_nothing_is_written_where_bytecode_is_not(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The switch that keeps Python from writing compiled modules keeps the cache from being written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cache.keep(compiled())

    assert not home.exists()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache folder cannot be made, the run goes on without it."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    cache.keep(compiled())

    assert cache.read("d" * 64) is None
