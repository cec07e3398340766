"""The order of the stages: reads as a table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from congvan import problems
from congvan.grammar import Grammars
from congvan.record import Record, SourceInfo
from congvan.stages import (
    addressees,
    citations,
    date,
    header,
    layout,
    recipients,
    reference,
    sections,
    signatures,
    subject,
)
from congvan.text import Source


@dataclass(frozen=True, slots=True)
class Parsed:
    """A record, and which rule gave each of its fields (`tasks.3.leads` → `tasks.giao`)."""

    record: Record
    rules: Mapping[str, str]


def parse_source(source: Source, grammars: Grammars, *, fast: bool = False) -> Parsed:
    """Parse one document. Never refuses a readable text: what cannot be read is null and a problem."""
    zones = layout.find(source, grammars)
    head = header.find(zones.head, grammars["header"])
    number = reference.find(zones.head, grammars["reference"])
    day = date.find(zones.head, grammars["date"])
    about = subject.find(zones.head, grammars["subject"], grammars["header"])
    kind = (
        header.document_type(zones.head, number.code if number else None, grammars["header"])
        if zones.official
        else None
    )
    letter = kind is not None and kind.code == "CV"
    written = number.record(letter) if number else None
    to = addressees.find(zones.head, grammars["addressees"])
    body = sections.find(zones.body, grammars["sections"])
    cited = citations.find([block.view for block in zones.body] + list(zones.notes), grammars["citations"])
    copies = recipients.find(zones.recipients, grammars["recipients"])
    signed = signatures.find(zones.signing, grammars["signatures"])
    regime = header.regime(
        zones.official,
        zones.head,
        number.notation if number else None,
        number.year if number else None,
        grammars["header"],
    )
    bases = []
    for view in body.legal_bases:
        value = view.value()
        low, high = value.spans[0][0], value.spans[-1][1]
        bases.append(
            dict(
                text=value.text,
                spans=value.spans,
                citations=tuple(k for k, c in enumerate(cited) if low <= c.view.origin(c.start) < high),
            )
        )
    record = Record(
        source=SourceInfo(
            name=source.name, sha256=source.sha256, media_type=source.media_type, encoding=source.encoding,
            characters=len(source.text),
        ),
        regime=regime,
        document_type=kind.record() if kind else None,
        header=head.record(),
        reference_number=written,
        place=day.place.value() if day and day.place else None,
        date=day.record() if day else None,
        subject=about.view.value() if about else None,
        addressees=tuple(item.record(()) for item in to),
        legal_bases=tuple(bases),
        preamble=tuple(view.value() for view in body.preamble),
        closing=tuple(view.value() for view in body.closing),
        sections=tuple(node.record() for node in body.sections),
        parties=(),
        tasks=(),
        citations=tuple(item.record() for item in cited),
        meeting=None,
        recipients=tuple(item.record(None) for item in copies),
        signatures=tuple(item.record() for item in signed),
        attachments=(),
        problems=(),
    )  # fmt: skip
    return Parsed(record.model_copy(update={"problems": problems.find(record)}), {})
