"""When: dates and periods in EDTF and ISO. Knows the calendar alone: the words are in `when.toml`.

The calendar is the Gregorian one, months and years have the ends that Bộ luật Dân sự 2015, Điều 146–148, gives them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, NamedTuple

import regex

Sort = Literal["day", "month", "quarter", "half", "year"]
Part = Literal["start", "middle", "end"]

SLACK = timedelta(days=31)
"""A day without a year that lies further back than this from the document's date is meant for the next year."""

_STEPS = {"month": 1, "quarter": 3, "year": 12}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


# ---------------------------------------------------------------------- dates as written


def edtf(day: str | None, month: str | None, year: str | None) -> str | None:
    """Write a day as EDTF: what is blank or no plausible number is X; None when such a day cannot be.

    After it: `YYYY-MM-DD` with X for unknown digits, trailing unknown parts kept (`2023-XX-XX`). A month alone is
    written by `edtf_month`.
    """
    years, months, days = _year(year), _number(month), _number(day)
    if months is not None and months > 12:
        return None
    if days is not None and not _has_day(years, months, days):
        return None
    return f"{years}-{_two(months)}-{_two(days)}"


def edtf_month(month: str | None, year: str | None) -> str | None:
    """Write a month as EDTF, `2022-04`; None when there is no such month."""
    whole = edtf(None, month, year)
    return whole and whole[:-3]


class Mention(NamedTuple):
    """A date in running text and what it comes to; `edtf` is None for a day that cannot be (31/4)."""

    start: int
    end: int
    edtf: str | None


def find_dates(text: str, pattern: regex.Pattern[str]) -> Iterator[Mention]:
    """Every date with its year in running text, left to right; a month without a day is one too (`2021-04`).

    `pattern` is that of the rule `mention` of `when.toml`.
    """
    for match in pattern.finditer(text):
        yield Mention(*match.span(), _written(match, whole=match["day"] is not None))


def _written(match: regex.Match[str], *, whole: bool) -> str | None:
    return edtf(match["day"], match["month"], match["year"]) if whole else edtf_month(match["month"], match["year"])


def _number(text: str | None) -> int | None:
    """A number of one or two digits, or None: zero and dirt (`,@3`) are unknown."""
    clean = (text or "").strip(" .…_-/\t")
    return int(clean) or None if re.fullmatch(r"[0-9]{1,2}", clean) else None


def _year(text: str | None) -> str:
    clean = (text or "").strip(" .…_-/\t")
    return clean.ljust(4, "X") if re.fullmatch(r"[0-9]{2,4}", clean) and clean[:1] in "12" else "XXXX"


def _two(number: int | None) -> str:
    return f"{number:02}" if number else "XX"


def _has_day(year: str, month: int | None, day: int) -> bool:
    if month is None:
        return day <= 31
    return day <= (monthrange(int(year), month)[1] if year.isdigit() else _LONGEST[month - 1])


# ---------------------------------------------------------------------- periods


class Period(NamedTuple):
    """Days from `first` to `last`, both in it, and their EDTF."""

    first: date
    last: date
    edtf: str

    def to(self, other: Period) -> Period:
        """The period from the first day of this to the last of another."""
        return Period(self.first, other.last, f"{self.edtf.split('/')[0]}/{other.edtf.split('/')[-1]}")


class Moment(NamedTuple):
    """A day or period as words give it, perhaps without its year or month.

    `number` is the month, quarter or half (1, 2); `months` those of `6 tháng đầu năm`; `until` the last day, month
    or quarter of several; `part` the beginning, middle or end of the period.
    """

    sort: Sort
    year: int | None = None
    number: int | None = None
    day: int | None = None
    until: int | None = None
    months: int | None = None
    part: Part | None = None

    def lent(self, other: Moment | None) -> Moment:
        """This moment with the year, and for a bare day the month, that it lacks and its neighbour has."""
        if other is None:
            return self
        month = other.number if self.sort == "day" and self.number is None and other.sort == "day" else self.number
        return self._replace(year=self.year or other.year, number=month)

    def period(self) -> Period | None:
        """The days of the moment; None when a part is missing or the day cannot be."""
        if self.year is None or not MINYEAR < self.year < MAXYEAR:
            return None
        try:
            return _part(self, self.part) if self.part else _whole(self, self.year)
        except ValueError:
            return None

    def seen_from(self, issued: Issued | None) -> tuple[Moment, bool]:
        """The moment with its missing year taken from the document's date, and whether that was done.

        The year is that of the document, or the next one where the moment would else be long over.
        """
        if self.year is not None or issued is None or (self.sort != "year" and self.number is None):
            return self, False
        here = self._replace(year=issued.first.year)
        period = here.period()
        over = period is not None and issued.to_month and period.last < issued.first - SLACK
        return (here._replace(year=issued.first.year + 1) if over else here), True


