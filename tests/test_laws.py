"""The laws see what breaks them: a record that is wrong in one way is told by the law of that way, and by no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

import laws
from congvan.record import Addressee, Attachment, Deadline, LegalBasis, Party, Record, Section, Signature, Task, Text
from congvan.text import Source

TEXT = """UBND XÃ ĐẤT MỚI

Số: 12/QĐ-UBND

Đất Mới, ngày 05 tháng 3 năm 2024

QUYẾT ĐỊNH
Về việc trồng cây

Căn cứ Luật Chợ quê số 5/2019/QH14 ngày 03 tháng 02 năm 2019;

1. Chợ sạch
a) Rửa sân
2. Cây xanh

Nơi nhận:
- Như trên.

CHỦ TỊCH

Trần Văn Mẫu
"""
WHOLE = len(TEXT)
ROOMS = ("addressees", "parties", "tasks", "citations", "closing", "preamble", "recipients", "attachments", "problems")


def at(words: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def said(words: str) -> Text:
    """Words of the text as a value."""
    return Text(text=words, spans=at(words))


def section(place: str, marker: str, words: str, below: tuple[Section, ...] = ()) -> Section:
    """A section of one line, with what is below it."""
    start, end = at(f"{marker} {words}")[0]
    whole = (start, max([end, *(part.spans[0][1] for part in below)]))
    return Section(
        id=place, kind="clause", marker=marker, number=marker[:-1], heading=None, spans=(whole,),
        paragraphs=(said(words),), sections=below,
    )  # fmt: skip


def signed(name: str) -> Signature:
    """The signature that stands in the text, read as this name's."""
    return Signature(authority=(), position="CHỦ TỊCH", name=name, spans=((WHOLE - 23, WHOLE - 1),))


@cache
def sound() -> Record:
    """A record of the text that breaks no law."""
    basis = at("Căn cứ Luật Chợ quê số 5/2019/QH14 ngày 03 tháng 02 năm 2019;")
    person = Party(
        id="p1", name="Trần Văn Mẫu", kind="person", abbreviation=None, roles=("lead",), mentions=(at("Trần Văn Mẫu"),)
    )
    task = Task(
        id="t1", text="Rửa sân", spans=at("Rửa sân"), section="1.1", action=said("Rửa"), leads=("p1",), supports=(),
        monitors=(), basis="text", modality="directive", deadlines=(),
    )  # fmt: skip
    first = section("1", "1.", "Chợ sạch", (section("1.1", "a)", "Rửa sân"),))
    changed = {
        **dict.fromkeys(ROOMS, ()),
        "meeting": None,
        "legal_bases": (LegalBasis(text=TEXT[slice(*basis[0])], spans=basis, citations=()),),
        "sections": (first, section("2", "2.", "Cây xanh")),
        "parties": (person,),
        "tasks": (task,),
        "signatures": (signed("Trần Văn Mẫu"),),
    }
    return replace(laws.case(Source.of(TEXT)).record, **changed)


def with_task(**changed: object) -> dict[str, object]:
    """The record's task, changed."""
    return {"tasks": (replace(sound().tasks[0], **changed),)}


def with_party(**changed: object) -> dict[str, object]:
    """The record's party, changed."""
    return {"parties": (replace(sound().parties[0], **changed),)}


def with_second(**changed: object) -> dict[str, object]:
    """The record's last section, changed."""
    return {"sections": (sound().sections[0], replace(sound().sections[1], **changed))}


def with_basis(**changed: object) -> dict[str, object]:
    """The record's legal basis, changed."""
    return {"legal_bases": (replace(sound().legal_bases[0], **changed),)}


