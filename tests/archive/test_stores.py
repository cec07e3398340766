"""Stores: every kind gives its records back, byte for byte, and opens in other tools."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from congvan import open_store, parse, record
from congvan.archive import ArchiveError, outcomes, stores
from congvan.archive.stores import columns, folding
from made_archives import Run, letter, lines

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/*.txt"))
KINDS = list(stores.KINDS)
NAMES = ["a.txt", 'ế "trích" \\ \t\x07\x7f\u2028.txt', "\ufffd"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_store_gives_its_records_back(kind: str, archive: Path, run: Run) -> None:
    """`open_store` of a destination, and of the store in it: what was written, byte for byte, in the order of names."""
    run("batch", "kho", "-o", "goc", "--to", "jsonl", "--quiet")
    run("batch", "kho", "-o", "ra", "--to", kind, "--quiet")
    expected = (archive.parent / "goc/records.jsonl").read_text(encoding="utf-8").splitlines()

    found = [
        [opened.model_dump_json() for opened in open_store(path)]
        for path in {archive.parent / "ra", stores.path(archive.parent / "ra", kind)}
    ]

    assert [expected] == found[:1] and found[0] == found[-1]


@pytest.mark.parametrize("name", NAMES, ids=repr)
@pytest.mark.parametrize("sample", SAMPLES[::9], ids=lambda path: path.stem)
def test_a_kept_record_takes_any_name(sample: Path, name: str) -> None:
    """What is kept for one name gives the record of another, byte for byte."""
    text = sample.read_text(encoding="utf-8")
    kept = outcomes.packed(parse(text, name="x"))

    assert parse(text, name=name).model_dump_json().encode() == outcomes.unpacked(kept, name)


def test_the_parquet_schema_does_not_change(tmp_path: Path, run: Run) -> None:
    """An archive without records and one with them have the same four Arrow schemas."""
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "trong").mkdir()
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho/a.txt").write_text(SAMPLES[0].read_text(encoding="utf-8"), encoding="utf-8")
    for source in ("trong", "kho"):
        run("batch", source, "-o", f"{source}-ra", "--to", "parquet", "--quiet")

    def schemas(dest: str) -> dict[str, Any]:
        return {table: parquet.read_schema(tmp_path / dest / "parquet" / table / "part-00000.parquet")
                for table in columns.TABLES}  # fmt: skip

    assert schemas("trong-ra") == schemas("kho-ra")
    assert ["int64", "string", "string"] == [str(kind) for kind in schemas("kho-ra")["tasks"].types[:3]]


def test_the_four_tables_have_keys(tmp_path: Path, run: Run) -> None:
    """Tasks, parties and citations lead to their document; what the record holds stands in the tables."""
    (tmp_path / "kho").mkdir()
    for sample in SAMPLES[:12]:
        (tmp_path / "kho" / sample.name).write_bytes(sample.read_bytes())
    run("batch", "kho", "-o", "ra", "--to", "sqlite", "--quiet")
    db = sqlite3.connect(tmp_path / "ra/records.sqlite")
    records = [json.loads(text) for (text,) in db.execute("SELECT record FROM documents ORDER BY document")]

    for table, key in (("tasks", "tasks"), ("parties", "parties"), ("citations", "citations")):
        counts = dict(db.execute(f"SELECT document, count(*) FROM {table} GROUP BY document"))
        expected = {number: len(record[key]) for number, record in enumerate(records, 1) if record[key]}
        assert expected == counts
    assert list(range(1, 13)) == [number for (number,) in db.execute("SELECT document FROM documents ORDER BY 1")]


@pytest.mark.parametrize("view", ["Văn bản", "Nhiệm vụ", "Văn bản viện dẫn", "Cơ quan, người"])
def test_the_views_speak_vietnamese(view: str, archive: Path, run: Run) -> None:
    """Staff open the file in any viewer and find tables that they can read."""
    run("batch", "kho", "-o", "ra", "--to", "sqlite", "--quiet")

    found = sqlite3.connect(archive.parent / "ra/records.sqlite").execute(f'SELECT * FROM "{view}"')

    assert [] == [column[0] for column in found.description if column[0].isascii() and column[0] != "Là"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Chuyển đổi số", "chuyen doi so"), ("ĐƯỜNG", "duong"), ("Uỷ ban", "uy ban"), ("AB 12/QĐ", "ab 12/qd")],
)
def test_folding_leaves_no_mark(text: str, plain: str) -> None:
    """Marks go, đ is d, letters are small."""
    assert plain == folding.plain(text)


@pytest.mark.parametrize("path", ["khong-co", "la.docx", "trong"])
def test_what_is_no_store_is_told(path: str, tmp_path: Path) -> None:
    """A wrong path is one line, in Vietnamese."""
    (tmp_path / "la.docx").write_text("")
    (tmp_path / "trong").mkdir()

    with pytest.raises(ArchiveError, match=r"không (có|phải) kho|không phải kho"):
        open_store(tmp_path / path)


@pytest.mark.parametrize(
    ("module", "extra", "arguments"),
    [
        ("pyarrow", "parquet", ["--to", "parquet"]),
        ("zstandard", "zst", ["--to", "jsonl.zst"]),
        ("distributed", "cluster", ["--to", "jsonl", "--cluster", "tcp://127.0.0.1:9"]),
    ],
)
def test_a_missing_extra_is_named(
    module: str, extra: str, arguments: list[str], archive: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what to install."""
    monkeypatch.setitem(sys.modules, module, None)

    ran = run("batch", "kho", "-o", "ra", *arguments)

    assert (2, 1, True) == (ran.code, len(ran.err), f"pip install 'congvan[{extra}]'" in ran.err[0])


def test_every_store_of_a_destination_is_kept_up(archive: Path, run: Run) -> None:
    """A kind once asked for is published by later runs too, without being asked for again."""
    for kind in ("jsonl", "sqlite"):
        run("batch", "kho", "-o", "ra", "--to", kind, "--quiet")
    (archive / "moi.txt").write_text(letter(99), encoding="utf-8")

    run("batch", "kho", "-o", "ra", "--quiet")

    assert (40, 40) == (len(lines(archive.parent / "ra")), len(list(open_store(archive.parent / "ra/records.sqlite"))))


def test_the_record_is_the_schema(archive: Path, run: Run) -> None:
    """Each line is a record of the published schema."""
    jsonschema = pytest.importorskip("jsonschema")
    run("batch", "kho", "-o", "ra", "--to", "jsonl", "--quiet")
    validator = jsonschema.Draft202012Validator(record.schema())

    assert [] == [error for line in lines(archive.parent / "ra") for error in validator.iter_errors(line)]
