"""Attachments (văn bản kèm theo): what follows the foot, found but not parsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from congvan import record
from congvan.grammar import Grammar
from congvan.text import View, join

_TITLE = 10  # a title runs over no more lines than this
_HEAD = 15  # nor does what stands above it: body names, national title, rules
_FRONT = 12  # so near the foot a line in capitals opens an attachment without a note
_LONGEST = 400
_FORM = 8  # a national title so near below a form's label makes it a form with a head of its own, not a title
_SHORT = 24  # a line in brackets shorter than this may be the first half of a note


class Found(NamedTuple):
    """One attachment: its label (`Phụ lục I`, `QUY CHẾ`), its title, and one slice over all of it."""

    label: View
    title: View | None
    span: record.Span
    rule: str

    def record(self) -> record.Attachment:
        """The attachment as the record holds it."""
        title = self.title.text if self.title else None
        return record.Attachment(label=self.label.text, title=title, spans=(self.span,))


class _Opening(NamedTuple):
    """Where an attachment begins: its first line, the line of its label, the line after its title."""

    first: int
    at: int
    end: int
    label: View
    title: View | None
    rule: str


def find(lines: Sequence[View], rules: Grammar) -> tuple[Found, ...]:
    """Read the lines after the foot.

    After it, attachments are in order and do not overlap; each reaches to the start of the next or the end of the
    lines; lines before the first one (footnotes, a web page's frame) are in none.
    """
    lines = [line for line in lines if line.text]
    openings = list(_openings(lines, rules))
    ends = [*(opening.first for opening in openings[1:]), len(lines)]
    return tuple(
        Found(o.label, o.title, (lines[o.first].origin(0), _last(lines[end - 1])), f"attachments.{o.rule}")
        for o, end in zip(openings, ends, strict=False)  # no opening: no end
    )


def _last(line: View) -> int:
    return line.spans()[-1][1]


def _openings(lines: Sequence[View], rules: Grammar) -> Iterator[_Opening]:
    """Where attachments begin, in order, without those that are a part of the attachment they stand in."""
    trigger = rules["trigger"].compiled
    end, labels, kinds = 0, set[str](), set[str]()
    for at, line in enumerate(lines):
        if at < end or not trigger.match(line.key) or line.key.casefold() in labels:
            continue
        opening = _opening(lines, at, end, rules)
        label = opening.label.key.casefold() if opening else ""
        if opening is None or label in labels or _inner(opening, kinds, lines, rules):
            continue
        if opening.rule in ("label.appendix", "label.form"):
            labels.add(label)  # a label that comes again is a running head, or a part of what it heads
        kinds.add(opening.rule)
        end = opening.end
        yield opening


def _inner(opening: _Opening, before: set[str], lines: Sequence[View], rules: Grammar) -> bool:
    """Whether an opening is a part of an attachment before it: a form or a list in an appendix, a form in a list."""
    if "label.appendix" in before:
        return opening.rule != "label.appendix" and not rules["opens"].find(opening.label.key)
    noted = opening.end < len(lines) and _is_note(lines, opening.end, rules)
    return opening.rule == "label.form" and not noted and bool(before - {"label.form"})


def _opening(lines: Sequence[View], at: int, low: int, rules: Grammar) -> _Opening | None:
    """What opens at a line: a label, or what a note says was issued with the document, or a caps line near the foot."""
    key = lines[at].key[:_LONGEST]
    if label := rules.first(key, "label"):
        return _labelled(lines, at, low, label.rule.name, rules)
    if _is_note(lines, at, rules):
        return _issued(lines, _top(lines, at, low, rules), at, low, rules)
    if at < _FRONT and not low and rules["opens"].find(key):
        end = _title_end(lines, at, rules)
        return _issued(lines, at, end, low, rules)
    return None


def _is_note(lines: Sequence[View], at: int, rules: Grammar) -> bool:
    key = lines[at].key[:_LONGEST]
    if len(key) < _SHORT and key.lstrip("•*· ").startswith("(") and at + 1 < len(lines):
        key = f"{key} {lines[at + 1].key[:_LONGEST]}"
    return rules["note"].find(key) is not None


def _title_end(lines: Sequence[View], at: int, rules: Grammar) -> int:
    """The line after a title that begins below `at`: all lines up to a note; without one, those in capitals."""
    stop = min(at + 1 + _TITLE, len(lines))
    for below in range(at + 1, stop):
        if _is_note(lines, below, rules):
            return below
        if rules.first(lines[below].key[:_LONGEST], "label"):
            break
    below = at + 1
    while below < stop and lines[below].text.isupper() and not _BEGINS.match(lines[below].text):
        below += 1
    return below


_BEGINS = regex.compile(r"(?:[IVXLC]{1,5}|\d{1,2}|\p{Lu})[.)/]|.{1,3}$")  # a section's marker, a table's corner


def _labelled(lines: Sequence[View], at: int, low: int, rule: str, rules: Grammar) -> _Opening | None:
    """An appendix or a form: its title on the label's line, or in the lines below it."""
    found = rules[rule].find(lines[at].key[:_LONGEST])
    if found is None:
        return None
    own = next((lines[at].cut(*found.span(name)) for name in ("title", "caps") if found.group(name)), None)
    end = _title_end(lines, at, rules)
    reach = max(end, at + 1 + _FORM) if rule == "label.form" else end
    headed = any(rules["national"].find(line.key[:_LONGEST]) for line in lines[at + 1 : reach])
    below = () if headed else lines[at + 1 : end]
    parts = [*([own] if own else []), *below]
    title = _shorn(join(parts)) if parts else None
    return _Opening(_head(lines, at, low, rules), at, end, lines[at].cut(*found.span("label")), title, rule)


def _issued(lines: Sequence[View], at: int, end: int, low: int, rules: Grammar) -> _Opening | None:
    """A regulation, plan or list: the lines from `at` to `end` are its kind and name."""
    if at >= end:
        return None
    name = join(lines[at:end])
    first = _head(lines, at, low, rules)
    for rule in (*rules.family("label"), rules["kind"]):
        if found := rule.find(name.key[:_LONGEST]):
            title = next((name.cut(found.span(part)[0]) for part in ("title", "caps") if found.group(part)), None)
            return _Opening(first, at, end, name.cut(*found.span("label")), _shorn(title) if title else None, rule.name)
    return _Opening(first, at, end, _shorn(name), None, "note")


def _shorn(view: View) -> View:
    return view.cut(0, len(view.text.rstrip(" .;:_-–—*=")))


def _top(lines: Sequence[View], note: int, low: int, rules: Grammar) -> int:
    """The first line of the title above a note: lines in capitals, or all down from a line that is a kind alone."""
    stop = max(low, note - _TITLE)
    top = note
    while top > stop and lines[top - 1].text.isupper() and not _barred(lines[top - 1], rules):
        top -= 1
    if top < note:
        return top
    for above in range(note - 1, stop - 1, -1):
        kind = rules["kind"].find(lines[above].key[:_LONGEST])
        if kind and not kind.group("title"):
            return above
    return note


def _barred(line: View, rules: Grammar) -> bool:
    """Whether a line in capitals is the head above a title, not the title: a national title, a rule, a number."""
    return not _WORDS.search(line.text) or rules["national"].find(line.key[:_LONGEST]) is not None


_WORDS = regex.compile(r"\p{L}{2}")


def _head(lines: Sequence[View], at: int, low: int, rules: Grammar) -> int:
    """The first line of what stands above a title; but for the first attachment only if it holds a national title."""
    top = at
    while top > low and at - top < _HEAD and rules["head"].find(lines[top - 1].key[:_LONGEST]):
        top -= 1
    titled = any(rules["national"].find(line.key[:_LONGEST]) for line in lines[top:at])
    return top if titled or not low else at
