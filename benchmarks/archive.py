"""A whole archive: memory, speed, overhead of `congvan batch` on a made archive; peers on the same texts (README.md).

Everything is measured on this machine in one run; only the processes of this benchmark are looked at.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import letters

CONGVAN = [sys.executable, "-m", "congvan"]
CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
MB = 2**20
SEED = 1
STEP = 0.5
"""Seconds between two looks at memory."""

SETTLED = 10_000
"""Memory is to be flat from here on."""


class Row(NamedTuple):
    """A line of the table: what, how much, the mark, and whether it is kept (None where there is no mark)."""

    what: str
    value: str
    mark: str = ""
    kept: bool | None = None


class Watched(NamedTuple):
    """What was seen of a run: wall and processor seconds, peaks of memory, and (documents, bytes of the parent)."""

    seconds: float
    cpu: float
    parent: int
    worker: int
    points: list[tuple[int, int]]


def watched(*arguments: object, dest: Path | None = None) -> Watched:
    """Run `congvan`, and look at its processes until it ends."""
    import psutil

    start, cpu, points = time.perf_counter(), {}, []
    peaks = {"parent": 0, "worker": 0}
    process = subprocess.Popen([*CONGVAN, *map(str, arguments)], env=CLEAN, stderr=subprocess.DEVNULL)
    parent = psutil.Process(process.pid)
    while process.poll() is None:
        for seen in [parent, *_below(parent)]:
            try:
                times, memory = seen.cpu_times(), seen.memory_info().rss
            except psutil.Error:
                continue
            cpu[seen.pid] = times.user + times.system
            role = "parent" if seen.pid == process.pid else "worker"
            peaks[role] = max(peaks[role], memory)
            if role == "parent" and dest:
                points.append((_count(dest), memory))
        time.sleep(STEP if dest else 0.05)
    return Watched(time.perf_counter() - start, sum(cpu.values()), peaks["parent"], peaks["worker"], points)


def _below(parent: object) -> list[object]:
    import psutil

    try:
        return parent.children(recursive=True)  # type: ignore[attr-defined,no-any-return]
    except psutil.Error:
        return []


def _count(dest: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{dest}/journal.sqlite?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM files").fetchone()[0])
    except sqlite3.Error:
        return 0


def slope(points: list[tuple[int, int]]) -> float:
    """By how many megabytes the parent grows in 100,000 documents, from where it should be flat."""
    flat = [(count, memory) for count, memory in points if count >= min(SETTLED, points[-1][0] // 4)]
    if len({count for count, _ in flat}) < 2:
        return 0.0
    line = statistics.linear_regression([count for count, _ in flat], [memory for _, memory in flat])
    return line.slope * 100_000 / MB


# --- Parts ----------------------------------------------------------------------------------------------------------


def whole(folder: Path, files: int) -> Iterator[Row]:
    """One run over everything, and a second one."""
    letters.fill(folder / "kho", files, SEED)
    yield Row(f"made archive: {files:,} files", f"{_size(folder / 'kho') / MB:,.0f} MB")
    dest = folder / "ra"
    first = watched("batch", folder / "kho", "-o", dest, "--to", "jsonl", "--quiet", dest=dest)
    told = json.loads((dest / "report.json").read_text(encoding="utf-8"))
    yield Row("first run", f"{first.seconds:,.0f} s, {first.cpu:,.0f} s of processors, "
              f"{told['run']['documents_an_hour']:,} documents an hour")  # fmt: skip
    broken = sum(1 for number in range(files) if letters.is_broken(number, SEED))
    unexpected = [item for item in told["archive"]["failures"] if not _broken(item["name"])]
    lost = files - told["run"]["read"] - told["run"]["same_bytes"] - told["run"]["failed"]
    yield Row("failed", f"{told['run']['failed']:,} of {broken:,} broken; not broken: {len(unexpected)}; lost: {lost}",
              "none but the broken", not unexpected and not lost)  # fmt: skip
    yield Row("memory of the parent", f"{first.parent / MB:.0f} MB", "≤ 300 MB", first.parent <= 300 * MB)
    growth = slope(first.points)
    yield Row("its slope from 10,000 on", f"{growth:+.1f} MB for 100,000", "flat (≤ 10)", growth <= 10)
    yield Row("memory of a worker", f"{first.worker / MB:.0f} MB", "≤ 400 MB", first.worker <= 400 * MB)
    second = watched("batch", folder / "kho", "-o", dest, "--quiet")
    ratio = first.seconds / second.seconds
    yield Row("second run, nothing changed", f"{second.seconds:.1f} s: {ratio:.0f} ×", "≥ 50 ×", ratio >= 50)


def _broken(name: str) -> bool:
    return letters.is_broken(int(name.rpartition("-")[2].partition(".")[0]), SEED)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def jobs(folder: Path, files: int) -> Iterator[Row]:
    """One process and two, taking turns; the best of three counts, as others may use the machine.

    Nobody looks at them meanwhile: on two processors that would take from two processes what it does not from one.
    """
    letters.fill(folder / "kho", files, SEED)
    best = {1: float("inf"), 2: float("inf")}
    for _ in range(3):
        for number in best:
            shutil.rmtree(folder / "ra", ignore_errors=True)
            command = ["batch", folder / "kho", "-o", folder / "ra", "--to", "jsonl", "-q", "--jobs", number]
            start = time.perf_counter()
            subprocess.run([*CONGVAN, *map(str, command)], env=CLEAN, stderr=subprocess.DEVNULL, check=False)
            best[number] = min(best[number], time.perf_counter() - start)
    ratio = best[1] / best[2]
    told = f"{best[1]:.1f} s and {best[2]:.1f} s on {files:,} files: {ratio:.2f} ×"
    yield Row("two processes against one", told, "≥ 1.8 ×", ratio >= 1.8)


def overhead(folder: Path, files: int) -> Iterator[Row]:
    """Processor time of all of batch against that of reading the same files in a loop; the best of three of each."""
    letters.fill(folder / "kho", files, SEED)
    batch, bare = [], []
    for _ in range(3):
        shutil.rmtree(folder / "ra", ignore_errors=True)
        ran = watched("batch", folder / "kho", "-o", folder / "ra", "--to", "jsonl", "-q", "--jobs", 1)
        batch.append(ran.cpu)
        bare.append(_bare(folder / "kho"))
    found = min(batch) / min(bare) - 1
    yield Row(
        "overhead over the bare parse", f"{found:+.1%} of processor time, {files:,} files", "≤ 10 %", found <= 0.1
    )


BARE = """
import sys, time
from pathlib import Path
from congvan import grammar, loaders, pipeline
from congvan.errors import CongvanError
rules, start = grammar.load(), time.process_time()
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    try:
        pipeline.parse_source(loaders.read(path, max_size=10**8), rules).record.model_dump_json()
    except CongvanError:
        pass
