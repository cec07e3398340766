"""Specks: what dirt on the paper left at the edges of lines is set aside, and nothing else."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.lines import Lines
from congvan.zones import specks

RULES = grammar.load()["layout"]
CASES = {
    "signs behind the last mark": ("- Công an tỉnh; (2 .„", "- Công an tỉnh;"),
    "a letter among them": ("- Lưu: VT. ⁄ đ", "- Lưu: VT."),
    "before the first letter": ("' Ngày 11/7, cuộc họp", "Ngày 11/7, cuộc họp"),
    "a lone letter where a paragraph ends": (
        "trước ngày 25/7/2024. Ẩ\n2. UBND xã",
        "trước ngày 25/7/2024.\n2. UBND xã",
    ),
    "a sentence that goes on below": ("đã họp năm 2024. Ý\nkiến các đại biểu", "đã họp năm 2024. Ý\nkiến các đại biểu"),
    "a name of one letter": ("thuộc nhóm A; B", "thuộc nhóm A; B"),
    "a quotation": ("' Một ' là tên", "' Một ' là tên"),
    "a list of numbers": ("lớp 6; 7", "lớp 6; 7"),
    "no end of a sentence": ("nhiệt độ ~ 5", "nhiệt độ ~ 5"),
}


@pytest.mark.parametrize(("text", "kept"), CASES.values(), ids=CASES)
def test_only_specks_are_set_aside(text: str, kept: str) -> None:
    """A speck stands behind the end of a sentence or before its capital letter, apart from all words."""
    assert kept.split("\n") == list(specks.without(Lines(text), RULES).texts)
