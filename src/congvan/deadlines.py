"""Deadlines: a task's text → by when it must be done. The words are in `when.toml`, the calendar in `when.py`.

Read from left to right: a rule of the family that `trigger` names is tried where it stands; a cue (`trước`, `trong`), a
clock and points (`ngày 15/3`, `quý II`) make one deadline, and what stands around it says whether it is one at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple, cast

from congvan import record
from congvan import when
from congvan.grammar import Found as Hit
from congvan.grammar import Grammar, Rule
from congvan.text import View
from congvan.when import Issued, Moment, Period, Unit

_LEFT, _RIGHT, _MOST = 140, 120, 12


@dataclass(frozen=True, slots=True)
class Found:
    """One deadline `[start, end)` of the text it was found in, and the rule that gave it (`when.cue.before`)."""

    start: int
    end: int
    kind: record.DeadlineKind
    edtf: str | None
    due: str | None
    recurrence: str | None
    inferred: bool
    rule: str

    def record(self, view: View) -> record.Deadline:
        """Write it into the record: its words and slices are those of the view it was found in."""
        value = view.value(self.start, self.end)
        return record.Deadline(
            text=value.text, spans=value.spans, kind=self.kind, edtf=self.edtf, due=self.due,
            recurrence=self.recurrence, inferred=self.inferred,
        )  # fmt: skip


def find_deadlines(
    view: View, *, issued: str | None, grammar: Grammar, skip: Sequence[record.Span] = (), bare: bool = False
) -> tuple[Found, ...]:
    """Find every deadline of one task, in order, without overlaps.

    `issued` is the document's date in EDTF (or its meeting's): missing years come from it. `skip` holds ranges of the
    view (cited documents) in which no date is a deadline. With `bare` the view is a cell of a deadline column: a date or
    `Thường xuyên` alone is one. After it: `due` is ISO or None, and None for what recurs or hangs on an event.
    """
    if not view.key or not (bare or grammar["hint"].find(view.key)):
        return ()
    reader = _Reader(view.key, Issued.of(issued), grammar, tuple(skip), bare)
    return tuple(reader.read())


class _Point(NamedTuple):
    """A moment as it stands in the text: `moment` has what is missing lent, `day` is a period told another way."""

    start: int
    end: int
    moment: Moment
    sort: str
    named: bool
    period: Period | None = None
    weekday: int | None = None


class _Phrase(NamedTuple):
    """One reading: where it ends, and the deadlines in it (none, where the words are an expression but no deadline)."""

    end: int
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    """How a phrase opens: its kind, the sorts of points that are believed after it, and an hour."""

    kind: str = "on"
    firm: tuple[str, ...] = ()
    rule: str = "when.point"
    end: int = 0
    timed: bool = False
    given: bool = False


@dataclass(frozen=True)
class _Reader:
    """One text being read."""

    key: str
    issued: Issued | None
    grammar: Grammar
    skip: tuple[record.Span, ...]
    bare: bool
    families: Mapping[str, Callable[[int], _Phrase | None]] = field(init=False)

    def __post_init__(self) -> None:
        families = {
            "cue": self._timed, "point": self._timed, "every": self._every, "span": self._span, "event": self._event,
            "terms": self._event, "always": self._always,
        }  # fmt: skip
        object.__setattr__(self, "families", families)

    def read(self) -> Iterator[Found]:
        """Every deadline of the text; a cell that nothing else reads may be one as a whole."""
        at, count = 0, 0
        if self.bare and (whole := self._cell()):
            yield whole
            return
        for match in self.grammar["trigger"].compiled.finditer(self.key):
            start = match.start()
            if start < at or self._skipped(start):
                continue
            for family in match.lastgroup.split("_"):
                phrase = self.families[family](start)
                if phrase and not any(self._skipped(one.start) for one in phrase.found):
                    yield from phrase.found
                    at, count = phrase.end, count + len(phrase.found)
                    break
            if count >= _MOST * 8:
                return

    def _skipped(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.skip)

    def _at(self, family: str, start: int) -> Hit | None:
        """The first rule of a family that matches from one place on, and the match."""
        for rule in self.grammar.family(family):
            if hit := _match(rule, self.key, start):
                return hit
        return None

    # ------------------------------------------------------------------ cells

    def _cell(self) -> Found | None:
        text = self.key.strip(" .;,()")
        start = self.key.find(text)
        for family in ("always", "referred"):
            for rule in self.grammar.family(family):
                if text and (hit := rule.find(text)):
                    return _plain(start, start + len(text), hit)
        return None

    # ------------------------------------------------------------------ dates and periods

    def _timed(self, start: int) -> _Phrase | None:
        """Read `[cue] [clock] point [till point | also point …] [hằng …]`."""
        cue = self._cue(start)
        at = cue.end
        first = self._point(at, cue.given)
        if first is None:
            turn = cue.timed and self.grammar["every.unit"].compiled.match(self.key, at)
            return self._tell_every(start, at) if turn else None
        points, second = [first], None
        if till := _match(self.grammar["till"], self.key, first.end):
            clock = _match(self.grammar["clock"], self.key, till.match.end())
            second = self._point(clock.match.end() if clock else till.match.end(), True)
        if second and second.sort != "year-span":
            return self._range(start, cue, first, second)
        points += self._others(first)
        return self._listed(start, cue, points)

    def _cue(self, start: int) -> _Cue:
        hit = self._at("cue", start)
        end = hit.match.end() if hit else start
        clock = _match(self.grammar["clock"], self.key, end)
        end = clock.match.end() if clock else end
        if hit is None:
            return _Cue(end=end, timed=clock is not None)
        gives = hit.rule.gives or {}
        return _Cue(gives["kind"], tuple(gives["firm"]), f"when.{hit.rule.name}", end, clock is not None, True)

    def _point(self, at: int, cued: bool) -> _Point | None:
        labelled = self.bare or self._labelled(at)
        hit = (self._at("cell", at) if labelled or cued else None) or self._at("point", at)
        if hit is None:
            return None
        name = hit.rule.name
        if name == "point.day-alone" and not (cued or self.key.startswith("ngày", at)):
            return None
        if name in ("cell.year", "cell.years") and not labelled:
            return self._at_point(at)
        return self._told(hit)

    def _at_point(self, at: int) -> _Point | None:
        hit = self._at("point", at)
        return self._told(hit) if hit else None

    def _told(self, hit: Hit) -> _Point | None:
        """Turn a rule's groups into a moment, or into a period told by the document's date."""
        sort = str((hit.rule.gives or {})["sort"])
        start, end = hit.span()
        if sort in ("weekday", "relative"):
            return self._relative(hit, sort, start, end)
        moment = self._moment(hit, sort)
        named = bool(hit.group("named")) or not self.key[start : start + 1].isdigit()
        return _Point(start, end, moment, sort, named) if moment else None

    def _moment(self, hit: Hit, sort: str) -> Moment | None:
        number = self._value(hit, "month", "month_names", 1)
        until = self._value(hit, "until", "quarters" if sort == "quarter" else "numerals", 0)
        count = self._value(hit, "count", "numerals", 0)
        part = self._part(hit)
        if sort == "quarter":
            number, until = self._quarter(hit, "quarter"), self._quarter(hit, "until")
        if sort == "half":
            number, part = (1 if part == "start" else 2), None
        base = "day" if sort == "days" else sort
        year = hit.group("year")
        days = self._value(hit, "day", "numerals", 0)
        if sort == "year" and year is None and part is None:
            return None
        return Moment(cast(when.Sort, base), int(year) if year else None, number, days, until, count, part)

    def _value(self, hit: Hit, group: str, words: str, shift: int) -> int | None:
        text = hit.group(group)
        if text is None:
            return None
        if text.isdigit():
            return int(text)
        names = self.grammar.lists[words]
        return names.index(text.lower()) + shift if text.lower() in names else None

    def _quarter(self, hit: Hit, group: str) -> int | None:
        text = (hit.group(group) or "").lower()
        names = self.grammar.lists["quarters"]
        return names.index(text) % 4 + 1 if text in names else None

    def _part(self, hit: Hit) -> when.Part | None:
        text = (hit.group("part") or "").lower()
        for part in ("start", "middle", "end"):
            if text in self.grammar.lists[f"part_{part}"]:
                return cast(when.Part, part)
        return None

    def _relative(self, hit: Hit, sort: str, start: int, end: int) -> _Point | None:
        day = self.issued.day if self.issued else None
        ahead = 0 if (hit.group("next") or "này").lower() in ("này", "nay") else 1
        if sort == "weekday":
            weekday = self.grammar.lists["weekdays"].index((hit.group("weekday") or "").lower()) % 7
            told = when.day_period(when.weekday_after(day, weekday, ahead)) if day else None
            return _Point(start, end, Moment("day"), sort, True, told, weekday)
        unit = self._unit(hit.group("relative"))
        near = self.issued.first if self.issued and (self.issued.to_month or unit == "year") else None
        near = day if unit == "week" else near
        return _Point(start, end, Moment("day"), sort, True, when.nearby(near, unit, ahead) if near else None)

    def _others(self, first: _Point) -> Iterator[_Point]:
        """The points that follow in a list: `tháng 2/2023, tháng 5/2023`, `ngày 15/6 và 15/12`."""
        last = first
        for _ in range(_MOST):
            also = _match(self.grammar["also"], self.key, last.end)
            hit = self._at("point", also.match.end()) if also else None
            point = self._told(hit) if hit and hit.rule.name != "point.day-alone" else None
            if point is None or point.sort != first.sort or (point.moment.part and not first.moment.part):
                return
            yield point
            last = point

    # ------------------------------------------------------------------ judging

    def _labelled(self, start: int) -> bool:
        return self.key[:start].rstrip().endswith(":") and bool(self.grammar["label"].find(self.key[max(0, start - 60) : start]))

    def _believed(self, start: int, end: int, cue: _Cue, kind: str, sort: str, period: Period | None) -> bool:
        """Whether a phrase is a deadline: nothing forbids it, and its cue or what stands before it asks for it."""
        if self.bare:
            return True
        if self._over(kind, period):
            return False
        left = self.key[max(0, start - _LEFT) : start]
        if self._labelled(start):
            return True
        if any(_blocks(rule, kind, sort) and rule.find(left) for rule in self.grammar.family("veto")):
            return self._asked(left, sort, only="asks.finish") and kind != "on" and kind != "from"
        if self._opens(left) and kind != "before" and _match(self.grammar["happened"], self.key, end):
            return False
        return sort in cue.firm or self._asked(left, sort)

    def _asked(self, left: str, sort: str, only: str = "") -> bool:
        rules = (self.grammar[only],) if only else self.grammar.family("asks")
        return any(sort in (rule.gives or {})["allows"] and rule.find(left) for rule in rules)

    def _opens(self, left: str) -> bool:
        return not left.strip() or left.rstrip()[-1] in ".;:("

    def _over(self, kind: str, period: Period | None) -> bool:
        """Whether a period lies before the document: what was to be done by then is past."""
        if period is None or self.issued is None:
            return False
        if kind in ("before", "by"):
            return period.last < self.issued.first - when.SLACK
        return kind != "from" and period.last < self.issued.first

    # ------------------------------------------------------------------ telling

    def _range(self, start: int, cue: _Cue, first: _Point, second: _Point) -> _Phrase:
        """Two points and what lies between; the left one takes from the right one what it lacks."""
        right, told = second.moment.seen_from(self.issued)
        left = first.moment.lent(right)
        left, also_told = left.seen_from(self.issued)
        a, b = first.period or left.period(), second.period or right.period()
        if turn := self._turn(second.end):
            return self._tell_turn(start, cue, [second._replace(moment=right)], turn)
        if first.sort == "year" == second.sort and not self.bare:
            return _Phrase(second.end, ())
        whole = a.to(b) if a and b and a.first <= b.last else None
        kind = "range"
        edtf, due = (whole.edtf, str(whole.last)) if whole else (None, str(b.last) if b and not a else None)
        found = Found(start, second.end, "range", edtf, due, None, told or also_told, cue.rule)
        good = self._believed(start, second.end, cue, kind, second.sort, whole)
        return _Phrase(second.end, (found,) if good else ())

    def _listed(self, start: int, cue: _Cue, points: list[_Point]) -> _Phrase:
        """One point, or several alike: each its own deadline, the first with the cue's words."""
        for at in range(len(points) - 2, -1, -1):
            points[at] = points[at]._replace(moment=points[at].moment.lent(points[at + 1].moment))
        for at in range(1, len(points)):
            points[at] = points[at]._replace(moment=points[at].moment.lent(points[at - 1].moment))
        if turn := self._turn(points[-1].end):
            return self._tell_turn(start, cue, points, turn)
        found = []
        for at, point in enumerate(points):
            one = self._tell(start if at == 0 else point.start, cue, point, start)
            found += [one] if one else []
        return _Phrase(points[-1].end, tuple(found))

    def _tell(self, start: int, cue: _Cue, point: _Point, opening: int) -> Found | None:
        moment, inferred = point.moment.seen_from(self.issued)
        period = point.period or moment.period()
        kind = self._kind(cue, point, opening)
        if kind == "on" and not (point.named or moment.year) and not self.bare:
            return None
        if not self._believed(opening, point.end, cue, kind, point.sort, period):
            return None
        edtf, due = when.limit(kind, period, timed=cue.timed)
        told = inferred or point.period is not None
        return Found(start, point.end, cast(record.DeadlineKind, kind), edtf, due, None, told, cue.rule)

    def _kind(self, cue: _Cue, point: _Point, opening: int) -> str:
        daily = point.sort in ("day", "weekday")
        if not cue.given:
            bare = self.bare or self._labelled(opening)
            return ("by" if bare else "on") if daily else "range" if point.sort == "days" else "within"
        if cue.kind == "within":
            return "on" if daily and not point.moment.until else "range" if point.sort == "days" else "within"
        return "range" if cue.kind == "from" and point.sort == "days" else cue.kind

    # ------------------------------------------------------------------ what recurs

    def _turn(self, at: int) -> Hit | None:
        return self._at("turn", at)

    def _tell_turn(self, start: int, cue: _Cue, points: list[_Point], turn: Hit) -> _Phrase:
        """A point of every month or year: `trước ngày 18 hằng tháng`, `thứ Sáu hằng tuần`, `15/6 và 15/12 hằng năm`."""
        unit, found = self._unit(turn.group("unit")), []
        for at, point in enumerate(points):
            end = turn.match.end() if point is points[-1] else point.end
            rule = _rule_of(unit, point)
            found.append(_recurring(start if at == 0 else point.start, end, rule, f"when.{turn.rule.name}"))
        return _Phrase(turn.match.end(), tuple(found))

    def _every(self, start: int) -> _Phrase | None:
        hit = self._at("every", start)
        if hit is None:
            return None
        end = hit.match.end()
        if detail := self._detail(hit):
            return detail
        if not self.bare and not (hit.rule.gives or {})["firm"] and not self._habit(start, end):
            return _Phrase(end, ())
        found = [_recurring(start, end, self._rrule(hit), f"when.{hit.rule.name}")]
        if hit.rule.name == "every.regular":
            found += self._also_regular(end)
        return _Phrase(found[-1].end, tuple(found))

    def _detail(self, hit: Hit) -> _Phrase | None:
        """`hằng tháng, trước ngày 25`; `hằng năm (trước ngày 15/12)`; `hàng tuần trước 15:00 thứ Sáu hàng tuần`."""
        start, end = hit.span()
        gap = _match(self.grammar["every-gap"], self.key, end)
        if gap is None:
            return None
        cue = self._cue(gap.match.end())
        point = self._point(cue.end, True) if cue.end > gap.match.end() or gap.group("open") else None
        if point is None or point.moment.year or point.sort not in ("day", "weekday"):
            return None
        turn = self._turn(point.end)
        close = turn.match.end() if turn else point.end
        if gap.group("open"):
            if self.key[close : close + 1] != ")":
                return None
            close += 1
        unit = self._unit(hit.group("unit"))
        if hit.group("count") and point.moment.number:
            unit = "year"
        rule = _rule_of(self._unit(turn.group("unit")) if turn and unit == "day" else unit, point)
        return _Phrase(close, (_recurring(start, close, rule, f"when.{hit.rule.name}"),))

    def _also_regular(self, at: int) -> Iterator[Found]:
        for _ in range(_MOST):
            hit = _match(self.grammar["regular-also"], self.key, at)
            if hit is None:
                return
            start, at = hit.span("words")
            yield _recurring(start, at, self._rrule(hit), "when.regular-also")

    def _tell_every(self, start: int, at: int) -> _Phrase | None:
        """`trước 17 giờ hằng ngày`."""
        hit = _match(self.grammar["every.unit"], self.key, at)
        return _Phrase(hit.match.end(), (_recurring(start, hit.match.end(), self._rrule(hit), "when.every.unit"),)) if hit else None

    def _habit(self, start: int, end: int) -> bool:
        """Whether `hằng năm` tells when something is done, not which plan or sum is meant."""
        left = self.key[max(0, start - _LEFT) : start]
        if self.grammar["habit-start"].find(left):
            return True
        if self.grammar["habit-noun"].find(left):
            return False
        return _match(self.grammar["habit-deed"], self.key, end) is not None

    def _rrule(self, hit: Hit) -> str | None:
        unit = self._unit(hit.group("unit"))
        count, times = self._value(hit, "count", "numerals", 0) or 1, self._value(hit, "times", "numerals", 0) or 1
        spread = when.times_in(unit, times)
        if spread is None:
            return None
        part = self._part(hit)
        day = {"start": 1, "end": -1}.get(part or "") if unit == "month" else None
        return when.recurrence(spread[0], count * spread[1], day=day)

    def _unit(self, word: str | None) -> Unit:
        text = " ".join((word or "").lower().split())
        for unit in ("hour", "day", "week", "month", "quarter", "half", "year", "term"):
            if text in self.grammar.lists[f"unit_{unit}"]:
                return cast(Unit, unit)
        return "term"

    # ------------------------------------------------------------------ terms and events

    def _span(self, start: int) -> _Phrase | None:
        """Terms counted in days: from the document's own date where they say so, back from a day that follows."""
        hit = self._at("span", start)
        if hit is None:
            return None
        unit, count = self._unit(hit.group("unit")), self._value(hit, "count", "numerals", 0) or 0
        end, name = hit.match.end(), f"when.{hit.rule.name}"
        if (hit.rule.gives or {}).get("back"):
            return self._back(hit, start, unit, count, name)
        if unit == "hour" and count <= 24:
            return _Phrase(end, (Found(start, end, "immediate", None, None, None, False, name),))
        anchor = hit.group("anchor")
        due = self._counted(anchor, count, unit, bool(hit.group("working")))
        edtf = f"../{due}" if due else None
        return _Phrase(end, (Found(start, end, "duration", edtf, due, None, False, name),))

    def _counted(self, anchor: str | None, count: int, unit: Unit, working: bool) -> str | None:
        day = self.issued.day if self.issued else None
        if day is None or not anchor or count > 400 or not self.grammar["anchor-issue"].find(anchor):
            return None
        return str(when.count_days(day, count, unit, working=working))

    def _back(self, hit: Hit, start: int, unit: Unit, count: int, name: str) -> _Phrase:
        end = hit.match.end()
        point = self._point(end, True) if hit.group("anchor") is None else None
        if point is None:
            return _Phrase(end, (Found(start, end, "duration", None, None, None, False, name),))
        moment, inferred = point.moment.seen_from(self.issued)
        period = moment.period()
        calendar = period and unit in ("day", "week") and not hit.group("working")
        last = period.first - timedelta(days=count * (7 if unit == "week" else 1)) if period and calendar else None
        edtf, due = (f"../{last}", str(last)) if last else (None, None)
        return _Phrase(point.end, (Found(start, point.end, "by", edtf, due, None, inferred, name),))

    def _event(self, start: int) -> _Phrase | None:
        hit = self._at("event", start) or self._at("terms", start)
        if hit is None:
            return None
        left = self.key[max(0, start - _LEFT) : start]
        if any(_blocks(rule, "event", "event") and rule.find(left) for rule in self.grammar.family("veto")):
            return _Phrase(hit.match.end(), ())
        return _Phrase(hit.match.end(), (_plain(start, hit.match.end(), hit),))

    def _always(self, start: int) -> _Phrase | None:
        hit = self._at("always", start) if self.bare or self._labelled(start) else None
        return _Phrase(hit.match.end(), (_plain(start, hit.match.end(), hit),)) if hit else None


