"""What the tests of archives share: made archives, and the program run as the system runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from made_archives import CONGVAN, Ended, Run, Start, fill  # noqa: E402


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the programs that are run: grammars are compiled once for all of them."""
    cache = tmp_path_factory.mktemp("cache")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "XDG_CACHE_HOME": str(cache)}


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run `congvan` in a process of its own, in the folder of the test."""

    def ran(*arguments: object, stdin: bytes = b"", **more: str) -> Ended:
        done = subprocess.run(
            [*CONGVAN, *map(str, arguments)], input=stdin, capture_output=True, check=False, cwd=tmp_path,
            env={**environment, **more}, timeout=300,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").splitlines())

    return ran


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """Start `congvan` and go on; it is ended with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: object, **more: str) -> subprocess.Popen[bytes]:
        files = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [*CONGVAN, *map(str, arguments)]
        started.append(subprocess.Popen(command, cwd=tmp_path, env={**environment, **more}, **files))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Forty short documents in five folders, one of them broken."""
    fill(tmp_path / "kho", 40)
    return tmp_path / "kho"
