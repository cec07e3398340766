"""Dates and the calendar: EDTF as record.md has it, Vietnamese quarters and halves, terms, recurrences."""

from __future__ import annotations

from datetime import date

import pytest

from congvan import grammar
from congvan.deadlines.terms import Unit, count_days, limit, recurrence, times_in
from congvan.when import Issued, Mention, Moment, days, edtf, edtf_month, find_dates, nearby, weekday_after
from growth import growth

RULES = grammar.load()["when"]
PATTERNS = [rule.compiled for rule in RULES.family("date")]
MENTION = RULES["mention"].compiled


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("04", "4", "2022"), "2022-04-04"),
        ((None, "02", "2023"), "2023-02-XX"),
        (("", "", "2023"), "2023-XX-XX"),
        (("…", "…", "2026"), "2026-XX-XX"),
        (("31", "4", "2023"), None),
        (("29", "2", "2023"), None),
        (("29", "2", "2024"), "2024-02-29"),
        (("29", "2", None), "XXXX-02-29"),
        (("30", "2", None), None),
        (("1", "13", "2023"), None),
        (("32", None, "2023"), None),
        (("0", "12", "2024"), "2024-12-XX"),
        ((",@3", "01", "2025"), "2025-01-XX"),
        (("5", "3", "20…"), "20XX-03-05"),
        (("5", "3", "202"), "202X-03-05"),
        ((None, None, None), "XXXX-XX-XX"),
    ],
)
def test_a_date_is_written_with_x_for_what_is_unknown(
    parts: tuple[str | None, str | None, str | None], expected: str | None
) -> None:
    """Blanks and dirt are X, a day that cannot be is None."""
    assert expected == edtf(*parts)


@pytest.mark.parametrize(("month", "expected"), [("4", "2022-04"), ("13", None)])
def test_a_month_is_written_without_a_day(month: str, expected: str | None) -> None:
    """A month is no day with an unknown number."""
    assert expected == edtf_month(month, "2022")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội đồng họp ngày 28/12/2017 tại xã.", [Mention(18, 28, "2017-12-28")]),
        ("Ban hành ngày 03 tháng 3 năm 2017.", [Mention(14, 33, "2017-03-03")]),
        ("Trong tháng 4 năm 2021, xã", [Mention(6, 22, "2021-04")]),
        ("từ tháng 4/2021", [Mention(3, 15, "2021-04")]),
        ("lập ngày 31/4/2020", [Mention(9, 18, None)]),
        ("Nghị định số 30/2020/NĐ-CP", []),
        ("Quyết định số 12/5/2020/QĐ-UBND", []),
        ("chia 1/2/3/2020 phần", []),
        ("Số 24/3 và 5-2020", []),
    ],
)
def test_dates_are_found_in_running_text(text: str, expected: list[Mention]) -> None:
    """Every date with its year is found where it stands, and no number of a document is one."""
    assert expected == list(find_dates(text, MENTION))


