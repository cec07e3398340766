"""Văn bản viện dẫn: the other documents that this one names, each with its number and ký hiệu.

A number starts everything: one cheap pattern finds where one may stand, the grammar says whether it is one, and what is
read before it (the kind of document) and after it (day, issuing body, title).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan import record
from congvan.grammar import Grammar, Rule
from congvan.record import Span
from congvan.text import View
from congvan.when import edtf

_TRIGGER = re.compile(
    r"[0-9](?<![0-9A-ZĐ/_+&-].)(?<![0-9][:.,].)[0-9]{0,7}(?:\.[0-9]{1,3})?"
    r"(?:[^\W\d_]{0,5} ?[/–—-] ?(?:[0-9]{4} ?[/–—-] ?)?[^\W\d_]| [A-ZĐ]{2,10}[/-][A-ZĐ])"
)
"""Digits, then a slash or a dash, then a letter: where a number with its ký hiệu may begin."""

_SIGN = re.compile(r" ?([/&–—-]) ?")
_FIRST_GROUP = re.compile(r"[^/ –—-]+")
_BODY_FIRST = "citations.head.of"
_WINDOW = 300
"""How far from a number its kind, day and title are looked for; every match is told where to end, because `regex`
searches a whole text for the letters that a pattern cannot do without before it tries it at one place."""


class Found(NamedTuple):
    """One mention: `[start, end)` of `view` holds it, from kind to day and issuer; `rule` read its beginning."""

    view: View
    start: int
    end: int
    type_code: str | None
    number: str
    notation: str
    date: str | None
    issuer: View | None
    title: View | None
    rule: str

    def record(self) -> record.Citation:
        """Write the mention as the record's citation."""
        value = self.view.value(self.start, self.end)
        return record.Citation(
            text=value.text,
            spans=value.spans,
            type_code=self.type_code,
            number=self.number,
            notation=self.notation,
            date=self.date,
            issuer=self.issuer.text if self.issuer else None,
            title=self.title.text if self.title else None,
        )


def find(views: Sequence[View], rules: Grammar) -> tuple[Found, ...]:
    """Find every mention that prints a number with its ký hiệu, in the order of the views and within each.

    After it, mentions overlap nowhere; in a list under one kind (`các Công điện số 1/CĐ-X, 2/CĐ-X ngày …`) all have the
    kind, and those that name no day or body of their own have those that close the list.
    """
    reader = _Reader(rules)
    return tuple(found for view in views for found in reader.read(view))


class _Head(NamedTuple):
    """What stands before a number: where the mention starts, and what was read there."""

    start: int
    rule: str
    type_code: str | None = None
    kind: bool = False
    numero: bool = False
    listed: bool = False
    issuer: Span | None = None
    title: Span | None = None


class _Tail(NamedTuple):
    """What stands after a number: where the mention ends, where its title does, and what was read there."""

    end: int
    close: int
    date: str | None
    issuer: Span | None
    title: Span | None


