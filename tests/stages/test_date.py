"""Địa danh, ngày: whole, partial and impossible."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import date
from congvan.text import Piece, Source

RULES = grammar.load()["date"]


def read(*lines: str) -> date.Found | None:
    """Read a head whose first line is the date's and whose others stand below it."""
    sources = [Source.of(line) for line in lines]
    views = [source.view([(0, len(source.text))]) for source in sources]
    return date.find([Piece("other" if number else "date", view) for number, view in enumerate(views)], RULES)


@pytest.mark.parametrize(
    ("line", "place", "edtf"),
    [
        ("Sơn Bình, ngày 04 tháng 4 năm 2022", "Sơn Bình", "2022-04-04"),
        ("TP. An Hòa, ngày tháng 02 năm 2023", "TP. An Hòa", "2023-02-XX"),
        ("Thành phố An Hòa, ngày 05 tháng 01 năm 2024", "Thành phố An Hòa", "2024-01-05"),
        ("Quận 3, ngày 9 tháng 10 năm 2023", "Quận 3", "2023-10-09"),
        ("Sơn Bình, ngày    tháng    năm 2026", "Sơn Bình", "2026-XX-XX"),
        ("Sơn Bình, ngày … tháng … năm 2026", "Sơn Bình", "2026-XX-XX"),
        ("Sơn Bình, ngày .... tháng 5 năm 2026", "Sơn Bình", "2026-05-XX"),
        ("Sơn Bình, ngày 31 tháng 4 năm 2023", "Sơn Bình", None),
        ("Sơn Bình, ngày 29 tháng 02 năm 2023", "Sơn Bình", None),
        ("Sơn Bình, ngày 0 tháng 12 năm 2024", "Sơn Bình", "2024-12-XX"),
        ("Sơn Bình, ngày ,@3 tháng 01 năm 2025", "Sơn Bình", "2025-01-XX"),
        ("Sơn Bình ngày 01 tháng 12 năm 2025", "Sơn Bình", "2025-12-01"),
        ("Sơn Bình, ngày 04/4/2022", "Sơn Bình", "2022-04-04"),
        ("ngày 05 tháng 01 năm 2024", None, "2024-01-05"),
    ],
)
def test_a_date_line_is_read(line: str, place: str | None, edtf: str | None) -> None:
    """The place stands before the comma; unknown parts are X; a day that cannot be is null."""
    found = read(line)

    assert found is not None
    assert (place, edtf) == (found.place.text if found.place else None, found.record().edtf)


def test_the_date_keeps_its_words() -> None:
    """The date's text begins with the day and leaves the place out."""
    found = read("Sơn Bình, ngày 31 tháng 4 năm 2023")

    assert found is not None
    assert "ngày 31 tháng 4 năm 2023" == found.record().text


def test_a_stamped_day_fills_a_blank() -> None:
    """A line of one or two digits below a blank day is what the signing software stamped there."""
    found = read("Sơn Bình, ngày    tháng 4 năm 2026", "29")

    assert found is not None
    assert "2026-04-29" == found.record().edtf


@pytest.mark.parametrize("line", ["Căn cứ Quyết định ngày 04 tháng 4 năm 2022 của Chính phủ", "Báo cáo tháng 4"])
def test_a_sentence_is_no_date_line(line: str) -> None:
    """A date inside a sentence is not the document's."""
    assert read(line) is None