def _match(rule: Rule, text: str, at: int) -> Hit | None:
    """A rule from one place on, not to the end of the text."""
    match = rule.compiled.match(text, at)
    return Hit(rule, match) if match else None


def _blocks(rule: Rule, kind: str, sort: str) -> bool:
    gives = rule.gives or {}
    return (not gives["blocks"] or kind in gives["blocks"]) and sort in gives.get("sorts", (sort,))


def _plain(start: int, end: int, hit: Hit) -> Found:
    kind = cast(record.DeadlineKind, (hit.rule.gives or {})["kind"])
    return Found(start, end, kind, None, None, None, False, f"when.{hit.rule.name}")


def _recurring(start: int, end: int, rrule: str | None, rule: str) -> Found:
    return Found(start, end, "recurring", None, None, rrule, False, rule)


def _rule_of(unit: Unit, point: _Point) -> str | None:
    """The RRULE of a point of every unit; the day is the one printed, `trước ngày 18` too (standards: BYMONTHDAY=18)."""
    moment = point.moment
    if point.weekday is not None:
        return when.recurrence("week", weekday=point.weekday)
    if moment.sort in ("day", "month") and moment.number:
        return when.recurrence("year", months=(moment.number,), day=moment.until or moment.day)
    return when.recurrence(unit, day=moment.until or moment.day) if unit in ("month", "quarter") else when.recurrence(unit)
