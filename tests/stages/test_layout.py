"""Layout: head, body, foot and what is of the page, in every shape that files have."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import layout
from congvan.text import Source

GRAMMARS = grammar.load()

BODY = """Thực hiện Kế hoạch năm 2024, Ủy ban nhân dân huyện thông báo như sau:
1. Phòng Nội vụ rà soát danh sách.
2. Phòng Tài chính bố trí kinh phí./."""

SIDE_BY_SIDE = """  ỦY BAN NHÂN DÂN           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   HUYỆN AN HÒA                  Độc lập - Tự do - Hạnh phúc

  Số: 12/TB-UBND               An Hòa, ngày 04 tháng 3 năm 2024
"""
LEFT_THEN_RIGHT = """ỦY BAN NHÂN DÂN
HUYỆN AN HÒA

Số: 12/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

An Hòa, ngày 04 tháng 3 năm 2024
"""
BARS = """| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| HUYỆN AN HÒA | Độc lập - Tự do - Hạnh phúc |
| Số: 12/TB-UBND | An Hòa, ngày 04 tháng 3 năm 2024 |
"""
TABS = BARS.replace("| ", "").replace(" |", "").replace("ỦY BAN NHÂN DÂN CỘNG", "ỦY BAN NHÂN DÂN\tCỘNG").replace(
    "AN HÒA Độc", "AN HÒA\tĐộc"
).replace("UBND An", "UBND\tAn")  # fmt: skip
GLUED = BARS.replace("| ", "").replace(" |", "")
INTERLEAVED = """ỦY BAN NHÂN DÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN AN HÒA
Độc lập - Tự do - Hạnh phúc
Số: 12/TB-UBND
An Hòa, ngày 04 tháng 3 năm 2024
"""
CELLS = """**ỦY BAN NHÂN
DÂN
HUYỆN AN HÒA**
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số:
12/TB-UBND
|
*An Hòa, ngày 04
tháng 3 năm 2024*
|
"""


def parted(text: str) -> layout.Zones:
    """Part a text into its zones."""
    return layout.find(Source.of(text), GRAMMARS)


def roles(zones: layout.Zones) -> dict[str, str]:
    """The text of each role of the head, its lines joined."""
    found: dict[str, str] = {}
    for piece in zones.head:
        found[piece.role] = " ".join(filter(None, (found.get(piece.role), piece.view.text)))
    return found


@pytest.mark.parametrize(
    "head", [SIDE_BY_SIDE, LEFT_THEN_RIGHT, BARS, TABS, GLUED, INTERLEAVED, CELLS],
    ids=["side-by-side", "left-then-right", "bars", "tabs", "glued", "interleaved", "cells"],
)  # fmt: skip
def test_a_head_is_read_in_every_shape(head: str) -> None:
    """Two columns give the same boxes however they were written down."""
    zones = parted(f"{head}\nTHÔNG BÁO\nVề việc rà soát danh sách\n\n{BODY}\n")

    assert {
        "other": "ỦY BAN NHÂN DÂN HUYỆN AN HÒA",
        "national-title": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "reference": "Số: 12/TB-UBND",
        "date": "An Hòa, ngày 04 tháng 3 năm 2024",
        "type": "THÔNG BÁO",
        "subject": "Về việc rà soát danh sách",
    } == roles(zones)


FOOT = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đinh Văn Khải Ca"]


@pytest.mark.parametrize(
    "foot",
    [
        "Nơi nhận:                              KT. CHỦ TỊCH\n- Như trên;                         PHÓ CHỦ TỊCH\n"
        "- Lưu: VT.\n                                      Đinh Văn Khải Ca",
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nĐinh Văn Khải Ca",
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nĐinh Văn Khải Ca\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.",
        "| Nơi nhận: | KT. CHỦ TỊCH |\n| - Như trên; | PHÓ CHỦ TỊCH |\n| - Lưu: VT. | Đinh Văn Khải Ca |",
        "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Lưu: VT.\nĐinh Văn Khải Ca",
        "|\n*Nơi nhận:*\n- Như trên;\n- Lưu: VT.\n|\n**KT. CHỦ TỊCH**\nPHÓ CHỦ TỊCH\nĐinh Văn Khải Ca\n|",
    ],
    ids=["side-by-side", "left-then-right", "signers-first", "bars", "glued", "cells"],
)
def test_a_foot_is_parted_in_every_shape(foot: str) -> None:
    """Who receives and who signs are told apart however the two columns were written down."""
    zones = parted(f"{LEFT_THEN_RIGHT}\nTHÔNG BÁO\nVề việc rà soát danh sách\n\n{BODY}\n\n{foot}\n")

    assert FOOT == ([view.text for view in zones.recipients], [view.text for view in zones.signing])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Ủy ban nhân dân huyện giao Phòng Nội vụ chủ trì rà soát danh sách cán bộ,\n"
         "công chức, viên chức theo quy định hiện hành của pháp luật và báo cáo kết\n"
         "quả về Ủy ban nhân dân huyện để tổng hợp, trình cấp trên xem xét, quyết\n"
         "định trong quý này.\n"
         "Phòng Tài chính bố trí kinh phí.", 2),
        ("Ủy ban nhân dân huyện giao Phòng Nội vụ rà soát toàn bộ danh sách cán bộ,\n\f3\n\n"
         "công chức, viên chức theo quy định.", 1),
        ("1. Mục đích\nNâng cao chất lượng phục vụ người dân.", 2),
        ("- Rà soát danh sách;\n- Bố trí kinh phí;", 2),
        ("I. MỤC ĐÍCH\nNâng cao chất lượng.\nII. YÊU CẦU\nĐúng tiến độ.", 4),
        ("I. NHIỆM VỤ\nTT\tViệc\tChủ trì\n1\trà soát danh sách\tPhòng Nội vụ\n2\thọp dân\tcác thôn", 4),
        ("1. Phạm vi áp dụng\n"
         "Quy chế này quy định việc quản lý, sử dụng nhà\n"
         "văn hóa thôn, bản trên địa bàn xã, trách nhiệm của các tổ chức và người dân;\n"
         "thời gian mở cửa do trưởng thôn quyết định sau khi họp dân thống nhất.\n"
         "2. Giao Công chức Văn hóa\n"
         "xã hướng dẫn các thôn xây dựng nội quy, niêm yết tại nhà văn hóa và theo dõi\n"
         "việc thực hiện hằng tháng.\n"
         "3. Trưởng thôn phối hợp với Ban công tác Mặt\n"
         "trận thôn vận động nhân dân giữ gìn tài sản chung, đóng góp ngày công sửa chữa\n"
         "nhà văn hóa khi hư hỏng.\n"
         "4. Kinh phí thực hiện\n"
         "Kinh phí sửa chữa nhà văn hóa do ngân sách xã\n"
         "hỗ trợ một nửa, phần còn lại do nhân dân trong thôn đóng góp theo quy định chung.\n"
         "Trưởng thôn công khai thu, chi trước toàn thể\n"
         "nhân dân vào cuối năm, gửi báo cáo về Ủy ban nhân dân xã để theo dõi, tổng hợp.\n"
         "5. Điều khoản chuyển\n"
         "tiếp\n"
         "Nội quy đã ban hành trước ngày quy định tại khoản\n"
         "2 mục này được áp dụng cho đến khi có nội quy mới thay thế, trong thời gian ấy\n"
         "trưởng thôn tiếp tục quản lý.", 9),
    ],
    ids=["wrapped", "broken-by-a-page", "heading", "items", "capitals", "tabs", "narrow-first-lines"],
)  # fmt: skip
def test_wrapped_lines_are_joined(lines: str, expected: int) -> None:
    """Lines that a page was too narrow for are one paragraph; headings, items and new paragraphs are not."""
    zones = parted(f"{LEFT_THEN_RIGHT}\nTHÔNG BÁO\nVề việc rà soát danh sách\n\n{lines}\n")

    assert expected == len(zones.body)


def test_the_page_is_set_aside() -> None:
    """Page numbers, signing stamps, their time and an arrival stamp are in no zone."""
    signed = "Người ký: Văn phòng huyện An Hòa\nThời gian ký: 12.03.2024 10:21:11 +07:00\n"
    stamps = f"{signed}CÔNG VĂN ĐẾN\nSố: 88\nNgày: 5/3/2024\n"
    zones = parted(f"{stamps}\n{LEFT_THEN_RIGHT}\nTHÔNG BÁO\nVề việc rà soát danh sách\n\n{BODY}\nTrang 2/5\n")
    words = " ".join([*(piece.view.text for piece in zones.head), *(block.view.text for block in zones.body)])

    assert [False] * 4 == [mark in words for mark in ("Người ký", "10:21", "88", "Trang 2/5")]


def test_a_write_up_keeps_its_article_alone() -> None:
    """Of a web page the headline and the paragraphs stay; menus, captions, bylines and related news do not."""
    page = (
        "Trang chủ » Tin tức\n\nHuyện An Hòa họp bàn công tác phòng cháy mùa khô\n\nThứ ba, 05/03/2024 - 10:20\n\n"
        "Ngày 04/3/2024, huyện An Hòa tổ chức họp bàn.\n\nQuang cảnh cuộc họp\n\nCác xã báo cáo tình hình.\n\n"
        "Tác giả: Minh An\n\nTin liên quan\n\nXã Bình Lộc ra quân"
    )
    zones = parted(page)

    assert (
        False,
        ["Huyện An Hòa họp bàn công tác phòng cháy mùa khô"],
        ["Ngày 04/3/2024, huyện An Hòa tổ chức họp bàn.", "Các xã báo cáo tình hình."],
    ) == (
        zones.official, [piece.view.text for piece in zones.head], [block.view.text for block in zones.body],
    )  # fmt: skip


def test_what_follows_the_foot_is_outside_the_body() -> None:
    """An annex, its articles too, and footnotes follow the foot and are not of the body."""
    foot = "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\nĐinh Văn Khải Ca\n\n"
    annex = "PHỤ LỤC I\nDANH MỤC HỒ SƠ\n(Kèm theo Thông báo số 12/TB-UBND)\nĐiều 1. Hồ sơ\n"
    zones = parted(f"{LEFT_THEN_RIGHT}\nTHÔNG BÁO\nVề việc rà soát danh sách\n\n{BODY}\n{foot}{annex}")

    assert (3, "PHỤ LỤC I") == (len(zones.body), zones.after[0].text)