def _whole(moment: Moment, year: int) -> Period:
    if moment.sort == "year":
        last = moment.until or year
        return Period(date(year, 1, 1), date(last, 12, 31), f"{year:04}" if last == year else f"{year:04}/{last:04}")
    if moment.number is None:
        raise ValueError
    if moment.sort == "day":
        first = date(year, moment.number, moment.day or 0)
        return days(first, first.replace(day=moment.until or first.day))
    if moment.sort == "month":
        return months(year, moment.number, moment.until or moment.number)
    if moment.sort == "quarter":
        return months(year, 3 * moment.number - 2, 3 * (moment.until or moment.number))
    count = moment.months or 6
    return months(year, 1, count) if moment.number == 1 else months(year, 13 - count, 12)


def months(year: int, first: int, last: int) -> Period:
    """Whole months of one year; a ValueError when they are none."""
    start, end = date(year, first, 1), date(year, last, monthrange(year, min(max(last, 1), 12))[1])
    if end < start:
        raise ValueError
    name = f"{year:04}-{first:02}" if first == last else f"{year:04}-{first:02}/{year:04}-{last:02}"
    return Period(start, end, name)


def _part(moment: Moment, part: Part) -> Period | None:
    """The day that stands for the beginning, middle or end of a month, quarter or year (Điều 146, khoản 2 và 3)."""
    whole = moment._replace(part=None).period()
    if whole is None:
        return None
    if part == "middle":
        middle = whole.first.replace(day=15) if moment.sort == "month" else _middle(whole)
        return days(middle, middle)
    edge = whole.first if part == "start" else whole.last
    return days(edge, edge)


def _middle(whole: Period) -> date:
    """Giữa năm is 30 June by the law; the middle of a quarter is read as the 15th of its second month."""
    if (whole.last - whole.first).days > 300:
        return whole.first.replace(month=6, day=30)
    return whole.first.replace(month=whole.first.month + 1, day=15)


def days(first: date, last: date) -> Period:
    """From one day to another; a ValueError when they stand the wrong way round."""
    if last < first:
        raise ValueError
    return Period(first, last, str(first) if first == last else f"{first}/{last}")


# ---------------------------------------------------------------------- the document's date


class Issued(NamedTuple):
    """The document's date as far as it is known: the earliest and the latest day that it can be."""

    first: date
    last: date

    @classmethod
    def of(cls, text: str | None) -> Issued | None:
        """Read the EDTF of a document's date; None when not even its year is known."""
        match = re.fullmatch(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?", text or "")
        if not match:
            return None
        year, month, day = (int(group) if group and group.isdigit() else None for group in match.groups())
        if year is None:
            return None
        sort: Sort = "year" if month is None else "month" if day is None else "day"
        period = Moment(sort, year, month, day if month else None).period()
        return cls(period.first, period.last) if period else None

    @property
    def day(self) -> date | None:
        """The day itself, where it is known."""
        return self.first if self.first == self.last else None

    @property
    def to_month(self) -> bool:
        """Whether the month at least is known."""
        return (self.last - self.first).days < 31


def nearby(day: date, unit: str, ahead: int) -> Period | None:
    """The week, month, quarter or year that holds a day, or one of those after it."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)
        return days(monday, monday + timedelta(days=6))
    if unit == "year":
        return Moment("year", day.year + ahead).period()
    step = _STEPS[unit]
    index = (day.year * 12 + day.month - 1) // step + ahead
    year, number = divmod(index, 12 // step)
    return Moment("month" if unit == "month" else "quarter", year, number + 1).period()


def weekday_after(day: date, weekday: int, weeks: int = 0) -> date:
    """The first such weekday on or after a day (0 is Monday); with `weeks`, that of a week after it."""
    if weeks:
        return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks, days=weekday)
    return day + timedelta(days=(weekday - day.weekday()) % 7)
