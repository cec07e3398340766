"""Explanation: a source → for each value of its record, where it stands and which rule gave it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from congvan import pipeline
from congvan.grammar import Grammars
from congvan.parts import Part
from congvan.record import Party, Spans, Task
from congvan.text import Source

ABSENT = "—"
UNEXPLAINED = frozenset({"schema_name", "schema_version", "source", "problems"})


class Row(NamedTuple):
    """One value: its dotted path in the record, what it says, its lines in the document text, its rule."""

    path: str
    value: str
    lines: str
    rule: str


class Fault(NamedTuple):
    """One problem, and the lines it stands on."""

    severity: str
    code: str
    message: str
    lines: str


class Explanation(NamedTuple):
    """All that is known of how a document was read."""

    name: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def explain(source: Source, grammars: Grammars, *, fast: bool = False) -> Explanation:
    """Parse a source and tell of each value, in the record's order; what is absent is told of too."""
    parsed = pipeline.parse_source(source, grammars, fast=fast)
    ruler = _Ruler.of(source.text)
    faults = (
        Fault(problem.severity, problem.code, problem.message, ruler.lines(problem.spans))
        for problem in parsed.record.problems
    )
    named = {party.id: _Named.of(party) for party in parsed.record.parties}
    return Explanation(source.name, tuple(_rows(parsed.record, parsed.rules, ruler, named)), tuple(faults))


class _Named(NamedTuple):
    """A party's name, and where it is named."""

    name: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, party: Party) -> _Named:
        return cls(party.name, tuple(sorted(spans[0][0] for spans in party.mentions if spans)))

    def before(self, at: int) -> int | None:
        """Where it was last named before a place."""
        count = bisect_left(self.starts, at)
        return self.starts[count - 1] if count else None


class _Ruler(NamedTuple):
    """Where each line of a text starts."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Ruler:
        return cls(tuple(accumulate((len(line) + 1 for line in text.split("\n")), initial=0)))

    def line(self, at: int) -> int:
        return bisect_right(self.starts, at)

    def lines(self, spans: Spans) -> str:
        """`12`, or `12–14` from the first slice to the end of the last; nothing where there are none."""
        if not spans:
            return ""
        first, last = self.line(min(start for start, _ in spans)), self.line(max(end - 1 for _, end in spans))
        return str(first) if first == last else f"{first}–{last}"


def _rows(record: Part, rules: Mapping[str, str], ruler: _Ruler, named: Mapping[str, _Named]) -> Iterator[Row]:
    for name, value in record:
        if name in UNEXPLAINED:
            continue
        if isinstance(value, str):
            yield Row(name, value, "", rules.get(name, ""))
        elif not value:
            yield Row(name, ABSENT, "", rules.get(name, ""))
        for path, part in _walk(name, value):
            if _traceable(part):
                told = _rule(path, part, rules) + _head(part, ruler, named)
                yield Row(path, _summary(part, named), ruler.lines(_spans(part)), told)


def _walk(path: str, value: object) -> Iterator[tuple[str, Part]]:
    """Every part under a path, a part before its own parts."""
    if isinstance(value, Part):
        yield path, value
        for name, inner in value:
            yield from _walk(f"{path}.{name}", inner)
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from _walk(f"{path}.{place}", inner)


def _traceable(part: Part) -> bool:
    return not {"spans", "mentions"}.isdisjoint(part.names())


def _spans(part: Part) -> Spans:
    """The slices of a part; of a party those of its first mention."""
    spans = getattr(part, "spans", None)
    if spans is None:
        spans = next(iter(getattr(part, "mentions", ())), ())
    return tuple(spans)


def _summary(part: Part, named: Mapping[str, _Named]) -> str:
    """Its words, then its other values by name, parties by theirs too; its own parts have rows of their own."""
    words = getattr(part, "text", "")
    known = {} if isinstance(part, Party) else named
    rest = (f"{name}={_plain(value, known)}" for name, value in part if name != "text" and _plain(value))
    return " · ".join(filter(None, (words, *rest)))


def _head(part: Part, ruler: _Ruler, named: Mapping[str, _Named]) -> str:
    """The lines above a task on which its leads are named: of its head, its opening sentence, the addressees."""
    if not isinstance(part, Task) or part.basis not in ("heading", "intro", "addressee"):
        return ""
    start = min((start for start, _ in part.spans), default=0)
    lines = sorted({ruler.line(at) for at in (named[lead].before(start) for lead in part.leads) if at is not None})
    return f" (dòng {', '.join(map(str, lines))})" if lines else ""


def _plain(value: object, named: Mapping[str, _Named] = MappingProxyType({})) -> str:
    """A value on its own or a list of them as words; nothing for parts, slices, and what is absent or false."""
    if isinstance(value, tuple):
        return ",".join(_plain(item, named) for item in value if isinstance(item, str))
    if isinstance(value, str) and value in named:
        return f"{value} ({named[value].name})"
    return str(value) if value and isinstance(value, str | int) else ""


def _rule(path: str, part: Part, rules: Mapping[str, str]) -> str:
    """The rule of the part, then those of its single values."""
    inner = {name: rules.get(f"{path}.{name}") for name, value in part if _plain(value)}
    return "\n".join(filter(None, (rules.get(path), *(f"{name}: {rule}" for name, rule in inner.items() if rule))))