print(time.process_time())
"""


def _bare(folder: Path) -> float:
    ran = subprocess.run([sys.executable, "-c", BARE, str(folder)], env=CLEAN, capture_output=True, check=True)
    return float(ran.stdout)


POOLS = """
import sys, time
from pathlib import Path
from congvan.archive import cluster, pools, work
from congvan.archive.flow import Flow, Stop
from congvan.archive.sources import Entry
from congvan.archive.work import Job, Settings, Work
if __name__ == "__main__":
    settings = Settings(False, None, 10**8, 300.0)
    names = [str(path) for path in sorted(Path(sys.argv[2]).rglob("*.txt"))]
    start = time.perf_counter()
    if sys.argv[1] == "dask":
        from distributed import LocalCluster
        made = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
        pool = cluster.ClusterPool(made.scheduler_address, settings)
    else:
        pool = pools.LocalPool(2, settings)
    size = int(sys.argv[3])
    jobs = [Job(Entry(name, name), Work(name, "")) for name in names]
    groups = (jobs[low : low + size] for low in range(0, len(jobs), size))
    flow = Flow(pool, work.versions(settings), Stop())
    count = sum(len(landed) for landed in flow.run(groups))
    print(time.perf_counter() - start, count)
    pool.close()
    import os
    os._exit(0)
