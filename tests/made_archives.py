"""What the tests of archives share beside fixtures: made archives, and what is read of a destination."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

SABOTEUR = str(Path(__file__).parent / "archive" / "saboteur")
CONGVAN = [sys.executable, "-m", "congvan"]
LETTER = (
    "UBND XÃ MẪU\nSố: {number}/TB-UBND\n\nMẫu, ngày 05 tháng 3 năm 2024\n\nTHÔNG BÁO\nVề việc {subject}\n\n{body}\n"
)


def letter(number: int = 1, subject: str = "trồng cây", body: str = "1. Các trường trồng cây.") -> str:
    """A short document."""
    return LETTER.format(number=number, subject=subject, body=body)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a program did: its exit code, its standard output, the lines of its standard error."""

    code: int
    out: bytes
    err: list[str]


Run = Callable[..., Ended]
Start = Callable[..., "subprocess.Popen[bytes]"]


def fill(folder: Path, count: int, seed: int = 0) -> None:
    """Write short documents that differ, a few of them broken."""
    for number in range(count):
        place = folder / f"{number % 5}"
        place.mkdir(parents=True, exist_ok=True)
        text = letter(number + 1000 * seed, f"việc số {number}", f"1. Phòng Nội vụ rà soát mục {number}.")
        (place / f"{number:04}.txt").write_bytes(b"%PDF-\0" if number % 25 == 24 else text.encode())


def sabotaged(environment: dict[str, str]) -> dict[str, str]:
    """The environment in which files are dangerous by their names."""
    return {"PYTHONPATH": os.pathsep.join([SABOTEUR, environment.get("PYTHONPATH", "")])}


def held(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """The environment in which no run over `kho` comes to its end as long as there is a file `khoa` beside it."""
    (folder / "khoa").touch()
    (folder / "kho/1/doi.txt").write_text(letter(subject="đợi"), encoding="utf-8")
    return {**sabotaged(environment), "KHOA": str(folder / "khoa")}


def lines(dest: Path) -> list[Any]:
    """The records of a destination's JSON Lines."""
    return [json.loads(line) for line in (dest / "records.jsonl").read_bytes().splitlines()]


def report(dest: Path) -> Any:
    """The report of a destination."""
    return json.loads((dest / "report.json").read_text(encoding="utf-8"))


def stored(dest: Path) -> dict[str, str]:
    """The digests of what a destination publishes: its stores, file by file."""
    own = ("journal.sqlite", ".lock", "report.json", ".search")
    files = (path for path in sorted(dest.rglob("*")) if path.is_file() and not path.name.startswith(own))
    return {str(path.relative_to(dest)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def count(dest: Path) -> int:
    """How many files the journal knows."""
    try:
        db = sqlite3.connect(f"file:{dest}/journal.sqlite?mode=ro", uri=True)
        return int(db.execute("SELECT count(*) FROM files").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def readers(pid: int) -> list[psutil.Process]:
    """The processes that read for one: below it, and above nobody."""
    try:
        found = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return [child for child in found if not _children(child) and "resource_tracker" not in _command(child)]


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.NoSuchProcess:
        return []


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def until(true: Callable[[], bool], seconds: float = 300) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
