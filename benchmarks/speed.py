"""Speed of congvan against named peers, measured in one run on this machine and printed as a table (see README.md).

Nothing heavy is imported before the memory of the child processes is measured: Linux counts in a child's peak what its
parent weighed when it was started.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
MARKS = {"tvpl": ("fast", 8.0), "gold": ("words", 2.0)}
"""The folders of the corpus that have a mark for the warm parse, without words or with them."""

SAMPLES = ROOT / "samples"
PLAIN = SAMPLES / "bai-viet" / "tin-khong-co-viec.txt"
ORDERS = SAMPLES / "thong-bao" / "ket-luan-dau-muc-don-vi.txt"
LIBRARIES = [sys.executable, "-c", "import typer, pydantic, regex"]
SPACY = [sys.executable, "-c", "import spacy"]
CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
MEGABYTE = 1_000_000
LONGEST = 20.0
"""A hostile text that takes so many seconds is not doubled again."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, how much, against what, the ratio, and the mark it must keep."""

    what: str
    took: str
    against: str
    ratio: float | None = None
    most: float | None = None
    least: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the ratio keeps the mark."""
        return self.ratio is None or (
            (self.most is None or self.ratio <= self.most) and (self.least is None or self.ratio >= self.least)
        )

    @property
    def mark(self) -> str:
        """The mark in words."""
        return f"≤ {self.most:g}" if self.most else f"≥ {self.least:g}" if self.least else ""


def congvan(*arguments: object) -> list[str]:
    """The command line of the program that stands beside this Python."""
    beside = shutil.which("congvan", path=str(Path(sys.executable).parent))
    return [*([beside] if beside else [sys.executable, "-m", "congvan"]), *map(str, arguments)]


# --- Cold -----------------------------------------------------------------------------------------------------------

COLD = {
    "congvan --help": (congvan("--help"), "libraries", 1.3),
    "congvan schema": (congvan("schema"), "libraries", 1.3),
    "congvan parse, nothing for words": (congvan("parse", PLAIN), "libraries", 1.8),
    "congvan parse --fast": (congvan("parse", "--fast", ORDERS), "libraries", 1.8),
    "congvan parse, with words": (congvan("parse", ORDERS), "spacy", 1.3),
}
"""What is started, against which import, and how many times its time is allowed."""

PEERS = {"libraries": (LIBRARIES, "import typer, pydantic, regex"), "spacy": (SPACY, "import spacy")}


def ran(command: Sequence[str]) -> tuple[float, float]:
    """Run a command: its time in seconds, its peak memory in MB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=CLEAN)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {child.returncode}")
    return took, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def cold(rounds: int) -> Iterator[Row]:
    """Start-up times, each command in turn in every round after a first that is not counted; medians."""
    commands = {name: command for name, (command, _) in PEERS.items()} | {name: row[0] for name, row in COLD.items()}
    times: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, float] = {}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            took, memory[name] = ran(command)
            times[name].append(took)
    middle = {name: statistics.median(all_times[1:]) for name, all_times in times.items()}
    for name, (_, peer, most) in COLD.items():
        against = f"{middle[peer] * 1000:.0f} ms {PEERS[peer][1]}"
        yield Row(name, f"{middle[name] * 1000:.0f} ms", against, middle[name] / middle[peer], most)
    for name, most in (("congvan parse, nothing for words", 120), ("congvan parse --fast", 120)):
        yield Row(f"memory of {name}", f"{memory[name]:.0f} MB", f"{most} MB", memory[name] / most, 1)
    yield Row("memory of congvan parse, with words", f"{memory['congvan parse, with words']:.0f} MB", "")


# --- Warm -----------------------------------------------------------------------------------------------------------


