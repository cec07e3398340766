"""Text: clean views, and the way back to the document text."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from congvan.letters import fold_tones, repair
from congvan.text import Source, View, join, normal


def whole(text: str) -> View:
    """The view of a whole text."""
    source = Source.of(text)
    return source.view([(0, len(source.text))]).cut()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("**THÔNG\nBÁO**", "THÔNG BÁO"),
        ("Số:\t12/TB-UBND", "Số: 12/TB-UBND"),
        ("n**ă**m 2025** *", "năm 2025"),
        ("| STT | Nội dung |", "STT Nội dung"),
        ("## Tiêu đề ##", "Tiêu đề"),
        ("T H Ô N G  B Á O", "THÔNG BÁO"),
        ("K Ế   H O Ạ C H", "KẾ HOẠCH"),
        ("Ðiều 1. Ðối tượng", "Điều 1. Đối tượng"),
        ("TT-BTС", "TT-BTC"),
        ("Sở\u00a0Nội\u200bvụ", "Sở Nộivụ"),
        ("rà soát   toàn bộ\n      danh sách", "rà soát toàn bộ danh sách"),
        ("* Rà soát danh sách", "• Rà soát danh sách"),
        ("* Giao *Phòng A* rà soát", "• Giao Phòng A rà soát"),
        ("*Rà soát danh sách*", "Rà soát danh sách"),
    ],
)
def test_a_view_is_clean(raw: str, clean: str) -> None:
    """White space is single, decoration dropped, look-alikes repaired, letter-spacing closed; bullets stay."""
    assert clean == whole(raw).text


MESSY = "**ỦY BAN\nNHÂN** DÂN |  n**ă**m\t2025 \n\n   T H Ô N G  B Á O  *hoà* uỷ | ban\u200b Ðỏ"


@pytest.mark.parametrize("start", range(0, len(whole(MESSY).text), 3))
def test_every_slice_holds_its_value(start: int) -> None:
    """The slices of any part of a view have the same letters in the same order."""
    view, text = whole(MESSY), Source.of(MESSY).text
    letters = {
        end: (
            [c for c in view.value(start, end).text if c.isalnum()],
            [c for a, b in view.spans(start, end) for c in repair(text[a:b]) if c.isalnum()],
        )
        for end in range(start + 1, len(view.text) + 1)
    }

    assert [] == [end for end, (value, slices) in letters.items() if value != slices]


def test_a_view_joins_pieces() -> None:
    """Views joined are one text, and what lies between them in the document is in no slice."""
    source = Source.of("các Sở: Tài chính, Nội vụ")
    view = join([source.view([(4, 6)]), source.view([(19, 25)])])

    assert ("Sở Nội vụ", ((4, 6), (19, 25))) == (view.text, view.spans())


def test_a_cut_keeps_its_place() -> None:
    """Any part cut out of a view stands where it stood."""
    view = whole(MESSY)
    places = {
        (low, high): (view.cut(low, high).value(), view.value(low, high))
        for low, high in itertools.combinations(range(0, len(view.text), 5), 2)
    }

    assert [] == [place for place, (cut, value) in places.items() if cut != value]


def test_offsets_go_both_ways() -> None:
    """`at` undoes `origin`."""
    view = whole(MESSY)
    letters = [place for place, char in enumerate(view.text) if char.isalnum()]

    assert letters == [view.at(view.origin(place)) for place in letters]


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà bình", "hòa bình"), ("Uỷ ban", "Ủy ban"), ("UỶ BAN", "ỦY BAN"), ("khoẻ", "khỏe"), ("thuý", "thúy"),
     ("quý", "quý"), ("hoàn", "hoàn"), ("khuỷu", "khuỷu"), ("loét", "loét")],
)  # fmt: skip
def test_tones_fold_to_one_place(old: str, new: str) -> None:
    """Both ways of placing a tone mark are one spelling; where only one is possible nothing changes."""
    assert new == fold_tones(old)


@pytest.mark.parametrize(
    "raw",
    ["Điều 1\r\nĐiều 2", "Điều 1\rĐiều 2", "\ufeffĐiều 1\nĐiều 2", unicodedata.normalize("NFD", "Điều 1\nĐiều 2")],
)
def test_a_document_text_is_one(raw: str) -> None:
    """Line ends, a leading BOM and decomposed letters make no difference to the document text."""
    assert "Điều 1\nĐiều 2" == normal(raw)
