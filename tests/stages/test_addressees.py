"""Kính gửi: one entry a printed item."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import addressees
from congvan.text import Piece, Source

RULES = grammar.load()["addressees"]


def read(*lines: tuple[str, str]) -> list[str]:
    """The items of a head made of these roles and lines."""
    pieces = []
    for role, line in lines:
        source = Source.of(line)
        pieces.append(Piece(role, source.view([(0, len(source.text))])))
    return [item.view.text for item in addressees.find(pieces, RULES)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("addressee", "Kính gửi: Sở Nội vụ tỉnh Sơn Bình.")], ["Sở Nội vụ tỉnh Sơn Bình"]),
        ([("addressee", "Kính gửi Ban Giám hiệu")], ["Ban Giám hiệu"]),
        ([("addressee", "Kính gửi:"), ("addressee-item", "- Sở Nội vụ;"), ("addressee-item", "- Sở Tài chính.")],
         ["Sở Nội vụ", "Sở Tài chính"]),
        ([("addressee", "Kính gửi: - Sở Nội vụ;"), ("addressee-item", "- UBND các xã, phường.")],
         ["Sở Nội vụ", "UBND các xã, phường"]),
        ([("addressee", "Kính gửi: Sở Nội vụ; Phòng Tài chính - Kế hoạch; Kho bạc Nhà nước.")],
         ["Sở Nội vụ", "Phòng Tài chính - Kế hoạch", "Kho bạc Nhà nước"]),
        ([("addressee", "Kính gửi: Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh")],
         ["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh"]),
        ([("addressee", "Kính gửi: Công ty An Hòa"), ("addressee-item", "(Đ/c: số 5 phố Mới; xã An Hòa)")],
         ["Công ty An Hòa"]),
        ([("telegram", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:"), ("addressee-item", "- Giám đốc các Sở: Y tế, Nội vụ;")],
         ["Giám đốc các Sở: Y tế, Nội vụ"]),
        ([("addressee", "Kính gửi: Sở Nội vụ (qua Văn phòng; để tổng hợp)")],
         ["Sở Nội vụ (qua Văn phòng; để tổng hợp)"]),
    ],
)  # fmt: skip
def test_items_are_parted(lines: list[tuple[str, str]], expected: list[str]) -> None:
    """A line or dash each, parted at `;` and at commas before another body; a comma inside a name parts nothing."""
    assert expected == read(*lines)
