"""Found: what the reading of a text gives, on its way into the record."""

from __future__ import annotations

from typing import NamedTuple, cast

from congvan import record
from congvan.grammar import Found as Hit
from congvan.text import View


class Found(NamedTuple):
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


class Phrase(NamedTuple):
    """One reading: where it ends, and the deadlines in it (none, where the words are an expression but no deadline)."""

    end: int
    found: tuple[Found, ...] = ()


def plain(start: int, end: int, hit: Hit) -> Found:
    """A deadline of the kind that its rule gives, with no day: an event, a reference, what goes on always."""
    kind = cast(record.DeadlineKind, gives(hit, "kind"))
    return Found(start, end, kind, None, None, None, False, f"when.{hit.rule.name}")


def recurring(start: int, end: int, rrule: str | None, rule: str) -> Found:
    """A deadline that comes again: never one date."""
    return Found(start, end, "recurring", None, None, rrule, False, f"when.{rule}")


def gives(hit: Hit, key: str) -> object:
    """A fixed value of the rule that won, None where it has none."""
    return (hit.rule.gives or {}).get(key)