@pytest.mark.parametrize("unit", ["1/1/", "1/1/2020 ", "tháng 4/", "ngày 12 tháng ", "12-"])
def test_finding_dates_takes_time_in_proportion(unit: str) -> None:
    """Four times the hostile text takes at most six times the time."""
    size = 100_000 // len(unit)

    assert growth(lambda text: list(find_dates(text, MENTION)), unit * size, unit * size * 4, most=6) <= 6


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (Moment("day", 2023, 3, 15), ("2023-03-15", "2023-03-15")),
        (Moment("day", 2023, 3, 15, until=18), ("2023-03-15/2023-03-18", "2023-03-18")),
        (Moment("month", 2024, 2), ("2024-02", "2024-02-29")),
        (Moment("month", 2023, 3, until=5), ("2023-03/2023-05", "2023-05-31")),
        (Moment("quarter", 2023, 1), ("2023-01/2023-03", "2023-03-31")),
        (Moment("quarter", 2023, 2, until=3), ("2023-04/2023-09", "2023-09-30")),
        (Moment("half", 2023, 1, months=6), ("2023-01/2023-06", "2023-06-30")),
        (Moment("half", 2023, 1, months=9), ("2023-01/2023-09", "2023-09-30")),
        (Moment("half", 2023, 2), ("2023-07/2023-12", "2023-12-31")),
        (Moment("year", 2023), ("2023", "2023-12-31")),
        (Moment("year", 2023, until=2025), ("2023/2025", "2025-12-31")),
        (Moment("month", 2022, 4, part="start"), ("2022-04-01", "2022-04-01")),
        (Moment("month", 2022, 4, part="middle"), ("2022-04-15", "2022-04-15")),
        (Moment("month", 2022, 4, part="end"), ("2022-04-30", "2022-04-30")),
        (Moment("quarter", 2022, 2, part="middle"), ("2022-05-15", "2022-05-15")),
        (Moment("year", 2022, part="middle"), ("2022-06-30", "2022-06-30")),
        (Moment("year", 2022, part="end"), ("2022-12-31", "2022-12-31")),
    ],
)
def test_a_moment_is_a_period(moment: Moment, expected: tuple[str, str]) -> None:
    """A moment has its EDTF and its last day (Bộ luật Dân sự 2015, Điều 146)."""
    period = moment.period()

    assert period is not None
    assert expected == (period.edtf, str(period.last))


@pytest.mark.parametrize(
    "moment",
    [
        Moment("day", 2023, 4, 31),
        Moment("day", None, 4, 30),
        Moment("day", 2023, None, 30),
        Moment("day", 2023, 4, 18, until=16),
        Moment("month", 2023, 13),
        Moment("month", 2023, 5, until=3),
        Moment("half", 2023, 1, months=13),
        Moment("year", 9999),
        Moment("year", 2023, until=20233),
        Moment("month", 2023, 0),
    ],
)
def test_what_cannot_be_is_no_period(moment: Moment) -> None:
    """Impossible or incomplete moments raise nothing and give nothing."""
    assert None is moment.period()


@pytest.mark.parametrize(
    ("month", "day", "issued", "year"),
    [
        (1, 15, "2022-12-28", 2023),
        (12, 31, "2023-01-20", 2023),
        (3, 15, "2023-03-20", 2023),
        (2, 1, "2023-03-20", 2024),
        (2, 1, "2023-XX-XX", 2023),
        (2, 1, "2023", 2023),
        (2, 20, "2023-01-XX", 2023),
        (1, 5, "2022-12", 2023),
    ],
)
def test_a_missing_year_is_that_of_the_document_or_the_next(month: int, day: int, issued: str, year: int) -> None:
    """A day more than a month back is meant for the next year."""
    told, inferred = Moment("day", None, month, day).seen_from(Issued.of(issued))

    assert (year, True) == (told.year, inferred)


@pytest.mark.parametrize("text", [None, "", "XXXX-XX-XX", "20XX-03-05", "2023-02-31", "hôm nay"])
def test_no_year_no_date_of_a_document(text: str | None) -> None:
    """What has not even a year tells nothing."""
    assert None is Issued.of(text)


@pytest.mark.parametrize(
    ("kind", "timed", "expected"),
    [
        ("before", False, ("../2023-03-14", "2023-03-14")),
        ("before", True, ("../2023-03-15", "2023-03-15")),
        ("by", False, ("../2023-03-15", "2023-03-15")),
        ("on", False, ("2023-03-15", "2023-03-15")),
        ("from", False, ("2023-03-15/..", None)),
    ],
)
def test_a_kind_says_which_day_is_the_last(kind: str, timed: bool, expected: tuple[str, str | None]) -> None:
    """`trước ngày` leaves the day out, unless an hour of it is named."""
    day = date(2023, 3, 15)

    assert expected == limit(kind, days(day, day), timed=timed)


