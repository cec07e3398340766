"""Reading: a passage from left to right, one phrase after another.

A family of rules is tried where a word stands that may open it; the first that reads something wins the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import cast

from congvan import record
from congvan.deadlines.evidence import believed, forbidden
from congvan.deadlines.found import Found, Phrase, gives, plain
from congvan.deadlines.habits import of_every, read_every, read_hour, tell_turn
from congvan.deadlines.passage import Passage
from congvan.deadlines.points import Cue, Point, read_also, read_cue, read_point, read_second
from congvan.deadlines.terms import Unit, count_days, limit
from congvan.grammar import Found as Hit

_TURNS: Mapping[str, Unit] = {
    "FREQ=YEARLY": "year", "FREQ=MONTHLY;INTERVAL=3": "quarter", "FREQ=MONTHLY": "month", "FREQ=WEEKLY": "week",
}  # fmt: skip
"""What comes again as often as these words say, and the unit that a later day without one is of."""


def read(passage: Passage, skip: Sequence[record.Span]) -> Iterator[Found]:
    """Every deadline of a passage, in order; none begins inside a range of `skip`."""
    if passage.bare and (whole := _cell(passage)):
        yield whole
        return
    done: int = 0
    said: tuple[int, Unit] | None = None
    for start, families in passage.openings():
        if start < done or any(low <= start < high for low, high in skip):
            continue
        for family in families:
            phrase = _READERS[family](passage, start)
            if said and said[1] == "week" and not (phrase and phrase.found):
                phrase = _of_week(passage, start, said[0]) or phrase
            if phrase and not any(low <= one.end - 1 < high for one in phrase.found for low, high in skip):
                yield from (_again(passage, one, said) for one in phrase.found)
                turns = ((one.end, _TURNS.get(one.recurrence or "")) for one in phrase.found)
                said = next(((end, unit) for end, unit in turns if unit), said)
                done = phrase.end
                break


def _again(passage: Passage, one: Found, said: tuple[int, Unit] | None) -> Found:
    """A day that lacks what `Hằng năm`, `hằng tháng` before it in the same sentence tell comes again as often."""
    if said is None or one.recurrence or ". " in passage.key[said[0] : one.start]:
        return one
    point = read_point(passage, read_cue(passage, one.start).end, cued=True)
    if point is None or not _lacks(point, said[1], one):
        return one
    return one._replace(kind="recurring", edtf=None, due=None, inferred=False, recurrence=of_every(said[1], point))


def _of_week(passage: Passage, start: int, said: int) -> Phrase | None:
    """`Hằng tuần …, báo cáo vào chiều thứ Sáu`: a weekday under a cue in the same sentence."""
    cue = read_cue(passage, start)
    point = read_point(passage, cue.end, cued=True) if cue.kind else None
    if point is None or point.sort != "weekday" or ". " in passage.key[said:start]:
        return None
    return Phrase(
        point.end, (Found(start, point.end, "recurring", None, None, of_every("week", point), False, cue.rule),)
    )


def _lacks(point: Point, unit: Unit, one: Found) -> bool:
    """Whether a point names a part of a unit and not which one: a day of each month, a weekday of each week."""
    if unit == "year":
        return one.inferred and point.sort in ("day", "month") and point.moment.number is not None
    if unit == "week":
        return point.sort == "weekday"
    return point.sort == "day" and point.moment.number is None


def _cell(passage: Passage) -> Found | None:
    """A cell that is one phrase without a date: `Thường xuyên`, `Theo kế hoạch`."""
    text = passage.key.strip(" .;,()")
    start = passage.key.find(text)
    for family in ("always", "referred"):
        for rule in passage.grammar.family(family):
            if hit := rule.find(text):
                return plain(start, start + len(text), hit)
    return None


# ---------------------------------------------------------------------- dates and periods


def _timed(passage: Passage, start: int) -> Phrase | None:
    """Read `[cue] [clock] point [till point | also point …] [hằng …]`."""
    cue = read_cue(passage, start)
    if blank := passage.one("blank", cue.end) if cue.kind in ("before", "by") else None:
        kind = cast(record.DeadlineKind, cue.kind)
        return Phrase(blank.match.end(), (Found(start, blank.match.end(), kind, None, None, None, False, cue.rule),))
    first = read_point(passage, cue.end, cued=cue.kind is not None)
    if first is None:
        return read_hour(passage, start, cue.end) if cue.timed else None
    if cue.kind is None and first.moment.part and first.moment.number:
        cue = cue._replace(firm=("month", "quarter"))
    if second := read_second(passage, first):
        return _range(passage, start, cue, first, second)
    points = [first, *read_also(passage, first, turned=True)]
    if turn := passage.at("turn", points[-1].end):
        return tell_turn(passage, start, _lent(points), turn)
    points = _lent([first, *read_also(passage, first)])
    if cue.kind == "within" and len(points) == 2 and (whole := _adjoining(passage, start, cue, *points)):
        return whole
    told = (_tell(passage, start, cue, point, start if at == 0 else point.start) for at, point in enumerate(points))
    return Phrase(points[-1].end, tuple(filter(None, told)))


def _adjoining(passage: Passage, start: int, cue: Cue, first: Point, second: Point) -> Phrase | None:
    """Two months or quarters on end are one period: `trong tháng 5 và tháng 6/2023`."""
    if first.sort not in ("month", "quarter") or not passage.one("and", first.end):
        return None
    (left, _), (right, inferred) = (point.moment.seen_from(passage.issued) for point in (first, second))
    low, high = left.period(), right.period()
    if not (low and high) or low.last + timedelta(days=1) != high.first:
        return None
    whole = low.to(high)
    if not believed(passage, start, second.end, cue, "within", second.sort, whole):
        return None
    return Phrase(second.end, (Found(start, second.end, "within", *limit("within", whole), None, inferred, cue.rule),))


def _lent(points: list[Point]) -> list[Point]:
    """Years and months that one point of a list lacks are those of the next, or else of the one before."""
    for at in range(len(points) - 2, -1, -1):
        points[at] = points[at]._replace(moment=points[at].moment.lent(points[at + 1].moment))
    for at in range(1, len(points)):
        points[at] = points[at]._replace(moment=points[at].moment.lent(points[at - 1].moment))
    return points


def _range(passage: Passage, start: int, cue: Cue, first: Point, second: Point) -> Phrase:
    """Two points and what lies between; the left one takes from the right one what it lacks."""
    if turn := passage.at("turn", second.end):
        return tell_turn(passage, start, [second], turn)
    right, inferred = second.moment.seen_from(passage.issued)
    low, high = first.period or first.moment.lent(right).period(), second.period or right.period()
    if low and high and low.first > high.last and first.moment.year is None and right.year:
        low = first.moment._replace(year=right.year - 1).period()
    whole = low.to(high) if low and high and low.first <= high.last else None
    edtf, due = limit("range", whole)
    found = Found(start, second.end, "range", edtf, due, None, inferred, cue.rule)
    spans_years = first.sort == second.sort == "year" and not passage.labelled(start)
    good = not spans_years and (whole or second.sort == "day")
    good = good and believed(passage, start, second.end, cue, "range", second.sort, whole)
    return Phrase(second.end, (found,) if good else ())


def _tell(passage: Passage, opening: int, cue: Cue, point: Point, start: int) -> Found | None:
    """One point under its cue; the points of a list after the first stand without the cue's words."""
    moment, inferred = point.moment.seen_from(passage.issued)
    period = point.period or moment.period()
    kind = _kind(passage, opening, cue, point)
    if _vague(passage, opening, kind, point):
        return None
    if not believed(passage, opening, point.end, cue, kind, point.sort, period):
        return None
    edtf, due = limit(kind, period, timed=cue.timed)
    return Found(start, point.end, kind, edtf, due, None, inferred or point.period is not None, cue.rule)


