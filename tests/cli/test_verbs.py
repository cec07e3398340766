"""The other verbs: `text`, `explain`, `schema`, `grammar`, and the help that teaches them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import congvan as package
from congvan import explanation, grammar, pipeline
from congvan.text import Source

Run = Callable[..., Any]

TEXT = "UBND HUYỆN MẪU\r\nSố: 12/TB-UBND\r\n\r\nNội dung [đậm] ở đây."


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A document where the command line runs: NFD and CRLF."""
    monkeypatch.chdir(tmp_path)
    Path("văn bản.txt").write_bytes(unicodedata.normalize("NFD", TEXT).encode())
    return "văn bản.txt"


def test_text_is_the_document_text(congvan: Run, paper: str) -> None:
    """`congvan text` writes exactly the text that spans count in."""
    ran = congvan("text", paper)

    assert (0, TEXT.replace("\r", ""), []) == (ran.code, ran.out.decode(), ran.err)


def test_text_of_several_files_goes_on_after_a_bad_one(congvan: Run, paper: str) -> None:
    """As `cat` does."""
    ran = congvan("text", paper, "no.txt", paper)

    assert (1, TEXT.replace("\r", "") * 2, 1) == (ran.code, ran.out.decode(), len(ran.err))


def test_schema_is_the_shipped_file(congvan: Run) -> None:
    """`congvan schema` writes the file, byte for byte."""
    assert (files("congvan") / "record.schema.json").read_bytes() == congvan("schema").out


def test_version_is_the_package_s(congvan: Run) -> None:
    """`congvan --version` and `congvan.__version__` agree."""
    assert f"congvan {package.__version__}\n" == congvan("--version").out.decode()


@pytest.fixture
def ruled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say of the regime that a certain rule gave it."""
    whole = pipeline.parse_source

    def parse_source(*arguments: Any, **options: Any) -> pipeline.Parsed:
        return pipeline.Parsed(whole(*arguments, **options).record, {"regime": "header.mau"})

    monkeypatch.setattr(pipeline, "parse_source", parse_source)


@pytest.mark.usefixtures("ruled")
def test_explain_names_field_value_and_rule(congvan: Run, paper: str) -> None:
    """Each field is a row: its path, its value, the rule that gave it."""
    ran = congvan("explain", paper)
    row = next(line for line in ran.out.decode().splitlines() if "regime" in line)

    assert (0, True) == (ran.code, "header.mau" in row)


def test_explain_tells_who_leads_a_task_and_where_that_stands() -> None:
    """A lead has its name, and the line of the head that it was read from."""
    text = "KẾ HOẠCH\nDọn vệ sinh\n\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Rà soát danh sách.\n- Cấp thuốc."
    rows = explanation.explain(Source.of(text), grammar.load(), fast=True).rows
    [task] = [row for row in rows if row.path == "tasks.0"]

    assert (True, True) == ("(Sở Y tế)" in task.value, task.rule.endswith("(dòng 5)"))


def test_explain_of_a_bad_file_is_one_line(congvan: Run) -> None:
    """`explain` fails as `parse` does."""
    ran = congvan("explain", "no.txt")

    assert (1, 1) == (ran.code, len(ran.err))


def test_the_shipped_grammars_keep_their_word(congvan: Run) -> None:
    """`congvan grammar check` finds nothing to say of them."""
    ran = congvan("grammar", "check")

    assert (0, []) == (ran.code, ran.err)


BROKEN = """
[[rule]]
name = "one"
about = "Một"
pattern = "một"
  [[rule.yes]]
  text = "hai"
  [[rule.no]]
  text = "ba"
  why = "ba không phải một"
"""


def test_a_broken_word_is_2(congvan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`congvan grammar check` tells file, line, rule and reason of each failure."""
    (tmp_path / "mau.toml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(grammar, "shipped", lambda: tmp_path)
    monkeypatch.setattr("congvan.examples.shipped", lambda: tmp_path)
    grammar.load.cache_clear()

    ran = congvan("grammar", "check")
    grammar.load.cache_clear()

    assert (2, b"", ["mau.toml:7: luật «one»: không nhận ví dụ của chính mình: «hai»"]) == (ran.code, ran.out, ran.err)


RULES = [f"{file.name}.{rule.name}" for file in grammar.load().files.values() for rule in file.rules]


def test_grammar_list_shows_every_rule(congvan: Run) -> None:
    """Each rule has a row."""
    out = congvan("grammar", "list").out.decode()
    rows = {".".join(cell.strip() for cell in line.split("│")[1:3]) for line in out.splitlines() if "│" in line}

    assert set() == set(RULES) - rows


HELP = [[], ["parse"], ["text"], ["explain"], ["schema"], ["grammar"], ["grammar", "check"], ["grammar", "list"]]


@pytest.mark.parametrize("verb", HELP, ids=" ".join)
def test_help_is_vietnamese_and_english(congvan: Run, verb: list[str]) -> None:
    """Every verb says what it does; help is no error."""
    ran = congvan(*verb, "--help")

    assert (0, [], True) == (ran.code, ran.err, ran.out.decode().startswith(" ".join(["Usage: congvan", *verb])))


@pytest.mark.parametrize("verb", [[], ["parse"], ["text"], ["explain"], ["schema"], ["grammar", "check"]], ids=" ".join)
def test_help_teaches_by_examples(congvan: Run, verb: list[str]) -> None:
    """Every verb shows how it is used."""
    assert "Ví dụ (example" in congvan(*verb, "--help").out.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_verbs(congvan: Run, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    """A shell that asks what may follow is told."""
    monkeypatch.setenv("_CONGVAN_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", "congvan ")
    monkeypatch.setenv("COMP_CWORD", "1")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "congvan ")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")

    out = congvan().out.decode()

    assert [] == [verb for verb in ("parse", "text", "explain", "schema", "grammar") if verb not in out]
