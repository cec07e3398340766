"""`congvan parse`: records on standard output, one line for each bad file on standard error, an honest exit code."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from congvan import MAX_SIZE, parse, pipeline
from congvan.errors import GrammarError
from congvan.record import Problem

Run = Callable[..., Any]

TEXT = """UBND HUYỆN MẪU
Số: 12/TB-UBND

Mẫu, ngày 03 tháng 4 năm 2024

THÔNG BÁO
Về việc trồng cây

Yêu cầu các trường trồng cây trước ngày 10/4/2024.
"""


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Write documents where the command line runs."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: str | bytes = TEXT) -> str:
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write


def test_one_file_gives_one_indented_record(congvan: Run, paper: Run) -> None:
    """The record stands alone, indented, in UTF-8, Vietnamese letters as they are."""
    ran = congvan("parse", paper("Thông báo số 1.txt"))

    assert (0, parse(TEXT, name="Thông báo số 1.txt").model_dump_json(indent=2) + "\n", []) == (
        ran.code, ran.out.decode(), ran.err,
    )  # fmt: skip


def test_several_files_give_json_lines(congvan: Run, paper: Run) -> None:
    """Each record has a line of its own, in the order of the arguments."""
    ran = congvan("parse", paper("b.txt"), paper("a.txt"))

    assert (0, ["b.txt", "a.txt"]) == (ran.code, [record["source"]["name"] for record in ran.records])


def test_json_lines_of_one_file(congvan: Run, paper: Run) -> None:
    """`--format jsonl` gives one line even for one file."""
    ran = congvan("parse", "--format", "jsonl", paper("a.txt"))

    assert parse(TEXT, name="a.txt").model_dump_json() + "\n" == ran.out.decode()


@pytest.mark.parametrize(
    ("names", "read"), [(["a.txt", "b.txt"], ["a.txt", "b.txt"]), (["a.txt", "no.txt"], ["a.txt"]), (["no", "nor"], [])]
)
def test_json_of_several_files_is_one_array(congvan: Run, paper: Run, names: list[str], read: list[str]) -> None:
    """`--format json` gives one JSON document, whatever can be read."""
    paper("a.txt"), paper("b.txt")
    ran = congvan("parse", "--format", "json", *names)

    assert read == [record["source"]["name"] for record in ran.json]


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(congvan: Run, arguments: list[str]) -> None:
    """Without a file, or with `-`, bytes come from standard input."""
    ran = congvan("parse", *arguments, stdin=TEXT.encode("utf-16"))

    assert (0, "-", "utf-16") == (ran.code, ran.json["source"]["name"], ran.json["source"]["encoding"])


def test_at_a_terminal_nothing_is_awaited(congvan: Run) -> None:
    """Called with nothing by a person, it teaches instead of waiting."""
    ran = congvan("parse", stdin=None)

    assert (2, b"", "Usage: congvan parse [OPTIONS] [FILE…|-]") == (ran.code, ran.out, ran.err[0])


def test_a_pattern_left_as_it_was_is_expanded(congvan: Run, paper: Run) -> None:
    """`*.txt` in quotes, or on Windows, means the files it means."""
    paper("Công văn 2.txt"), paper("Công văn 1.txt"), paper("khác.md")

    ran = congvan("parse", "Công*.txt")

    assert ["Công văn 1.txt", "Công văn 2.txt"] == [record["source"]["name"] for record in ran.records]


def test_a_file_of_that_very_name_wins_over_the_pattern(congvan: Run, paper: Run) -> None:
    """Brackets in a file's name are no pattern where such a file exists."""
    paper("a1.txt"), paper("a[1].txt")

    assert "a[1].txt" == congvan("parse", "a[1].txt").json["source"]["name"]


def test_a_pattern_that_fits_one_file_gives_one_record(congvan: Run, paper: Run) -> None:
    """What decides the format is how many documents are read."""
    paper("a.txt")

    assert "a.txt" == congvan("parse", "*.txt").json["source"]["name"]


