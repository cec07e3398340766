"""Accuracy: what score.py of the shared corpus must find, field by field; left out where there is no such corpus."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from congvan import MAX_SIZE, grammar, loaders
from congvan.pipeline import parse_source

SHARED = Path(__file__).parents[2] / "shared"
SCORE = SHARED / "eval" / "score.py"
GOLD = ("corpus/gold", "seeds")
SETS: dict[str, tuple[tuple[str, ...], bool]] = {
    "tvpl": (("corpus/tvpl",), False),
    "vbpl": (("corpus/vbpl",), False),
    "old": (("corpus/old",), False),
    "negatives": (("corpus/negatives",), False),
    "gold": (GOLD, False),
    "gold-fast": (GOLD, True),
}
"""Folders of documents that are scored together, and whether they are read without words (`--fast`)."""

LEAST: list[tuple[str, dict[str, float]]] = [
    ("tvpl", {"number": 0.985, "notation": 0.985, "year": 0.985, "date": 0.985, "type": 0.97, "signer": 0.97}),
    ("vbpl", {"number": 0.995, "notation": 0.995, "year": 0.995, "blank": 1.0}),
    ("vbpl", {"articles": 0.99, "articles_exact": 0.95}),
    ("old", {"number": 1.0, "notation": 1.0, "date": 1.0}),
    ("gold", {"regime": 0.96, "type": 0.96, "notation": 0.96, "date": 0.96, "place": 0.96}),
    ("gold", {"subject": 0.93, "issuing_body": 0.93, "addressees": 0.93, "signatures": 0.93}),
    ("gold", {"sections": 0.93, "section_kind": 0.93, "headings": 0.9}),
    ("gold", {"recipients": 0.95, "archive": 0.95, "purpose": 0.95, "citations": 0.95, "citation_dates": 0.95}),
    ("gold", {"tasks": 0.85, "leads": 0.85, "supports": 0.8, "deadlines": 0.9, "deadline_kind": 0.9, "basis": 0.85}),
    ("gold-fast", {"tasks": 0.82, "leads": 0.82, "supports": 0.77, "basis": 0.82}),
    ("gold-fast", {"deadlines": 0.87, "deadline_kind": 0.87}),
    *((name, {"read": 1.0, "spans": 1.0}) for name in SETS),
]
"""The F1 that a field must reach; without words .03 less for tasks."""

MOST: list[tuple[str, dict[str, int]]] = [
    ("negatives", {"number": 0, "signer": 1}),
    ("gold", {"parent_body": 1, "year": 1, "blank": 1, "meeting_date": 1, "chair": 1}),
]
"""How many values may be wrong or missing."""

RIGHT = {"tvpl": 0.93}
"""The share of documents in which every required field must be right."""

ARTICLES = Path(__file__).with_name("articles.toml")
FALSE_ALARMS = 0.05
"""The share of articles that tell nobody anything in which a task may be found nevertheless."""

pytestmark = pytest.mark.skipif(not SCORE.is_file(), reason="there is no ../shared with the corpus and score.py")

Scored = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """Give a set's figures, as `score.py SET --records FILE --json` prints them; each set is parsed once."""
    folder = tmp_path_factory.mktemp("records")
    known: dict[str, dict[str, Any]] = {}

    def score(name: str) -> dict[str, Any]:
        if name not in known:
            parts, fast = SETS[name]
            folders = [SHARED / part for part in parts]
            records = _parsed(folders, folder / f"{name}.jsonl", fast=fast)
            command = [sys.executable, SCORE, *folders, "--records", records, "--json"]
            known[name] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        return known[name]

    return score


def _parsed(folders: list[Path], into: Path, *, fast: bool) -> Path:
    """Write the records of all documents of some folders, one a line."""
    rules = grammar.load()
    with into.open("w", encoding="utf-8") as out:
        for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
            source = loaders.read(path, max_size=MAX_SIZE)
            out.write(parse_source(source, rules, fast=fast).record.model_dump_json() + "\n")
    return into


def _cells(table: list[tuple[str, dict[str, Any]]]) -> list[Any]:
    return [pytest.param(name, field, mark, id=f"{name}-{field}") for name, row in table for field, mark in row.items()]


@pytest.mark.parametrize(("name", "field", "floor"), _cells(LEAST))
def test_a_field_is_right_as_often_as_it_must(scored: Scored, name: str, field: str, floor: float) -> None:
    """F1 is not below the floor."""
    figures = scored(name)["fields"][field]

    assert {**figures, "f1": max(figures["f1"], floor)} == figures


@pytest.mark.parametrize(("name", "field", "ceiling"), _cells(MOST))
def test_a_field_is_wrong_no_oftener_than_it_may(scored: Scored, name: str, field: str, ceiling: int) -> None:
    """Wrong and missing values are no more than allowed, as `--most` counts (one in place of another is both)."""
    figures = scored(name)["fields"].get(field, {"fp": 0, "fn": 0})

    assert min(figures["fp"] + figures["fn"], ceiling) == figures["fp"] + figures["fn"]


@pytest.mark.parametrize(("name", "floor"), RIGHT.items())
def test_so_many_documents_are_right(scored: Scored, name: str, floor: float) -> None:
    """In so many documents every required field of the header is right."""
    figures = scored(name)

    assert floor <= figures["documents_right"] / figures["documents"]


@pytest.mark.parametrize("name", SETS)
def test_every_document_of_a_set_was_scored(scored: Scored, name: str) -> None:
    """No document is left out of the figures."""
    parts, _ = SETS[name]

    assert sum(len(list((SHARED / part).glob("*.txt"))) for part in parts) == scored(name)["documents"]


def test_articles_that_give_no_task_have_none() -> None:
    """Of the articles marked as telling nobody to do anything, at most one in twenty has a task."""
    silent = tomllib.loads(ARTICLES.read_text(encoding="utf-8"))["silent"]
    allowed = int(FALSE_ALARMS * len(silent))
    rules = grammar.load()
    folder = SHARED / "corpus" / "negatives"
    sources = {name: loaders.read(folder / f"{name}.txt", max_size=MAX_SIZE) for name in silent}
    alarms = [name for name, source in sources.items() if parse_source(source, rules).record.tasks]

    assert alarms[:allowed] == alarms
