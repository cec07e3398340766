"""Scans have a queue of their own: texts land first, and the order of records does not tell who was read when."""

from __future__ import annotations

import json
import os
import signal
import time
import zipfile
from pathlib import Path

import pytest

from congvan import open_store
from congvan.archive.intake import Intake
from congvan.archive.journal import Version
from congvan.archive.scans import Scans
from congvan.archive.sources import Entry
from congvan.archive.work import Settings
from congvan.loaders import readers
from made_archives import Run, Start, count, letter, lines, report, stored, until

Image = pytest.importorskip("PIL.Image", reason="needs the extra [scan]")
READS = pytest.mark.skipif("vie" not in readers.languages(), reason="needs tesseract with Vietnamese")

READER = """#!/bin/sh
if [ "$1" = --list-langs ]; then echo "List:"; echo vie; exit; fi
cat > /dev/null
mkdir "{folder}/busy" || echo two at a time >> "{folder}/log"
echo "$OMP_THREAD_LIMIT" >> "{folder}/log"
while [ -e "{folder}/wait" ]; do sleep 0.05; done
rmdir "{folder}/busy"
cat "{folder}/seen.tsv"
"""
"""Stands for tesseract: sees the same words in every picture, waits as long as it is told to, and takes notes."""

WORDS = ("THÔNG", "BÁO", "trồng", "cây")


class Reader:
    """A reader of pictures that does what a test says."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.path = folder, f"{folder}{os.pathsep}{os.environ['PATH']}"
        program = folder / "tesseract"
        program.write_text(READER.format(folder=folder), encoding="utf-8")
        program.chmod(0o755)
        rows = (f"5\t1\t1\t1\t{at}\t1\t100\t{30 * at}\t200\t20\t96\t{word}" for at, word in enumerate(WORDS, 1))
        (folder / "seen.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def wait(self) -> None:
        """Have it wait from now on."""
        (self.folder / "wait").touch()

    def go(self) -> None:
        """Let it go on."""
        (self.folder / "wait").unlink()

    @property
    def log(self) -> list[str]:
        """For each picture how many threads it might use; more where two were read at a time."""
        made = self.folder / "log"
        return made.read_text().splitlines() if made.exists() else []


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader that a process finds before the real one, with its path."""
    return Reader(tmp_path / "may-doc")


def picture(path: Path, shade: int = 255, pages: int = 1) -> None:
    """A picture of so many pages that differs from one of another shade."""
    made = [Image.new("L", (1850, 160), shade - page) for page in range(pages)]
    made[0].save(path, save_all=pages > 1, append_images=made[1:]) if pages > 1 else made[0].save(path)


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """A scan, a hundred texts behind it, and a zip with a scan between two texts."""
    folder = tmp_path / "kho"
    folder.mkdir()
    picture(folder / "0.png")
    for number in range(100):
        (folder / f"{number:03}.txt").write_text(letter(number, f"việc số {number}"), encoding="utf-8")
    picture(tmp_path / "b.png", 250)
    with zipfile.ZipFile(folder / "goi.zip", "w") as package:
        package.writestr("a.txt", letter(1000))
        package.write(tmp_path / "b.png", "b.png")
        package.writestr("c.txt", letter(1001))
    return folder


NAMES = ["kho/0.png", *(f"kho/{number:03}.txt" for number in range(100)), *(f"kho/goi.zip!/{name}" for name in
         ("a.txt", "b.png", "c.txt"))]  # fmt: skip


def named(found: list[bytes]) -> list[str]:
    """The names of records, in the order in which names are sorted: that of paths."""
    return [json.loads(line)["source"]["name"] for line in found]


