"""Signatures: authority, post and name of every signer. All names are invented."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import signatures
from congvan.text import Source, View

RULES = grammar.load().signatures


def views(text: str) -> list[View]:
    """The lines of a signing column."""
    source = Source.of(text)
    return [source.view([(line.start, line.end)]) for line in source.lines if line.text]


def read(text: str) -> list[tuple[list[tuple[str, str]], str | None, str | None]]:
    """What is read from a signing column: authorities, post, name of each signer."""
    records = [found.record() for found in signatures.find(views(text), RULES)]
    return [([(one.code, one.on_behalf_of) for one in r.authority], r.position, r.name) for r in records]


ONE = {
    "head signs": ("HIỆU TRƯỞNG\nĐinh Mẫu Văn", [], "HIỆU TRƯỞNG", "Đinh Mẫu Văn"),
    "on behalf of a collective, for the head": (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nĐinh Mẫu Văn",
        [("TM", "ỦY BAN NHÂN DÂN"), ("KT", "CHỦ TỊCH")], "PHÓ CHỦ TỊCH", "Đinh Mẫu Văn",
    ),
    "collective broken over lines": (
        "**TM. ỦY BAN\nNHÂN DÂN **\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n**Đinh\nMẫu Văn**",
        [("TM", "ỦY BAN NHÂN DÂN"), ("KT", "CHỦ TỊCH")], "PHÓ CHỦ TỊCH", "Đinh Mẫu Văn",
    ),
    "prefix alone on its line": (
        "**TL.\nCHI CỤC TRƯỞNG**\nTRƯỞNG PHÒNG\nĐinh Mẫu Văn",
        [("TL", "CHI CỤC TRƯỞNG")], "TRƯỞNG PHÒNG", "Đinh Mẫu Văn",
    ),
    "two posts of one head, broken after the comma": (
        "**KT. BỘ TRƯỞNG,\nCHỦ NHIỆM**\nPHÓ CHỦ NHIỆM\nĐinh Mẫu Văn",
        [("KT", "BỘ TRƯỞNG, CHỦ NHIỆM")], "PHÓ CHỦ NHIỆM", "Đinh Mẫu Văn",
    ),
    "authority and post on one line": (
        "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG\nĐinh Mẫu Văn", [("TL", "CHỦ TỊCH")], "CHÁNH VĂN PHÒNG", "Đinh Mẫu Văn",
    ),
    "all glued": (
        "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNGĐinh Mẫu Văn",
        [("TM", "CHÍNH PHỦ"), ("KT", "THỦ TƯỚNG")], "PHÓ THỦ TƯỚNG", "Đinh Mẫu Văn",
    ),
    "all on one line": (
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (đã ký) Đinh Mẫu Văn", [("KT", "GIÁM ĐỐC")], "PHÓ GIÁM ĐỐC", "Đinh Mẫu Văn",
    ),
    "glued note": ("KT. BỘ TRƯỞNGTHỨ TRƯỞNG(Đã ký)Đinh Mẫu Văn", [("KT", "BỘ TRƯỞNG")], "THỨ TRƯỞNG", "Đinh Mẫu Văn"),
    "delegated, the post over several lines": (
        "TUQ. BỘ TRƯỞNG\nCỤC TRƯỞNG CỤC MẪU VĂN,\nTHỬ NGHIỆM\nĐinh Mẫu Văn",
        [("TUQ", "BỘ TRƯỞNG")], "CỤC TRƯỞNG CỤC MẪU VĂN, THỬ NGHIỆM", "Đinh Mẫu Văn",
    ),
    "unit in small letters": ("GIÁM ĐỐC\nSở Nội vụ\nĐinh Mẫu Văn", [], "GIÁM ĐỐC Sở Nội vụ", "Đinh Mẫu Văn"),
    "post broken after its first word": (
        "KT. BỘ TRƯỞNG\n**THỨ\nTRƯỞNG**\nĐinh Mẫu Văn", [("KT", "BỘ TRƯỞNG")], "THỨ TRƯỞNG", "Đinh Mẫu Văn",
    ),
    "old lower case": (
        "kT/bộ trưởng bộ thử nghiệm\nThứ trưởng\nđã ký\nĐinh Mẫu Văn",
        [("KT", "bộ trưởng bộ thử nghiệm")], "Thứ trưởng", "Đinh Mẫu Văn",
    ),
    "spaces before the dot": ("tm . ubnd xã\nchủ tịch\nĐinh Mẫu Văn", [("TM", "ubnd xã")], "chủ tịch", "Đinh Mẫu Văn"),
    "Party": ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nĐinh Mẫu Văn", [("TM", "BAN THƯỜNG VỤ")], "PHÓ BÍ THƯ", "Đinh Mẫu Văn"),
    "Party, for the chief of office": (
        "K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nĐinh Mẫu Văn",
        [("KT", "CHÁNH VĂN PHÒNG")], "PHÓ CHÁNH VĂN PHÒNG", "Đinh Mẫu Văn",
    ),
    "a collective that names a post": (
        "TM. ĐOÀN CHỦ TỊCH\nPHÓ CHỦ TỊCH\nĐinh Mẫu Văn", [("TM", "ĐOÀN CHỦ TỊCH")], "PHÓ CHỦ TỊCH", "Đinh Mẫu Văn",
    ),
    "acting head": ("Q. GIÁM ĐỐC\nĐinh Mẫu Văn", [("Q", "GIÁM ĐỐC")], "GIÁM ĐỐC", "Đinh Mẫu Văn"),
    "degrees": ("GIÁM ĐỐC\nPGS.TS. Đinh Mẫu Văn", [], "GIÁM ĐỐC", "Đinh Mẫu Văn"),
    "degrees of medicine": ("GIÁM ĐỐC\nBSCKII. Đinh Mẫu Văn", [], "GIÁM ĐỐC", "Đinh Mẫu Văn"),
    "rank": ("TRƯỞNG CÔNG AN\nThượng tá Đinh Mẫu Văn", [], "TRƯỞNG CÔNG AN", "Đinh Mẫu Văn"),
    "rank on a line of its own": ("TRƯỞNG CÔNG AN\nThượng tá\nĐinh Mẫu Văn", [], "TRƯỞNG CÔNG AN", "Đinh Mẫu Văn"),
    "rank and degree": ("GIÁM ĐỐC\nThiếu tướng, PGS, TS Đinh Mẫu Văn", [], "GIÁM ĐỐC", "Đinh Mẫu Văn"),
    "post and name on one line": ("Hiệu trưởng Đinh Mẫu Văn", [], "Hiệu trưởng", "Đinh Mẫu Văn"),
    "name in capitals": ("CHỦ TỊCH\nĐINH MẪU VĂN", [], "CHỦ TỊCH", "ĐINH MẪU VĂN"),
    "name in capitals glued": ("PHÓ CHỦ TỊCHNGUYỄN MẪU VĂN", [], "PHÓ CHỦ TỊCH", "NGUYỄN MẪU VĂN"),
    "ethnic, one letter": ("CHỦ TỊCH\nY Mẫu Thử Niê Kđâm", [], "CHỦ TỊCH", "Y Mẫu Thử Niê Kđâm"),
    "ethnic, apostrophe": ("CHỦ TỊCH\nH'Mẫu Kđôh", [], "CHỦ TỊCH", "H'Mẫu Kđôh"),
    "ethnic, Mông": ("CHỦ TỊCH\nGiàng A Mẫu", [], "CHỦ TỊCH", "Giàng A Mẫu"),
    "a name that is a place too": ("CHỦ TỊCH\nMai Văn", [], "CHỦ TỊCH", "Mai Văn"),
    "no name": ("TM. UY BAN NHAN DÁN\nKT. CHỦ TỊCH\nŨ", [("TM", "UY BAN NHAN DÁN"), ("KT", "CHỦ TỊCH")], None, None),
    "name under a note alone": ("(Đã ký)\nĐinh Mẫu Văn", [], None, "Đinh Mẫu Văn"),
    "sign of signing": ("CHỦ TỊCH\n[daky]\nĐinh Mẫu Văn", [], "CHỦ TỊCH", "Đinh Mẫu Văn"),
    "digital stamp": (
        "CHỦ TỊCH\nKý bởi: Ủy ban nhân dân xã Mẫu\nThời gian ký: 05.03.2024 08:12:20\nĐinh Mẫu Văn",
        [], "CHỦ TỊCH", "Đinh Mẫu Văn",
    ),
    "two posts of one signer": (
        "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH\nĐinh Mẫu Văn",
        [("KT", "TRƯỞNG BAN")], "PHÓ TRƯỞNG BAN THƯỜNG TRỰC PHÓ CHỦ TỊCH", "Đinh Mẫu Văn",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "authority", "position", "name"), ONE.values(), ids=ONE)
def test_one_signer(text: str, authority: list[tuple[str, str]], position: str | None, name: str | None) -> None:
    """One signer: authorities in the order written, the post whole, the name without titles."""
    assert read(text) == [(authority, position, name)]


def test_joint_documents_have_several_signers() -> None:
    """A new authority or post under a name opens the next signer."""
    text = "KT. GIÁM ĐỐC SỞ NỘI VỤ\nPHÓ GIÁM ĐỐC\nĐinh Mẫu Văn\nTM. BAN CHẤP HÀNH\nBÍ THƯ\nLò Mẫu Thị"
    assert read(text) == [
        ([("KT", "GIÁM ĐỐC SỞ NỘI VỤ")], "PHÓ GIÁM ĐỐC", "Đinh Mẫu Văn"),
        ([("TM", "BAN CHẤP HÀNH")], "BÍ THƯ", "Lò Mẫu Thị"),
    ]


def test_posts_in_a_row_take_the_names_in_a_row() -> None:
    """Minutes print both posts, then both names: each post has its own."""
    assert read("THƯ KÝ\nCHỦ TỌA\nĐinh Mẫu Văn\nLò Mẫu Thị") == [
        ([], "THƯ KÝ", "Đinh Mẫu Văn"),
        ([], "CHỦ TỌA", "Lò Mẫu Thị"),
    ]


@pytest.mark.parametrize("text", ["", "Tin, ảnh: Đinh Mẫu Văn", "Đinh Mẫu Văn", "Ảnh minh họa", "NHIỆM VỤ TRỌNG TÂM"])
def test_a_byline_is_no_signature(text: str) -> None:
    """A name without authority, post or note of signing signs nothing."""
    assert read(text) == []


def test_spans_hold_the_words_of_the_signature_and_no_others() -> None:
    """The slices share their letters with authority, post and name; the note between them is left out."""
    text = "**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**\n(Đã ký)\nThS. Đinh Mẫu Văn"
    (found,) = signatures.find(views(text), RULES)
    assert " ".join(text[start:end] for start, end in found.spans) == "GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC Đinh Mẫu Văn"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KT. CHỦ TỊCH", True),
        ("TM. ỦY BAN", True),
        ("T/M BAN THƯỜNG VỤ", True),
        ("TL.", True),
        ("kT/bộ trưởng bộ thử nghiệm", True),
        ("CHỦ TỊCH", True),
        ("PHÓ TRƯỞNG PHÒNG", True),
        ("GIÁM ĐỐC SỞ NỘI VỤ", True),
        ("Q. HIỆU TRƯỞNG", True),
        ("NHIỆM VỤ TRỌNG TÂM", False),
        ("HIỆU TRƯỞNG CÁC TRƯỜNG", False),
        ("CHỦ TỊCH VÀ CÁC PHÓ CHỦ TỊCH", False),
        ("Chủ tịch xã phát biểu tại buổi lễ", False),
        ("KT-XH năm nay phát triển", False),
        ("Q. Mẫu, TP. Thử", False),
        ("BAN GIÁM ĐỐC", False),
        ("", False),
    ],
)
def test_what_opens_a_signing_block(text: str, expected: bool) -> None:
    """An authority, or a post in capitals alone on its line; no heading, no sentence."""
    assert signatures.starts(Source.of(text).view([(0, len(text))]), RULES) == expected
