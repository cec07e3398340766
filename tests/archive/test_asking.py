"""`congvan search` and `congvan stats`: any store can be asked, with marks and without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from congvan.archive import stores
from made_archives import Run, letter

DOCUMENTS = {
    "a.txt": ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "12/SGDĐT-VP", "10 tháng 3 năm 2022", "chuyển đổi số trong trường học",
              "1. Đề nghị các trường rà soát thiết bị trước ngày 15/4/2022."),
    "b.txt": ("SỞ TÀI CHÍNH", "30/STC-VP", "20 tháng 6 năm 2022", "chuyên đổi so bì",
              "1. Đề nghị các trường báo cáo trước ngày 30/9/2022."),
    "c.txt": ("UBND HUYỆN MẪU", "7/TB-UBND", "05 tháng 1 năm 2023", "kết luận về chuyển đổi số", "1. Đồng chí Na."),
    "d.txt": ("ỦY BAN NHÂN DÂN XÃ THỬ", "9/TB-UBND", "05 tháng 2 năm 2023", "đường làng", "1. Hoà giải, thuỷ lợi."),
}  # fmt: skip
LETTER = "{issuer}\nSố: {number}\n\nMẫu, ngày {day}\n\n{kind}\nV/v {subject}\n\nKính gửi: Các trường.\n\n{body}\n"


@pytest.fixture
def asked(tmp_path: Path, run: Run) -> Path:
    """A destination of four documents, in every kind of store."""
    (tmp_path / "kho").mkdir()
    for name, (issuer, number, day, subject, body) in DOCUMENTS.items():
        kind = "THÔNG BÁO" if "TB" in number else ""
        text = LETTER.format(issuer=issuer, number=number, day=day, kind=kind, subject=subject, body=body)
        (tmp_path / "kho" / name).write_text(text, encoding="utf-8")
    for kind in ("jsonl", "jsonl.gz", "parquet", "sqlite", "json"):
        run("batch", "kho", "-o", "ra", "--to", kind, "--quiet")
    return tmp_path / "ra"


QUESTIONS = {
    "chuyển đổi số": "ac",
    "chuyen doi so": "abc",
    "Chuyển Đổi Số": "ac",
    "dong chi": "c",
    "đông chi": "",
    "đông chi --ignore-accents": "c",
    "duong lang": "d",
    "hòa giải": "d",
    "thủy": "d",
    "--type CV": "ab",
    "--type tb": "cd",
    "--type TB --type CV": "abcd",
    "--issuer Sở": "ab",
    "--issuer UBND": "cd",
    "--issuer so_giao_duc": "a",
    "--from 2022-06-20": "bcd",
    "--to 20/6/2022": "ab",
    "--from 2022-01-01 --to 2022-12-31 --due-before 2022-06-30": "a",
    "--due-before 2022-04-14": "",
    "--due-before 2022-04-15": "a",
    "chuyển đổi số --type TB": "c",
    "'\"' OR": "",
}


@pytest.mark.parametrize(("question", "names"), QUESTIONS.items())
def test_what_is_asked_is_found(question: str, names: str, asked: Path, run: Run) -> None:
    """Words, type, issuer and days, alone and together."""
    words, dash, options = question.partition("--")
    given = [word.replace("_", " ") for word in (dash + options).split()]

    ran = run("search", asked, *([words.strip()] if words.strip() else []), *given, "--format", "jsonl")

    found = sorted(Path(json.loads(line)["source"]["name"]).stem for line in ran.out.splitlines())
    assert (0, sorted(names)) == (ran.code, found)


@pytest.mark.parametrize("store", ["", "records.jsonl", "records.jsonl.gz", "records.sqlite", "parquet"])
def test_any_store_can_be_asked(store: str, asked: Path, run: Run) -> None:
    """A destination and each of its stores give the same answers."""
    ran = run("search", asked / store, "chuyển đổi số", "--format", "jsonl")

    assert {"kho/a.txt", "kho/c.txt"} == {json.loads(line)["source"]["name"] for line in ran.out.splitlines()}


@pytest.mark.parametrize("kind", [kind for kind in stores.KINDS if kind != "sqlite"])
def test_a_destination_without_sqlite_can_be_asked(kind: str, archive: Path, run: Run) -> None:
    """An index is made beside it, used again, and made anew when the archive has changed."""
    run("batch", "kho", "-o", "ra", "--to", kind, "--quiet")
    counts = [len(run("search", "ra", "mục 7").out.splitlines())]
    made = [path.name for path in (archive.parent / "ra").glob(".search-*")]
    (archive / "them.txt").write_text(letter(body="1. Phòng Nội vụ rà soát mục 7."), encoding="utf-8")
    run("batch", "kho", "-o", "ra", "--quiet")
    counts.append(len(run("search", "ra", "mục 7").out.splitlines()))

    assert ([1, 2], 1, 1) == (counts, len(made), len(list((archive.parent / "ra").glob(".search-*"))))


def test_a_table_for_people(asked: Path, run: Run) -> None:
    """The table tells day, number, type, body, subject and file, and which tasks are due."""
    ran = run("search", asked, "--due-before", "2022-06-30", "--format", "table")

    assert all(part in ran.out.decode() for part in ("2022-03-10", "12/SGDĐT-VP", "sớm nhất 2022-04-14", "kho/a.txt"))


@pytest.mark.parametrize("arguments", [["khong-co"], [".", "x"], ["ra", "--from", "hôm qua"]])
def test_a_wrong_question_is_told(arguments: list[str], tmp_path: Path, run: Run) -> None:
    """What is no archive, and what is no day: 2."""
    assert 2 == run("search", *arguments).code


def test_statistics_count(asked: Path, run: Run) -> None:
    """By type, issuer, year and problem; the table has bars."""
    counts = json.loads(run("stats", asked, "--format", "json").out)

    assert ({"CV": 2, "TB": 2}, {"2022": 2, "2023": 2}, 4) == (
        counts["type"], counts["year"], counts["documents"]["documents"],
    )  # fmt: skip
    assert "█" in run("stats", asked).out.decode()
