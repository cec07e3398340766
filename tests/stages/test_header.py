"""Thể thức phần đầu: bodies, titles, stamps, type and regime."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import header
from congvan.text import Piece, Source

RULES = grammar.load()["header"]


def pieces(*lines: tuple[str, str]) -> list[Piece]:
    """Pieces of a head as layout gives them."""
    found = []
    for role, line in lines:
        source = Source.of(line)
        rule = "reference.own.party" if role == "party" else ""
        found.append(Piece(role, source.view([(0, len(source.text))]), rule))
    return found


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH SƠN BÌNH"], ["ỦY BAN NHÂN DÂN TỈNH SƠN BÌNH"]),
        (["UBND HUYỆN AN HÒA"], ["UBND HUYỆN AN HÒA"]),
        (["BỘ TÀI CHÍNH", "CỤC DỰ TRỮ"], ["BỘ TÀI CHÍNH", "CỤC DỰ TRỮ"]),
        (["BỘ", "TÀI CHÍNH", "CỤC DỰ TRỮ"], ["BỘ TÀI CHÍNH", "CỤC DỰ TRỮ"]),
        (["UBND TỈNH SƠN BÌNH", "SỞ GIÁO DỤC VÀ", "ĐÀO TẠO"], ["UBND TỈNH SƠN BÌNH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"]),
        (["VĂN PHÒNG", "CHÍNH PHỦ"], ["VĂN PHÒNG CHÍNH PHỦ"]),
        (["THỦ TƯỚNG CHÍNH PHỦ"], ["THỦ TƯỚNG CHÍNH PHỦ"]),
        (["ĐẢNG BỘ TỈNH SƠN BÌNH", "HUYỆN ỦY AN HÒA"], ["ĐẢNG BỘ TỈNH SƠN BÌNH", "HUYỆN ỦY AN HÒA"]),
        (["Bộ Tài chính"], ["Bộ Tài chính"]),
        (["UBND TỈNH SƠN BÌNH", "SO Y TE"], ["UBND TỈNH SƠN BÌNH", "SO Y TE"]),
    ],
)
def test_bodies_are_put_together(lines: list[str], bodies: list[str]) -> None:
    """A line opens a new body when it begins with a word that bodies begin with; else it goes on with the one above."""
    found = header.find(pieces(*(("other", line) for line in lines)), RULES)

    assert bodies == [view.text for view in found.bodies]


@pytest.mark.parametrize(
    ("line", "field", "text"),
    [
        ("HỎA TỐC", "urgency", "HỎA TỐC"),
        ("(Hoả tốc)", "urgency", "Hoả tốc"),
        ("KHẨN", "urgency", "KHẨN"),
        ("MẬT", "secrecy", "MẬT"),
        ("Độ mật: Tối mật", "secrecy", "Tối mật"),
        ("LƯU HÀNH NỘI BỘ", "circulation", "LƯU HÀNH NỘI BỘ"),
        ("DỰ THẢO LẦN 2", "draft", "DỰ THẢO LẦN 2"),
        ("(Dự thảo)", "draft", "Dự thảo"),
    ],
)
def test_stamps_are_read(line: str, field: str, text: str) -> None:
    """A stamp fills its field, brackets and label left out."""
    made = header.find(pieces(("stamp", line)), RULES).record()

    assert text == getattr(made, field).text


@pytest.mark.parametrize(
    ("lines", "code", "expected"),
    [
        ([("type", "THÔNG BÁO")], "TB", ("TB", "Thông báo")),
        ([("type", "CÔNG ĐIỆN KHẨN")], "CĐ", ("CĐ", "Công điện")),
        ([("type", "KẾT LUẬN THANH TRA")], "KL", ("KL", "Kết luận")),
        ([("type", "Thông tư")], "TT", ("TT", "Thông tư")),
        ([("type", "THÔNG BÁO Về việc nghỉ lễ")], None, ("TB", "Thông báo")),
        ([("subject", "V/v nghỉ lễ")], None, ("CV", "Công văn")),
        ([("addressee", "Kính gửi: Sở Nội vụ")], None, ("CV", "Công văn")),
        ([("reference", "Số: 12-CV/ĐU")], "CV", ("CV", "Công văn")),
        ([("reference", "Số: 12/KH-UBND")], "KH", ("KH", "Kế hoạch")),
        ([("type", "QUYẾT ĐỊNH")], "VBHN", ("VBHN", "Văn bản hợp nhất")),
    ],
)
def test_the_type_is_told(lines: list[tuple[str, str]], code: str | None, expected: tuple[str, str]) -> None:
    """By its printed name, else a letter is a công văn, else by the notation."""
    kind = header.document_type(True, pieces(*lines), code, RULES)

    assert kind is not None
    assert expected == (kind.code, kind.name)


def test_a_write_up_has_no_type() -> None:
    """A text that is no official document has no type."""
    assert header.document_type(False, pieces(("subject", "Huyện An Hòa ra quân")), None, RULES) is None


@pytest.mark.parametrize(
    ("lines", "notation", "year", "expected"),
    [
        ([("other", "UBND TỈNH SƠN BÌNH")], "QĐ-UBND", None, "nd30"),
        ([("other", "UBND TỈNH SƠN BÌNH")], "QĐ-UBND", 2024, "vbqppl"),
        ([("party-title", "ĐẢNG CỘNG SẢN VIỆT NAM")], "KL/TU", None, "dang"),
        ([("party", "Số 12-KH/HU")], "KH/HU", None, "dang"),
        ([("party-title", "ĐOÀN TNCS HỒ CHÍ MINH")], "KH/TĐTN", None, "doan"),
        ([("other", "ỦY BAN MTTQ VIỆT NAM XÃ AN HÒA")], "KH-MTTQ-BTT", None, "mttq"),
        ([("other", "LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN BÌNH")], "TB-LĐLĐ", None, "congdoan"),
    ],
)
def test_the_regime_is_told(lines: list[tuple[str, str]], notation: str, year: int | None, expected: str) -> None:
    """By titles, bodies and the form of the number."""
    assert expected == header.regime(True, pieces(*lines), notation, year, RULES)