def warm(folder: Path, rounds: int = 3) -> Iterator[Row]:
    """Characters a second of a warm pass over a folder and of pyvi's over the same one, the best of some rounds.

    Passes take turns, each in a process of its own (`one_pass.py`) that reads no text twice.
    """
    from one_pass import texts

    found = texts(folder)
    if not found:
        raise SystemExit(f"{folder}: no .txt in it")
    took: dict[str, list[float]] = {"pyvi": [], "fast": [], "words": []}
    for _ in range(rounds):
        for name, times in took.items():
            times.append(_pass(name, folder))
    speed = {name: sum(map(len, found)) / min(times) for name, times in took.items()}
    against = f"{speed['pyvi'] / 1000:,.0f} k/s ViTokenizer.tokenize"
    place = f"{len(found)} documents of {folder.name}"
    of, least = MARKS.get(folder.name, ("", 0.0))
    for name, told in (("fast", "--fast"), ("words", "with words")):
        ratio = speed[name] / speed["pyvi"]
        mark = least if name == of else None
        yield Row(f"warm parse {told}, {place}", f"{speed[name] / 1000:,.0f} k/s", against, ratio, least=mark)


def _pass(worker: str, folder: Path) -> float:
    command = [sys.executable, str(Path(__file__).with_name("one_pass.py")), worker, str(SAMPLES), str(folder)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=CLEAN).stdout)


# --- Hostile --------------------------------------------------------------------------------------------------------


def grown(make: Callable[[int], str]) -> tuple[int, float, float]:
    """Double a text up to a megabyte, or until it takes too long: its last length, its time, that of the half."""
    from hostile import seconds

    size, half = MEGABYTE // 16, 0.0
    while True:
        text = make(size)
        took = min(seconds(text) for _ in range(3 if size >= MEGABYTE // 2 else 1))
        if size >= MEGABYTE or took > LONGEST:
            return size, took, half
        size, half = size * 2, took


def hostile_rows(*, every: bool) -> Iterator[Row]:
    """Doubling at most doubles, within a quarter: hostile texts of half a megabyte and of a whole one."""
    sys.path.insert(0, str(ROOT / "tests"))
    from hostile import HOSTILE, ROOMS, USUAL, hostile, seconds

    seconds(hostile(HOSTILE["one repeated line"], "in a body", 2000))
    for name, unit in HOSTILE.items():
        for room in ROOMS if every else ("alone", "in a body") if name in USUAL else ():
            size, took, half = grown(lambda size: hostile(unit, room, size))  # noqa: B023 (called at once)
            against = f"{half:.2f} s for {size / 2e6:.2f} MB"
            yield Row(f"{name}, {room}, {size / 1e6:.2f} MB", f"{took:.2f} s", against, took / max(half, 0.05), 2.5)


# --- The table ------------------------------------------------------------------------------------------------------


def show(rows: list[Row], *, markdown: bool) -> None:
    """Print the rows as a table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.MARKDOWN if markdown else box.SIMPLE_HEAD)
    for head in ("what", "took", "against", "ratio", "mark", ""):
        table.add_column(head, justify="left" if head in ("what", "against") else "right")
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        verdict = "" if not row.mark else "kept" if row.kept else "[red]missed"
        table.add_row(row.what, row.took, row.against, ratio, row.mark, verdict)
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def main() -> int:
    """Measure, print; the exit code is 1 where a mark was missed."""
    parser = argparse.ArgumentParser(description="Measure congvan's speed against named peers.")
    default = [CORPUS / name for name in MARKS] if CORPUS.is_dir() else [SAMPLES]
    parser.add_argument("folders", nargs="*", type=Path, default=default, help="texts for the warm parse")
    parser.add_argument("--rounds", type=int, default=11, help="how many times each command is started (11)")
    parser.add_argument("--only", choices=("cold", "warm", "hostile"), help="one part of it")
    parser.add_argument("--every", action="store_true", help="all hostile texts in all places, not the usual ones")
    parser.add_argument("--markdown", action="store_true", help="a table for the README")
    asked = parser.parse_args()
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "cold": lambda: cold(asked.rounds),
        "warm": lambda: (row for folder in asked.folders for row in warm(folder)),
        "hostile": lambda: hostile_rows(every=asked.every),
    }
    rows = [row for name, part in parts.items() if asked.only in (None, name) for row in part()]
    show(rows, markdown=asked.markdown)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
