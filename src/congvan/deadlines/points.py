"""Points: cues (`trước`, `trong`), clocks, and the days, months and quarters that stand after them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from congvan import when
from congvan.deadlines.found import gives
from congvan.deadlines.passage import Passage
from congvan.grammar import Found as Hit
from congvan.when import Moment, Period, Sort

MOST = 12
"""So many points of one list are read; a longer list begins anew."""


class Cue(NamedTuple):
    """How a phrase opens: its kind, the sorts of points that are believed after it, and whether an hour is named."""

    end: int
    kind: str | None = None
    firm: tuple[str, ...] = ()
    rule: str = "when.point"
    timed: bool = False


class Point(NamedTuple):
    """A day or period as it stands in the text.

    `sort` is that of its rule (day, days, month, quarter, half, year, weekday, relative). `period` is told by the
    document's date where words alone do not tell it (thứ Sáu, tháng sau); `named` says that no bare figures are it;
    `rank` tells which weekday of a month it is.
    """

    start: int
    end: int
    sort: str
    moment: Moment
    named: bool = True
    period: Period | None = None
    weekday: int | None = None
    rank: int = 0


def read_cue(passage: Passage, start: int) -> Cue:
    """Read a cue, if there is one, and the clock after it."""
    hit = passage.at("cue", start)
    end = hit.match.end() if hit else start
    clock = passage.one("clock", end)
    end = clock.match.end() if clock else end
    if hit is None:
        return Cue(end, timed=clock is not None)
    firm = cast("list[str]", gives(hit, "firm"))
    return Cue(end, cast(str, gives(hit, "kind")), tuple(firm), f"when.{hit.rule.name}", clock is not None)


def read_point(passage: Passage, start: int, *, cued: bool) -> Point | None:
    """Read a day or period; bare years and `3/2023` only in a cell, after a label or a cue."""
    if cued or passage.labelled(start):
        hit = passage.at("cell", start)
        if hit and (hit.rule.name == "cell.month" or passage.labelled(start)):
            return _told(passage, hit)
    hit = passage.at("point", start)
    return _told(passage, hit) if hit else None


def read_also(passage: Passage, first: Point, *, turned: bool = False) -> Iterator[Point]:
    """Read on in a list of points of one sort: `tháng 2/2023, tháng 5/2023`, `ngày 15/6 và 15/12`.

    With `turned` words that make them recur may follow: then days alone count too, each under a cue of its own.
    """
    last = first
    for _ in range(MOST):
        also = passage.one("also-cued" if turned else "also", last.end)
        point = read_point(passage, also.match.end(), cued=False) if also else None
        alone = point is not None and point.sort == "day" and point.moment.number is None
        if point is None or point.sort != first.sort or (alone and not turned):
            return
        yield point
        last = point


def read_second(passage: Passage, first: Point) -> Point | None:
    """Read the other end of a range, `đến hết ngày 30/4`."""
    till = passage.one("till", first.end)
    if till is None:
        return None
    clock = passage.one("clock", till.match.end())
    return read_point(passage, clock.match.end() if clock else till.match.end(), cued=True)


def _told(passage: Passage, hit: Hit) -> Point | None:
    """Turn a rule's groups into a moment, or into a period told by the document's date."""
    sort, (start, end) = cast(str, gives(hit, "sort")), hit.span()
    if sort == "weekday":
        return _weekday(passage, hit)
    if sort == "relative":
        return _relative(passage, hit)
    year, part = hit.group("year"), passage.part(hit)
    number, until = passage.month(hit), passage.number(hit, "until")
    if sort == "quarter":
        number, until = passage.quarter(hit, "quarter"), passage.quarter(hit, "until")
    if sort == "half":
        number, part = (1 if part == "start" else 2), None
    base = cast(Sort, "day" if sort == "days" else sort)
    moment = Moment(
        base, int(year) if year else None, number, passage.number(hit, "day"), until, passage.number(hit, "count"), part
    )
    return Point(start, end, sort, moment, bool(hit.group("named")) or not passage.key[start].isdecimal())


def _weekday(passage: Passage, hit: Hit) -> Point:
    weekday, day = passage.weekday(hit), passage.issued and passage.issued.day
    told = when.weekday_after(day, weekday, _ahead(passage, hit)) if day else None
    period = when.days(told, told) if told else None
    return Point(*hit.span(), "weekday", Moment("day"), True, period, weekday, passage.rank(hit))


def _relative(passage: Passage, hit: Hit) -> Point:
    unit, issued = passage.unit(hit, "relative"), passage.issued
    known = issued and (issued.day or (unit != "week" and issued.to_month) or unit == "year")
    period = when.nearby(issued.first, unit, _ahead(passage, hit)) if issued and known else None
    return Point(*hit.span(), "relative", Moment("day"), True, period)


def _ahead(passage: Passage, hit: Hit) -> int:
    word = hit.group("next")
    return 1 if word and word.lower() not in passage.grammar.lists["this_one"] else 0
