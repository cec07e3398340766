"""Places: the units of a day, the longest name at one place of a text, and what its level says."""

from __future__ import annotations

from importlib.resources import files

import pytest

from congvan.places import MOST, Place, era, units
from growth import least

TABLE = (files("congvan") / "places" / "units.txt").read_text(encoding="utf-8")
NAMES = [line.split("\t") for line in TABLE.partition("\n\n")[2].splitlines()]
BOTH = units()


def read(text: str, start: int = 0, date: str | None = None) -> tuple[str, str | None, str] | None:
    """What stands at one place of a text: the words, the level, the official name."""
    place = units(date).at(text, start)
    return place and (text[place.start : place.end], place.level, place.name)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-06-30", "old"),
        ("2025-07-01", "new"),
        ("2024-XX-XX", "old"),
        ("2025-06-XX", "old"),
        ("2025-07-XX", "new"),
        ("2025-XX-XX", "both"),
        ("2019", "old"),
        ("2026", "new"),
        ("202X-03-05", "both"),
        ("20XX-03-05", "both"),
        ("XXXX-XX-XX", "both"),
        ("không rõ", "both"),
        ("", "both"),
        (None, "both"),
    ],
)
def test_the_day_picks_the_set(date: str | None, expected: str) -> None:
    """Before 1 July 2025 the old units, from then on the new; where the day may be either, both."""
    assert expected == era(date)


@pytest.mark.parametrize(("date", "provinces"), [("2026-01-01", 28), ("2024-01-01", 78)])
def test_provinces_are_counted(date: str, provinces: int) -> None:
    """Today there are 28 beside 6 cities; the old set has 58, and 20 that were merged or parted before 2009."""
    found = {row[1] for row in NAMES if "tỉnh" in units(date).known(row[1])}

    assert provinces == len(found)


def test_today_there_are_six_cities() -> None:
    """From 1 July 2025 on a city is one of the centrally-run."""
    found = {row[1] for row in NAMES if "thành phố" in units("2025-07-01").known(row[1])}

    assert {"Cần Thơ", "Huế", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Đà Nẵng"} == found


def test_today_there_are_no_districts() -> None:
    """From 1 July 2025 on: provinces, cities, communes, wards, special zones, and nothing between."""
    found = {level for row in NAMES for level in units("2025-07-01").known(row[1])}

    assert {"tỉnh", "thành phố", "xã", "phường", "đặc khu"} == found


def test_one_set_is_made_once() -> None:
    """Two documents of one time share their places."""
    assert units("2019-01-01") is units("2024-12-31")


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("Lạng Sơn", "2024-01-01", {"tỉnh", "thành phố", "xã"}),
        ("Lào Cai", "2026-01-01", {"tỉnh", "phường"}),
        ("Phú Quốc", "2026-01-01", {"đặc khu"}),
        ("Phú Quốc", "2024-01-01", {"thành phố"}),
        ("Hà Tây", "2007-01-01", {"tỉnh", "xã"}),
        ("Hoà Vang", "2024-01-01", {"huyện"}),
        ("Thành phố", None, set()),
        ("Chủ tịch", None, set()),
        ("Lào Cai và", None, set()),
        ("", None, set()),
    ],
)
def test_a_name_is_known_with_its_levels(name: str, date: str | None, expected: set[str]) -> None:
    """The levels of a name are those of its day; what is not exactly a name has none."""
    assert expected == units(date).known(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xã Bình Khê và", ("xã Bình Khê", "xã", "Bình Khê")),
        ("Xã Bình Khê", ("Xã Bình Khê", "xã", "Bình Khê")),
        ("TP. Lào Cai, ngày", ("TP. Lào Cai", "thành phố", "Lào Cai")),
        ("TP.Lào Cai", ("TP.Lào Cai", "thành phố", "Lào Cai")),
        ("TỈNH LẠNG SƠN", ("TỈNH LẠNG SƠN", "tỉnh", "Lạng Sơn")),
        ("Lào Cai, ngày", ("Lào Cai", None, "Lào Cai")),
        ("TPHCM", ("TPHCM", "thành phố", "Hồ Chí Minh")),
        ("huyện đảo Lý Sơn", ("huyện đảo Lý Sơn", "huyện", "Lý Sơn")),
        ("TX. Sơn Tây", ("TX. Sơn Tây", "thị xã", "Sơn Tây")),
        ("Quận 3, Quận 5", ("Quận 3", "quận", "3")),
        ("phường 07", ("phường 07", "phường", "7")),
        ("Bà Rịa – Vũng Tàu", ("Bà Rịa – Vũng Tàu", None, "Bà Rịa - Vũng Tàu")),
        ("Phan Rang-Tháp Chàm", ("Phan Rang-Tháp Chàm", None, "Phan Rang - Tháp Chàm")),
        ("Thừa Thiên - Huế", ("Thừa Thiên - Huế", None, "Thừa Thiên Huế")),
        ("huyện Ea H’Leo", ("huyện Ea H’Leo", "huyện", "Ea H'Leo")),
    ],
)
def test_a_place_is_read_with_its_level(text: str, expected: tuple[str, str | None, str]) -> None:
    """A level is part of the place where it is written, in whatever form; the name may stand bare."""
    assert expected == read(text)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Dak Lak", "Đắk Lắk"),
        ("Daklak", "Đắk Lắk"),
        ("Qui Nhơn", "Quy Nhơn"),
        ("Kontum", "Kon Tum"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("Buôn Mê Thuột", "Buôn Ma Thuột"),
    ],
)
def test_other_spellings_are_the_same_place(written: str, name: str) -> None:
    """Tone marks on either letter, Đắk in all its forms, the old ways of writing a few towns."""
    assert (written, None, name) == read(written)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("thống nhất", 0),
        ("An toàn", 0),
        ("1 người", 0),
        ("Quận 1/2", 0),
        ("HCM", 0),
        ("Lào Caia", 0),
        ("xLào Cai", 1),
        ("Chủ tịch", 0),
        ("TP. ", 0),
        ("", 0),
    ],
)
def test_what_is_no_name_is_no_place(text: str, start: int) -> None:
    """Small letters, numbers without a level or inside a larger one, half words."""
    assert None is BOTH.at(text, start)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Hòa Bình Thạnh", 14),
        ("Hòa Bình Thành", 8),
        ("xã Tân Thành Bình", 17),
        ("Lào Cai - Yên Bái", 7),
        ("Huế, Đà Nẵng", 3),
    ],
)
def test_the_longest_name_wins(text: str, end: int) -> None:
    """A name goes on while a longer one is known; two names joined by a dash are two."""
    assert end == getattr(BOTH.at(text, 0), "end", None)


