"""Files that hold documents: each document inside has its record, in every store, and each failure its reason."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from congvan import loaders, open_store, pipeline
from congvan.archive import stores, work
from congvan.archive.stores import tree
from congvan.archive.work import Settings, Work
from congvan.loaders import msdoc, oldword
from congvan.text import Source
from made_archives import Run, Start, fill, letter, lines, report, stored

SAMPLES = Path(__file__).parents[2] / "samples" / "dinh-dang"
SETTINGS = Settings(True, None, 10**8, 60.0)


def packed(files: dict[str, str | bytes]) -> bytes:
    """A zip of some files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def mail(files: dict[str, str]) -> bytes:
    """A mail with attachments."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Văn thư <a@mau.example>", "b@mau.example", "Gửi"
    message.set_content("Kính gửi kèm theo.")
    for name, content in files.items():
        message.add_attachment(content.encode(), "application", "octet-stream", filename=name)
    return message.as_bytes()


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """A folder with a text, a zip (folders, a name that leads out, a broken file, a zip inside), a mail."""
    folder = tmp_path / "kho"
    folder.mkdir()
    (folder / "a.txt").write_text(letter(1), encoding="utf-8")
    inner = packed({"c.txt": letter(4)})
    members = {"b/1.txt": letter(2), "hong.txt": b"", "../2.txt": letter(3), "trong.zip": inner, "x.txt": letter(7)}
    (folder / "goi.zip").write_bytes(packed(members))
    (folder / "thu.eml").write_bytes(mail({"d.txt": letter(5), "e.txt": letter(6)}))
    return folder


INSIDE = ["a.txt", "goi.zip!/b/1.txt", "goi.zip!/../2.txt", "goi.zip!/trong.zip!/c.txt", "goi.zip!/x.txt",
          "thu.eml!/d.txt", "thu.eml!/e.txt"]  # fmt: skip
FAILURE = "kho/goi.zip!/hong.txt: tệp rỗng, không có gì để đọc; hãy kiểm tra lại tệp"


@pytest.mark.parametrize("kind", stores.KINDS)
def test_every_store_holds_what_parse_gives(kind: str, kho: Path, run: Run) -> None:
    """The records of `congvan parse`, byte for byte and in its order; what failed inside is told of as it tells."""
    parsed = run("parse", "--quiet", *(f"kho/{name}" for name in ("a.txt", "goi.zip", "thu.eml")))

    ran = run("batch", "kho", "-o", "ra", "--to", kind, "--quiet")

    found = [record.model_dump_json() for record in open_store(kho.parent / "ra")]
    assert (1, [FAILURE], parsed.err) == (ran.code, ran.err, ran.err)
    assert parsed.out.decode().splitlines() == found
    assert [f"kho/{name}" for name in INSIDE] == [json.loads(line)["source"]["name"] for line in found]


def test_a_tree_has_a_folder_for_each(kho: Path, run: Run) -> None:
    """DEST/goi.zip/b/1.txt.json, and nothing outside of DEST wherever a name leads."""
    run("batch", "kho", "-o", "ra", "--to", "json", "--quiet")

    inside = {"b/1.txt", "2.txt", "trong.zip/c.txt", "x.txt"}
    expected = {"a.txt", *(f"goi.zip/{name}" for name in inside), "thu.eml/d.txt", "thu.eml/e.txt"}
    assert {f"{name}.json" for name in expected} == set(stored(kho.parent / "ra"))
    assert {"kho", "ra"} == {path.name for path in kho.parent.iterdir()}


PLACES = {
    "up": (["!/../x", "!/a/../../../y"], ["k/x", "k/a/y"]),
    "absolute": (["!//etc/passwd", "!/C:\\x"], ["k/etc/passwd", "k/C:/x"]),
    "twice": (["!/x", "!/x", "!/../x", "!/x~2"], ["k/x", "k/x~2", "k/x~3", "k/x~2~2"]),
    "nested": (["!/i.zip!/x", "!/i.zip!/j.7z!/x"], ["k/i.zip/x", "k/i.zip/j.7z/x"]),
    "no name": (["!/..", "!/ . /"], ["k/_", "k/_~2"]),
    "controls": (["!/a\n\0b"], ["k/a__b"]),
    "itself": ([""], ["k"]),
}


@pytest.mark.parametrize(("insides", "expected"), PLACES.values(), ids=PLACES)
def test_places_in_a_tree(insides: list[str], expected: list[str]) -> None:
    """Each document has a place of its own, below that of its file."""
    assert expected == list(tree.places("k", insides))


def test_a_long_name_inside_is_cut(tmp_path: Path, run: Run) -> None:
    """A folder or a file inside whose name is longer than names may be ends in a digest; nothing is lost."""
    (tmp_path / "goi.zip").write_bytes(packed({"ế" * 200 + "/" + "b" * 300 + ".txt": letter()}))

    ran = run("batch", "goi.zip", "-o", "ra", "--to", "json", "-q")

    assert (0, 1) == (ran.code, len(stored(tmp_path / "ra")))


def test_a_second_run_does_nothing(kho: Path, run: Run) -> None:
    """Nothing is read or published again; the exit code and the report still tell of what failed inside."""
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    before = (kho.parent / "ra/records.jsonl").stat().st_ino

    again = run("batch", "kho", "-o", "ra", "--quiet")

    told = report(kho.parent / "ra")
    assert (1, [], before) == (again.code, again.err, (kho.parent / "ra/records.jsonl").stat().st_ino)
    assert (3, 0, 0) == (told["run"]["unchanged"], told["run"]["read"], told["run"]["failed"])
    assert (7, 1, ["kho/goi.zip!/hong.txt"]) == (
        told["archive"]["records"], told["archive"]["failed"], [item["name"] for item in told["archive"]["failures"]],
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_documents_come_and_go_inside(kind: str, kho: Path, run: Run) -> None:
    """A zip that has others now, one that is a text now, one that is gone: the store is that of a fresh run."""
    (kho / "cu.zip").write_bytes(packed({"a.txt": letter(8)}))
    (kho / "doi.zip").write_bytes(packed({"a.txt": letter(8), "b.txt": letter(9)}))
    run("batch", "kho", "-o", "ra", "--to", kind, "--quiet")
    (kho / "cu.zip").unlink()
    (kho / "doi.zip").write_text(letter(10), encoding="utf-8")
    (kho / "goi.zip").write_bytes(packed({"moi.txt": letter(11), "x.txt": letter(7)}))

    run("batch", "kho", "-o", "ra", "--quiet")
    run("batch", "kho", "-o", "yen", "--to", kind, "--quiet")

    assert stored(kho.parent / "yen") == stored(kho.parent / "ra")
    assert 6 == report(kho.parent / "ra")["archive"]["records"]


def test_the_same_archive_twice(kho: Path, run: Run) -> None:
    """It is read once, and each document in it is recorded under both names; so is a document that lies outside too."""
    shutil.copy(kho / "thu.eml", kho / "zthu.eml")
    (kho / "d.txt").write_text(letter(5), encoding="utf-8")
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "-q", "--jobs", 1)

    told = report(kho.parent / "ra")
    names = [record["source"]["name"] for record in lines(kho.parent / "ra")]
    assert (8, 2) == (told["run"]["read"], told["run"]["same_bytes"])
    assert ["kho/thu.eml!/d.txt", "kho/thu.eml!/e.txt", "kho/zthu.eml!/d.txt", "kho/zthu.eml!/e.txt"] == names[-4:]
    same = [["kho/d.txt", "kho/thu.eml!/d.txt", "kho/zthu.eml!/d.txt"], ["kho/thu.eml!/e.txt", "kho/zthu.eml!/e.txt"]]
    assert same == [group["files"] for group in told["archive"]["same_bytes"]]


def test_a_name_that_tells_the_wrong_format(tmp_path: Path, run: Run) -> None:
    """The same bytes under a right and a wrong suffix: two names, two records, whichever is read first."""
    (tmp_path / "kho").mkdir()
    for name in ("a.docx", "b.txt", "c.txt"):
        (tmp_path / "kho" / name).write_text(letter(), encoding="utf-8")

    run("batch", "kho", "-o", "ra", "--to", "jsonl", "-q")

    codes = [[problem["code"] for problem in record["problems"]] for record in lines(tmp_path / "ra")]
    assert [True, False, False] == ["suffix-wrong" in found for found in codes]
    assert (2, 1) == tuple(report(tmp_path / "ra")["run"][name] for name in ("read", "same_bytes"))


def test_the_stream_gives_each_document(kho: Path, run: Run) -> None:
    """`-o -` writes the records of a file one after the other, where the file stands in the order."""
    ran = run("batch", "kho/thu.eml", "kho/goi.zip", "kho/a.txt", "-o", "-", "-q")

    names = [json.loads(line)["source"]["name"] for line in ran.out.splitlines()]
    assert (1, [FAILURE]) == (ran.code, ran.err)
    assert [f"kho/{name}" for name in [*INSIDE[5:], *INSIDE[1:5], INSIDE[0]]] == names


def test_a_document_inside_is_found(kho: Path, run: Run) -> None:
    """`search` and `stats` know the documents inside; a dry run names the file that would be read."""
    (kho / "goi.zip").write_bytes(packed({"c.txt": letter(2, "nuôi ong lấy mật"), "d.txt": letter(3)}))
    planned = run("batch", "kho", "-o", "ra", "--dry-run").out.decode().splitlines()
    run("batch", "kho", "-o", "ra", "-q")

    found = run("search", "ra", "nuoi ong", "--format", "jsonl").out.splitlines()
    counted = json.loads(run("stats", "ra", "--format", "json").out)

    assert ["kho/a.txt", "kho/goi.zip", "kho/thu.eml"] == planned
    assert ["kho/goi.zip!/c.txt"] == [json.loads(line)["source"]["name"] for line in found]
    assert 5 == counted["documents"]["documents"]


@pytest.mark.parametrize(("option", "tight", "loose"), [("--max-size", "3KB", "1MB"), ("--timeout", "0.000001", "9")])
def test_other_bounds_are_tried_on_what_failed(option: str, tight: str, loose: str, tmp_path: Path, run: Run) -> None:
    """What a bound kept out is read when the bound is another, and nothing else is; whole records depend on none."""
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho/nho.txt").write_text(letter(), encoding="utf-8")
    run("batch", "kho", "-o", "ra", "-q")
    (tmp_path / "kho/to.zip").write_bytes(packed({"a.txt": letter(2), "b.txt": letter(body="1. Làm.\n" * 500)}))

    counts = []
    for bound in (tight, tight, loose):
        ran = run("batch", "kho", "-o", "ra", "-q", option, bound)
        told = report(tmp_path / "ra")
        counts.append((ran.code, told["run"]["failed"] > 0, told["run"]["unchanged"], told["archive"]["failed"] > 0))

    assert [(1, True, 1, True), (1, False, 2, True), (0, False, 1, False)] == counts


@pytest.mark.parametrize("options", [["--ocr", "never"], ["--ocr", "always"], ["--encoding", "tcvn3"], ["--fast"]])
def test_other_options_read_all_anew(options: list[str], kho: Path, run: Run) -> None:
    """What changes records is part of what a file was read by."""
    run("batch", "kho", "-o", "ra", "-q")
    counts = []
    for _ in range(2):
        run("batch", "kho", "-o", "ra", "-q", *options)
        counts.append(report(kho.parent / "ra")["run"]["unchanged"])

    assert [0, 3] == counts


def test_a_given_encoding_is_that_of_parse(tmp_path: Path, run: Run) -> None:
    """`--encoding` reads a text as `parse` reads it with that option."""
    (tmp_path / "a.txt").write_bytes("UBND X· MÉU\nSè: 1/TB\n\nTh«ng b¸o\n".encode("latin-1"))

    parsed = run("parse", "a.txt", "--encoding", "tcvn3")
    streamed = run("batch", "a.txt", "-o", "-", "-q", "--encoding", "tcvn3")

    assert json.loads(parsed.out) == json.loads(streamed.out)
    assert "tcvn3" == json.loads(streamed.out)["source"]["encoding"]


def test_what_is_damaged_in_the_middle_keeps_what_came_before(tmp_path: Path, run: Run) -> None:
    """More inside than may be unpacked: the documents before are kept, and the file itself is told of."""
    (tmp_path / "goi.zip").write_bytes(packed({"a.txt": letter(), "b.txt": "b" * 100_000, "c.txt": letter(2)}))

    ran = run("batch", "goi.zip", "-o", "ra", "--to", "jsonl", "-q", "--max-size", "20KB")

    assert (1, ["goi.zip!/a.txt"]) == (ran.code, [record["source"]["name"] for record in lines(tmp_path / "ra")])
    assert [True] == [line.startswith("goi.zip: giải nén ra lớn hơn mức cho phép") for line in ran.err]


@pytest.mark.parametrize("content", [packed({}), packed({"__MACOSX/x": b""})], ids=["nothing", "litter"])
def test_an_archive_without_documents_is_told(content: bytes, tmp_path: Path, run: Run) -> None:
    """Nothing inside is a failure, else it would be lost without a word."""
    (tmp_path / "goi.zip").write_bytes(content)

    ran = run("batch", "goi.zip", "-o", "ra", "-q")

    assert (1, ["goi.zip: không có văn bản nào bên trong"]) == (ran.code, ran.err)


@pytest.fixture
def warm(tmp_path: Path) -> None:
    """What is loaded and compiled once takes no document's time."""
    (tmp_path / "mot.txt").write_text(letter(), encoding="utf-8")
    work.parse([Work(str(tmp_path / "mot.txt"), "")], SETTINGS)


