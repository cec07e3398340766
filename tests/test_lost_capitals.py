"""Documents whose capitals with tone marks became small letters when they were converted from TCVN3."""

from __future__ import annotations

import pytest

from congvan import parse
from congvan.letters import fold, fold_capitals, lost_capitals

DECISION = """\
ủY BAN NHÂN DÂN               CộNG HòA Xã HộI CHủ NGHĩA VIệT NAM
TỉNH SƠN BìNH                      Độc lập - Tự do - Hạnh phúc
--------                          ---------------------
Số: 1234/1998/QĐ-UB            Sơn Bình, ngày 12 tháng 5 năm 1998

QUYếT ĐịNH CủA UBND TỉNH
Về việc ban hành quy chế quản lý chợ

ủY BAN NHÂN DÂN TỉNH SƠN BìNH

- Căn cứ Luật tổ chức HĐND và UBND ngày 21 tháng 6 năm 1994;

QUYếT ĐịNH

Điều 1: Nay ban hành kèm theo quyết định này bản quy chế quản lý chợ trên địa bàn tỉnh.
Điều 2: Giao Giám đốc Sở Thương mại phối hợp với ủy ban nhân dân các huyện tổ chức thực hiện.

Nơi nhận:                                    TM. UBND TỉNH SƠN BìNH
- Như điều 2                                       KT. CHủ TịCH
- Lưu                                                PHó CHủ TịCH
                                                 (Đã ký)
                                                 Lê Văn Mẫu
"""

SMALL_FOOT = """\
Nơi nhận:                                                    chủ tịch
- Sở Nội vụ
- Lưu VT                                                      (Đã ký)
                                                           Lê Văn Mẫu
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CộNG HòA", "CỘNG HÒA"),
        ("ủY BAN", "ỦY BAN"),
        ("PHó CHủ TịCH", "PHÓ CHỦ TỊCH"),
        ("Hà Nội, Bộ Y tế", "Hà Nội, Bộ Y tế"),
        ("vàPhòng TỔNG HỢPPhòng", "vàPhòng TỔNG HỢPPhòng"),
    ],
)
def test_capitals_come_back_for_the_rules(text: str, expected: str) -> None:
    """Only words whose small letters all have tone marks, among capitals; never the words that a lost space glued."""
    assert expected == fold_capitals(text)


@pytest.mark.parametrize(("text", "expected"), [("CộNG HòA", True), ("Ủy ban nhân dân TỈNH", False), ("Hà Nội", False)])
def test_such_documents_are_told(text: str, expected: bool) -> None:
    """A small letter with a tone mark right before a capital tells them."""
    assert expected == lost_capitals(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Chủ tịch ủy ban nhân dân xã", "Chủ tịch Ủy ban nhân dân xã"), ("tỉnh ủy ban hành", "tỉnh ủy ban hành")],
)
def test_a_committee_in_small_letters_is_a_body(text: str, expected: str) -> None:
    """`ủy ban` is the name of a body; the `ủy` of `tỉnh ủy` before a verb is not."""
    assert expected == fold(text)


def test_a_decision_of_the_nineties_is_read() -> None:
    """Type, issuer, subject, parties and signer are those of the document as it was printed; values as they stand."""
    record = parse(DECISION)
    (task,) = record.tasks
    names = {party.id: party.name for party in record.parties}
    (signer,) = record.signatures

    assert ("QĐ", "ủY BAN NHÂN DÂN TỉNH SƠN BìNH", "ban hành quy chế quản lý chợ") == (
        record.document_type and record.document_type.code,
        record.header.issuing_body and record.header.issuing_body.text,
        record.subject and record.subject.text,
    )
    assert (["Giám đốc Sở Thương mại"], ["ủy ban nhân dân các huyện"]) == (
        [names[one] for one in task.leads], [names[one] for one in task.supports],
    )  # fmt: skip
    assert (["TM", "KT"], "PHó CHủ TịCH", "Lê Văn Mẫu") == (
        [authority.code for authority in signer.authority], signer.position, signer.name,
    )  # fmt: skip


@pytest.mark.parametrize("authority", ["tm . ubnd huyện Đất Mới", "TM. UBND HUYỆN ĐẤT MỚI"])
def test_a_foot_in_small_letters_is_read(authority: str) -> None:
    """The signer's authority and post, though both are in small letters; the post is no recipient."""
    body = "Số: 5/1999/CV-UB\n\nĐất Mới, ngày 2 tháng 3 năm 1999\n\nKính gửi: Sở Nội vụ\n\nHuyện báo cáo như trên.\n"
    record = parse(f"{body}{' ' * 40}{authority}\n{SMALL_FOOT}")
    (signer,) = record.signatures

    assert (["Sở Nội vụ", "Lưu VT"], ["TM"], "chủ tịch") == (
        [one.text for one in record.recipients], [one.code for one in signer.authority], signer.position,
    )  # fmt: skip
