"""The four tables of an archive: documents, tasks, parties, citations; the same in SQLite and in Parquet.

`document` is the key: the place of a document in the order of paths, from 1. Parties and tasks keep their ids in the
record; citations are counted from 0 as the record counts them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from congvan.archive.stores import Kept

Type = Literal["int", "text", "bool"]


class Column(NamedTuple):
    """A column: its name, its type, and whether it may be empty."""

    name: str
    type: Type = "text"
    optional: bool = True


TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("document", "int", False), Column("name", "text", False), Column("sha256", "text", False),
        Column("regime"), Column("type_code"), Column("type_name"), Column("reference"), Column("number"),
        Column("notation"), Column("issuer"), Column("parent_body"), Column("place"), Column("date"),
        Column("subject"), Column("urgency"), Column("secrecy"), Column("signer"), Column("characters", "int", False),
        Column("tasks", "int", False), Column("errors", "int", False), Column("problems", "text", False),
        Column("record", "text", False),
    ),
    "tasks": (
        Column("document", "int", False), Column("task", "text", False), Column("text", "text", False),
        Column("action"), Column("leads", "text", False), Column("supports", "text", False),
        Column("monitors", "text", False), Column("basis"), Column("modality"), Column("section"), Column("deadline"),
        Column("due"), Column("recurrence"), Column("inferred", "bool", False),
    ),
    "parties": (
        Column("document", "int", False), Column("party", "text", False), Column("name", "text", False),
        Column("kind"), Column("abbreviation"), Column("roles", "text", False), Column("mentions", "int", False),
    ),
    "citations": (
        Column("document", "int", False), Column("citation", "int", False), Column("type_code"),
        Column("number", "text", False), Column("notation", "text", False), Column("date"), Column("issuer"),
        Column("title"), Column("text", "text", False),
    ),
}  # fmt: skip
"""The columns of each table; several values of one column are joined by `; `."""

Tables = dict[str, list[tuple[Any, ...]]]


def tables(rows: Iterator[Kept]) -> Iterator[tuple[dict[str, Any], Tables]]:
    """For each record, the record as JSON reads it and its rows in the four tables."""
    for number, row in enumerate(rows, 1):
        text = row.record.decode()
        record = json.loads(text)
        yield (
            record,
            {
                "documents": [_document(number, record, text)],
                "tasks": list(_tasks(number, record)),
                "parties": list(_parties(number, record)),
                "citations": list(_citations(number, record)),
            },
        )


def _text(value: Mapping[str, Any] | None, key: str = "text") -> Any:
    return value[key] if value else None


def _document(number: int, record: Mapping[str, Any], text: str) -> tuple[Any, ...]:
    head, source, own = record["header"], record["source"], record["reference_number"]
    problems = record["problems"]
    return (
        number, source["name"], source["sha256"], record["regime"], _text(record["document_type"], "code"),
        _text(record["document_type"], "name"), _text(own), _text(own, "number"), _text(own, "notation"),
        _text(head["issuing_body"]), _text(head["parent_body"]), _text(record["place"]), _text(record["date"], "edtf"),
        _text(record["subject"]), _text(head["urgency"]), _text(head["secrecy"]),
        joined(signature["name"] for signature in record["signatures"] if signature["name"]) or None,
        source["characters"], len(record["tasks"]), sum(problem["severity"] == "error" for problem in problems),
        joined(problem["code"] for problem in problems), text,
    )  # fmt: skip


def _tasks(number: int, record: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """One row a task; of several deadlines the one that is due first stands here."""
    names = {party["id"]: party["name"] for party in record["parties"]}

    def named(ids: Sequence[str]) -> str:
        return joined(names[party] for party in ids)

    for task in record["tasks"]:
        first = min(task["deadlines"], key=lambda deadline: deadline["due"] or "9999", default=None)
        yield (
            number, task["id"], task["text"], _text(task["action"]), named(task["leads"]), named(task["supports"]),
            named(task["monitors"]), task["basis"], task["modality"], task["section"], _text(first),
            _text(first, "due"), _text(first, "recurrence"), bool(first and first["inferred"]),
        )  # fmt: skip


def _parties(number: int, record: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for party in record["parties"]:
        yield (
            number, party["id"], party["name"], party["kind"], party["abbreviation"], joined(party["roles"]),
            len(party["mentions"]),
        )  # fmt: skip


def _citations(number: int, record: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for place, cited in enumerate(record["citations"]):
        yield (
            number, place, cited["type_code"], cited["number"], cited["notation"], cited["date"], cited["issuer"],
            cited["title"], cited["text"],
        )  # fmt: skip


def joined(values: Any) -> str:
    """Several values in one column."""
    return "; ".join(values)


def words(record: Mapping[str, Any]) -> str:
    """All words of a document that are worth searching: its head, its body, its notes and its foot."""
    head = [part["text"] for part in record["header"].values() if part]
    own = [_text(record[key]) or "" for key in ("reference_number", "subject", "place")]
    kept = [part["text"] for key in ("addressees", "legal_bases", "preamble", "closing", "recipients")
            for part in record[key]]  # fmt: skip
    signed = [f"{signature['position'] or ''} {signature['name'] or ''}" for signature in record["signatures"]]
    return "\n".join([*head, *own, *kept, *_sections(record["sections"]), *signed])


def _sections(sections: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    stack = list(reversed(sections))
    while stack:
        section = stack.pop()
        if section["heading"]:
            yield section["heading"]["text"]
        for paragraph in section["paragraphs"]:
            yield paragraph["text"]
        stack.extend(reversed(section["sections"]))
