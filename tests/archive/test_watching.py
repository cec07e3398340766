"""`congvan watch`: what comes is read, what changes is read again, what goes is forgotten; nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from hashlib import sha256
from pathlib import Path

import psutil
import pytest

from made_archives import Run, Start, fill, letter, lines, report, stored, until

pytest.importorskip("watchfiles")
OPTIONS = ("--to", "jsonl", "--settle", "0.5", "--jobs", "1")


def names(dest: Path) -> set[str]:
    """The files whose records are published."""
    try:
        return {record["source"]["name"] for record in lines(dest)}
    except FileNotFoundError:
        return set()


def published(dest: Path) -> dict[str, str]:
    """The files whose records are published, and the digest of each."""
    return {record["source"]["name"]: record["source"]["sha256"] for record in lines(dest)}


def ended(process: subprocess.Popen[bytes]) -> int:
    """Stop a watch as Ctrl-C does."""
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=300)
    return process.returncode


def test_files_come_change_and_go(tmp_path: Path, start: Start, run: Run) -> None:
    """What was there, new files, whole folders, changes, ends: the store follows, and is a fresh run's at last."""
    kho, ra = tmp_path / "kho", tmp_path / "ra"
    fill(kho, 5)
    process = start("watch", "kho", "-o", "ra", *OPTIONS)
    until(lambda: len(names(ra)) == 5)
    (kho / "moi.txt").write_text(letter(7), encoding="utf-8")
    fill(tmp_path / "ben", 5, seed=3)
    (tmp_path / "ben").rename(kho / "ben")
    until(lambda: len(names(ra)) == 11)
    (kho / "moi.txt").write_text(letter(8, "đã đổi"), encoding="utf-8")
    (kho / "0/0000.txt").unlink()
    shutil.rmtree(kho / "ben/1")
    until(lambda: len(names(ra)) == 9 and any(record["subject"]["text"] == "đã đổi" for record in lines(ra)))

    code = ended(process)
    run("batch", "kho", "-o", "yen", "--to", "jsonl", "--quiet")

    assert 130 == code
    assert stored(tmp_path / "yen") == stored(ra)


def test_a_file_that_is_being_written_is_waited_for(tmp_path: Path, start: Start) -> None:
    """It is read once, whole."""
    (tmp_path / "kho").mkdir()
    process = start("watch", "kho", "-o", "ra", "--to", "jsonl", "--settle", "3", "--jobs", "1")
    until(lambda: (tmp_path / "ra/report.json").exists())
    with open(tmp_path / "kho/dai.txt", "w", encoding="utf-8") as file:
        file.write(letter())
        for number in range(2, 6):
            file.write(f"{number}. Các trường làm việc thứ {number}.\n")
            file.flush()
            time.sleep(0.2)
    until(lambda: names(tmp_path / "ra") == {"kho/dai.txt"})
    (found,) = lines(tmp_path / "ra")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=300)

    assert (5, 1) == (len(found["sections"]), told.decode().count("đọc 1,"))


def test_globs_and_the_destination_inside(tmp_path: Path, start: Start) -> None:
    """What is left out stays out, and the destination does not watch itself."""
    (tmp_path / "kho").mkdir()
    process = start("watch", "kho", "-o", "kho/ra", "--to", "json", "--settle", "0.3", "-j1", "--exclude", "*.bak")
    until(lambda: (tmp_path / "kho/ra/report.json").exists())
    for name in ("a.txt", "a.txt.bak"):
        (tmp_path / "kho" / name).write_text(letter(), encoding="utf-8")
    until(lambda: (tmp_path / "kho/ra/a.txt.json").exists())
    time.sleep(1.5)
    ended(process)

    assert ["a.txt.json", "report.json"] == sorted(path.name for path in (tmp_path / "kho/ra").rglob("*.json"))
    assert 1 == report(tmp_path / "kho/ra")["archive"]["records"]


def soak(tmp_path: Path, start: Start, run: Run, seconds: float) -> None:
    """Let files arrive, change and vanish for a while; memory must not grow, and nothing be lost."""
    kho, chance, number = tmp_path / "kho", random.Random(1), 0
    fill(kho, 20)
    process = start("watch", "kho", "-o", "ra", *OPTIONS, "--rescan", "60", "--quiet")  # nobody reads what it tells
    until(lambda: len(names(tmp_path / "ra")) == 20)
    end, sizes = time.monotonic() + seconds, []
    while time.monotonic() < end:
        number += 1
        files = sorted(kho.rglob("*.txt"))
        match chance.random():
            case draw if draw < 0.4 or len(files) < 10:
                (kho / f"{number % 3}" / f"moi-{number}.txt").write_text(letter(number), encoding="utf-8")
            case draw if draw < 0.7:
                chance.choice(files).write_text(letter(number, f"đổi lần {number}"), encoding="utf-8")
            case _:
                chance.choice(files).unlink()
        time.sleep(chance.uniform(0.01, 0.3))
        if number % 50 == 0:
            sizes.append(psutil.Process(process.pid).memory_info().rss)
    present = {str(path.relative_to(tmp_path)): sha256(path.read_bytes()).hexdigest() for path in kho.rglob("*.txt")}
    end = time.monotonic() + 120
    while time.monotonic() < end and published(tmp_path / "ra") != present:
        time.sleep(0.5)
    assert (None, []) == (process.poll(), sorted(published(tmp_path / "ra").items() ^ present.items()))

    code = ended(process)
    run("batch", "kho", "-o", "yen", "--to", "jsonl", "--quiet")

    third = max(1, len(sizes) // 3)
    before, after = sum(sizes[:third]) / third, sum(sizes[-third:]) / third
    print(f"{number} changes, {before / 2**20:.0f} MB in the first third, {after / 2**20:.0f} MB in the last")
    assert (130, True) == (code, after < before * 1.15 + 2**20)
    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")


@pytest.mark.nightly
def test_ten_minutes_of_changes(tmp_path: Path, start: Start, run: Run) -> None:
    """Ten minutes: nothing lost, no growth."""
    soak(tmp_path, start, run, float(os.environ.get("SOAK_SECONDS", "600")))
