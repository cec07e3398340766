"""The program as the system sees it: bytes, pipes, what it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONGVAN = [sys.executable, "-m", "congvan"]
TEXT = "UBND HUYỆN MẪU\nSố: 12/TB-UBND\n\nYêu cầu các trường trồng cây.\n"
HEAVY = {"spacy", "pyvi", "sklearn", "scipy", "numpy", "pycrfsuite"}


def test_vietnamese_leaves_in_utf8_whatever_the_code_page(tmp_path: Path) -> None:
    """Where Python would write in a code page that has no Vietnamese, standard output and error are UTF-8 still."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    (tmp_path / "ế.txt").write_text(TEXT, encoding="utf-8")

    ran = subprocess.run(
        [*CONGVAN, "text", "ế.txt", "ố.txt"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )

    assert (1, TEXT, True) == (ran.returncode, ran.stdout.decode(), ran.stderr.decode().startswith("ố.txt: không có"))


def test_help_leaves_in_utf8_too() -> None:
    """The help is Vietnamese, and no code page may stop it."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}

    ran = subprocess.run([*CONGVAN, "--help"], env=environment, capture_output=True, check=True)

    assert "Đọc văn bản hành chính tiếng Việt" in ran.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="pipes differ there")
@pytest.mark.parametrize("verb", [["schema"], ["text", "a.txt"], ["parse", "a.txt"], ["parse", "a.txt", "a.txt"]])
def test_a_closed_pipe_is_quiet(tmp_path: Path, verb: list[str]) -> None:
    """`congvan … | head` ends without a word."""
    (tmp_path / "a.txt").write_text(TEXT * 5000, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)

    ran = subprocess.run([*CONGVAN, *verb], cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (141, b"") == (ran.returncode, ran.stderr)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """What could not be written is said, in one line."""
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([*CONGVAN, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)

    assert (1, 1, True) == (
        ran.returncode, len(ran.stderr.splitlines()), ran.stderr.decode().startswith("không ghi được"),
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="a shell is needed")
def test_closed_streams_are_no_fault(tmp_path: Path) -> None:
    """Without standard output there is nobody to write to, and no traceback either."""
    shell = f'"{sys.executable}" -m congvan schema >&-'

    ran = subprocess.run(["sh", "-c", shell], stderr=subprocess.PIPE, check=False)

    assert (0, b"") == (ran.returncode, ran.stderr)


@pytest.mark.skipif(os.name == "nt", reason="a shell is needed")
def test_closed_input_is_told(tmp_path: Path) -> None:
    """Standard input that is closed is an unreadable document."""
    shell = f'"{sys.executable}" -m congvan parse - <&-'

    ran = subprocess.run(["sh", "-c", shell], stderr=subprocess.PIPE, check=False)

    assert (1, True) == (ran.returncode, ran.stderr.decode().startswith("đầu vào chuẩn (stdin): "))


LOADED = "import sys, congvan.cli as c\ntry: c.main({arguments!r})\nfinally: print(*sys.modules, file=sys.stderr)"


def loaded(*arguments: str) -> set[str]:
    """The modules that are in memory when a command is done."""
    code = LOADED.format(arguments=list(arguments))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(ran.stderr.decode().split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["schema"], ["parse", "--help"]], ids=" ".join)
def test_what_needs_no_document_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help, version and schema start with typer alone: no pydantic, no rich, no regex."""
    assert set() == loaded(*arguments) & {*HEAVY, "pydantic", "pydantic_core", "rich", "regex", "tomllib", "json"}


def test_a_piped_parse_loads_no_rich(tmp_path: Path) -> None:
    """Tables and colours are loaded for people alone, the word tools' own libraries never."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert set() == loaded("parse", str(path)) & ({*HEAVY, "rich"} - {"pycrfsuite"})


def test_importing_the_package_loads_nothing() -> None:
    """`import congvan` is light."""
    code = "import sys; before = set(sys.modules); import congvan; print(*(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {"congvan"} == {name for name in ran.stdout.split() if name.split(".")[0] not in sys.stdlib_module_names}