BAD = {
    "no such file": (None, "không có tệp này"),
    "empty": (b"", "tệp rỗng"),
    "white space": (b" \n\t\n", "chỉ có khoảng trắng"),
    "binary": (b"\x7fELF\0\0\0", "tệp nhị phân"),
    "half a letter": ("Thông báo ế".encode()[:-1], "bị cắt giữa một chữ"),
    "broken UTF-8": ("Thông báo ".encode() + b"\xc3 abc", "UTF-8 hỏng"),
}


@pytest.mark.parametrize(("content", "told"), BAD.values(), ids=BAD)
def test_a_bad_file_is_one_line_and_the_others_are_read(
    congvan: Run, paper: Run, content: bytes | None, told: str
) -> None:
    """Standard error has one line that names the file and the reason; the good files' records are written."""
    if content is not None:
        paper("xấu.txt", content)

    ran = congvan("parse", paper("a.txt"), "xấu.txt", paper("b.txt"))

    assert (1, ["a.txt", "b.txt"], 1, True) == (
        ran.code,
        [record["source"]["name"] for record in ran.records],
        len(ran.err),
        ran.err[0].startswith(f"xấu.txt: {told}"),
    )


def test_a_folder_is_one_line(congvan: Run, paper: Run) -> None:
    """A folder is told of as one."""
    os.mkdir("thư mục")

    ran = congvan("parse", "thư mục")

    assert (1, b"", True) == (ran.code, ran.out, ran.err[0].startswith("thư mục: là thư mục"))


def test_standard_input_is_bounded(congvan: Run) -> None:
    """`--max-size` holds for standard input too."""
    ran = congvan("parse", "--max-size", "1KB", stdin=b"a" * 1025)

    assert (1, b"", "đầu vào chuẩn (stdin): lớn hơn mức cho phép (1024 byte)") == (
        ran.code, ran.out, ran.err[0].partition(";")[0],
    )  # fmt: skip


