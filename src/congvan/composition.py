"""Composition: what the stages found → one record, its parties numbered and its tasks dated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from congvan import problems
from congvan.bodies import Mention
from congvan.deadlines import find_deadlines
from congvan.grammar import Grammars
from congvan.record import LegalBasis, Record, Regime, Role, SourceInfo, Span, Task, Text
from congvan.stages import (
    addressees,
    attachments,
    citations,
    date,
    header,
    meeting,
    parties,
    recipients,
    reference,
    sections,
    signatures,
    subject,
    tasks,
)
from congvan.text import Source, View


class Parts(NamedTuple):
    """Everything that was found in one document, stage by stage."""

    source: Source
    regime: Regime
    kind: header.Type | None
    head: header.Found
    number: reference.Found | None
    day: date.Found | None
    about: subject.Found | None
    to: tuple[addressees.Found, ...]
    body: sections.Body
    cited: tuple[citations.Found, ...]
    copies: tuple[recipients.Found, ...]
    signed: tuple[signatures.Found, ...]
    annexes: tuple[attachments.Found, ...]
    met: meeting.Found | None
    todo: tuple[tasks.Found, ...]
    named: parties.Register


def roles(todo: Sequence[tasks.Found], met: meeting.Found | None) -> list[tuple[Role, Sequence[Mention]]]:
    """Who has a role in a task or in the chair."""
    found: list[tuple[Role, Sequence[Mention]]] = []
    for task in todo:
        found += [("lead", task.leads), ("support", task.supports), ("monitor", task.monitors)]
    return [*found, ("chair", (met.chair,))] if met and met.chair else found


def places(
    head: header.Found,
    to: Sequence[addressees.Found],
    copies: Sequence[recipients.Found],
    signed: Sequence[signatures.Found],
) -> list[tuple[Role, Sequence[View]]]:
    """Who has a role by the place where the name is printed."""
    return [
        ("issuer", head.bodies[-1:]),
        ("addressee", [item.view for item in to]),
        ("recipient", [item.view for item in copies if not item.archive]),
        ("signer", [item.name for item in signed if item.name]),
    ]


def record(parts: Parts, grammars: Grammars, *, fast: bool = False) -> Record:
    """Put the record together. It is built and not validated: the stages make its parts by the schema's own types."""
    letter = parts.kind is not None and parts.kind.code == "CV"
    made = Record(
        source=_source(parts.source),
        regime=parts.regime,
        document_type=parts.kind.record() if parts.kind else None,
        header=parts.head.record(),
        reference_number=parts.number.record(letter) if parts.number else None,
        place=parts.day.place.value() if parts.day and parts.day.place else None,
        date=parts.day.record() if parts.day else None,
        subject=parts.about.view.value() if parts.about else None,
        addressees=tuple(item.record(parts.named.of(item.view)) for item in parts.to),
        legal_bases=tuple(_bases(parts)),
        preamble=_texts(parts.body.preamble),
        closing=_texts(parts.body.closing),
        sections=tuple(node.record() for node in parts.body.sections),
        parties=parts.named.parties,
        tasks=tuple(_tasks(parts, grammars)),
        citations=tuple(item.record() for item in parts.cited),
        meeting=parts.met.record(parts.named.id(parts.met.chair) if parts.met.chair else None) if parts.met else None,
        recipients=tuple(item.record(_copied(parts, item)) for item in parts.copies),
        signatures=tuple(item.record() for item in parts.signed),
        attachments=tuple(item.record() for item in parts.annexes),
        problems=(),
    )
    doubtful = frozenset(task.id for task, read in zip(made.tasks, parts.todo, strict=True) if read.uncertain)
    known = grammars["reference"].lists["known_codes"]
    found = problems.find(made, doubtful, parts.source.notes, parts.source.envelope, known)
    return made.model_copy(update={"problems": found})


def _source(source: Source) -> SourceInfo:
    return SourceInfo(
        name=source.name,
        sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        characters=len(source.text),
    )


def _texts(views: Sequence[View]) -> tuple[Text, ...]:
    return tuple(view.value() for view in views)


def _copied(parts: Parts, item: recipients.Found) -> str | None:
    """The party of a recipient: none of an archive line, which names the drafters."""
    return None if item.archive else next(iter(parts.named.of(item.view)), None)


def _bases(parts: Parts) -> Iterator[LegalBasis]:
    """The legal bases, each with the citations that stand in it."""
    starts = [cited.view.origin(cited.start) for cited in parts.cited]
    for view in parts.body.legal_bases:
        value = view.value()
        within = range(bisect_left(starts, value.spans[0][0]), bisect_left(starts, value.spans[-1][1]))
        yield LegalBasis(text=value.text, spans=value.spans, citations=tuple(within))


def _tasks(parts: Parts, grammars: Grammars) -> Iterator[Task]:
    """The tasks, numbered, with their deadlines; a date of a cited document is none."""
    issued = parts.day.edtf if parts.day else None
    if issued is None and parts.met and parts.met.date:
        issued = parts.met.date.edtf
    starts = [cited.view.origin(cited.start) for cited in parts.cited]
    for number, task in enumerate(parts.todo, 1):
        value = task.view.value()
        found = [
            deadline.record(view)
            for view, bare in (*((label, True) for label in task.labels), (task.view, False))
            for deadline in find_deadlines(
                view, issued=issued, grammar=grammars["when"], skip=_cited(parts, view, starts), bare=bare
            )
        ]
        yield Task(
            id=f"t{number}",
            text=value.text,
            spans=value.spans,
            section=task.section,
            action=task.view.value(*task.action) if task.action else None,
            leads=parts.named.all(task.leads),
            supports=parts.named.all(task.supports),
            monitors=parts.named.all(task.monitors),
            basis=task.basis,
            modality=task.modality,
            deadlines=tuple({deadline.spans: deadline for deadline in found}.values()),
        )


def _cited(parts: Parts, view: View, starts: Sequence[int]) -> list[Span]:
    """Where other documents are cited in a view."""
    spans = view.spans()
    if not spans:
        return []
    within = range(bisect_left(starts, spans[0][0]), bisect_left(starts, spans[-1][1]))
    found = [parts.cited[at] for at in within]
    return [(view.at(one.view.origin(one.start)), view.at(one.view.origin(one.end - 1)) + 1) for one in found]


class _Ruled(Protocol):
    @property
    def rule(self) -> str: ...


def rules(parts: Parts) -> Mapping[str, str]:
    """Which rule gave each field, by its dotted path in the record."""
    found = {f"header.{name}": rule for name, rule in parts.head.rules.items()}
    single = {
        "document_type": parts.kind, "reference_number": parts.number, "date": parts.day, "place": parts.day,
        "subject": parts.about, "meeting": parts.met,
    }  # fmt: skip
    found |= {path: part.rule for path, part in single.items() if part}
    several: Mapping[str, Sequence[_Ruled]] = {
        "addressees": parts.to, "citations": parts.cited, "recipients": parts.copies, "signatures": parts.signed,
        "attachments": parts.annexes, "tasks": parts.todo,
    }  # fmt: skip
    for path, items in several.items():
        found |= {f"{path}.{place}": item.rule for place, item in enumerate(items)}
    found |= {f"tasks.{place}.leads": task.rule for place, task in enumerate(parts.todo)}
    return found | dict(_section_rules("sections", parts.body.sections))


def _section_rules(path: str, nodes: Sequence[sections.Node]) -> Iterator[tuple[str, str]]:
    for place, node in enumerate(nodes):
        yield f"{path}.{place}", node.rule
        yield from _section_rules(f"{path}.{place}.sections", node.sections)
