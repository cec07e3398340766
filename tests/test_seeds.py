"""The five real documents of ../shared/seeds: the table at the end of record.md, line by line.

No name of a person and no sentence of theirs stands here: these are asked of the annotation beside the document.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from congvan import MAX_SIZE, grammar, loaders
from congvan.pipeline import parse_source
from laws import letters

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="there is no ../shared with the five documents")


@dataclass(frozen=True)
class Seed:
    """A document: its text, its record and what was annotated by hand."""

    text: str
    record: dict[str, Any]
    gold: dict[str, Any]

    @cached_property
    def parties(self) -> dict[str, dict[str, Any]]:
        """The parties by their ids."""
        return {party["id"]: party for party in self.record["parties"]}

    @property
    def tasks(self) -> list[dict[str, Any]]:
        """The tasks, in order."""
        return self.record["tasks"]

    @cached_property
    def sections(self) -> dict[str, dict[str, Any]]:
        """Every section by its id, in order."""
        return {section["id"]: section for section in below(self.record["sections"])}

    @property
    def chair(self) -> str:
        """The name of who led the meeting."""
        return self.parties[self.record["meeting"]["chair"]]["name"]

    def names(self, ids: list[str]) -> list[str]:
        """Parties by every way the document writes them, folded, one text a party."""
        return [" / ".join(map(folded, self.ways(self.parties[one]))) for one in ids]

    def ways(self, party: dict[str, Any]) -> list[str]:
        """How the document writes a party."""
        said = [" ".join(self.text[start:end] for start, end in spans) for spans in party["mentions"]]
        return [party["name"], *([party["abbreviation"]] if party["abbreviation"] else []), *said]

    def under(self, place: str) -> list[dict[str, Any]]:
        """The tasks that stand in a section or below it."""
        return [task for task in self.tasks if f"{task['section']}.".startswith(f"{place}.")]


def below(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Sections with all of their sub-sections, in order."""
    for section in sections:
        yield section
        yield from below(section["sections"])


def folded(text: str) -> str:
    """A text without case."""
    return unicodedata.normalize("NFC", text).casefold()


def seed(number: str) -> Seed:
    """Read a seed by its number, parse it, and read its annotation."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    source = loaders.read(path, max_size=MAX_SIZE)
    record = json.loads(parse_source(source, grammar.load()).record.model_dump_json())
    return Seed(source.text, record, json.loads(Path(f"{path}.gold.json").read_text(encoding="utf-8")))


def same_leads(seed: Seed) -> list[tuple[str, list[str], list[str]]]:
    """The tasks whose leads are others than the annotation's: how the task begins, the leads wanted, those found."""
    wrong = []
    for want, task in zip(seed.gold["tasks"], seed.tasks, strict=True):
        found = seed.names(task["leads"])
        told = [any(folded(lead) in way.split(" / ") for way in found) for lead in want["leads"]]
        if not all(told) or len(found) != len(want["leads"]):
            wrong.append((task["text"][:30], want["leads"], found))
    return wrong


