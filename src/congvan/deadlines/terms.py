"""Terms: what a kind of deadline makes of a period, how days are counted, what recurs as an RRULE (RFC 5545)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from congvan.when import Period

Unit = Literal["hour", "day", "week", "month", "quarter", "half", "year", "term"]

_STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FREQUENCIES = {
    "day": ("DAILY", 1), "week": ("WEEKLY", 1), "month": ("MONTHLY", 1), "quarter": ("MONTHLY", 3),
    "half": ("MONTHLY", 6), "year": ("YEARLY", 1),
}  # fmt: skip
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def limit(kind: str, period: Period | None, *, timed: bool = False) -> tuple[str | None, str | None]:
    """What a kind of deadline makes of a period: `(edtf, due)`, due being the last day allowed.

    `before` leaves the day named out, unless an hour of it was named (`timed`).
    """
    if period is None:
        return None, None
    if kind == "before":
        last = period.first if timed else period.first - timedelta(days=1)
        return f"../{last}", str(last)
    if kind == "by":
        return f"../{period.last}", str(period.last)
    if kind == "from":
        return f"{period.edtf.split('/')[0]}/..", None
    return period.edtf, str(period.last)


def count_days(start: date, count: int, unit: Unit, *, working: bool = False) -> date:
    """The last day of a term of `count` units: the first day is the one after `start` (Điều 147).

    Working days are Monday to Friday; public holidays are not known here and not left out.
    """
    if working and unit == "day":
        return _working(start, count)
    if unit == "hour":
        return start + timedelta(days=-(-count // 24))
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    return _month_on(start, count * _STEPS.get(unit, 1))


def _working(start: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day = start + timedelta(days=min(0, 4 - start.weekday())) + timedelta(weeks=weeks)
    for _ in range(rest):
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    return day


def _month_on(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def recurrence(
    unit: Unit,
    count: int = 1,
    *,
    months: Sequence[int] = (),
    day: int | None = None,
    weekdays: Sequence[int] = (),
    rank: int = 0,
) -> str | None:
    """Write an RFC 5545 RRULE for every `count` units; None for a unit that has no calendar of its own (học kỳ).

    `rank` tells which of a month's weekdays is meant, -1 being the last.
    """
    if unit not in _FREQUENCIES or not 1 <= count <= 120:
        return None
    frequency, interval = _FREQUENCIES[unit]
    parts = [f"FREQ={frequency}", f"INTERVAL={interval * count}" if interval * count > 1 else ""]
    parts.append("BYMONTH=" + ",".join(map(str, months)) if months else "")
    parts.append(f"BYMONTHDAY={day}" if day else "")
    parts.append("BYDAY=" + ",".join(f"{rank or ''}{_WEEKDAYS[weekday]}" for weekday in weekdays) if weekdays else "")
    return ";".join(filter(None, parts))


def times_in(unit: Unit, times: int) -> tuple[Unit, int] | None:
    """Spread `times` in one unit as every so many of a smaller one: twice a year is every 6 months; None if uneven."""
    if times == 1:
        return unit, 1
    if unit in ("year", "half", "quarter") and times > 0 and _STEPS[unit] % times == 0:
        return "month", _STEPS[unit] // times
    return ("day", 1) if unit == "week" and times == 7 else None