def _vague(passage: Passage, opening: int, kind: str, point: Point) -> bool:
    """Whether too little is printed: `3/4` may be a fraction, `ngày 15` alone is only good as a limit."""
    if passage.labelled(opening):
        return False
    if point.sort == "day" and point.moment.number is None:
        return kind not in ("before", "by")
    return kind == "on" and not point.named and point.moment.year is None


def _kind(passage: Passage, opening: int, cue: Cue, point: Point) -> record.DeadlineKind:
    """The kind of a cue; without one, and after `trong`, `vào`, that of the point: a day, days, a longer period."""
    daily = point.sort in ("day", "weekday")
    if (point.sort == "days" or point.moment.until) and cue.kind in (None, "within", "from"):
        return "range"
    if cue.kind is None and daily and passage.labelled(opening):
        return "by"
    if cue.kind in (None, "within"):
        return "on" if daily else "within"
    return cast(record.DeadlineKind, cue.kind)


# ---------------------------------------------------------------------- terms and events


def _span(passage: Passage, start: int) -> Phrase | None:
    """Read a term: from the document's own date where it says so, or back from a day that follows."""
    hit = passage.at("span", start)
    if hit is None:
        return None
    unit, count, end = passage.unit(hit), passage.number(hit, "count") or 0, hit.match.end()
    if gives(hit, "back") and hit.group("anchor") is None:
        return _back(passage, hit, unit, count)
    if unit == "hour" and count <= 24:
        kind: record.DeadlineKind = "event" if gives(hit, "back") else "immediate"
        return Phrase(end, (Found(start, end, kind, None, None, None, False, f"when.{hit.rule.name}"),))
    due = _counted(passage, hit, unit, count)
    edtf = f"../{due}" if due else None
    return Phrase(end, (Found(start, end, "duration", edtf, due, None, False, f"when.{hit.rule.name}"),))


