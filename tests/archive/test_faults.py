"""What goes wrong overnight: after the next run every file is done once, and stores equal an undisturbed run's."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from made_archives import Run, Start, count, fill, held, letter, readers, report, sabotaged, stored, until

KINDS = ("jsonl", "json", "sqlite", "parquet")


def undisturbed(run: Run, dest: str = "yen", kinds: tuple[str, ...] = ("jsonl",)) -> None:
    """Fill a destination with nothing in the way."""
    for kind in kinds:
        run("batch", "kho", "-o", dest, "--to", kind, "--quiet")


def test_killed_workers_cost_nothing(tmp_path: Path, start: Start, run: Run) -> None:
    """`kill -9` of workers in the middle: every document is read, the store is the same."""
    fill(tmp_path / "kho", 300)
    process = start("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    for least in (10, 60, 120):
        until(lambda least=least: count(tmp_path / "ra") > least or process.poll() is not None)  # type: ignore[misc]
        for worker in readers(process.pid)[:1]:
            worker.kill()
    process.communicate(timeout=300)

    undisturbed(run)
    told = report(tmp_path / "ra")

    assert (1, 288, 12) == (process.returncode, told["run"]["read"], told["run"]["failed"])
    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")


def killed_at_random(tmp_path: Path, start: Start, run: Run, moments: int, seed: int) -> None:
    """Kill the program at random moments of its work, so often; then run it to its end."""
    fill(tmp_path / "kho", 250)
    chance = random.Random(seed)
    begun = time.monotonic()
    undisturbed(run, kinds=KINDS)
    longest = max(2.0, time.monotonic() - begun)
    for moment in range(moments):
        process = start("batch", "kho", "-o", "ra", "--to", KINDS[moment % len(KINDS)], "--quiet")
        time.sleep(chance.uniform(0.2, longest / 3))
        process.kill()
        process.wait()
    undisturbed(run, "ra", KINDS)


def test_the_program_killed_at_random_moments(tmp_path: Path, start: Start, run: Run) -> None:
    """`kill -9` of the program itself: the next run goes on, and every store is that of an undisturbed one."""
    killed_at_random(tmp_path, start, run, 4, seed=4)

    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(5))
def test_the_program_killed_at_twenty_moments(seed: int, tmp_path: Path, start: Start, run: Run) -> None:
    """Twenty times, and that five times."""
    killed_at_random(tmp_path, start, run, 20, seed)

    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")


@pytest.fixture
def aside() -> Iterator[Path]:
    """A folder for what programs put aside; its name is short, as sockets stand in it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def test_workers_end_with_the_program(
    tmp_path: Path, aside: Path, start: Start, apart: Run, environment: dict[str, str]
) -> None:
    """Nobody goes on reading when the program was killed; what it put aside is removed by the next that reads."""
    fill(tmp_path / "kho", 300)
    process = start(
        "batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet", TMPDIR=str(aside), **held(tmp_path, environment)
    )
    until(lambda: count(tmp_path / "ra") > 10)
    left = psutil.Process(process.pid).children(recursive=True)

    process.kill()
    process.wait()

    _, alive = psutil.wait_procs(left, timeout=60)
    before = len(list(aside.iterdir()))
    apart("batch", "kho/0/0000.txt", "-o", "-", "-q", TMPDIR=str(aside))

    assert ([], 2, []) == (alive, before, list(aside.iterdir()))


