"""`--cluster`: a Dask scheduler and two workers on loopback, one of which is killed in the middle."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from made_archives import Run, Start, count, fill, letter, report, stored, until

pytest.importorskip("distributed")
QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}


class Cluster:
    """A scheduler and two workers, processes of this test."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.file = folder / "scheduler.json"
        self.folder, self.environment = folder, {**environment, **QUIET}
        self.processes: list[subprocess.Popen[bytes]] = []
        self.begin("scheduler", "--port", "0", "--no-dashboard")
        until(lambda: bool(self._told().get("address")))
        self.workers = [self.begin("worker", "--nthreads", "1", "--no-dashboard") for _ in range(2)]

    def begin(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        """Start a part of it, on loopback alone."""
        command = [sys.executable, "-m", "dask", what, "--host", "127.0.0.1", "--scheduler-file", str(self.file)]
        self.processes.append(
            subprocess.Popen(
                [*command, *options], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        return self.processes[-1]

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(self._told()["address"])

    def _told(self) -> dict[str, Any]:
        """What the scheduler writes of itself; nothing as long as it has not written all."""
        try:
            found: dict[str, Any] = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return {}
        return found

    def kill_one(self) -> None:
        """Kill the process in which one worker reads; whoever watches over it starts another."""
        watching = psutil.Process(self.workers[0].pid)
        until(lambda: bool(watching.children(recursive=True)))
        for child in watching.children(recursive=True):
            child.kill()

    def end(self) -> None:
        """End all of it."""
        for process in self.processes:
            for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []:
                child.kill()
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path, environment: dict[str, str]) -> Iterator[Cluster]:
    """A cluster for one test."""
    (tmp_path / "cum").mkdir()
    made = Cluster(tmp_path / "cum", environment)
    try:
        yield made
    finally:
        made.end()


def test_a_worker_of_the_cluster_is_killed(tmp_path: Path, cluster: Cluster, start: Start, run: Run) -> None:
    """Every document is read once, those of a zip too, and the store is that of a run on this machine alone."""
    fill(tmp_path / "kho", 300)
    with zipfile.ZipFile(tmp_path / "kho/0/goi.zip", "w") as package:
        for number in range(100):
            package.writestr(f"{number}.txt", letter(5000 + number, f"gói {number}") if number != 50 else "")
    process = start("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "--cluster", cluster.address)
    until(lambda: count(tmp_path / "ra") > 20 or process.poll() is not None)
    cluster.kill_one()
    _, told = process.communicate(timeout=300)

    run("batch", "kho", "-o", "yen", "--to", "jsonl", "-q")

    ran = report(tmp_path / "ra")["run"]
    assert (1, 387, 13) == (process.returncode, ran["read"], ran["failed"]), told
    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")


def test_a_cluster_that_is_not_there_is_told(archive: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and nothing is set aside."""
    monkeypatch.setattr("congvan.archive.cluster.PATIENCE", "1s")

    ran = run("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "--cluster", "tcp://127.0.0.1:9")

    assert (2, True) == (ran.code, "không nối được với cụm" in ran.err[-1])