def test_a_document_that_takes_too_long_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: None) -> None:
    """It alone is set aside; those before and behind it are read."""
    (tmp_path / "goi.zip").write_bytes(packed({f"{name}.txt": letter(subject=name) for name in ("a", "treo", "b")}))
    parse_source = pipeline.parse_source

    def slow(source: Any, *arguments: Any, **more: Any) -> Any:
        while "treo" in source.name:
            time.sleep(0.01)
        return parse_source(source, *arguments, **more)

    monkeypatch.setattr(pipeline, "parse_source", slow)

    _, (outcome,) = work.parse([Work(str(tmp_path / "goi.zip"), "")], SETTINGS._replace(timeout=1.0))

    assert [("!/a.txt", ""), ("!/b.txt", "")] == [part[:2] for part in outcome.parts if part.record]
    assert [("!/treo.txt", True)] == [(part.inside, "quá 1 giây" in part.reason) for part in outcome.failures]


def test_the_time_is_that_of_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: None) -> None:
    """Many that fail one after the other take longer than one may; none is set aside for that."""
    (tmp_path / "goi.zip").write_bytes(packed({**{f"{number}.txt": b"" for number in range(50)}, "x.txt": letter()}))
    choose = loaders._loader
    monkeypatch.setattr(loaders, "_loader", lambda content: (time.sleep(0.05), choose(content))[1])

    _, (outcome,) = work.parse([Work(str(tmp_path / "goi.zip"), "")], SETTINGS._replace(timeout=2.0))

    assert ({"tệp rỗng, không có gì để đọc; hãy kiểm tra lại tệp"}, 50, 1) == (
        {part.reason for part in outcome.failures}, len(outcome.failures), outcome.records,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_a_document_that_kills_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: None) -> None:
    """Read each in a process of its own, the one that dies and the one that hangs are told of, the others are there."""
    names = ("a", "giet", "b", "treo", "c")
    (tmp_path / "goi.zip").write_bytes(packed({f"{name}.txt": letter(subject=name) for name in names}))
    parse_source = pipeline.parse_source

    def deadly(source: Any, *arguments: Any, **more: Any) -> Any:
        if "giet" in source.name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "treo" in source.name:
            sum(range(10**12))
        return parse_source(source, *arguments, **more)

    monkeypatch.setattr(pipeline, "parse_source", deadly)

    work_to_do = Work(str(tmp_path / "goi.zip"), "", apart=True)
    _, (outcome,) = work.parse([work_to_do], SETTINGS._replace(timeout=1.0))

    told = {part.inside: part.reason.partition(";")[0] for part in outcome.failures}
    assert ["!/a.txt", "!/b.txt", "!/c.txt"] == [part.inside for part in outcome.parts if part.record]
    assert {"!/giet.txt": "chương trình đọc tệp này dừng đột ngột, hoặc cần quá nhiều bộ nhớ",
            "!/treo.txt": "đọc quá 1 giây chưa xong"} == told  # fmt: skip


