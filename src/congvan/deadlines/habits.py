"""Habits: what recurs. `hằng tháng`, `6 tháng/lần`, `trước ngày 18 hằng tháng`, `thứ Sáu hằng tuần`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from congvan.deadlines.evidence import habitual
from congvan.deadlines.found import Found, Phrase, gives, recurring
from congvan.deadlines.passage import Passage
from congvan.deadlines.points import MOST, Point, read_cue, read_point
from congvan.deadlines.terms import Unit, recurrence, times_in
from congvan.grammar import Found as Hit


def read_every(passage: Passage, start: int) -> Phrase | None:
    """Read a recurrence and the day it names, if any (`hằng tháng, trước ngày 25`)."""
    hit = passage.at("every", start)
    if hit is None:
        return None
    end = hit.match.end()
    if detail := _detail(passage, hit):
        return detail
    if not gives(hit, "firm") and not habitual(passage, start, end):
        return Phrase(end)
    found = [recurring(start, end, _rrule(passage, hit), hit.rule.name)]
    if hit.rule.name == "every.regular":
        found += _also(passage, end)
    return Phrase(found[-1].end, tuple(found))


def read_hour(passage: Passage, start: int, at: int) -> Phrase | None:
    """Read `trước 17 giờ hằng ngày`, `từ 5 giờ đến 19 giờ hằng ngày`, the first hour being read up to `at`."""
    till = passage.one("till", at - passage.key[at - 1].isspace())
    clock = passage.one("clock", till.match.end()) if till else None
    at = clock.match.end() if clock else at
    hit = passage.one("every.unit", at)
    if hit is None:
        return None
    return Phrase(hit.match.end(), (recurring(start, hit.match.end(), _rrule(passage, hit), hit.rule.name),))


def tell_turn(passage: Passage, start: int, points: Sequence[Point], turn: Hit) -> Phrase:
    """Points of every week, month or year: `thứ Sáu hằng tuần`, `15/6 và 15/12 hằng năm`; days of a week are one."""
    end, unit = turn.match.end(), passage.unit(turn)
    days = sorted({point.weekday for point in points if point.weekday is not None})
    if len(days) == len(points) > 1 and not any(point.rank for point in points):
        return Phrase(end, (recurring(start, end, recurrence("week", weekdays=days), turn.rule.name),))
    return Phrase(
        end,
        tuple(
            recurring(
                start if at == 0 else point.start,
                end if at == len(points) - 1 else point.end,
                of_every(unit, point),
                turn.rule.name,
            )
            for at, point in enumerate(points)
        ),
    )


def _detail(passage: Passage, hit: Hit) -> Phrase | None:
    """The day of a recurrence that follows it, in brackets or not."""
    gap = passage.one("every-gap", hit.match.end())
    if gap is None:
        return None
    bracket, cue = gap.group("open"), read_cue(passage, gap.match.end())
    point = read_point(passage, cue.end, cued=True)
    if point is None or point.moment.year or point.sort not in ("day", "weekday") or not (cue.kind or point.named):
        return None
    turn = passage.at("turn", point.end)
    end = turn.match.end() if turn else point.end
    if bracket and passage.key[end : end + 1] != ")":
        return None
    end += bool(bracket)
    return Phrase(end, (recurring(hit.match.start(), end, of_every(passage.unit(hit), point), hit.rule.name),))


def _also(passage: Passage, at: int) -> Iterator[Found]:
    """The other units of one `định kỳ`: `định kỳ hằng quý, 6 tháng và năm`."""
    for _ in range(MOST):
        hit = passage.one("regular-also", at)
        if hit is None:
            return
        start, at = hit.span("words")
        yield recurring(start, at, _rrule(passage, hit), hit.rule.name)


def _rrule(passage: Passage, hit: Hit) -> str | None:
    unit = passage.unit(hit)
    spread = times_in(unit, passage.number(hit, "times") or 1)
    if spread is None:
        return None
    part = passage.part(hit) if unit == "month" else None
    day = {"start": 1, "end": -1}.get(part or "")
    return recurrence(spread[0], (passage.number(hit, "count") or 1) * spread[1], day=day)


def of_every(unit: Unit, point: Point) -> str | None:
    """The RRULE of one point of every unit; its day is the one printed, after `trước` too: `due` alone is reckoned."""
    moment = point.moment
    day = moment.until or moment.day
    if point.weekday is not None:
        return recurrence("month" if point.rank else "week", weekdays=(point.weekday,), rank=point.rank)
    if moment.sort in ("day", "month") and moment.number:
        return recurrence("year", months=(moment.number,), day=day)
    return recurrence(unit, day=day if unit in ("month", "quarter") else None)