"""


def local(folder: Path, files: int) -> Iterator[Row]:
    """The pool of this machine against Dask's own local cluster: the same groups, start included."""
    letters.fill(folder / "kho", files, SEED)
    (folder / "pools.py").write_text(POOLS)
    for size in (50, 1):
        told = []
        for kind in ("pebble", "dask"):
            command = [sys.executable, str(folder / "pools.py"), kind, str(folder / "kho"), str(size)]
            times = []
            for _ in range(2):
                ran = subprocess.run(command, env=CLEAN, capture_output=True, check=True, text=True)
                times.append(float(ran.stdout.split()[0]))
            told.append(f"{kind} {min(times):.1f} s")
        yield Row(f"pools, groups of {size}, {files:,} files", ", ".join(told))


PEERS = {
    "invoice2data": """
import sys, time, logging
logging.disable(logging.CRITICAL)
from pathlib import Path
from invoice2data import extract_data
from invoice2data.extract.loader import read_templates
from invoice2data.input import text
templates, start, count = read_templates(), time.process_time(), 0
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    try:
        extract_data(str(path), templates=templates, input_module=text)
    except Exception:
        pass
    count += 1
print(count / (time.process_time() - start) * 3600)
""",
    "edsnlp": """
import sys, time, warnings
warnings.simplefilter("ignore")
from pathlib import Path
import edsnlp, edsnlp.pipes as eds
nlp = edsnlp.blank("eds")
for pipe in (eds.sentences(), eds.normalizer(), eds.sections(), eds.dates(), eds.negation()):
    nlp.add_pipe(pipe)
texts = []
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    texts.append(path.read_bytes().decode("utf-8", "replace"))
start = time.process_time()
for given in texts:
    nlp(given)
print(len(texts) / (time.process_time() - start) * 3600)
""",
}


def peers(folder: Path, files: int, python: str) -> Iterator[Row]:
    """Documents an hour of one processor, the same texts: congvan and the peers that are installed beside it.

    Batch is counted with all its processes and its start, peers without theirs.
    """
    letters.fill(folder / "kho", files, SEED, hostile_share=0.0)
    ran = watched("batch", folder / "kho", "-o", folder / "ra", "--to", "jsonl", "-q", "--jobs", 1)
    yield Row(f"congvan batch, {files:,} files", f"{files / ran.cpu * 3600:,.0f} documents an hour of a processor")
    for name, script in PEERS.items():
        told = subprocess.run([python, "-c", script, str(folder / "kho")], capture_output=True, text=True, check=False)
        value = f"{float(told.stdout.split()[-1]):,.0f}" if told.returncode == 0 else "not installed"
        yield Row(f"{name}, the same files", value)


# --- Table ----------------------------------------------------------------------------------------------------------


def main() -> int:
    """Print the table; 1 when a mark is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=100_000)
    asked.add_argument("--sample", type=int, default=1_000, help="files of the parts that are run several times")
    asked.add_argument("--median", type=int, default=letters.MEDIAN, help="half of the documents have fewer bytes")
    asked.add_argument("--only", choices=["whole", "jobs", "overhead", "local", "peers"])
    asked.add_argument("--peers", metavar="PYTHON", help="the Python in which invoice2data and edsnlp are installed")
    asked.add_argument("--folder", help="where the made archive is put (default: a temporary folder)")
    given = asked.parse_args()
    letters.MEDIAN = given.median
    parts: dict[str, Callable[[Path], Iterator[Row]]] = {
        "whole": lambda folder: whole(folder, given.files),
        "jobs": lambda folder: jobs(folder, given.sample),
        "overhead": lambda folder: overhead(folder, given.sample),
        "local": lambda folder: local(folder, given.sample),
    }
    if given.peers:
        parts["peers"] = lambda folder: peers(folder, min(given.sample, 300), given.peers)
    missed = 0
    print("| what | measured | mark | |\n|---|---|---|---|", flush=True)
    for name, part in parts.items():
        if given.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="congvan-", dir=given.folder) as folder:
                for row in part(Path(folder)):
                    missed += row.kept is False
                    seal = {None: "", True: "kept", False: "MISSED"}[row.kept]
                    print(f"| {row.what} | {row.value} | {row.mark} | {seal} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