def test_a_fault_of_ours_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks the program is told of by its name, and the others are read."""
    (tmp_path / "goi.zip").write_bytes(packed({"a.txt": letter(1), "b.txt": letter(2)}))
    parse_source = pipeline.parse_source

    def broken(source: Any, *arguments: Any, **more: Any) -> Any:
        return parse_source(source, *arguments, **more) if source.name.endswith("b.txt") else 1 / 0

    monkeypatch.setattr(pipeline, "parse_source", broken)

    _, (outcome,) = work.parse([Work(str(tmp_path / "goi.zip"), "")], SETTINGS)

    assert (["!/a.txt"], 1) == ([part.inside for part in outcome.failures], outcome.records)


def strange(name: str, content: bytes) -> Source:
    """Let every .doc be of a version that is not read here."""
    raise msdoc.Strange


@pytest.mark.skipif(not oldword.office(), reason="LibreOffice is not installed")
def test_old_word_files_share_a_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group with several .doc that are not read here starts LibreOffice once."""
    starts = []
    monkeypatch.setattr(msdoc, "knows", lambda content: False)
    monkeypatch.setattr(msdoc, "read", strange)
    convert = oldword._convert
    monkeypatch.setattr(oldword, "_convert", lambda *given: (starts.append(len(given[0])), convert(*given)))
    for sample in SAMPLES.glob("*.doc"):
        shutil.copy(sample, tmp_path)

    _, outcomes = work.parse([Work(str(path), "") for path in sorted(tmp_path.glob("*.doc"))], SETTINGS)

    assert ([3], [1, 1, 1]) == (starts, [outcome.records for outcome in outcomes])


