"""Meeting: of a notice of conclusions or a write-up: what it was, on which day, who was in the chair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from congvan import record
from congvan.bodies import Mention, Name, names
from congvan.grammar import Grammar, Grammars
from congvan.text import View
from congvan.when import edtf, find_dates

CONCLUDING = frozenset(("TB", "KL", "BB"))
"""Types of documents that report a meeting."""
MINUTES = frozenset(("BB",))
"""Types of documents that report one under labels: `Thời gian: …`, `Chủ trì: …`."""
LABELS = 30
"""In so many paragraphs minutes say when they began and who chaired."""
_PARAGRAPHS = 8
_LENGTH = 4000
"""How much of the beginning is read: who met and when is told first."""
_NEAR = 200
_HONOUR = 14
"""How much room an honorific takes before a name."""


class Day(NamedTuple):
    """The day as printed, what it comes to, and where it stands: in which view, from which place."""

    view: View
    edtf: str | None
    whole: View
    start: int

    def record(self) -> record.Date:
        """Write the day as the record's date."""
        value = self.view.value()
        return record.Date(text=value.text, spans=value.spans, edtf=self.edtf)


class Found(NamedTuple):
    """The meeting; `rule` found the chair, or the day where there is no chair."""

    name: View | None
    date: Day | None
    chair: Mention | None
    rule: str

    def record(self, chair: str | None) -> record.Meeting:
        """Write the meeting, with the party id of its chair."""
        return record.Meeting(
            name=self.name.value() if self.name else None, date=self.date.record() if self.date else None, chair=chair
        )


def find(
    subject: View | None,
    preamble: Sequence[View],
    rules: Grammars,
    *,
    regime: str,
    type_code: str | None = None,
    opening: Sequence[View] = (),
) -> Found | None:
    """Find the meeting that the document reports, or None where it reports none.

    After it the day stands in the subject or near the words that tell of the meeting; the chair is a person where one
    is named, else a post. `opening` are the first paragraphs of the body, numbered ones too: minutes label them.
    """
    grammar = rules.meeting
    views = [view if len(view) <= _LENGTH else view.cut(0, _LENGTH) for view in preamble[:_PARAGRAPHS]]
    labels = [view if len(view) <= _LENGTH else view.cut(0, _LENGTH) for view in opening[:LABELS]]
    if type_code in MINUTES and subject and grammar["factual"].find(subject.key):
        return None
    if type_code in MINUTES and (minutes := _minutes(subject, labels or views, rules)):
        return minutes
    if regime != "none" and not _concludes(subject, views, type_code, grammar):
        return None
    told = next(iter(_chaired(views, rules)), None)
    if regime == "none" and (told is None or not _named(told[0], grammar)):
        return None
    chair = told[1] if told else None
    if subject and (chair is None or chair.name.kind != "person"):
        chair = next((Mention(subject, n) for n in names(rules).scan(subject.key) if n.kind == "person"), chair)
    day = _day([*([told[0]] if told else ()), *views, *([subject] if subject else ())], rules, subject)
    whole = told[0] if told else day.whole if day else None
    name = (_named(whole, grammar) if whole else None) or (_named(subject, grammar) if subject else None)
    if not (chair and day if regime == "none" else chair or day):
        return None
    return Found(name, day, chair, told[2] if told else "meeting.day")


def _concludes(subject: View | None, views: Sequence[View], type_code: str | None, grammar: Grammar) -> bool:
    """Tell whether a document gives the conclusions of a meeting: its subject says so, or the words before them."""
    if type_code not in CONCLUDING or (subject and grammar["inspecting"].find(subject.key)):
        return False
    if subject and grammar["concluding"].find(subject.key):
        return True
    told = [view for view in views if grammar["concluded"].find(view.key)]
    return bool(told) and not any(grammar["inspecting"].find(view.key) for view in told)


