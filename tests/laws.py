"""The laws of the record (record.md), each a function: a document and its record → what breaks it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import islice, zip_longest
from typing import Any

from jsonschema import Draft202012Validator
from pydantic import ValidationError

from congvan.grammar import load
from congvan.letters import LOOKALIKES
from congvan.pipeline import parse_source
from congvan.record import Record
from congvan.stages import layout
from congvan.text import Source

SCHEMA = Draft202012Validator(json.loads((files("congvan") / "record.schema.json").read_text(encoding="utf-8")))
DEDUCED = re.compile(r"^(header\.(issuing|parent)_body|meeting)\b")
"""Values that may have been told from elsewhere in the record: they may stand nowhere."""

MOST = 5
"""So many breaches of one law tell enough."""


@dataclass(frozen=True)
class Case:
    """A document, its record as models, and the record as a reader of its JSON sees it."""

    source: Source
    record: Record

    @cached_property
    def written(self) -> str:
        """The record in JSON."""
        return self.record.model_dump_json()

    @cached_property
    def json(self) -> Any:
        """The record, read back from its JSON by somebody who does not know congvan."""
        return json.loads(self.written)

    def raw(self, spans: list[list[int]]) -> str:
        """What stands in the document at these slices."""
        return " ".join(self.source.text[start:end] for start, end in spans)


def case(source: Source, *, fast: bool = False) -> Case:
    """Parse a document."""
    return Case(source, parse_source(source, load(), fast=fast).record)


def letters(text: str) -> str:
    """Letters and digits alone: what a clean value and its raw slices must share (both are in NFC already)."""
    return "".join(letter for letter in text.translate(LOOKALIKES) if letter.isalnum()).casefold()


def walk(value: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a record that says where it stands, with its path: `sections[0].heading`."""
    if isinstance(value, dict):
        if "spans" in value:
            yield path, value
        for key, child in value.items():
            yield from walk(child, f"{path}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from walk(child, f"{path}[{index}]")


def tree(sections: list[dict[str, Any]], above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every section with the path of places that leads to it."""
    for place, section in enumerate(sections, 1):
        path = f"{above}.{place}".removeprefix(".")
        yield path, section
        yield from tree(section["sections"], path)


def inside(spans: list[list[int]], whole: list[list[int]]) -> bool:
    """Whether every slice lies inside a slice of `whole`."""
    return all(any(low <= start and end <= high for low, high in whole) for start, end in spans)


# --- Form -----------------------------------------------------------------------------------------------------------


def schema(case: Case) -> list[str]:
    """Law 1: the record holds by the published schema: every key, no other, every value of its kind."""
    return [f"{error.json_path}: {error.message[:200]}" for error in SCHEMA.iter_errors(case.json)]


def round_trip(case: Case) -> list[str]:
    """A record read from its JSON is written again as the same bytes."""
    try:
        again = Record.model_validate_json(case.written).model_dump_json()
    except ValidationError as error:
        return [f"its JSON is no record: {error}"]
    return [] if again == case.written else ["the record read from its JSON is another one"]


def source(case: Case) -> list[str]:
    """Law 2: the record says of which text it is: its length in code points, in NFC, without carriage returns."""
    text = case.source.text
    found = {
        "characters": case.json["source"]["characters"] == len(text),
        "NFC": unicodedata.is_normalized("NFC", text),
        "line ends": "\r" not in text,
        "BOM": not text.startswith("\ufeff"),
    }
    return [name for name, holds in found.items() if not holds]


# --- Places ---------------------------------------------------------------------------------------------------------


def slices(case: Case) -> list[str]:
    """Law 3: slices stand in the order of the text, apart from one another, inside it; a party is named somewhere."""
    end = len(case.source.text)
    places = [(path, value["spans"]) for path, value in walk(case.json)]
    for party in case.json["parties"]:
        places += [(f"{party['id']} is named", spans) for spans in party["mentions"]]
    flat = ((path, spans, [0, *(at for span in spans for at in span), end]) for path, spans in places)
    wrong = [
        f"{path}: {spans} of {end}"
        for path, spans, edges in flat
        if edges != sorted(edges) or any(start >= stop for start, stop in spans)
    ]
    return [*wrong, *(f"{party['id']} is named nowhere" for party in case.json["parties"] if [] in party["mentions"])]


def traced(case: Case) -> list[str]:
    """Law 3: a value and its slices share the same letters and digits in the same order."""
    return [
        f"{path}: {value['text']!r} is not at {value['spans']} ({case.raw(value['spans'])!r})"
        for path, value in walk(case.json)
        if "text" in value
        and (value["spans"] or not DEDUCED.search(path))
        and letters(value["text"]) != letters(case.raw(value["spans"]))
    ]


def named(case: Case) -> list[str]:
    """Law 3: what has no text of its own (signatures, attachments) still stands in its slices, its words in order."""
    parts = []
    for signature in case.json["signatures"]:
        behalf = [authority["on_behalf_of"] for authority in signature["authority"]]
        parts += [(signature, words) for words in (signature["name"], signature["position"], *behalf) if words]
    for attachment in case.json["attachments"]:
        parts += [(attachment, words) for words in (attachment["label"], attachment["title"]) if words]
    return [
        f"{words!r} is not at {part['spans']} ({case.raw(part['spans'])[:80]!r})"
        for part, words in parts
        if letters(words) not in letters(case.raw(part["spans"]))
    ]


# --- The body -------------------------------------------------------------------------------------------------------


def _marker(case: Case, section: dict[str, Any]) -> list[int]:
    """Where a section's marker stands: from the section's start over as many letters as it has."""
    start, end = section["spans"][0]
    left = len(letters(section["marker"]))
    for at in range(start, end):
        if not left:
            return [start, at]
        left -= len(letters(case.source.text[at]))
    return [start, end]


def _held(case: Case) -> Iterator[tuple[str, list[list[int]]]]:
    """Everything that holds a piece of the body, with its slices."""
    for room in ("legal_bases", "preamble", "closing"):
        yield from ((f"{room}[{at}]", text["spans"]) for at, text in enumerate(case.json[room]))
    for path, section in tree(case.json["sections"]):
        if letters(section["marker"]):
            yield f"marker of {path}", [_marker(case, section)]
        yield from ((f"heading of {path}", text["spans"]) for text in (section["heading"],) if text)
        yield from ((f"paragraph of {path}", text["spans"]) for text in section["paragraphs"])


def whole_body(case: Case) -> list[str]:
    """Law 5: every letter of the body is held exactly once, and nothing that is not of the body is held."""
    text = case.source.text
    times, due = bytearray(len(text)), bytearray(len(text))
    for block in layout.find(case.source, load()).body:
        for start, end in block.view.spans():
            due[start:end] = b"\1" * (end - start)
    for _, spans in _held(case):
        for start, end in spans:
            times[start:end] = bytes(min(count + 1, 9) for count in times[start:end])
    wrong = [at for at, letter in enumerate(text) if times[at] != due[at] and letter.isalnum()]
    first = [at for at, before in zip(wrong, [-2, *wrong], strict=False) if at > before + 1]
    return [_stretch(case, times, due, at) for at in first]


def _stretch(case: Case, times: bytearray, due: bytearray, at: int) -> str:
    """Tell one place where law 5 is broken, and who holds it."""
    holders = [name for name, spans in _held(case) if any(start <= at < end for start, end in spans)]
    told = "lost" if not times[at] else "held twice" if due[at] else "held, though not of the body"
    return f"{told} at {at}: {case.source.text[at : at + 40]!r} {holders}"


def markers(case: Case) -> list[str]:
    """A section opens with its marker, as written."""
    return [
        f"{path}: {section['marker']!r} is not at {_marker(case, section)}"
        for path, section in tree(case.json["sections"])
        if letters(section["marker"]) != letters(case.raw([_marker(case, section)]))
    ]


def numbered(case: Case) -> list[str]:
    """A section's id is the path of places that leads to it."""
    ids = [(path, section["id"]) for path, section in tree(case.json["sections"])]
    return [f"{path} is called {called}" for path, called in ids if path != called]


def nested(case: Case) -> list[str]:
    """A section is one slice; its heading, paragraphs, sub-sections lie inside it; sections follow one another."""
    wrong = []
    whole = {"id": "the body", "spans": [[0, len(case.source.text)]], "heading": None, "paragraphs": []}
    for _, section in [("", {**whole, "sections": case.json["sections"]}), *tree(case.json["sections"])]:
        parts = [*section["paragraphs"], *section["sections"], *([section["heading"]] if section["heading"] else [])]
        if len(section["spans"]) != 1 or not all(inside(part["spans"], section["spans"]) for part in parts):
            wrong.append(f"{section['id']} does not hold all of its parts")
        edges = [edge for below in section["sections"] for edge in below["spans"][0]]
        if edges != sorted(edges):
            wrong.append(f"the sections of {section['id']} do not stand one after another: {edges}")
    return wrong


def ordered(case: Case) -> list[str]:
    """What was read from the body is listed as it stands there (a foot may be in columns: its lists are free)."""
    rooms = ("legal_bases", "preamble", "closing", "tasks", "citations", "attachments")
    starts = {room: [min(value["spans"])[0] for value in case.json[room] if value["spans"]] for room in rooms}
    return [f"{room}: {places}" for room, places in starts.items() if places != sorted(places)]


# --- References inside the record -----------------------------------------------------------------------------------


def _roles(case: Case) -> Iterator[tuple[str, str]]:
    """Every party id that another part of the record names, with the role it has there."""
    for task in case.json["tasks"]:
        yield from ((party, role) for role in ("lead", "support", "monitor") for party in task[f"{role}s"])
    yield from ((party, "addressee") for addressee in case.json["addressees"] for party in addressee["parties"])
    yield from ((copy["party"], "recipient") for copy in case.json["recipients"] if copy["party"])
    yield from ((meeting["chair"], "chair") for meeting in (case.json["meeting"],) if meeting and meeting["chair"])


def parties(case: Case) -> list[str]:
    """Party ids are `p1`, `p2`, …, each once, and every id that is named elsewhere is one of them."""
    ids = [party["id"] for party in case.json["parties"]]
    wrong = [] if ids == [f"p{number}" for number in range(1, len(ids) + 1)] else [f"the ids are {ids}"]
    return [*wrong, *(f"{role} {party!r} is nobody" for party, role in _roles(case) if party not in ids)]


def roles(case: Case) -> list[str]:
    """A party's roles are those it has in the record; `mentioned` is the role of who has no other."""
    known = {party["id"]: party["roles"] for party in case.json["parties"]}
    had = [(party, role) for party, role in _roles(case) if party in known]
    wrong = [f"{party} is {role}, says {known[party]}" for party, role in had if role not in known[party]]
    odd = [
        party
        for party, said in known.items()
        if not said or len(set(said)) < len(said) or ("mentioned" in said and len(said) > 1)
    ]
    return [*wrong, *(f"{party}: roles {known[party]}" for party in odd)]


def tasks(case: Case) -> list[str]:
    """A task names the innermost section it stands in, or none where it stands outside all of them."""
    spans = {path: section["spans"] for path, section in tree(case.json["sections"])}
    outside = [text["spans"] for room in ("preamble", "closing") for text in case.json[room]]
    wrong = []
    for task in case.json["tasks"]:
        holding = [path for path, whole in spans.items() if inside(task["spans"], whole)]
        innermost = max(holding, key=lambda path: path.count("."), default=None)
        if task["section"] != innermost:
            wrong.append(f"{task['id']} says {task['section']}, stands in {innermost}: {task['text'][:60]!r}")
        if task["section"] is None and not any(inside(task["spans"], place) for place in outside):
            wrong.append(f"{task['id']} stands in no text of the body: {task['text'][:60]!r}")
    ids = [task["id"] for task in case.json["tasks"]]
    return [*wrong, *([] if len(set(ids)) == len(ids) else [f"the ids are {ids}"])]


def leading(case: Case) -> list[str]:
    """A task says where its lead was read, and nothing where it has none; its leading words are its own."""
    wrong = [
        f"{task['id']}: leads {task['leads']}, basis {task['basis']}"
        for task in case.json["tasks"]
        if bool(task["leads"]) != (task["basis"] is not None)
    ]
    acting = [task for task in case.json["tasks"] if task["action"]]
    strange = [task for task in acting if not inside(task["action"]["spans"], task["spans"])]
    return [*wrong, *(f"{task['id']}: {task['action']['text']!r} is not of the task" for task in strange)]


def bases(case: Case) -> list[str]:
    """A legal basis names citations of the record, those that stand in it."""
    known = case.json["citations"]
    wrong = []
    for basis in case.json["legal_bases"]:
        standing = [at for at, cited in enumerate(known) if inside(cited["spans"][:1], basis["spans"])]
        if basis["citations"] != standing:
            wrong.append(f"{basis['text'][:60]!r} names {basis['citations']}, in it stand {standing}")
    return wrong


LAWS: dict[str, Callable[[Case], list[str]]] = {
    law.__name__: law
    for law in (
        schema, round_trip, source, slices, traced, named, whole_body, markers, numbered, nested, ordered,
        parties, roles, tasks, leading, bases,
    )
}  # fmt: skip


def broken(case: Case) -> list[str]:
    """What breaks any of the laws, each breach with the name of its law."""
    return [f"{name}: {breach}" for name, law in LAWS.items() for breach in law(case)[:MOST]]


def difference(one: Case, other: Case) -> list[str]:
    """The first lines where two records part, `source` aside; nothing where they do not."""
    records = [{**case.json, "source": None} for case in (one, other)]
    if records[0] == records[1]:
        return []
    left, right = map(_lines, records)
    apart = (f"{a.strip()} ≠ {b.strip()}" for a, b in zip_longest(left, right, fillvalue="") if a != b)
    return [*islice(apart, MOST)]


def _lines(record: dict[str, Any]) -> Iterator[str]:
    """Every key of a record on a line of its own, values that are short beside it."""
    for key, value in record.items():
        yield from (f"{key}: {line}" for line in json.dumps(value, ensure_ascii=False, indent=1).split("\n"))


def breaches(text: str) -> list[str]:
    """What a text as a document breaks: a law, or that the same text gives the same record."""
    first, again = (case(Source.of(text)) for _ in range(2))
    return [*broken(first), *(f"determinism: {line}" for line in difference(first, again))]
