"""`congvan batch`: every file once, in the order of names, new and changed ones alone on a second run."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from congvan import parse_file
from made_archives import Run, Start, count, fill, held, letter, lines, report, stored, until


def test_a_store_holds_what_parse_gives(archive: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is the record of its file, byte for byte, in the order of names; the broken file is counted."""
    ran = run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    monkeypatch.chdir(archive.parent)
    names = sorted(str(path.relative_to(archive.parent)) for path in archive.rglob("*.txt"))
    good = [name for name in names if not name.endswith("0024.txt")]

    expected = [parse_file(name).model_dump_json() for name in good]

    assert (1, expected) == (ran.code, (archive.parent / "ra/records.jsonl").read_text(encoding="utf-8").splitlines())
    assert {"tệp PDF hỏng, không mở được": 1} == report(archive.parent / "ra")["archive"]["failed_by_reason"]


def test_a_tree_mirrors_the_source(archive: Path, run: Run) -> None:
    """`json` gives DEST/a/b.txt.json for SRC/a/b.txt."""
    run("batch", "kho", "-o", "ra", "--to", "json", "--quiet")

    expected = {f"{path.relative_to(archive)}.json" for path in archive.rglob("*.txt")} - {"4/0024.txt.json"}
    assert expected == set(stored(archive.parent / "ra"))


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet", "sqlite", "json"])
def test_the_number_of_jobs_changes_nothing(kind: str, archive: Path, run: Run) -> None:
    """One process and three give the same bytes, in every kind of store."""
    for jobs in (1, 3):
        run("batch", "kho", "-o", f"ra{jobs}", "--to", kind, "--jobs", jobs, "--quiet")

    assert stored(archive.parent / "ra1") == stored(archive.parent / "ra3") != {}


def test_a_second_run_does_nothing(archive: Path, run: Run) -> None:
    """Nothing is read, nothing is published, the exit code still tells of the broken file."""
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    store = archive.parent / "ra/records.jsonl"
    before = store.stat().st_ino

    again = run("batch", "kho", "-o", "ra", "--quiet")

    told = report(archive.parent / "ra")["run"]
    assert (1, [], before) == (again.code, again.err, store.stat().st_ino)
    assert (40, 0, 0) == (told["unchanged"], told["read"], told["failed"])


def test_a_second_run_does_what_changed(archive: Path, run: Run) -> None:
    """A new file, a changed one and one that is gone: the store is what one run over the archive gives."""
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    (archive / "0/0000.txt").write_text(letter(77, "đổi khác"), encoding="utf-8")
    (archive / "moi.txt").write_text(letter(78, "mới đến"), encoding="utf-8")
    (archive / "1/0001.txt").unlink()
    os.utime(archive / "2/0002.txt")

    run("batch", "kho", "-o", "ra", "--quiet")
    told = report(archive.parent / "ra")["run"]
    run("batch", "kho", "-o", "moi", "--to", "jsonl", "--quiet")

    assert (2, 1, 37, 1) == (told["read"], told["same_bytes"], told["unchanged"], told["gone"])
    assert stored(archive.parent / "moi") == stored(archive.parent / "ra")


def test_another_grammar_reads_all_anew(archive: Path, run: Run, tmp_path: Path) -> None:
    """What was read by other rules, or with words where now without, is read again."""
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    own = tmp_path / "rieng"
    own.mkdir()
    (own / "lexicon.toml").write_text("", encoding="utf-8")
    counts = []
    for options in (["--fast"], ["--fast", "--grammars", own], ["--fast", "--grammars", own]):
        run("batch", "kho", "-o", "ra", *options, "--quiet")
        counts.append(report(tmp_path / "ra")["run"]["read"])

    assert [39, 39, 0] == counts


def test_fresh_begins_anew(archive: Path, run: Run) -> None:
    """With `--fresh` all is read again and what is there is removed, the tree too."""
    run("batch", "kho", "-o", "ra", "--to", "json", "--quiet")
    (archive / "0/0000.txt").unlink()

    run("batch", "kho", "-o", "ra", "--fresh", "--to", "jsonl", "--quiet")

    assert (38, {"records.jsonl"}) == (report(archive.parent / "ra")["run"]["read"], set(stored(archive.parent / "ra")))


def test_the_same_bytes_are_parsed_once(tmp_path: Path, run: Run) -> None:
    """Three names of one content: three records, one parse; each record has its own file's name."""
    (tmp_path / "kho").mkdir()
    for name in ("a.txt", "b.txt", 'ế "c".txt'):
        (tmp_path / "kho" / name).write_text(letter(), encoding="utf-8")

    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")

    told = report(tmp_path / "ra")
    names = [record["source"]["name"] for record in lines(tmp_path / "ra")]
    assert (1, 2, ["kho/a.txt", "kho/b.txt", "kho/ế \"c\".txt"]) == (
        told["run"]["read"], told["run"]["same_bytes"], names,
    )  # fmt: skip
    assert [names] == [group["files"] for group in told["archive"]["same_bytes"]]