def test_killed_at_random_moments(tmp_path: Path, start: Start, run: Run) -> None:
    """`kill -9` among archives: the next run goes on, and each store is that of an undisturbed one."""
    chance = random.Random(5)
    fill(tmp_path / "kho", 20)
    for number in range(30):
        some = {f"{place}/{place}.txt": letter(100 * number + place, f"gói {number}.{place}") for place in range(8)}
        (tmp_path / f"kho/{number}.zip").write_bytes(packed({**some, "hong.txt": b""}))
    kinds = ("json", "jsonl")
    for moment in range(4):
        process = start("batch", "kho", "-o", "ra", "--to", kinds[moment % 2], "--quiet")
        time.sleep(chance.uniform(0.3, 2.0))
        process.kill()
        process.wait()
    for kind in kinds:
        run("batch", "kho", "-o", "ra", "--to", kind, "--quiet")
        run("batch", "kho", "-o", "yen", "--to", kind, "--quiet")

    assert stored(tmp_path / "yen") == stored(tmp_path / "ra")
    assert (260, 30) == tuple(report(tmp_path / "ra")["archive"][name] for name in ("records", "failed"))


def test_loaders_say_which_document(kho: Path) -> None:
    """What cannot be read inside an archive is told by its name and its reason apart."""
    told: list[tuple[str, str]] = []

    list(loaders.read_all(kho / "goi.zip", failed=lambda error: told.append((error.document, error.reason))))

    assert [(f"{kho}/goi.zip!/hong.txt", FAILURE.partition(": ")[2])] == told