SIZES = {"12": 12, "1KB": 1024, "1k": 1024, "2 MB": 2 * 1024**2, "1.5M": 3 * 1024**2 // 2, "1GB": 1024**3}


@pytest.mark.parametrize(("written", "size"), SIZES.items(), ids=SIZES)
def test_a_size_is_read_as_people_write_it(
    congvan: Run, monkeypatch: pytest.MonkeyPatch, written: str, size: int
) -> None:
    """Bare bytes, or K, M, G with or without B."""
    seen = []
    monkeypatch.setattr("congvan.loaders.read_all", lambda name, settings, failed: seen.append(settings) or _refuse())

    congvan("text", "a.txt", "--max-size", written)

    assert [size] == [settings.max_size for settings in seen]


def _refuse() -> None:
    raise GrammarError("đủ rồi")


def test_the_default_size_is_50_mb(congvan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing said means 50 MB."""
    seen = []
    monkeypatch.setattr("congvan.loaders.read_all", lambda name, settings, failed: seen.append(settings) or _refuse())

    congvan("text", "a.txt")

    assert [50 * 1024**2] == [settings.max_size for settings in seen] == [MAX_SIZE]


@pytest.mark.parametrize("wrong", [["--max-size", "to"], ["--format", "xml"], ["--no-such-option"], ["--max-size"]])
def test_wrong_use_is_2(congvan: Run, paper: Run, wrong: list[str]) -> None:
    """What cannot be understood is wrong use, and nothing is written."""
    ran = congvan("parse", paper("a.txt"), *wrong)

    assert (2, b"") == (ran.code, ran.out)


def test_a_broken_grammar_is_2(congvan: Run, paper: Run) -> None:
    """An office's own file that is no TOML stops the program with the name of the file."""
    os.mkdir("riêng")
    paper("riêng/co-quan.toml", "types = [")

    ran = congvan("parse", "--grammars", "riêng", paper("a.txt"))

    assert (2, b"", 1, True) == (ran.code, ran.out, len(ran.err), ran.err[0].startswith("co-quan.toml: "))


def test_a_grammar_folder_that_is_not_there_is_2(congvan: Run, paper: Run) -> None:
    """A wrong path after `--grammars` is told of."""
    ran = congvan("parse", "--grammars", "đâu", paper("a.txt"))

    assert (2, b"", True) == (ran.code, ran.out, "đâu" in ran.err[0])


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every document's record hold one error and one warning."""
    whole = pipeline.parse_source

    def parse_source(*arguments: Any, **options: Any) -> pipeline.Parsed:
        parsed = whole(*arguments, **options)
        problems = tuple(
            Problem(code="x", severity=severity, message=f"{severity} ở đây", spans=())
            for severity in ("error", "warning")
        )
        return parsed._replace(record=replace(parsed.record, problems=problems))

    monkeypatch.setattr(pipeline, "parse_source", parse_source)


STRICT = {
    (): (0, []),
    ("--strict",): (1, ["a.txt: error ở đây"]),
    ("--strict", "--quiet"): (1, []),
    ("--quiet",): (0, []),
}


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(("options", "outcome"), STRICT.items(), ids=map(" ".join, STRICT))
def test_strict_fails_on_errors(congvan: Run, paper: Run, options: tuple[str, ...], outcome: tuple[int, Any]) -> None:
    """With `--strict` an error found in a document decides the exit code, and is told; the record is written anyway."""
    ran = congvan("parse", *options, paper("a.txt"))

    assert (*outcome, "a.txt") == (ran.code, ran.err, ran.json["source"]["name"])


def test_quiet_still_tells_of_unreadable_files(congvan: Run) -> None:
    """`--quiet` keeps what must be known."""
    assert 1 == len(congvan("parse", "--quiet", "no.txt").err)


def test_fast_is_handed_on(congvan: Run, paper: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--fast` reaches the parser."""
    seen = []
    whole = pipeline.parse_source
    monkeypatch.setattr(pipeline, "parse_source", lambda *a, fast: seen.append(fast) or whole(*a, fast=fast))

    congvan("parse", "--fast", paper("a.txt"))
    congvan("parse", "a.txt")

    assert [True, False] == seen


def test_a_fault_of_ours_does_not_stop_the_others(congvan: Run, paper: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the parser fails on a document, one line says so and the next is read."""
    whole = pipeline.parse_source

    def parse_source(source: Any, *rest: Any, **options: Any) -> Any:
        return whole(source, *rest, **options) if source.name != "a.txt" else {}["tasks"]

    monkeypatch.setattr(pipeline, "parse_source", parse_source)

    ran = congvan("parse", paper("a.txt"), paper("b.txt"))

    assert (1, ["b.txt"], 1, True) == (
        ran.code,
        [record["source"]["name"] for record in ran.records],
        len(ran.err),
        ran.err[0].startswith("a.txt: lỗi của chính congvan (KeyError: 'tasks'"),
    )


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock here")
def test_a_document_whose_reading_takes_too_long_does_not_stop_the_others(
    congvan: Run, paper: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--timeout` bounds what is made of a text as it bounds getting at the text."""
    parse_source = pipeline.parse_source

    def slow(source: Any, *arguments: Any, **options: Any) -> Any:
        while source.name == "a.txt":
            pass
        return parse_source(source, *arguments, **options)

    monkeypatch.setattr(pipeline, "parse_source", slow)
    ran = congvan("parse", "--timeout", "0.3", paper("a.txt"), paper("b.txt"))

    told = "a.txt: đọc quá 0.3 giây chưa xong; hãy tách nhỏ tệp, hoặc nâng mức bằng --timeout"
    assert (1, ["b.txt"], [told]) == (ran.code, [one["source"]["name"] for one in ran.records], ran.err)


def test_ctrl_c_is_130_and_quiet(congvan: Run, paper: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who stops it sees nothing more."""

    def interrupted(*arguments: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "parse_source", interrupted)

    ran = congvan("parse", paper("a.txt"))

    assert (130, b"", []) == (ran.code, ran.out, ran.err)


def test_on_a_terminal_the_record_is_coloured(congvan: Run, paper: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours are for a person's eyes; the JSON under them is the same."""
    from rich.text import Text

    plainly = congvan("parse", paper("a.txt")).out
    monkeypatch.setattr("congvan.cli.output.terminal", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    coloured = congvan("parse", "a.txt").out

    assert (True, json.loads(plainly)) == (b"\x1b[" in coloured, json.loads(Text.from_ansi(coloured.decode()).plain))