def worded(tasks: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Where each task begins, and its letters."""
    return [(task["spans"][0][0], letters(task["text"])) for task in tasks]


def deadlines(tasks: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    """Every deadline's kind and last day, in order."""
    return [(deadline["kind"], deadline["due"]) for task in tasks for deadline in task["deadlines"]]


# --- 000: a notice of conclusions, without national title -----------------------------------------------------------


@pytest.fixture(scope="module")
def notice() -> Seed:
    """The notice of conclusions."""
    return seed("000")


def test_notice_head(notice: Seed) -> None:
    """Type TB, number 199, notation TB-UBND, its place, its day, no national title."""
    record = notice.record

    assert ("TB", "199", "TB-UBND", "Chi Lăng", "2022-04-04", None) == (
        record["document_type"]["code"], record["reference_number"]["number"], record["reference_number"]["notation"],
        record["place"]["text"], record["date"]["edtf"], record["header"]["national_title"],
    )  # fmt: skip


def test_notice_subject(notice: Seed) -> None:
    """The subject is whole: from its first word to the day in brackets."""
    assert notice.gold["subject"] == notice.record["subject"]["text"]


def test_notice_meeting(notice: Seed) -> None:
    """The meeting's day and who led it."""
    assert ("2022-03-24", notice.gold["meeting"]["chair"]) == (notice.record["meeting"]["date"]["edtf"], notice.chair)


def test_notice_sections(notice: Seed) -> None:
    """Sections I, II with 1 to 4, III."""
    top = [section["marker"] for section in notice.record["sections"]]
    second = [section["marker"] for section in notice.sections["2"]["sections"]]

    assert (["I.", "II.", "III."], ["1.", "2.", "3.", "4."]) == (top, second)


def test_notice_broken_paragraph(notice: Seed) -> None:
    """The paragraph that blank lines break in its middle is one."""
    broken = [
        text
        for section in notice.sections.values()
        for text in section["paragraphs"]
        if "nhiệt huyết, giao việc" in text["text"]
    ]

    assert (1, ["1.1"]) == (
        len(broken),
        [place for place, section in notice.sections.items() if broken[0] in section["paragraphs"]],
    )


def test_notice_has_as_many_tasks_as_items(notice: Seed) -> None:
    """19 dash tasks under II (4, 7, 3 and 5), none under I, one in III."""
    counts = {place: len(notice.under(place)) for place in ("1", "2", "2.1", "2.2", "2.3", "2.4", "3")}

    assert ({"1": 0, "2": 19, "2.1": 4, "2.2": 7, "2.3": 3, "2.4": 5, "3": 1}, 20) == (counts, len(notice.tasks))


def test_notice_tasks_are_items(notice: Seed) -> None:
    """The tasks under II are its dashes."""
    assert {("item", "-")} == {
        (notice.sections[task["section"]]["kind"], notice.sections[task["section"]]["marker"])
        for task in notice.under("2")
    }


def test_notice_leads(notice: Seed) -> None:
    """Each task is led by its head, or by who opens the item."""
    assert [] == same_leads(notice)


def test_notice_lead_that_opens_an_item(notice: Seed) -> None:
    """The class teacher who opens an item leads it, three others help."""
    (task,) = (task for task in notice.under("2.4") if task["text"].startswith("Giáo viên chủ nhiệm"))

    assert (["text"], 1, 3) == ([task["basis"]], len(task["leads"]), len(task["supports"]))


def test_notice_deadline(notice: Seed) -> None:
    """The last task of II.1 is due at the end of the month; no other task has a day."""
    assert ([("within", "2022-04-30")], [("within", "2022-04-30")]) == (
        deadlines(notice.under("2.1")[-1:]), deadlines(notice.tasks),
    )  # fmt: skip


def test_notice_last_task(notice: Seed) -> None:
    """The task in III is the education office's."""
    (task,) = notice.under("3")

    assert (1, True) == (len(task["leads"]), "phòng giáo dục và đào tạo" in notice.names(task["leads"])[0])


def test_notice_recipients(notice: Seed) -> None:
    """Seven recipients, the last for the archive."""
    assert [False] * 6 + [True] == [copy["archive"] for copy in notice.record["recipients"]]


def test_notice_signature(notice: Seed) -> None:
    """One signature: TL for CHỦ TỊCH, CHÁNH VĂN PHÒNG, a name, and no asterisk anywhere."""
    (signature,) = notice.record["signatures"]

    assert ([{"code": "TL", "on_behalf_of": "CHỦ TỊCH"}], "CHÁNH VĂN PHÒNG", notice.gold["signatures"][0]["name"]) == (
        signature["authority"], signature["position"], signature["name"],
    )  # fmt: skip


# --- 001: a write-up with five heads that are parties ---------------------------------------------------------------


@pytest.fixture(scope="module")
def heads() -> Seed:
    """The write-up with heads that are parties."""
    return seed("001")


def test_heads_meeting(heads: Seed) -> None:
    """No regime; the meeting's day and who led it."""
    assert ("none", "2021-03-30", heads.gold["meeting"]["chair"]) == (
        heads.record["regime"], heads.record["meeting"]["date"]["edtf"], heads.chair,
    )  # fmt: skip


def test_heads_tasks(heads: Seed) -> None:
    """18 tasks: 7, 2, 2, 1 and 6 under the five heads."""
    assert ([7, 2, 2, 1, 6], 18) == ([len(heads.under(place)) for place in "12345"], len(heads.tasks))


def test_heads_leads(heads: Seed) -> None:
    """Each task is led by its head, or by who opens the item."""
    assert [] == same_leads(heads)


def test_heads_supports(heads: Seed) -> None:
    """Who is named after `Phối hợp với` or `Chủ trì, phối hợp với` helps; two offices help in one task."""
    wanted = [len(task["supports"]) for task in heads.gold["tasks"]]

    assert ([1, 0, 0, 0, 0, 0, 1, 1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0], wanted) == (
        [len(task["supports"]) for task in heads.tasks], wanted,
    )  # fmt: skip


def test_heads_furniture(heads: Seed) -> None:
    """Captions, the byline and what the page adds are in no task: each task is a whole item of the annotation."""
    assert worded(heads.gold["tasks"]) == worded(heads.tasks)


@pytest.mark.parametrize(("words", "due"), [("vào năm 2023", "2023-12-31"), ("trong tháng 4 năm 2021", "2021-04-30")])
def test_heads_deadlines(heads: Seed, words: str, due: str) -> None:
    """The year and the month that the sixth task names are its last days."""
    found = {deadline["text"]: deadline["due"] for deadline in heads.under("1")[5]["deadlines"]}

    assert (due, 2) == (found.get(words), len(found))


# --- 002: a write-up with Một là … Sáu là ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ordinals() -> Seed:
    """The write-up with ordinals."""
    return seed("002")


def test_ordinals_tasks(ordinals: Seed) -> None:
    """Six tasks, one for each ordinal; the three `+` items are none."""
    assert (["ordinal"] * 6, ["text"] * 6) == (
        [ordinals.sections[task["section"]]["kind"] for task in ordinals.tasks],
        [task["basis"] for task in ordinals.tasks],
    )


def test_ordinals_leads(ordinals: Seed) -> None:
    """Each is led by the party named in it."""
    assert [] == same_leads(ordinals)


def test_ordinals_meeting(ordinals: Seed) -> None:
    """The meeting's day and who led it."""
    assert ("2019-02-21", ordinals.gold["meeting"]["chair"]) == (
        ordinals.record["meeting"]["date"]["edtf"], ordinals.chair,
    )  # fmt: skip


# --- 003: a write-up with one inline list ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def inline() -> Seed:
    """The write-up with an inline list."""
    return seed("003")


def test_inline_tasks(inline: Seed) -> None:
    """Six tasks parted at the semicolons, nobody leads; the caption and the lone dots are in none."""
    assert (worded(inline.gold["tasks"]), [[]] * 6, [None] * 6) == (
        worded(inline.tasks),
        [task["leads"] for task in inline.tasks],
        [task["basis"] for task in inline.tasks],
    )


def test_inline_citation(inline: Seed) -> None:
    """One citation, with its number and day."""
    assert [("TT", "36/2017/TT-BGDĐT", "2017-12-28")] == [
        (cited["type_code"], cited["number"], cited["date"]) for cited in inline.record["citations"]
    ]


def test_inline_meeting(inline: Seed) -> None:
    """The meeting's day and who led it."""
    assert ("2021-04-28", inline.gold["meeting"]["chair"]) == (inline.record["meeting"]["date"]["edtf"], inline.chair)


# --- 004: a công văn with a blank number and day --------------------------------------------------------------------


@pytest.fixture(scope="module")
def letter() -> Seed:
    """The công văn."""
    return seed("004")


def test_letter_head(letter: Seed) -> None:
    """Type CV; the number is blank, the day too; V/v is no part of the subject."""
    number, date = letter.record["reference_number"], letter.record["date"]

    assert ("CV", True, None, "PGD&ĐT-TCCB", "2023-02-XX", "TP. Lào Cai", False) == (
        letter.record["document_type"]["code"], number["blank"], number["number"], number["notation"], date["edtf"],
        letter.record["place"]["text"], letter.record["subject"]["text"].startswith("V/v"),
    )  # fmt: skip


def test_letter_addressees(letter: Seed) -> None:
    """Two addressees, each a party."""
    assert [1, 1] == [len(addressee["parties"]) for addressee in letter.record["addressees"]]


def test_letter_tasks(letter: Seed) -> None:
    """Items 1 to 14 are a task each, and nothing else is."""
    numbers = [str(number) for number in range(1, 15)]

    assert (numbers, numbers) == (
        [section["number"] for section in letter.record["sections"]], [task["section"] for task in letter.tasks],
    )  # fmt: skip


def test_letter_long_item(letter: Seed) -> None:
    """Item 11 has three paragraphs, all of one task."""
    item, task = letter.sections["11"], letter.tasks[10]

    assert (3, True) == (
        len(item["paragraphs"]), all(letters(text["text"]) in letters(task["text"]) for text in item["paragraphs"]),
    )  # fmt: skip


def test_letter_leads(letter: Seed) -> None:
    """The addressees lead, unless the item names another."""
    assert ([], [task["basis"] for task in letter.gold["tasks"]]) == (
        same_leads(letter), [task["basis"] for task in letter.tasks],
    )  # fmt: skip


LETTER_DEADLINES = {
    3: [("before", "2023-03-14")],
    4: [("within", "2023-03-31")],
    6: [("within", "2023-02-28"), ("within", "2023-05-31"), ("within", "2023-04-30")],
    7: [("from", None)],
    10: [("within", "2023-03-31"), ("event", None), ("within", "2023-02-28")],
    11: [("recurring", None)],
}
"""The kind and last day of each deadline, by item."""


@pytest.mark.parametrize("item", range(1, 15))
def test_letter_deadlines(letter: Seed, item: int) -> None:
    """`trước ngày` excludes its day; months and quarters end with their last day; the other items have none."""
    assert LETTER_DEADLINES.get(item, []) == deadlines(letter.under(str(item)))


def test_letter_year_that_was_taken(letter: Seed) -> None:
    """A month without a year takes the document's, and says so; the others say their own."""
    taken = [deadline["text"] for task in letter.tasks for deadline in task["deadlines"] if deadline["inferred"]]

    assert ["trong tháng 2"] == taken


def test_letter_citations(letter: Seed) -> None:
    """Six citations, each with number and day."""
    assert [(cited["number"], cited["date"]) for cited in letter.gold["citations"]] == [
        (cited["number"], cited["date"]) for cited in letter.record["citations"]
    ]


def test_letter_recipients(letter: Seed) -> None:
    """Seven recipients, four of them for report, the last for the archive."""
    found = [(copy["purpose"], copy["archive"]) for copy in letter.record["recipients"]]

    assert [(None, False), *[("report", False)] * 4, (None, False), (None, True)] == found


def test_letter_signature(letter: Seed) -> None:
    """One signature: a head of office in her own name."""
    (signature,) = letter.record["signatures"]

    assert ([], "TRƯỞNG PHÒNG", letter.gold["signatures"][0]["name"]) == (
        signature["authority"], signature["position"], signature["name"],
    )  # fmt: skip