class _Reader:
    """The rules of `citations.toml`, ready to read one view after another."""

    def __init__(self, rules: Grammar) -> None:
        self.rules = rules
        self.numbers, self.heads, self.dates = (rules.family(name) for name in ("number", "head", "date"))
        self.kinds = rules["kind"].gives or {}
        self.codes = {code.casefold(): code for code in rules["code"].lists["types"]}

    def read(self, view: View) -> Iterator[Found]:
        """Read the mentions of one view; those of a list wait for what closes it."""
        waiting: list[Found] = []
        done = close = 0
        for trigger in _TRIGGER.finditer(view.text):
            if trigger.start() < done:
                continue
            previous = waiting[-1] if waiting else None
            read = self._mention(view, trigger.start(), done, close, previous)
            if read is None:
                continue
            found, tail, listed = read
            if not listed:
                yield from _shared(waiting)
                waiting.clear()
            waiting.append(found)
            done, close = tail.end, tail.close
        yield from _shared(waiting)

    def _mention(
        self, view: View, at: int, done: int, close: int, previous: Found | None
    ) -> tuple[Found, _Tail, bool] | None:
        key = view.key
        for rule in self.numbers:
            if number := rule.compiled.match(key, at, at + _WINDOW):
                break
        else:
            return None
        head = self._listed(key, number, done, close, previous) or self._head(key, number, done, close)
        if head is None:
            return None
        tail = self._tail(key, number.end())
        if not self._stands(rule, number, head, tail):
            return None
        return self._found(view, number, head, tail, done), tail, head.listed

    def _listed(
        self, key: str, number: regex.Match[str], done: int, close: int, previous: Found | None
    ) -> _Head | None:
        """A number that goes on a list: it has the kind of the number before it, unless its ký hiệu names another."""
        if previous is None:
            return None
        rule, at = self.rules["list"], number.start()
        match = rule.compiled.fullmatch(key, done, at) or (close < at and rule.compiled.fullmatch(key, close, at))
        if not match:
            return None
        code = self._code(number)
        kind = code if code and number["notation"] != previous.notation else previous.type_code
        start = match.start("numero")
        return _Head(at if start < 0 else start, f"citations.{rule.name}", kind, numero=start >= 0, listed=True)

    def _head(self, key: str, number: regex.Match[str], done: int, close: int) -> _Head | None:
        """Read back from a number, no further than the mention before it."""
        at = number.start()
        low = max(close if close <= at else done, at - _WINDOW)
        code = self._code(number)
        for rule in self.heads:
            if match := rule.compiled.match(key, low, at):
                if rule.gives and rule.gives.get("refuse"):
                    return None
                if head := self._spoken(rule, match, number, code):
                    return head
        return _Head(at, "citations.number", code)

    def _spoken(self, rule: Rule, match: regex.Match[str], number: regex.Match[str], code: str | None) -> _Head | None:
        """Make a head of a rule that matched, unless the kind it read and the ký hiệu do not go together."""
        word = match["kind"] if "kind" in match.re.groupindex else None
        kind = self.kinds.get(word.casefold(), self.codes.get(word.casefold())) if word else None
        needs = (rule.gives or {}).get("needs")
        if (needs == "same" and (kind or "") != code) or (needs == "congress" and not self._congress(number)):
            return None
        return _Head(
            start=match.start(),
            rule=f"citations.{rule.name}",
            type_code=kind or code,
            kind=word is not None,
            numero=_span(match, "numero") is not None,
            issuer=_span(match, "issuer"),
            title=_span(match, "title"),
        )

    def _stands(self, rule: Rule, number: regex.Match[str], head: _Head, tail: _Tail) -> bool:
        """Whether what stands around a number is enough for it to be a document's."""
        needs = (rule.gives or {}).get("needs")
        if needs in ("kind", "both"):
            return head.kind and (head.numero or needs == "kind")
        if head.kind or head.listed:
            return True
        if needs == "word" or head.type_code is None:
            return (head.numero and tail.date is not None) or (needs is None and self._congress(number))
        return head.numero or len(_FIRST_GROUP.findall(number["notation"])) > 1

    def _tail(self, key: str, at: int) -> _Tail:
        """Read on from a number: its day, its body (the day may follow the body), its title."""
        end, date = self._date(key, at)
        issuer = self.rules["issuer"].compiled.match(key, end, end + _WINDOW)
        if issuer:
            end, later = self._date(key, issuer.end()) if date is None else (issuer.end(), None)
            date = date or later
        title = self._title(key, end, told=end > at)
        close = title[1] if title else end
        if title and issuer is None and (late := self._behind(key, title)):
            return _Tail(end, close, date, late, (title[0], key.rindex(" của ", title[0], late[0])))
        return _Tail(end, close, date, issuer and issuer.span("issuer"), title)

    def _title(self, key: str, at: int, *, told: bool) -> Span | None:
        """What a document is about; what it does (`quy định …`) only right after its day or its body was `told`."""
        for name in ("title", "act") if told else ("title",):
            if match := self.rules[name].compiled.match(key, at, at + _WINDOW):
                return match.span("title")
        return None

    def _behind(self, key: str, title: Span) -> Span | None:
        """The body that closes a title (`về trồng cây của Ủy ban nhân dân xã`), where none stands before it."""
        at = key.rfind(" của ", *title)
        if at <= title[0] or not self.rules["issuer-last"].compiled.match(key, at, title[1]):
            return None
        match = None if "/" in key[slice(*title)] else self.rules["issuer"].compiled.match(key, at, title[1])
        return match.span("issuer") if match and match.end() == title[1] else None

    def _date(self, key: str, at: int) -> tuple[int, str | None]:
        for rule in self.dates:
            if match := rule.compiled.match(key, at, at + _WINDOW):
                return match.end(), edtf(match["day"], match["month"], match["year"])
        return at, None

    def _earlier(self, key: str, low: int, at: int) -> str | None:
        """The day of `Ngày …, cơ quan … ban hành` right before a mention that names none itself."""
        low = max(low, at - _WINDOW)
        for rule in self.rules.family("earlier"):
            if match := rule.compiled.match(key, low, at):
                return edtf(match["day"], match["month"], match["year"])
        return None

    def _code(self, number: regex.Match[str]) -> str | None:
        """The kind that a ký hiệu itself names, by its first group."""
        first = _FIRST_GROUP.match(number["notation"])
        return self.codes.get(first[0].casefold()) if first else None

    def _congress(self, number: regex.Match[str]) -> bool:
        return self.rules["congress"].compiled.fullmatch(number["notation"]) is not None

    def _found(self, view: View, number: regex.Match[str], head: _Head, tail: _Tail, done: int) -> Found:
        issuer, title = tail.issuer or head.issuer, tail.title or head.title
        return Found(
            view=view,
            start=head.start,
            end=tail.end,
            type_code=head.type_code,
            number=_tidy(view.text[number.start() : number.end()]),
            notation=_tidy(view.text[slice(*number.span("notation"))]),
            date=tail.date or self._earlier(view.key, done, head.start),
            issuer=view.cut(*issuer) if issuer else None,
            title=view.cut(*title) if title else None,
            rule=head.rule,
        )


def _shared(mentions: Sequence[Found]) -> Iterator[Found]:
    """Give the mentions of a list that lack a day or a body those of the next one that has them.

    A body named before the first number (`các Nghị định của …: số …; số …`) is that of all.
    """
    if len(mentions) < 2:
        return iter(tuple(mentions))
    shared: list[Found] = []
    date = None
    issuer = mentions[0].issuer if mentions[0].rule == _BODY_FIRST else None
    for mention in reversed(mentions):
        date, issuer = mention.date or date, mention.issuer or issuer
        shared.append(mention._replace(date=date, issuer=issuer))
    return reversed(shared)


def _span(match: regex.Match[str], group: str) -> Span | None:
    return match.span(group) if group in match.re.groupindex and match[group] else None


def _tidy(text: str) -> str:
    if " " in text:
        text = _SIGN.sub(r"\1", text)
    return text.replace("–", "-").replace("—", "-")
