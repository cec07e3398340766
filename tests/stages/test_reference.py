"""Số, ký hiệu: every form that offices print, and nothing else."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import reference
from congvan.text import Piece, Source

RULES = grammar.load()["reference"]


def read(*lines: str, by_hand: bool = False) -> reference.Found | None:
    """Read a head whose first line is the number and whose others are what stands below it."""
    sources = [Source.of(line) for line in lines]
    views = [source.view([(0, len(source.text))]) for source in sources]
    pieces = [Piece("other" if number else "reference", view) for number, view in enumerate(views)]
    return reference.find(pieces, RULES, by_hand=by_hand)


@pytest.mark.parametrize(
    ("line", "number", "year", "notation", "code", "issuer", "units", "blank"),
    [
        ("Số: 15/QĐ-BNV", "15", None, "QĐ-BNV", "QĐ", "BNV", (), False),
        ("Số:199/TB-UBND", "199", None, "TB-UBND", "TB", "UBND", (), False),
        ("Số 199/TB-UBND", "199", None, "TB-UBND", "TB", "UBND", (), False),
        ("Số: 12/UBND-VX", "12", None, "UBND-VX", None, "UBND", ("VX",), False),
        ("Số: 05/BNV-VP", "05", None, "BNV-VP", None, "BNV", ("VP",), False),
        ("Số: 453      /TB-UBND", "453", None, "TB-UBND", "TB", "UBND", (), False),
        ("Số: 12a/TTr-STC", "12a", None, "TTr-STC", "TTr", "STC", (), False),
        ("Số: 30/2020/NĐ-CP", "30", 2020, "NĐ-CP", "NĐ", "CP", (), False),
        ("Số: 66.10/2025/NQ-CP", "66.10", 2025, "NQ-CP", "NQ", "CP", (), False),
        ("Số: 12/2024/QĐ-UBND", "12", 2024, "QĐ-UBND", "QĐ", "UBND", (), False),
        ("Luật số: 12/2024/QH15", "12", 2024, "QH15", "L", "QH", (), False),
        ("Nghị quyết số: 45/2023/UBTVQH15", "45", 2023, "UBTVQH15", "NQ", "UBTVQH", (), False),
        ("Số: 08/2014/TTLT-BYT-BTC-BNV", "08", 2014, "TTLT-BYT-BTC-BNV", "TTLT", "BYT", ("BTC", "BNV"), False),
        ("Số: 512-TM/QĐ/TCCB", "512", None, "TM/QĐ/TCCB", "QĐ", "TM", ("TCCB",), False),
        ("Số 192-KH/TU", "192", None, "KH/TU", "KH", "TU", (), False),
        ("Số: 12-KH/TĐTN-PT", "12", None, "KH/TĐTN-PT", "KH", "TĐTN", ("PT",), False),
        ("Số: 16/KH-MTTQ-BTT", "16", None, "KH-MTTQ-BTT", "KH", "MTTQ", ("BTT",), False),
        ("Số: 44/SNNMT-QLXDCTTL&PCTT", "44", None, "SNNMT-QLXDCTTL&PCTT", None, "SNNMT", ("QLXDCTTL&PCTT",), False),
        ("Số: 77 / TB – STC", "77", None, "TB-STC", "TB", "STC", (), False),
        ("Số: /PGD&ĐT-TCCB", None, None, "PGD&ĐT-TCCB", None, "PGD&ĐT", ("TCCB",), True),
        ("Số:          /TB-SGDĐT", None, None, "TB-SGDĐT", "TB", "SGDĐT", (), True),
        ("Số: ....../KH-UBND", None, None, "KH-UBND", "KH", "UBND", (), True),
        ("Số: …/2025/TT-BTP", None, 2025, "TT-BTP", "TT", "BTP", (), True),
        ("Số: 45", "45", None, None, None, None, (), False),
    ],
)
def test_a_number_is_taken_apart(
    line: str, number: str, year: int, notation: str, code: str, issuer: str, units: tuple[str, ...], blank: bool
) -> None:
    """A number is read as written, its notation with one kind of dash and no spaces, and taken apart."""
    found = read(line)

    assert found is not None
    made = found.record(official_letter=False)
    assert (number, year, notation, code, issuer, units, blank) == (
        made.number, made.year, made.notation, made.type_code, made.issuer_code, made.unit_codes, made.blank,
    )  # fmt: skip


def test_in_a_letter_the_issuer_comes_first() -> None:
    """A công văn's notation opens with its issuer, even where the letters are also a type's (`CT` of Cục Thuế)."""
    found = read("Số: 5348/CT-CS")

    assert found is not None
    made = found.record(official_letter=True)
    assert (None, "CT", ("CS",)) == (made.type_code, made.issuer_code, made.unit_codes)


def test_what_cannot_be_read_is_no_blank() -> None:
    """A number that a scanner spoiled is null and not blank."""
    found = read("Số: ,@3/TB-UBND")

    assert found is not None
    made = found.record(official_letter=False)
    assert (None, False, "TB-UBND") == (made.number, made.blank, made.notation)


def test_a_stamped_number_fills_a_blank() -> None:
    """A line of digits below a blank number is what the signing software stamped there."""
    found = read("Số:      /QĐ-UBND", "2280")

    assert found is not None
    assert "2280" == found.record(official_letter=False).number


def test_a_number_written_by_hand_is_no_blank() -> None:
    """Where the loader left a number unread, there is one: nothing is said of a blank, and no other line fills it."""
    found = read("Số:      /QĐ-UBND", "2280", by_hand=True)

    assert found is not None
    made = found.record(official_letter=False)
    assert (None, False, "QĐ-UBND") == (made.number, made.blank, made.notation)


@pytest.mark.parametrize(
    "line",
    ["Số 12/5 đường Hùng Vương", "Số: 1523 Ngày: 12/3/2024", "Số lượng: 05 bản", "Theo Quyết định số 12/QĐ-UBND"],
)
def test_other_numbers_are_none(line: str) -> None:
    """An address, an arrival stamp, a count and a citation are no number of the document."""
    assert read(line) is None