def test_the_document_that_kills_is_found(tmp_path: Path, apart: Run, environment: dict[str, str]) -> None:
    """A document whose reader dies, hangs or has no memory is set aside with the reason; the others are read."""
    fill(tmp_path / "kho", 24)
    for name in ("giet", "treo", "het-bo-nho"):
        (tmp_path / "kho/2" / f"{name}.txt").write_text(letter(subject=name), encoding="utf-8")

    ran = apart("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "--timeout", "3", **sabotaged(environment))

    told = {line.partition(": ")[0]: line.partition(": ")[2] for line in ran.err}
    assert (1, 24) == (ran.code, report(tmp_path / "ra")["run"]["read"])
    assert {"kho/2/giet.txt", "kho/2/treo.txt", "kho/2/het-bo-nho.txt"} == set(told)
    assert "làm chết tiến trình đọc (tín hiệu 9)" in told["kho/2/giet.txt"]
    assert "đọc quá thời hạn 3 giây (--timeout)" == told["kho/2/treo.txt"]
    assert "MemoryError" in told["kho/2/het-bo-nho.txt"]


def test_what_was_set_aside_is_tried_again_when_asked(
    tmp_path: Path, apart: Run, run: Run, environment: dict[str, str]
) -> None:
    """A second run leaves it; with `--retry` it is read."""
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho/giet.txt").write_text(letter(), encoding="utf-8")
    apart("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", **sabotaged(environment))

    left, read = run("batch", "kho", "-o", "ra", "-q"), run("batch", "kho", "-o", "ra", "-q", "--retry")

    assert (1, 0, 1) == (left.code, read.code, report(tmp_path / "ra")["archive"]["records"])


def test_a_file_that_vanishes_is_told(tmp_path: Path, apart: Run, run: Run, environment: dict[str, str]) -> None:
    """Listed, then gone: one failure, and on the next run nothing is known of it."""
    fill(tmp_path / "kho", 10)
    (tmp_path / "kho/bien-mat.txt").write_text(letter(), encoding="utf-8")
    first = apart("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", **sabotaged(environment))
    undisturbed(run)

    again = run("batch", "kho", "-o", "ra", "-q")

    assert (1, ["kho/bien-mat.txt: không có tệp này; hãy kiểm tra lại tên và đường dẫn"], 0) == (
        first.code, first.err, again.code,
    )  # fmt: skip
    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, apart: Run, run: Run, environment: dict[str, str]
) -> None:
    """One line, a failure, the others are read; what was known of it stays."""
    fill(tmp_path / "kho/cam-vao", 5)
    fill(tmp_path / "kho/duoc", 5)
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "-q")
    before = stored(tmp_path / "ra")

    closed = apart("batch", "kho", "-o", "ra", "-q", **sabotaged(environment))

    assert (1, 1, before) == (closed.code, len(closed.err), stored(tmp_path / "ra"))
    assert "kho/cam-vao: không mở được thư mục" in closed.err[0]
    assert 0 == run("batch", "kho", "-o", "ra", "-q").code


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of so many bytes; skips where one may not be made."""
    folder = tmp_path / "dia"
    folder.mkdir()

    def sized(size: str) -> Path:
        how = ["-o", f"remount,size={size}"] if os.path.ismount(folder) else ["-t", "tmpfs", "-o", f"size={size}"]
        made = subprocess.run(["mount", *how, "tmpfs", folder], capture_output=True, check=False)
        if made.returncode:
            pytest.skip("only root may mount a small disk")
        return folder

    yield sized
    if os.path.ismount(folder):
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.skipif(not shutil.which("mount") or os.name == "nt", reason="no mount here")
@pytest.mark.parametrize("size", ["100k", "300k", "700k"])
def test_a_full_disk_is_one_line(
    size: str, tmp_path: Path, small_disk: Callable[[str], Path], apart: Run, run: Run
) -> None:
    """A disk that is full in the middle: one line, 1, and with more room the next run ends as an undisturbed one."""
    fill(tmp_path / "kho", 100)
    small_disk(size)

    full = [apart("batch", "kho", "-o", "dia/ra", "--to", kind, "-q") for kind in ("jsonl", "sqlite")]
    small_disk("50m")
    undisturbed(run, "dia/ra", ("jsonl", "sqlite"))
    undisturbed(run, kinds=("jsonl", "sqlite"))

    lines = [line for line in full[-1].err if "PDF" not in line]
    assert (1, 1, True) == (full[-1].code, len(lines), "không ghi được" in lines[0])
    assert stored(tmp_path / "yen") == stored(tmp_path / "dia/ra")


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_not_utf8(tmp_path: Path, run: Run) -> None:
    """It is read; its record says U+FFFD where the letters are none; the tree has the very name."""
    (tmp_path / "kho").mkdir()
    path = os.fsencode(tmp_path / "kho") + b"/c\xf4ng v\xe3n.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write(letter())

    codes = [run("batch", "kho", "-o", "ra", "--to", kind, "-q").code for kind in ("json", "jsonl", "sqlite")]
    listed = run("batch", "--files-from", "-", "-o", "-", "-q", stdin=b"kho/c\xf4ng v\xe3n.txt\n")

    assert ([0, 0, 0], 0) == (codes, listed.code)
    assert "kho/c\ufffdng v\ufffdn.txt" in (tmp_path / "ra/records.jsonl").read_text(encoding="utf-8")
    assert os.path.exists(os.fsencode(tmp_path / "ra") + b"/c\xf4ng v\xe3n.txt.json")


def test_a_thousand_folders_deep(tmp_path: Path, run: Run) -> None:
    """Folders in folders, a thousand deep: no recursion, no file lost."""
    folder = tmp_path / "kho" / "/".join("d" * 1000)
    subprocess.run(["mkdir", "-p", folder], check=True)
    (folder / "x.txt").write_text(letter(), encoding="utf-8")

    ran = run("batch", "kho", "-o", "ra", "--to", "json", "-q")

    mirrored = os.path.exists(os.path.join(tmp_path, "ra", *"d" * 1000, "x.txt.json"))
    subprocess.run(["rm", "-r", tmp_path / "kho", tmp_path / "ra"], check=True)  # Python's own calls itself
    assert (0, True) == (ran.code, mirrored)


@pytest.mark.parametrize("wide", [3_000, pytest.param(100_000, marks=pytest.mark.nightly)])
def test_a_wide_folder(wide: int, tmp_path: Path, run: Run) -> None:
    """So many files in one folder, most of the same bytes: each is recorded, and again nothing is done."""
    (tmp_path / "kho").mkdir()
    for number in range(wide):
        (tmp_path / f"kho/{number}.txt").write_text(letter(number % 10), encoding="utf-8")

    first = run("batch", "kho", "-o", "ra", "--to", "jsonl", "-q")
    told = report(tmp_path / "ra")["run"]
    again = run("batch", "kho", "-o", "ra", "-q")

    assert (0, 0, 10, wide - 10) == (first.code, again.code, told["read"], told["same_bytes"])
    assert wide == report(tmp_path / "ra")["run"]["unchanged"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_loops_of_links_are_left(tmp_path: Path, run: Run) -> None:
    """A link to a folder above is told of and left; a link to another folder is walked."""
    fill(tmp_path / "kho", 5)
    (tmp_path / "kho/0/len").symlink_to("..")
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ngoai/a.txt").write_text(letter(), encoding="utf-8")
    (tmp_path / "ngoai/ve").symlink_to("../kho")
    (tmp_path / "kho/ra-ngoai").symlink_to("../ngoai")

    ran = run("batch", "kho", "-o", "ra", "--to", "jsonl", "-q")

    loops = ["kho/0/len", "kho/ra-ngoai/ve"]
    assert (0, loops, 6) == (
        ran.code, [line.partition(": ")[0] for line in ran.err], report(tmp_path / "ra")["archive"]["records"],
    )  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files there")
def test_what_never_ends_is_not_read(tmp_path: Path, run: Run) -> None:
    """A pipe among the files is passed by; one that is named is a failure."""
    fill(tmp_path / "kho", 3)
    os.mkfifo(tmp_path / "kho/ong.txt")

    walked = run("batch", "kho", "-o", "-", "-q")
    named = run("batch", "kho/ong.txt", "-o", "-", "-q")

    assert (0, 3, 1, ["kho/ong.txt: không phải tệp thường; bỏ qua"]) == (
        walked.code, len(walked.out.splitlines()), named.code, named.err,
    )  # fmt: skip


def test_a_power_cut_leaves_whole_files(tmp_path: Path, start: Start, run: Run) -> None:
    """What a killed run leaves in a tree is whole records, and drafts that the next run writes over or away."""
    fill(tmp_path / "kho", 200)
    process = start("batch", "kho", "-o", "ra", "--to", "json", "--quiet")
    until(lambda: count(tmp_path / "ra") > 50)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    undisturbed(run, "ra", ("json",))
    undisturbed(run, kinds=("json",))

    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")