def test_the_same_document_in_two_files_is_told(tmp_path: Path, run: Run) -> None:
    """Issuer, number and day in two different files: both are there, and both are named in the report."""
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho/a.txt").write_text(letter(), encoding="utf-8")
    (tmp_path / "kho/b.txt").write_text(letter(body="1. Các trường trồng cây xanh."), encoding="utf-8")

    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")

    groups = report(tmp_path / "ra")["archive"]["same_document"]
    assert [["kho/a.txt", "kho/b.txt"]] == [group["files"] for group in groups]


def test_the_journal_tells_of_each_file(archive: Path, run: Run) -> None:
    """Path, size, digest, outcome, reason and versions stand in the journal."""
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")

    db = sqlite3.connect(archive.parent / "ra/journal.sqlite")
    rows = db.execute(
        "SELECT name, size, length(sha256), outcome, reason <> '', program <> '', length(grammar)"
        " FROM files JOIN versions ON version = versions.id WHERE path IN (?, ?) ORDER BY path",
        (b"kho/0/0000.txt", b"kho/4/0024.txt"),
    ).fetchall()
    size = (archive / "0/0000.txt").stat().st_size
    assert [("kho/0/0000.txt", size, 64, "done", 0, 1, 64), ("kho/4/0024.txt", 6, 64, "failed", 1, 1, 64)] == rows


def test_a_dry_run_writes_nothing(archive: Path, run: Run) -> None:
    """The names of what would be read are printed, nothing is made."""
    ran = run("batch", "kho", "-o", "ra", "--dry-run", "--include", "*03?.txt")

    assert (0, 10, False) == (ran.code, len(ran.out.splitlines()), (archive.parent / "ra").exists())


def test_fail_fast_stops(archive: Path, run: Run) -> None:
    """The first failure ends the run with 1."""
    fill(archive, 300)
    (archive / "0/0000.txt").write_bytes(b"")

    ran = run("batch", "kho", "-o", "ra", "--to", "jsonl", "--fail-fast", "--quiet")

    assert (1, True) == (ran.code, report(archive.parent / "ra")["run"]["read"] < 200)


def test_the_stream_is_in_the_order_of_the_list(archive: Path, run: Run) -> None:
    """`find -print0 | congvan batch --files-from - -o -` gives the records in the order of the names, on its output."""
    names = [str(path.relative_to(archive.parent)) for path in sorted(archive.rglob("*.txt"), reverse=True)]

    ran = run("batch", "--files-from", "-", "-o", "-", "--quiet", stdin="\0".join([*names, ""]).encode())

    found = [json.loads(line)["source"]["name"] for line in ran.out.splitlines()]
    assert (1, [name for name in names if not name.endswith("0024.txt")]) == (ran.code, found)


@pytest.mark.parametrize("mark", ["\n", "\0", "\r\n"])
def test_a_list_may_be_parted_by_lines_too(mark: str, archive: Path, run: Run) -> None:
    """NUL, newline, and the newline of Windows part names."""
    ran = run(
        "batch", "--files-from", "-", "-o", "-", "-q", stdin=mark.join(["kho/0/0000.txt", "kho/1/0001.txt"]).encode()
    )

    assert (0, 2) == (ran.code, len(ran.out.splitlines()))


def test_a_closed_pipe_ends_quietly(archive: Path, environment: dict[str, str]) -> None:
    """`congvan batch -o - | head` ends without a word."""
    fill(archive, 300)
    command = "python -m congvan batch kho -o - -q 2>err | head -1 | wc -l; cat err | grep -v PDF"

    ran = subprocess.run(
        ["bash", "-c", command.replace("python", sys.executable)],
        cwd=archive.parent, env=environment, capture_output=True, timeout=300, check=False,
    )  # fmt: skip

    assert (b"1", b"") == (ran.stdout.strip(), ran.stderr)


def test_patterns_and_globs(archive: Path, run: Run) -> None:
    """Sources may be patterns; names and paths are chosen by globs."""
    ran = run(
        "batch",
        "kho/[01]",
        "-o",
        "ra",
        "--dry-run",
        "--include",
        "*.txt",
        "--exclude",
        "0/0005.txt",
        "--exclude",
        "0010.*",
    )

    names = ran.out.decode().splitlines()
    assert (16 - 1, False) == (len(names), any("0010" in name for name in names))