def _counted(passage: Passage, hit: Hit, unit: Unit, count: int) -> str | None:
    """The last day of a term that begins with the document itself (`kể từ ngày ký`)."""
    day, anchor = passage.issued and passage.issued.day, hit.group("anchor")
    if not day or not anchor or not passage.grammar["anchor-issue"].find(anchor):
        return None
    return str(count_days(day, count, unit, working=bool(hit.group("working"))))


def _back(passage: Passage, hit: Hit, unit: Unit, count: int) -> Phrase | None:
    """`chậm nhất 10 ngày trước ngày 20/6/2024`: working days are not counted back."""
    point = read_point(passage, hit.match.end(), cued=False)
    if point is None:
        return None
    moment, inferred = point.moment.seen_from(passage.issued)
    period, days = moment.period(), {"day": 1, "week": 7}.get(unit)
    last = period.first - timedelta(days=count * days) if period and days and not hit.group("working") else None
    edtf, due = (f"../{last}", str(last)) if last else (None, None)
    found = Found(hit.match.start(), point.end, "by", edtf, due, None, inferred, f"when.{hit.rule.name}")
    return Phrase(point.end, (found,))


def _event(passage: Passage, start: int) -> Phrase | None:
    hit = passage.at("event", start) or passage.at("terms", start)
    if hit is None:
        return None
    end = hit.match.end()
    if forbidden(passage, passage.left(start), str(gives(hit, "kind")), "event"):
        return Phrase(end)
    return Phrase(end, (plain(start, end, hit),))


def _always(passage: Passage, start: int) -> Phrase | None:
    """`Thường xuyên` is a deadline only after a label."""
    hit = passage.at("always", start) if passage.labelled(start) else None
    return Phrase(hit.match.end(), (plain(start, hit.match.end(), hit),)) if hit else None


_READERS: Mapping[str, Callable[[Passage, int], Phrase | None]] = {
    "cue": _timed, "point": _timed, "every": read_every, "span": _span, "event": _event, "terms": _event,
    "always": _always,
}  # fmt: skip
