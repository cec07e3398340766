"""What all tests share: the command line run in this process, and the switch that rewrites golden files."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that tests may import what they share, laws.py


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command line did: its exit code, the bytes on standard output, the lines on standard error."""

    code: int
    out: bytes
    err: list[str]

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)

    @property
    def records(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal(io.TextIOWrapper):
    """A standard input with a person before it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def congvan(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `congvan` with these arguments in this process; `stdin` is what it is given to read, None a terminal."""
    from congvan.cli import main

    def run(*arguments: object, stdin: bytes | None = b"") -> Ran:
        stream = Terminal(io.BytesIO()) if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(sys, "stdin", stream)
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(int(left.value.code or 0), out, err.decode("utf-8").splitlines())

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites golden files and shows what changed; it is for people, never for CI."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files instead of comparing")


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(pytestconfig.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool, capsys: pytest.CaptureFixture[str]) -> Callable[[Path, str], str]:
    """Read a golden file; with `--update-golden`, write it first and show what changed. Skips where there is none."""

    def kept(path: Path, now: str) -> str:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if update_golden and now != before:
            path.write_text(now, encoding="utf-8", newline="\n")
            name = path.as_posix()
            with capsys.disabled():
                print("\n" + "".join(unified_diff(before.splitlines(True), now.splitlines(True), name, name, n=2)))
        elif not path.exists():
            pytest.skip(f"{path.name} is not written yet: look at the record, then bless it with --update-golden")
        return path.read_text(encoding="utf-8")

    return kept


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite golden files where nobody looks."""
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden never runs in CI")