def test_two_runs_on_one_destination(archive: Path, run: Run) -> None:
    """The second says so and stops with 2."""
    from filelock import FileLock

    (archive.parent / "ra").mkdir()
    with FileLock(archive.parent / "ra/.lock"):
        ran = run("batch", "kho", "-o", "ra")

    assert (2, 1, True) == (ran.code, len(ran.err), "một lần chạy khác" in ran.err[0])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["kho", "-o", "kho"], "vừa là nguồn vừa là nơi ghi"),
        (["kho", "-o", "tep"], "không phải thư mục"),
        (["kho", "-o", "ra", "--grammars", "khong-co"], "không có thư mục ngữ pháp này"),
        (["--files-from", "khong-co", "-o", "ra"], "không mở được danh sách"),
        (["khong-biet://kho", "-o", "ra"], "không mở được khong-biet://"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], told: str, archive: Path, run: Run) -> None:
    """What cannot be begun is told in one line, with 2."""
    (archive.parent / "tep").write_text("")

    ran = run("batch", *arguments)

    assert (2, 1, True) == (ran.code, len(ran.err), told in ran.err[0])


def test_a_source_has_one_name(archive: Path, run: Run) -> None:
    """The same folder under another name is refused: each of its files would be there twice."""
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")

    ran = run("batch", archive, "-o", "ra", "--quiet")

    assert (2, True) == (ran.code, "đã ghi thư mục ấy dưới tên" in ran.err[0])


def test_several_sources_add_up(archive: Path, run: Run) -> None:
    """A run over another folder leaves what is there of the first; in a tree each has its own folder."""
    run("batch", "kho/0", "-o", "ra", "--to", "jsonl", "--quiet")
    run("batch", "kho/1", "-o", "ra", "--quiet")
    run("batch", "kho/2", "kho/3", "-o", "cay", "--to", "json", "--quiet")

    assert 16 == len(lines(archive.parent / "ra"))
    assert {"2", "3"} == {name.split("/")[0] for name in stored(archive.parent / "cay")}


def test_a_place_in_the_tree_has_one_file(tmp_path: Path, run: Run) -> None:
    """Two files for one place: the second is told of, and none is lost silently."""
    for folder in ("a/kho", "b/kho"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x.txt").write_text(letter(subject=folder), encoding="utf-8")

    ran = run("batch", "a/kho", "b/kho", "-o", "ra", "--to", "json", "--quiet")

    assert (1, ["b/kho/x.txt: chỗ trong cây kết quả đã là của tệp khác"]) == (ran.code, ran.err)


def test_interrupted_it_finishes_what_is_in_flight(
    tmp_path: Path, start: Start, run: Run, environment: dict[str, str]
) -> None:
    """Ctrl-C ends with 130; a second run does the rest, and the store is that of an undisturbed run."""
    fill(tmp_path / "kho", 300)
    process = start("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet", **held(tmp_path, environment))
    until(lambda: count(tmp_path / "ra") > 20)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    told = process.stderr.readline().decode()
    (tmp_path / "khoa").unlink()
    process.communicate(timeout=300)
    before = count(tmp_path / "ra")

    run("batch", "kho", "-o", "ra", "--quiet")
    after = report(tmp_path / "ra")["run"]
    run("batch", "kho", "-o", "moi", "--to", "jsonl", "--quiet")

    assert ("Đang dừng", 130, before) == (told[:9], process.returncode, after["unchanged"])
    assert stored(tmp_path / "moi") == stored(tmp_path / "ra")


def test_progress_in_a_log_is_a_line(archive: Path, run: Run) -> None:
    """Where nobody looks there is no bar: failures, then the table."""
    ran = run("batch", "kho", "-o", "ra", "--to", "jsonl")

    assert (True, True) == (
        ran.err[0].startswith("kho/4/0024.txt: tệp PDF"),
        any("39 hồ sơ" in line for line in ran.err),
    )


def test_remote_files_are_read_through_fsspec(archive: Path, run: Run) -> None:
    """An address gives the records that the folder gives, but for the names."""
    pytest.importorskip("fsspec")
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    address = f"local://{archive}"
    first = run("batch", address, "-o", "xa", "--to", "jsonl", "--quiet")
    again = run("batch", address, "-o", "xa", "--quiet")

    def nameless(dest: str) -> list[object]:
        return [{**record, "source": record["source"]["sha256"]} for record in lines(archive.parent / dest)]

    assert (1, 1, nameless("ra")) == (first.code, again.code, nameless("xa"))
    assert 39 == report(archive.parent / "xa")["run"]["unchanged"]  # what is broken is fetched again
