"""The order of the stages: reads as a table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from congvan import composition
from congvan.collector import held
from congvan.grammar import Grammars
from congvan.record import Record
from congvan.stages import (
    addressees,
    attachments,
    citations,
    date,
    header,
    layout,
    meeting,
    parties,
    recipients,
    reference,
    sections,
    signatures,
    subject,
    tasks,
)
from congvan.text import BY_HAND, Source


class Parsed(NamedTuple):
    """A record, and which rule gave each of its fields (`tasks.3.leads` → `tasks.giao`)."""

    record: Record
    rules: Mapping[str, str]


@held()
def parse_source(source: Source, grammars: Grammars, *, fast: bool = False) -> Parsed:
    """Parse one document. Never refuses a readable text: what cannot be read is null and a problem.

    `fast` does without words (spaCy, pyvi): the leading verbs of a task then come from the grammar alone.
    """
    zones = layout.find(source, grammars)
    by_hand = any(note.code == BY_HAND for note in source.notes)
    number = reference.find(zones.head, grammars["reference"], by_hand=by_hand)
    day = date.find(zones.head, grammars["date"])
    about = subject.find(zones.head, grammars["subject"], grammars["header"])
    head = header.find(zones.head, grammars["header"])
    kind = header.document_type(zones.official, zones.head, number.code if number else None, grammars["header"])
    notation, year = (number.notation, number.year) if number else (None, None)
    issuer = head.bodies[-1] if head.bodies else None
    regime = header.regime(zones.official, zones.head, notation, year, grammars["header"], issuer)
    to = addressees.find(zones.head, grammars["addressees"])
    body = sections.find(zones.body, grammars["sections"])
    cited = citations.find([*(block.view for block in zones.body), *zones.notes], grammars["citations"])
    copies = recipients.find(zones.recipients, grammars["recipients"])
    signed = signatures.find(zones.signing, grammars["signatures"])
    annexes = attachments.find(zones.after, grammars["attachments"])
    code = kind.code if kind else None
    topic = about.view if about else None
    opening = [block.view for block in body.blocks[: meeting.LABELS]]
    met = meeting.find(topic, body.preamble, grammars, regime=regime, type_code=code, opening=opening)
    todo = tasks.find(
        body, grammars, type_code=code, regime=regime, addressees=[item.view for item in to],
        issuers=[view.key for view in head.bodies], met=met is not None, fast=fast,
    )  # fmt: skip
    named = parties.find(
        [view for block in zones.body for view in (block.cells or (block.view,))], grammars,
        roles=composition.roles(todo, met), places=composition.places(head, to, copies, signed),
        known=[day.place] if day and day.place else (), house=head.bodies,
    )  # fmt: skip
    parts = composition.Parts(
        source, regime, kind, head, number, day, about, to, body, cited, copies, signed, annexes, met, todo, named
    )
    return Parsed(composition.record(parts, grammars, fast=fast), composition.rules(parts))