@pytest.mark.parametrize("jobs", [1, 2])
def test_texts_land_before_scans(jobs: int, kho: Path, reader: Reader, start: Start, apart: Run) -> None:
    """While a scan that came first is still read, a hundred texts behind it are done; their order is that of names."""
    reader.wait()
    process = start("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "-j", jobs, PATH=reader.path)
    until(lambda: count(kho.parent / "ra") == 100 and bool(reader.log))
    time.sleep(0.5)
    waiting = (process.poll(), count(kho.parent / "ra"))
    reader.go()
    _, told = process.communicate(timeout=300)

    apart("batch", "kho", "-o", "yen", "--to", "jsonl", "-q", "-j", 1, PATH=reader.path)

    assert ((None, 100), 0, b"") == (waiting, process.returncode, told)
    assert sorted(NAMES) == named((kho.parent / "ra/records.jsonl").read_bytes().splitlines())
    assert stored(kho.parent / "yen") == stored(kho.parent / "ra")


def test_a_mirrored_tree_has_the_texts_already(kho: Path, reader: Reader, start: Start) -> None:
    """Whoever looks while scans are read finds the records of all texts."""
    reader.wait()
    process = start("batch", "kho", "-o", "ra", "-q", "-j1", PATH=reader.path)
    until(lambda: bool(reader.log))

    found = len(list((kho.parent / "ra").glob("*.json")))
    reader.go()
    process.communicate(timeout=300)

    assert (100, 104) == (found, len(list(open_store(kho.parent / "ra"))))


def test_a_reader_has_one_thread_and_one_page(tmp_path: Path, reader: Reader, apart: Run) -> None:
    """A run with one process reads one page at a time, with one thread."""
    (tmp_path / "kho").mkdir()
    picture(tmp_path / "kho/a.tif", pages=4)
    picture(tmp_path / "kho/b.png", 240)

    ran = apart("batch", "kho", "-o", "ra", "-q", "-j1", PATH=reader.path)

    assert (0, ["1"] * 5) == (ran.code, reader.log)


def test_pages_share_the_processors(tmp_path: Path) -> None:
    """One scan alone is read by as many as there are; of several each has its share, and at least one."""
    scans, shares = Scans(), []
    intake = Intake(None, Version(0, 0), Settings(True, None, 1, 1.0), 9, 4, scans)
    for many in (1, 3, 5):
        for number in range(many):
            scans.put(Entry(f"{many}-{number}.png", "x"), "")
        made = [job for group in intake.scanned() for job in group or ()]
        shares.append([job.work.scan for job in made])
        for job in made:
            intake.back(job)

    assert [[4], [1, 1, 1], [1] * 5] == shares


def test_a_second_run_reads_no_picture(kho: Path, reader: Reader, apart: Run) -> None:
    """Scans stand in the journal like texts; the same picture under two names is read once."""
    picture(kho / "zz.png")
    apart("batch", "kho", "-o", "ra", "-q", "-j2", PATH=reader.path)
    first = len(reader.log)

    apart("batch", "kho", "-o", "ra", "-q", PATH=reader.path)

    told = report(kho.parent / "ra")
    assert (2, 2, 103, 105) == (first, len(reader.log), told["run"]["unchanged"], told["archive"]["records"])


def test_the_stream_waits_for_a_scan_in_its_order(kho: Path, reader: Reader, apart: Run) -> None:
    """`-o -` gives the records in the order of names, scans where they stand."""
    ran = apart("batch", "kho", "-o", "-", "-q", "-j2", PATH=reader.path)

    assert (0, sorted(NAMES)) == (ran.code, named(ran.out.splitlines()))


def test_killed_while_a_scan_is_read(kho: Path, reader: Reader, start: Start, apart: Run) -> None:
    """The texts stay done, the scans are read by the next run."""
    reader.wait()
    process = start("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "-j1", PATH=reader.path)
    until(lambda: bool(reader.log))
    process.kill()
    process.wait()
    reader.go()

    apart("batch", "kho", "-o", "ra", "-q", "-j1", PATH=reader.path)
    told = report(kho.parent / "ra")["run"]
    apart("batch", "kho", "-o", "yen", "--to", "jsonl", "-q", "-j1", PATH=reader.path)

    assert (100, 4) == (told["unchanged"], told["read"])
    assert stored(kho.parent / "yen") == stored(kho.parent / "ra")


def test_interrupted_while_a_scan_is_read(kho: Path, reader: Reader, start: Start) -> None:
    """Ctrl-C waits for the scan in flight, and ends with 130."""
    reader.wait()
    process = start("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "-j1", PATH=reader.path)
    until(lambda: bool(reader.log))
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    told = process.stderr.readline().decode()
    reader.go()
    process.communicate(timeout=300)

    assert ("Đang dừng", 130, True) == (told[:9], process.returncode, count(kho.parent / "ra") > 100)


def test_never_is_one_line_each(kho: Path, reader: Reader, apart: Run) -> None:
    """`--ocr never` reads no picture and says so; texts beside it in a zip are read."""
    ran = apart("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "--ocr", "never", PATH=reader.path)

    reason = "là ảnh, muốn đọc phải nhận dạng chữ; hãy bỏ --ocr never"
    assert (1, [f"kho/0.png: {reason}", f"kho/goi.zip!/b.png: {reason}"]) == (ran.code, sorted(ran.err))
    assert ([], 102) == (reader.log, len(lines(kho.parent / "ra")))


def test_without_a_reader_the_texts_are_read(kho: Path, apart: Run) -> None:
    """Where tesseract is missing each picture is one line, and nothing waits."""
    ran = apart("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "-j1", PATH=str(kho))

    assert (1, [True, True], 102) == (
        ran.code, ["apt install tesseract-ocr" in line for line in ran.err], len(lines(kho.parent / "ra")),
    )  # fmt: skip


def test_a_watch_goes_on_beside_a_scan(tmp_path: Path, reader: Reader, start: Start, apart: Run) -> None:
    """Texts that come while a scan is read are published; a scan that vanished meanwhile leaves nothing."""
    pytest.importorskip("watchfiles")
    kho, ra = tmp_path / "kho", tmp_path / "ra"
    kho.mkdir()
    picture(kho / "0.png")
    picture(kho / "1.png", 240)
    reader.wait()
    process = start("watch", "kho", "-o", "ra", "--to", "jsonl", "--settle", "0.3", "-j1", PATH=reader.path)
    until(lambda: bool(reader.log))
    (kho / "a.txt").write_text(letter(), encoding="utf-8")
    until(lambda: (ra / "records.jsonl").exists() and len(lines(ra)) == 1)
    picture(kho / "2.png", 230)
    (kho / "0.png").unlink()
    time.sleep(2)
    reader.go()
    until(lambda: len(lines(ra)) == 3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=300)

    apart("batch", "kho", "-o", "yen", "--to", "jsonl", "-q", PATH=reader.path)

    assert 130 == process.returncode
    assert ["kho/1.png", "kho/2.png", "kho/a.txt"] == named((ra / "records.jsonl").read_bytes().splitlines())
    assert stored(tmp_path / "yen") == stored(ra)


@READS
def test_a_real_reader(tmp_path: Path, run: Run) -> None:
    """tesseract itself: what stands in the picture is in the record, and the record says how it was read."""
    from PIL import ImageDraw, ImageFont

    page = Image.new("L", (2480, 1200), 255)
    ImageDraw.Draw(page).text((300, 300), "QUYET DINH", 0, ImageFont.load_default(120))
    (tmp_path / "kho").mkdir()
    page.save(tmp_path / "kho/a.png")

    ran = run("batch", "kho", "-o", "ra", "--to", "jsonl", "-q")

    (record,) = lines(tmp_path / "ra")
    assert (0, "image/png", True) == (
        ran.code, record["source"]["media_type"], "ocr-read" in [problem["code"] for problem in record["problems"]],
    )  # fmt: skip
