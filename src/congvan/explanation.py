"""Explanation: a source → for each value of its record, where it stands and which rule gave it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from congvan import pipeline
from congvan.grammar import Grammars
from congvan.parts import Part
from congvan.record import Spans
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
    return Explanation(source.name, tuple(_rows(parsed.record, parsed.rules, ruler)), tuple(faults))


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


def _rows(record: Part, rules: Mapping[str, str], ruler: _Ruler) -> Iterator[Row]:
    for name, value in record:
        if name in UNEXPLAINED:
            continue
        if isinstance(value, str):
            yield Row(name, value, "", rules.get(name, ""))
        elif not value:
            yield Row(name, ABSENT, "", rules.get(name, ""))
        for path, part in _walk(name, value):
            if _traceable(part):
                yield Row(path, _summary(part), ruler.lines(_spans(part)), _rule(path, part, rules))


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


def _summary(part: Part) -> str:
    """Its words, then its other values by name; its own parts have rows of their own."""
    words = getattr(part, "text", "")
    rest = (f"{name}={_plain(value)}" for name, value in part if name != "text" and _plain(value))
    return " · ".join(filter(None, (words, *rest)))


def _plain(value: object) -> str:
    """A value on its own or a list of them as words; nothing for parts, slices, and what is absent or false."""
    if isinstance(value, tuple):
        return ",".join(item for item in value if isinstance(item, str))
    return str(value) if value and isinstance(value, str | int) else ""


def _rule(path: str, part: Part, rules: Mapping[str, str]) -> str:
    """The rule of the part, then those of its single values."""
    inner = {name: rules.get(f"{path}.{name}") for name, value in part if _plain(value)}
    return "\n".join(filter(None, (rules.get(path), *(f"{name}: {rule}" for name, rule in inner.items() if rule))))
