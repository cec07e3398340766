"""Problems: what a careful clerk would remark on a record."""

from __future__ import annotations

import pytest

from congvan import grammar, parse, pipeline
from congvan.text import SEEN, Note, Source

HEAD = """UBND HUYỆN AN HÒA

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}

An Hòa, ngày {day} năm 2024

THÔNG BÁO
Về việc rà soát danh sách

{body}

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH
{name}
"""
ORDER = "Chủ tịch yêu cầu:"
GOOD = {
    "number": "12/TB-UBND",
    "day": "04 tháng 3",
    "body": "Ủy ban nhân dân huyện thông báo./.",
    "name": "Đinh Văn Khải",
}


def codes(**changes: str) -> set[tuple[str, str]]:
    """The problems of a document that differs from a good one in these places."""
    record = parse(HEAD.format(**{**GOOD, **changes}))
    return {(problem.code, problem.severity) for problem in record.problems}


def test_a_good_document_has_none() -> None:
    """Where everything is there and right, there is nothing to remark."""
    assert set() == codes()


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"number": "/TB-UBND"}, "number-blank", "info"),
        ({"number": ",@3/TB-UBND"}, "number-unreadable", "warning"),
        ({"number": "12/KH-UBND"}, "type-mismatch", "warning"),
        ({"number": "12/2019/TB-UBND"}, "year-mismatch", "warning"),
        ({"day": "31 tháng 4"}, "date-impossible", "error"),
        ({"day": "… tháng 4"}, "date-partial", "info"),
        ({"name": ""}, "signer-missing", "info"),
        ({"body": "I. MỘT\nNội dung một.\nIII. BA\nNội dung ba."}, "numbering-skips", "info"),
        ({"body": "1. Việc một.\n2. Việc hai.\n2. Việc ba."}, "numbering-repeats", "info"),
        ({"body": "1. Họp:\n1.1. Việc một.\n1.3. Việc ba."}, "numbering-skips", "info"),
        ({"body": "1. Họp:\na) Việc một.\nb) Việc hai.\nb) Việc ba."}, "numbering-repeats", "info"),
        ({"body": f"{ORDER}\n1. Phòng Y tế báo cáo trước ngày ..../4/2024."}, "deadline-unresolved", "warning"),
        ({"body": f"{ORDER}\n1. Phòng Y tế họp dân ít nhất 2 lần/tuần."}, "deadline-unresolved", "info"),
        ({"body": f"{ORDER}\n1. Nhà xe Sao Mai kiểm tra phanh."}, "lead-uncertain", "info"),
        ({"body": f"{ORDER}\n1. Rà soát danh sách."}, "lead-missing", "info"),
    ],
)
def test_what_is_odd_is_told(changes: dict[str, str], code: str, severity: str) -> None:
    """One change of a good document gives the problem that belongs to it."""
    assert (code, severity) in codes(**changes)


@pytest.mark.parametrize(
    "body",
    [
        "1. Họp:\na) Một.\nb) Hai.\nc) Ba.\nd) Bốn.\nđ) Năm.\ne) Sáu.\ng) Bảy.",
        f"{ORDER}\n1. Họp:\n1.1. Phòng Y tế rà soát.\n1.2. Phòng Nội vụ rà soát.\n2. Phòng Y tế báo cáo hằng tháng.",
    ],
)
def test_what_is_right_is_not_remarked(body: str) -> None:
    """Letters that lists leave out, numbers of many levels, known leads and habits of the calendar are no problem."""
    assert set() == codes(body=body)


def test_tasks_of_one_uncertain_lead_are_told_once() -> None:
    """A name that no list knows is one problem, with a slice for each of its tasks."""
    body = f"{ORDER}\n1. Nhà xe Sao Mai kiểm tra phanh.\n2. Nhà xe Sao Mai kiểm tra lốp."
    found = [one for one in parse(HEAD.format(**{**GOOD, "body": body})).problems if one.code == "lead-uncertain"]

    assert [2] == [len(one.spans) for one in found]


def test_a_write_up_lacks_nothing() -> None:
    """A news item is not blamed for having no number, date or signature."""
    record = parse("Huyện An Hòa họp bàn công tác phòng cháy mùa khô\n\nNgày 04/3/2024, huyện tổ chức họp bàn.\n")

    assert ((), "none") == (record.problems, record.regime)


def test_messages_are_for_people() -> None:
    """A message is one line of Vietnamese, and its slices show the place."""
    record = parse(HEAD.format(**{**GOOD, "day": "31 tháng 4"}))
    found = next(problem for problem in record.problems if problem.code == "date-impossible")

    assert ("Ngày không có thật: ngày 31 tháng 4 năm 2024", record.date.spans) == (found.message, found.spans)


CODES = {
    "one letter off": ("GDTTH", ["«GDTTH» do máy nhận dạng, có thể là «GDTrH»"]),
    "known": ("GDTrH", []),
    "like two": ("GDTA", []),
    "like none": ("QLXD", []),
    "short": ("VX", []),
}


@pytest.mark.parametrize(("code", "told"), CODES.values(), ids=CODES)
@pytest.mark.parametrize("noted", [True, False])
def test_a_code_that_was_likely_misread(code: str, told: list[str], noted: bool) -> None:
    """In what was seen in a picture a code is told that one known code alone is like; in a text nothing is."""
    text = HEAD.format(**{**GOOD, "body": f"Thực hiện Công văn số 31/SGDĐT-{code} ngày 03/02/2024, đề nghị rà soát."})
    source = Source.of(text).changed(notes=(Note(SEEN, "warning", "máy đọc"),) if noted else ())
    found = pipeline.parse_source(source, grammar.load(), fast=True).record.problems

    messages = [problem.message for problem in found if problem.code == "notation-doubtful"]
    assert (told if noted else []) == [message.removeprefix("Ký hiệu ").split(":")[0] for message in messages]
