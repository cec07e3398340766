"""Trích yếu: its lines joined, its leading words left out."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import subject
from congvan.text import Piece, Source

GRAMMARS = grammar.load()


def read(*lines: tuple[str, str]) -> str | None:
    """The subject of a head made of these roles and lines."""
    pieces = []
    for role, line in lines:
        source = Source.of(line)
        pieces.append(Piece(role, source.view([(0, len(source.text))])))
    found = subject.find(pieces, GRAMMARS["subject"], GRAMMARS["header"])
    return found.view.text if found else None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("subject", "V/v tăng cường phòng cháy")], "tăng cường phòng cháy"),
        ([("subject", "v/v: tăng cường phòng cháy")], "tăng cường phòng cháy"),
        ([("subject", "Về việc nghỉ lễ")], "nghỉ lễ"),
        ([("subject", "(V/v phòng bệnh tay chân miệng)")], "phòng bệnh tay chân miệng"),
        ([("subject", "VỀ KẾT QUẢ KIỂM TRA")], "VỀ KẾT QUẢ KIỂM TRA"),
        ([("subject", "Kết luận của Chủ tịch"), ("subject", "tại cuộc họp tháng 5")],
         "Kết luận của Chủ tịch tại cuộc họp tháng 5"),
        ([("type", "THÔNG BÁO Về việc nghỉ lễ Quốc khánh")], "nghỉ lễ Quốc khánh"),
        ([("type", "THÔNG BÁO")], None),
    ],
)  # fmt: skip
def test_a_subject_is_read(lines: list[tuple[str, str]], expected: str | None) -> None:
    """All lines of the subject are one text without `V/v` and `Về việc`; other words stay."""
    assert expected == read(*lines)
