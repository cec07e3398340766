"""What the tests of archives share: made archives, and the program run in this process or in one of its own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from made_archives import CONGVAN, Ended, Run, Start, fill  # noqa: E402

STOPS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the programs that are run: grammars are compiled once for all of them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    folder = tmp_path_factory.mktemp("first")
    fill(folder / "kho", 3)
    subprocess.run([*CONGVAN, "batch", "kho", "-o", "ra", "-q", "-j1"], cwd=folder, env=kept, check=False)
    return kept


@pytest.fixture(scope="package", autouse=True)
def _compiled(environment: dict[str, str]) -> Iterator[None]:
    """What is run in this process finds them too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
        yield


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep workers from importing pytest: each would, as it is what runs here."""
    monkeypatch.delattr(sys.modules["__main__"], "__file__")
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)


@pytest.fixture
def run(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, bare: None
) -> Iterator[Run]:
    """Run `congvan` in this process, in the folder of the test; its workers are processes all the same."""
    from congvan.cli import main

    monkeypatch.chdir(tmp_path)
    before = [signal.getsignal(stop) for stop in STOPS]

    def ran(*arguments: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ended(int(left.value.code or 0), out, err.decode("utf-8", "replace").splitlines())

    yield ran
    for stop, handler in zip(STOPS, before, strict=True):
        signal.signal(stop, handler)


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """Start `congvan` in a process of its own and go on; it is ended with the test."""
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
def apart(start: Start) -> Run:
    """Run `congvan` in a process of its own to its end."""

    def ran(*arguments: object, **more: str) -> Ended:
        process = start(*arguments, **more)
        out, err = process.communicate(timeout=300)
        return Ended(process.returncode, out, err.decode("utf-8", "replace").splitlines())

    return ran


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Forty short documents in five folders, one of them broken."""
    fill(tmp_path / "kho", 40)
    return tmp_path / "kho"