LATER = Deadline(
    text="năm 2024", spans=at("năm 2024"), kind="within", edtf="2024", due=None, recurrence=None, inferred=False
)
BREACHES: dict[str, tuple[set[str], Callable[[], dict[str, object]]]] = {
    "a value of another kind": ({"schema", "round_trip"}, lambda: {"regime": "king"}),
    "another length": ({"source"}, lambda: {"source": replace(sound().source, characters=1)}),
    "a slice beyond the end": ({"slices"}, lambda: with_party(mentions=(((0, WHOLE + 1),),))),
    "a slice turned round": ({"slices"}, lambda: with_party(mentions=(((9, 4),),))),
    "slices out of order": (
        {"slices", "traced"}, lambda: {"subject": Text(text="trồng cây", spans=(at("cây\n")[0], at("trồng")[0]))},
    ),
    "slices that overlap": ({"slices"}, lambda: with_party(mentions=(((1, 4), (3, 6)),))),
    "an empty slice": ({"slices"}, lambda: with_party(mentions=(((4, 4),),))),
    "a mention without a place": ({"slices"}, lambda: with_party(mentions=((),))),
    "other words": ({"traced"}, lambda: {"subject": replace(said("trồng cây"), text="trồng rừng")}),
    "words out of nowhere": ({"traced"}, lambda: {"subject": Text(text="trồng cây", spans=())}),
    "words of a deadline": ({"traced"}, lambda: with_task(deadlines=(replace(LATER, text="năm 2025"),))),
    "another signer": ({"named"}, lambda: {"signatures": (signed("Lê Thử"),)}),
    "another annex": ({"named"}, lambda: {"attachments": (Attachment(label="Phụ lục", title=None, spans=((0, 9),)),)}),
    "a lost paragraph": ({"whole_body"}, lambda: with_second(paragraphs=())),
    "a paragraph twice": ({"whole_body"}, lambda: with_second(paragraphs=(said("Cây xanh"), said("Cây xanh")))),
    "words of the foot": ({"whole_body"}, lambda: {"closing": (said("Như trên"),)}),
    "another marker": ({"markers"}, lambda: with_second(marker="3.")),
    "another place": ({"numbered"}, lambda: with_second(id="3")),
    "a paragraph elsewhere": ({"nested", "whole_body"}, lambda: with_second(paragraphs=(said("Rửa sân"),))),
    "sections turned round": ({"nested", "numbered"}, lambda: {"sections": sound().sections[::-1], "tasks": ()}),
    "bases turned round": (
        {"ordered", "whole_body"},
        lambda: {"preamble": (said("Như trên"), said("Số")), "legal_bases": (), "sections": (), "tasks": ()},
    ),
    "an id that is no place in the list": ({"parties"}, lambda: with_party(id="p2")),
    "an unknown party": (
        {"parties"}, lambda: {"addressees": (Addressee(text="", spans=(), parties=("p7",)),)},
    ),
    "a role that is missing": ({"roles"}, lambda: with_party(roles=("mentioned",))),
    "mentioned and more": ({"roles"}, lambda: with_party(roles=("lead", "mentioned"))),
    "no role at all": ({"roles"}, lambda: {**with_party(roles=()), "tasks": ()}),
    "a task above its section": ({"tasks"}, lambda: with_task(section="1")),
    "a task beside its section": ({"tasks"}, lambda: with_task(section="2")),
    "a task in no section": ({"tasks"}, lambda: with_task(section=None)),
    "a lead from nowhere": ({"leading"}, lambda: with_task(basis=None)),
    "nobody from the text": ({"leading"}, lambda: with_task(leads=())),
    "leading words of another task": ({"leading"}, lambda: with_task(action=said("Cây"))),
    "a basis that names nothing": ({"bases"}, lambda: with_basis(citations=(3,))),
}  # fmt: skip
"""A way to be wrong: the laws that tell it, and what it changes in the sound record."""


def test_a_sound_record_breaks_no_law() -> None:
    """Nothing is told where all is well."""
    assert [] == laws.broken(laws.Case(Source.of(TEXT), sound()))


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize(("told", "changed"), BREACHES.values(), ids=BREACHES)
def test_a_breach_is_told(told: set[str], changed: Callable[[], dict[str, object]]) -> None:
    """Each way to be wrong is told by its law."""
    case = laws.Case(Source.of(TEXT), replace(sound(), **changed()))

    assert told == {breach.split(":")[0] for breach in laws.broken(case)}


def test_each_law_has_a_breach() -> None:
    """No law is without a record that breaks it."""
    assert set(laws.LAWS) == set().union(*(told for told, _ in BREACHES.values()))