def test_a_level_prefers_the_name_that_has_it() -> None:
    """`phường Hòa Bình Thạnh`: the longer name is a commune's, so the ward is the shorter one."""
    place = BOTH.at("phường Hòa Bình Thạnh", 0)

    assert (place and place.name, place and place.fits) == ("Hòa Bình", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3, 5", ("3", "quận", "3")), ("huyện Hóc Môn", ("huyện Hóc Môn", "huyện", "Hóc Môn"))],
)
def test_a_list_lends_its_level(text: str, expected: tuple[str, str, str]) -> None:
    """A name in a list has the level that stands before the list, unless it has one of its own."""
    place = BOTH.at(text, 0, "quận")

    assert place and expected == (text[: place.end], place.level, place.name)


def test_a_level_that_no_unit_of_the_name_has_is_told() -> None:
    """The place is read, and says that it does not fit."""
    place = BOTH.at("huyện Đà Nẵng", 0)

    assert place == Place(0, 6, 13, "Đà Nẵng", "huyện", frozenset({"thành phố"}), False)
    assert not place.fits


@pytest.mark.parametrize(
    ("name", "common"),
    [
        ("Thống Nhất", True),
        ("Đoàn Kết", True),
        ("Hòa Bình", True),
        ("Trần Hưng Đạo", True),
        ("Hồ Chí Minh", True),
        ("Đông Nam", True),
        ("Lào Cai", False),
        ("Hà Nội", False),
        ("Phan Thiết", False),
        ("Bình Khê", False),
    ],
)
def test_a_name_that_may_be_something_else_says_so(name: str, common: bool) -> None:
    """Common words and the names of persons are flagged; provinces and cities are not taken for persons."""
    assert common is getattr(BOTH.at(name, 0), "common", None)


def test_no_two_lines_of_the_table_share_a_key() -> None:
    """Each name is looked up in one way only: none hides another."""
    assert len(NAMES) == len(BOTH)


def test_no_name_has_more_words_than_are_read() -> None:
    """The longest name of the table is within the reach of a look-up."""
    assert max(len(row[1].replace(" - ", " ").split(" ")) for row in NAMES) <= MOST


def test_every_name_of_the_table_finds_itself() -> None:
    """What the table writes, a text may write: after each of its levels the whole name is read."""
    lost = [
        (level, row[1])
        for row in NAMES
        for level in BOTH.known(row[1])
        if read(f"{level} {row[1]}.") != (f"{level} {row[1]}", level, row[1])
    ]

    assert [] == lost


@pytest.mark.parametrize(
    "text",
    ["xã " * 300_000, "Hòa" * 300_000, "Hòa Bình " * 100_000, "TP." * 300_000, "Ea H'" * 200_000, "1-" * 400_000],
)
def test_a_hostile_text_costs_no_more_than_a_short_one(text: str) -> None:
    """What is looked at does not grow with the text."""
    assert least(lambda text: BOTH.at(text, 0), text, most=0.01) < 0.01