def _minutes(subject: View | None, views: Sequence[View], rules: Grammars) -> Found | None:
    """The meeting of minutes: its day and chair under their labels, its name the subject."""
    said: dict[str, View] = {}
    for view in views:
        for label in ("label.chair", "label.time"):
            if match := rules.meeting[label].compiled.match(view.key, 0, _NEAR):
                said.setdefault(label, view.cut(match.end()))
        if role := rules.meeting["chair-after"].compiled.search(view.key[:_NEAR]):
            said.setdefault("label.chair", view.cut(0, role.start()))
    people = [name for name in names(rules).scan(said["label.chair"].key)] if "label.chair" in said else []
    person = next((name for name in people if name.kind == "person"), people[0] if people else None)
    chair = Mention(said["label.chair"], person) if person else None
    day = next(_dates(said["label.time"], rules), None) if "label.time" in said else None
    if not (chair or day):
        return None
    return Found(subject, day, chair, "meeting.label.chair" if chair else "meeting.label.time")


def _chaired(views: Sequence[View], rules: Grammars) -> Iterator[tuple[View, Mention, str]]:
    """Who is told to chair, with the paragraph and the rule: persons first; `chủ trì`, then `tổ chức`, `kết luận`."""
    grammar, finder = rules.meeting, names(rules)
    for view in views:
        if told := grammar["chaired-by"].compiled.search(view.key):
            after = (name for name in finder.scan(view.key) if 0 <= name.start - told.end() < _HONOUR)
            yield from ((view, Mention(view, name), "meeting.chaired-by") for name in after)
    for kind in ("person", "position"):
        for rule in grammar.family("chairing"):
            for view in views:
                named = [name for name in finder.scan(view.key) if name.kind == kind]
                for found in rule.find_all(view.key) if named else ():
                    if (near := _before(view.key, named, found.span()[0], grammar)) and _near_meeting(
                        view, found.span()[0], grammar
                    ):
                        yield view, Mention(view, near), f"meeting.{rule.name}"


def _before(key: str, named: Sequence[Name], at: int, grammar: Grammar) -> Name | None:
    """The last name that ends before `at` in the same sentence."""
    before = [name for name in named if at - _NEAR < name.end <= at]
    if not before:
        return None
    between = key[before[-1].end : at].strip()
    return before[-1] if grammar["joined"].compiled.fullmatch(" " + between if between else "") else None


def _near_meeting(view: View, at: int, grammar: Grammar) -> bool:
    return bool(grammar["name"].compiled.search(view.key, max(0, at - _NEAR), at + _NEAR)) or bool(
        grammar["concludes"].compiled.match(view.key, at)
    )


def _named(view: View, grammar: Grammar) -> View | None:
    """The meeting's name in a paragraph: the longest that is told."""
    told = (match for match in grammar["name"].compiled.finditer(view.key))
    found = [match.span() for match in told if match[0].casefold() not in grammar.lists["bare_meetings"]]
    return view.cut(*max(found, key=lambda span: span[1] - span[0])) if found else None


def _day(views: Sequence[View], rules: Grammars, subject: View | None) -> Day | None:
    """The first day, or days on end, that stand where the day of a meeting stands."""
    for view in views:
        days = sorted(_dates(view, rules), key=lambda day: day.start) if len(view) else []
        for opening in rules.meeting["day"].find_all(view.key) if days else ():
            low, high = opening.span()
            if day := next((day for day in days if low <= day.start <= high), None):
                return day
    return None


def _dates(view: View, rules: Grammars) -> Iterator[Day]:
    """The days printed in a view, days on end first (`Ngày 02 và 03 tháng 12 năm 2025`), those without a year last."""
    for found in rules.meeting["days"].find_all(view.key):
        first, last = (edtf(found.group(name), found.group("month"), found.group("year")) for name in ("first", "last"))
        if first and last and first < last:
            yield Day(view.cut(*found.span()), f"{first}/{last}", view, found.span()[0])
    for mention in find_dates(view.text, rules.when["mention"].compiled):
        if (mention.edtf or "").count("-") == 2:
            yield Day(view.cut(mention.start, mention.end), mention.edtf, view, mention.start)
    for found in rules.meeting["day-short"].find_all(view.key):
        start, end = found.match.start("day"), found.match.end("month")
        yield Day(view.cut(start, end), edtf(found.group("day"), found.group("month"), None), view, start)