@pytest.mark.parametrize(
    ("start", "count", "unit", "working", "expected"),
    [
        ("2023-03-10", 5, "day", False, "2023-03-15"),
        ("2023-03-10", 5, "day", True, "2023-03-17"),
        ("2023-03-10", 1, "day", True, "2023-03-13"),
        ("2023-03-11", 1, "day", True, "2023-03-13"),
        ("2023-03-12", 10, "day", True, "2023-03-24"),
        ("2023-03-08", 2, "day", True, "2023-03-10"),
        ("2023-03-10", 2, "week", False, "2023-03-24"),
        ("2023-01-31", 1, "month", False, "2023-02-28"),
        ("2023-12-15", 1, "quarter", False, "2024-03-15"),
        ("2024-02-29", 1, "year", False, "2025-02-28"),
        ("2023-03-10", 48, "hour", False, "2023-03-12"),
    ],
)
def test_a_term_is_counted_from_the_next_day(start: str, count: int, unit: Unit, working: bool, expected: str) -> None:
    """Months end on the same day or the last one (Điều 147, 148); working days are Monday to Friday."""
    assert date.fromisoformat(expected) == count_days(date.fromisoformat(start), count, unit, working=working)


@pytest.mark.parametrize(
    ("unit", "ahead", "expected"),
    [
        ("week", 0, "2022-12-26/2023-01-01"),
        ("week", 1, "2023-01-02/2023-01-08"),
        ("month", 1, "2023-01"),
        ("quarter", 0, "2022-10/2022-12"),
        ("quarter", 1, "2023-01/2023-03"),
        ("year", 1, "2023"),
    ],
)
def test_next_month_may_be_next_year(unit: str, ahead: int, expected: str) -> None:
    """Weeks, months and quarters are told from the document's day."""
    period = nearby(date(2022, 12, 28), unit, ahead)

    assert period is not None
    assert expected == period.edtf


@pytest.mark.parametrize(("weeks", "expected"), [(0, date(2023, 2, 17)), (1, date(2023, 2, 24))])
def test_a_weekday_is_the_next_one(weeks: int, expected: date) -> None:
    """Friday, seen from a Wednesday, is in two days, or in the week after."""
    assert expected == weekday_after(date(2023, 2, 15), 4, weeks)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (recurrence("day"), "FREQ=DAILY"),
        (recurrence("month"), "FREQ=MONTHLY"),
        (recurrence("quarter"), "FREQ=MONTHLY;INTERVAL=3"),
        (recurrence("month", 6), "FREQ=MONTHLY;INTERVAL=6"),
        (recurrence("month", day=18), "FREQ=MONTHLY;BYMONTHDAY=18"),
        (recurrence("week", weekdays=(2, 4)), "FREQ=WEEKLY;BYDAY=WE,FR"),
        (recurrence("year", months=(12,), day=15), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
        (recurrence("term"), None),
        (recurrence("month", 0), None),
    ],
)
def test_a_recurrence_is_an_rrule(rule: str | None, expected: str | None) -> None:
    """RFC 5545, without what is the default; a school term has no calendar."""
    assert expected == rule


@pytest.mark.parametrize(
    ("unit", "times", "expected"),
    [("year", 1, ("year", 1)), ("year", 2, ("month", 6)), ("quarter", 3, ("month", 1)), ("week", 7, ("day", 1))],
)
def test_times_in_a_year_are_spread(unit: Unit, times: int, expected: tuple[Unit, int]) -> None:
    """Twice a year is every six months."""
    assert expected == times_in(unit, times)


@pytest.mark.parametrize(("unit", "times"), [("week", 2), ("year", 5), ("year", 0), ("term", 2)])
def test_uneven_times_are_not_spread(unit: Unit, times: int) -> None:
    """What does not divide evenly is not invented."""
    assert None is times_in(unit, times)
