"""Word 97 to 2003, byte by byte: the text is what a reader sees; what does not hold together is strange, no crash."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

import made_docs as made
from congvan.errors import UnreadableError
from congvan.loaders import msdoc
from congvan.loaders.msdoc import properties
from made_docs import Level, Par, Run, cell, document, one, par, row

HIDDEN, DELETED, CAPS = one(0x083C, 1), one(0x0800, 1), one(0x083B, 1)
SIGN = b"\x55\x08\x01" + one(0x6A09, 0xF028_0001)
OLD = one(0x4A4F, 2)
FONTS = made.fonts("Times New Roman", "Symbol", ".VnTime", ".VnTimeH", "Wingdings")


def shown(*pars: Par, **more: object) -> str:
    """The text of a file of these paragraphs."""
    parts = {15: FONTS} | dict(more.pop("parts", {}))  # type: ignore[call-overload]
    return msdoc.read("a", document(pars, parts=parts, **more)).text.strip("\n")  # type: ignore[arg-type]


SHOWN: dict[str, tuple[Sequence[Par], str]] = {
    "letters": ([par("Thông báo"), par("số 1")], "Thông báo\nsố 1"),
    "letters of one byte": ([Par([Run("ab… “c”\r", narrow=True)])], "ab… “c”"),
    "pieces of both kinds": ([Par([Run("Th"), Run("ng b", narrow=True), Run("áo\r")])], "Thng báo"),
    "two letters for one": ([par("a😀b")], "a😀b"),
    "hidden, deleted, not hidden": (
        [Par([Run("x", HIDDEN), Run("y", DELETED), Run("a", one(0x083C, 0)), Run("b\r")])], "ab"),
    "a piece that was hidden later": ([Par([Run("x", modifier=0x5C << 1 | 1 << 8), Run("a\r")])], "a"),
    "capitals": ([par("Thông báo", look=CAPS)], "THÔNG BÁO"),
    "an old font": ([par("Th«ng b¸o th\x1fëng", look=OLD)], "Thông báo thưởng"),
    "an old font that calls itself one of signs": ([par("Th\uf0abng", look=OLD)], "Thông"),
    "a deleted end of a paragraph": ([Par([Run("a "), Run("\r", DELETED)]), par("b")], "a b"),
    "signs": ([par("TT\x1eBTC\x0bx\ty\x01\x08")], "TT-BTC\nx\ty"),
    "a bracket of a font of signs": ([Par([Run("(", SIGN), Run("a\r")])], "(a"),
    "a page and a column end": ([par("a\x0cb\x0ec")], "a\nb\nc"),
    "a field": ([par("a\x13 PAGE \x141\x15b\x13 NO \x15c")], "a1bc"),
    "a field in a field": ([par("\x13 IF \x13 PAGE \x141\x15 = 1 \x14đúng\x15")], "đúng"),
    "a field without an end": ([par("a\x13 b"), par("c")], "a b\nc"),
    "columns without lines": (
        [cell("UBND XÃ A\x0bSố: 1"), cell("CỘNG HÒA\x0bĐộc lập"), row((0, 3000, 6000), border=255), par("")],
        f"UBND XÃ A{' ' * 26}CỘNG HÒA\nSố: 1{' ' * 30}Độc lập",
    ),
    "a table with lines": (
        [cell("TT"), cell("Tên"), row((0, 500, 2000)), cell("1"), cell("a"), row((0, 500, 2000)), par("b")],
        "| TT | Tên |\n| 1 | a |\n\nb",
    ),
    "cells that go over columns": (
        [cell("a"), cell("b"), row((0, 1000, 1500)), cell("1"), cell("2"), cell("3"), row((0, 480, 1020, 1500))],
        "| a |  | b |\n| 1 | 2 | 3 |",
    ),
    "cells without breadth": (
        [cell("a"), cell(""), cell("b"), row((0, 1000, 1000, 1500)), cell("1"), cell("2"), cell("3"),
         row((0, 480, 1020, 1500))], "| a |  | b |\n| 1 | 2 | 3 |",
    ),
    "cells that go over rows": (
        [cell("a"), cell("b"), row((0, 500, 1000), (0x60, 0)), cell("x"), cell("c"), row((0, 500, 1000), (0x20, 0))],
        "| a | b |\n|  | c |",
    ),
    "a table in a cell": (
        [cell("a", 2), cell("b", 2), row((0, 500, 900), depth=2), cell("c"), cell("d"), row((0, 1000, 2000))],
        f"{' ' * 35}d\n| a | b |\n\nc",
    ),
    "a deleted row": (
        [cell("a"), row((0, 500)), cell("b"), Par([Run("\x07", DELETED)], one(0x2416, 1) + one(0x2417, 1)), par("c")],
        "a\nc",
    ),
    "a row without an end": ([cell("a"), par("b")], "a\nb"),
}  # fmt: skip


@pytest.mark.parametrize(("pars", "text"), SHOWN.values(), ids=SHOWN)
def test_an_old_word_file_gives_what_it_shows(pars: Sequence[Par], text: str) -> None:
    """The text is what a reader sees, changes accepted, in reading order."""
    assert text == shown(*pars)


def test_what_was_changed_of_a_piece_is_told_before_the_pieces() -> None:
    """A piece may name changes of several properties."""
    assert "a" == shown(Par([Run("x", modifier=1 | 1 << 1), Run("a\r")]), changes=[CAPS, HIDDEN])


def test_a_long_row_lies_in_the_data_stream() -> None:
    """What is too long for a page of properties is referred to."""
    said = row((0, 500, 1000)).said
    data = bytes(8) + len(said).to_bytes(2, "little") + said
    ends = Par([Run("\x07")], one(0x6646, 8))

    assert "| a | b |\n| c | d |" == shown(cell("a"), cell("b"), ends, cell("c"), cell("d"), ends, data=data)


STYLES = made.sheet(
    made.style(1, 0xFFF, b"\0\0", b""),
    made.style(1, 0, b"\1\0" + one(0x460B, 1), CAPS),
    made.style(1, 1, b"\2\0" + one(0x260A, 1), b""),
    made.style(2, 0xFFF, HIDDEN),
    made.style(1, 0, b"\4\0", OLD),
)
LEVELS = (
    Level("Điều \0."), Level("\0.\1.", flags=4), Level("\2)", 4), Level("\uf0b7", 23), Level("-", 23, behind=2),
    Level("\5", 22, behind=1),
)  # fmt: skip
ANEW, OTHER = b"\1\0\0\0\x10\0\0\0", b"\0\0\0\0\x30\0\0\0" + Level("\0)", 3, 5).made()
LISTS = {
    1: STYLES,
    73: made.lists(LEVELS, [Level("\0.", 1), Level("\1", 0, flags=8, start=3)], [Level("§iÒu \0.", letters=OLD)],
                   [Level("l", 23, letters=one(0x4A4F, 4))], styles=(1, 2)),
    74: made.overrides((100, []), (100, [ANEW]), (101, []), (101, [OTHER]), (102, []), (103, [])),
}  # fmt: skip


def item(text: str, number: int, level: int = 0, style: int = 0) -> Par:
    """A paragraph of a list."""
    return par(text, one(0x260A, level) + one(0x460B, number), style)


NUMBERED: dict[str, tuple[Sequence[Par], str]] = {
    "levels": (
        [item(text, 1, level) for text, level in zip("abcdefg", (0, 1, 2, 2, 0, 1, 2), strict=True)],
        "Điều 1. a\n1.1. b\na) c\nb) d\nĐiều 2. e\n2.1. f\na) g",
    ),
    "bullets, nothing behind, two digits": (
        [item("a", 1, 3), item("b", 1, 4), item("c", 1, 5)], "• a\n-b\n01 c"),
    "a list that starts anew": ([item("a", 1), item("b", 1), item("c", 2)], "Điều 1. a\nĐiều 2. b\nĐiều 1. c"),
    "a level that goes on": ([item("a", 3), item("b", 3, 1), item("c", 3), item("d", 3, 1)], "I. a\n3 b\nII. c\n4 d"),
    "a level told otherwise": ([item("a", 4), item("b", 4)], "E) a\nF) b"),
    "an old font": ([item("a", 5)], "Điều 1. a"),
    "a bullet of a font of signs": ([item("a", 6)], "• a"),
    "numbered by style": (
        [par("a", style=1), par("b", style=2), par("c", one(0x460B, 0), 1), par("d", one(0x460B, 0xF801), 1)],
        "Điều 1. A\n1.1. B\nC\nD",
    ),
    "nothing to number": ([item("", 1), item("a", 1), item("b", 40)], "Điều 2. a\nb"),
}  # fmt: skip


@pytest.mark.parametrize(("pars", "text"), NUMBERED.values(), ids=NUMBERED)
def test_numbers_are_written_out(pars: Sequence[Par], text: str) -> None:
    """As Word draws them, by the paragraph's own list or by its style's."""
    assert text == shown(*pars, parts=LISTS)


def test_looks_come_from_styles() -> None:
    """Hidden letters, capitals and fonts may be said by a style; a letter may say the opposite of its style."""
    letters = [Run("x", one(0x4A30, 3)), Run("a", one(0x083B, 0x81)), Run("b\r", one(0x083B, 0x80))]

    assert "Điều 1. aB\nThông" == shown(Par(letters, style=1), par("Th«ng", style=4), parts=LISTS)


def test_notes_stand_below() -> None:
    """A footnote is cited where it stands, and told below the document."""
    notes = [par("\x02 chú thích"), par("")]
    parts = {2: made.plc([1, 4], [b"\1\0"]), 3: made.plc([0, 12, 13])}

    assert "a[1]b\n[1] chú thích" == msdoc.read("a", document([par("a\x02b")], notes, parts=parts)).text.strip()


def test_the_edge_of_pages_is_set_aside() -> None:
    """Headers and footers stand at the end of the text, outside the record."""
    header = [par("Sở Mẫu, bản lưu tạm"), par("")]
    places = [0, 0, 0, 0, 0, 0, 0, 0, 20, 20, 20, 20, 20, 21]

    source = msdoc.read("a", document([par("a")], (), header, parts={11: made.plc(places)}))

    assert ("a\n\nSở Mẫu, bản lưu tạm\n", ["margin-aside"]) == (source.text, [note.code for note in source.notes])


def test_a_text_box_stands_behind_its_paragraph() -> None:
    """By the shape that both name, be it in a group."""
    shape, group, box = (number.to_bytes(4, "little") for number in (1025, 1030, 1031))
    drawing = record(0xF002, record(0xF003, one_shape(1024), record(0xF003, one_shape(1030), one_shape(1031))))
    parts = {
        40: made.plc([1, 3, 5], [shape + bytes(22), group + bytes(22)]),
        56: made.plc([0, 8, 12, 13], [bytes(14) + shape + bytes(4), bytes(14) + box + bytes(4), bytes(22)]),
        50: record(0xF000) + b"\0" + drawing,
    }
    boxes = [par("HỎA TỐC"), par("mật"), par("")]

    content = document([par("a\x08"), par("\x08c")], (), (), (), (), (), boxes, parts=parts)

    assert "a\nHỎA TỐC\nc\nmật" == msdoc.read("a", content).text.strip()


def test_a_text_box_without_a_place_stands_last() -> None:
    """Its words are not lost; those of a box that waits to be used again are."""
    box, waiting = bytes(14) + b"\7\4\0\0" + bytes(4), bytes(8) + b"\1\0" + bytes(4) + b"\x08\4\0\0" + bytes(4)
    parts = {56: made.plc([0, 4, 8, 9], [box, waiting, bytes(22)])}
    boxes = [par("mật"), par("cũ?"), par("")]

    assert "a\nmật" == msdoc.read("a", document([par("a")], (), (), (), (), (), boxes, parts=parts)).text.strip()


def record(kind: int, *inside: bytes) -> bytes:
    """A record of a drawing."""
    content = b"".join(inside)
    return b"\x0f\0" + kind.to_bytes(2, "little") + len(content).to_bytes(4, "little") + content


def one_shape(number: int) -> bytes:
    """A shape by its number."""
    return record(0xF004, record(0xF00A, number.to_bytes(4, "little"), bytes(4)))


WHOLE = document(
    [*SHOWN["a table with lines"][0], *SHOWN["a table in a cell"][0], *NUMBERED["levels"][0], *SHOWN["a field"][0],
     par("a\x02b", look=OLD)],
    [par("\x02 chú thích"), par("")],
    parts={15: FONTS, **LISTS, 2: made.plc([70, 90], [b"\1\0"]), 3: made.plc([0, 12, 13])},
)  # fmt: skip
MOST = 100 * len(WHOLE)
FAR = b"\0\0\0\0\0\x7f\0\0"
STRANGE = {
    "Word 95": document([par("a")], version=0x65),
    "encrypted": document([par("a")], flags=0x0300),
    "another table": document([par("a")], flags=0),
    "no container": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "cut": WHOLE[:3000],
    "a piece out of the stream": document([par("a")], parts={33: b"\2\x10\0\0\0" + made.plc([0, 2], [FAR])}),
    "a part out of the table": WHOLE.replace((16).to_bytes(4, "little"), (1 << 30).to_bytes(4, "little"), 1),
}  # fmt: skip


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_what_is_strange_is_left_to_others(content: bytes) -> None:
    """Other versions and what does not hold together are not read here."""
    with pytest.raises(msdoc.Strange):
        msdoc.read("a", content)


def readable(content: bytes) -> str:
    """What is read of a file, if it is."""
    try:
        return msdoc.read("a", content).text
    except (msdoc.Strange, UnreadableError):
        return ""


@given(some.lists(some.tuples(some.integers(0, len(WHOLE) - 1), some.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_bytes_are_no_crash(damage: list[tuple[int, int]]) -> None:
    """Whatever bytes are wrong: read, or strange; and no text without end."""
    content = bytearray(WHOLE)
    for at, byte in damage:
        content[at] = byte

    assert len(readable(bytes(content))) < MOST


@given(some.integers(0, len(WHOLE)), some.binary(max_size=40))
def test_cut_files_are_no_crash(end: int, more: bytes) -> None:
    """Wherever a file ends, and whatever stands behind it."""
    assert len(readable(WHOLE[:end] + more)) < MOST


@given(some.binary(max_size=200))
def test_properties_end(said: bytes) -> None:
    """Whatever bytes tell of properties, each takes at least three of them or is the last."""
    assert len(list(properties.changes(said))) <= len(said) // 2 + 1


def test_nested_fields_take_time_in_proportion() -> None:
    """Fields in fields in fields are read once."""
    assert "b" == shown(par("\x13" * 30_000 + "a" + "\x15" * 30_000 + "b"))


def test_a_row_of_too_many_cells_is_strange() -> None:
    """Word has no row of more than 63."""
    with pytest.raises(msdoc.Strange):
        shown(*[cell("a")] * 70, row((0, 500)))


def test_numbers_of_word_95_are_left_to_others() -> None:
    """A paragraph may still be numbered as Word 95 did it."""
    with pytest.raises(msdoc.Strange):
        shown(par("a", one(0x460B, 2047) + b"\x3e\xc6\x02\0\0"))


def test_what_a_table_is_not_told_of_is_as_it_comes() -> None:
    """A row whose edges are fewer than its cells keeps its cells."""
    pars = [cell("a"), cell("b"), cell("c"), row((0, 500, 1000)), par("d")]

    assert "| a | b | c |\n\nd" == shown(*pars)
