"""The forms that offices of many kinds write, read by the whole parser. All documents are invented."""

from __future__ import annotations

import pytest

from congvan import Record, parse
from congvan.record import Section

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def circular(*lines: str) -> Record:
    """A circular with these lines as its body."""
    head = f"BỘ THỦY LỢI\n{STATE}Số: 12/2024/TT-BTL\nHà Nội, ngày 04 tháng 3 năm 2024\nTHÔNG TƯ\nQuy định về hồ\n"
    return parse("\n".join((head.rstrip(), *lines, "BỘ TRƯỞNG", "Lê Văn Tám")))


def decision(*lines: str) -> Record:
    """A decision of a school with these lines as its body, from the legal bases on."""
    head = f"TRƯỜNG CAO ĐẲNG AN HÒA\n{STATE}Số: 08/QĐ-CĐAH\nAn Hòa, ngày 04 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề nhân sự\n"
    return parse("\n".join((head.rstrip(), *lines, "HIỆU TRƯỞNG", "Lê Văn Tám")))


def headings(sections: tuple[Section, ...]) -> list[str | None]:
    """The headings of some sections."""
    return [section.heading.text if section.heading else None for section in sections]


@pytest.mark.parametrize(
    "rows",
    [
        ["ĐẢNG BỘ XÃ AN LỘC       ĐẢNG CỘNG SẢN VIỆT NAM", "CHI BỘ THÔN ĐÔNG", "      *{far}{day}", "Số 05-NQ/CB"],
        ["ĐẢNG BỘ XÃ AN LỘC\tĐẢNG CỘNG SẢN VIỆT NAM", "*\t{day}", "Số 05-NQ/CB\t"],
    ],
)
def test_a_star_below_the_name_parts_the_columns(rows: list[str]) -> None:
    """Place and date are read on the line where a Party body has its star in the left column."""
    head = "\n".join(rows).format(far=" " * 30, day="An Lộc, ngày 09 tháng 01 năm 2024")
    record = parse(f"{head}\n\nNGHỊ QUYẾT\nVề công tác quý I\n\n1. Nội dung thứ nhất.\n")

    assert record.place and record.date
    assert ("An Lộc", "2024-01-09") == (record.place.text, record.date.edtf)


@pytest.mark.parametrize("title", ["T H Ô N G   B Á O", "T H Ô N G  B Á O", "K Ế   H O Ạ C H"])
def test_wide_gaps_in_a_spaced_title_part_no_columns(title: str) -> None:
    """The words of a letter-spaced title stay one cell however far apart they stand."""
    head = "UBND XÃ AN LỘC        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/UBND      Độc lập - Tự do - Hạnh phúc\n"
    record = parse(f"{head}\n                    {title}\n          Về trồng cây\n\nỦy ban nhân dân xã trồng cây.\n")

    assert record.document_type and record.subject
    assert (True, "Về trồng cây") == (record.document_type.code in ("TB", "KH"), record.subject.text)


def test_where_articles_have_titles_all_have() -> None:
    """A title that opens with a verb of decision is one, where the lines of most articles end without a stop."""
    record = circular(
        "Điều 1. Phạm vi điều chỉnh",
        "Thông tư này quy định về hồ chứa.",
        "Điều 2. Bãi bỏ toàn bộ Thông tư số 03/2019/TT-BTL",
        "Bãi bỏ toàn bộ Thông tư số 03/2019/TT-BTL ngày 05/4/2019.",
        "Điều 3. Sửa đổi, bổ sung Điều 11",
        "“Điều 11. Vận hành hồ",
        "Chủ hồ lập phương án.”.",
        "Điều 4. Sửa đổi, bổ sung một số điều của Thông tư số 05/2020/TT-BTL ngày 06/5/2020 về quan trắc hồ chứa nước.",
        "1. Sửa đổi khoản 2 Điều 3 như sau:",
        "“2. Đo mực nước hằng giờ.”.",
    )

    assert [
        "Phạm vi điều chỉnh",
        "Bãi bỏ toàn bộ Thông tư số 03/2019/TT-BTL",
        "Sửa đổi, bổ sung Điều 11",
        "Sửa đổi, bổ sung một số điều của Thông tư số 05/2020/TT-BTL ngày 06/5/2020 về quan trắc hồ chứa nước",
    ] == headings(record.sections)


def test_an_article_that_decides_has_no_title() -> None:
    """In a decision, whose articles are sentences, the line that decides is text."""
    record = decision(
        "Điều 1. Thành lập Tổ kiểm kê gồm các ông, bà",
        "1. Ông Lê Văn Tám;",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Các ông, bà: Trưởng phòng Đào tạo, Kế toán trưởng chịu trách nhiệm thi hành Quyết định này./.",
        "Điều 4. Trưởng phòng: Đào tạo, Tổ chức căn cứ Quyết định thi hành.",
    )

    assert [None, None, None] == headings(record.sections[:3])


def test_an_article_s_number_ends_a_paragraph_of_an_unwrapped_text() -> None:
    """A line that ends with an article's number goes on with the name of a document, not with a new sentence."""
    record = circular(
        "Điều 1. Sửa đổi, bổ sung khoản 3 Điều 10",
        "Thay thế cụm từ “Vụ Hồ” bằng cụm từ “Cục Hồ”.",
        "Điều 2. Áp dụng",
        "Hồ sơ lập theo khoản 2 Điều 15",
        "Nghị định số 40/2021/NĐ-CP được tiếp tục xử lý.",
    )

    assert ["Sửa đổi, bổ sung khoản 3 Điều 10", "Áp dụng"] == headings(record.sections)
    assert ["Hồ sơ lập theo khoản 2 Điều 15 Nghị định số 40/2021/NĐ-CP được tiếp tục xử lý."] == [
        paragraph.text for paragraph in record.sections[1].paragraphs
    ]


def test_open_emphasis_holds_a_paragraph_together() -> None:
    """A line in emphasis that closes in a line below goes on there, whatever its own end and the next beginning are."""
    record = decision(
        "*Căn cứ Nghị định số 5/2020/NĐ-CP ngày 06/6/2020 của Chính phủ;",
        "Nghị định số 7/2022/NĐ-CP ngày 08/8/2022 của Chính phủ;*",
        "*Hiệu trưởng ban hành",
        "Quyết định về nhân sự.*",
        "**Điều 1.** Cử ông Lê Văn Tám đi học.",
    )

    assert (1, ["Hiệu trưởng ban hành Quyết định về nhân sự."]) == (
        len(record.legal_bases),
        [paragraph.text for paragraph in record.preamble],
    )


def test_the_comma_of_a_legal_basis_ends_it() -> None:
    """The words that enact, in capitals or as a sentence, are no part of the legal basis before them."""
    record = decision(
        "- Căn cứ Luật Giáo dục nghề nghiệp ngày 27 tháng 11 năm 2014;",
        "- Xét đề nghị của Trưởng phòng Tổ chức - Hành chính nhà trường,",
        "QUYẾT ĐỊNH",
        "Điều 1: Cử ông Lê Văn Tám đi học.",
    )

    assert (["QUYẾT ĐỊNH"], "nhà trường,") == (
        [paragraph.text for paragraph in record.preamble],
        record.legal_bases[1].text[-11:],
    )


def test_bodies_that_sign_side_by_side_open_the_foot() -> None:
    """The names of bodies above their signers' posts are of the foot, not of the last paragraph."""
    record = parse(
        f"CÔNG AN XÃ - HỘI PHỤ NỮ\n{STATE}Số: 05/KHLT-CAX-HPN\nAn Lộc, ngày 20 tháng 9 năm 2023\n"
        "KẾ HOẠCH LIÊN TỊCH\nPhòng ngừa bạo lực\nI. PHÂN CÔNG\n1. Công an xã: Tuyên truyền.\n"
        "CÔNG AN XÃ              HỘI LIÊN HIỆP PHỤ NỮ\nTRƯỞNG CÔNG AN               CHỦ TỊCH\n\n\n"
        "Hồ Văn Bảy                   Lê Thị Tám\n"
    )

    assert [("TRƯỞNG CÔNG AN", "Hồ Văn Bảy"), ("CHỦ TỊCH", "Lê Thị Tám")] == [
        (one.position, one.name) for one in record.signatures
    ]
    assert ["Tuyên truyền."] == [paragraph.text for paragraph in record.sections[0].sections[0].paragraphs]


def test_an_appeal_to_carry_out_what_was_said_closes() -> None:
    """A last paragraph that asks to carry out all of the above is the document's, not its last section's."""
    record = parse(
        f"UBND XÃ AN LỘC\n{STATE}Số: 9/UBND-VP\nAn Lộc, ngày 20 tháng 9 năm 2023\nKính gửi: Trưởng các thôn\n"
        "Ủy ban nhân dân xã yêu cầu:\n1. Rà soát hộ nghèo.\n2. Nộp báo cáo.\n"
        "Trưởng các thôn khẩn trương tổ chức thực hiện các nội dung nêu trên./.\nCHỦ TỊCH\nLê Văn Tám\n"
    )

    assert 1 == len(record.closing)


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        ("ĐẢNG ỦY KHỐI CƠ QUAN TỈNH\nĐẢNG ỦY CÔNG TY GẠCH", "ĐẢNG ỦY KHỐI CƠ QUAN TỈNH", "ĐẢNG ỦY CÔNG TY GẠCH"),
        ("CÔNG TY ĐIỆN LỰC SƠN BÌNH\nĐỘI QUẢN LÝ ĐIỆN SỐ 3", "CÔNG TY ĐIỆN LỰC SƠN BÌNH", "ĐỘI QUẢN LÝ ĐIỆN SỐ 3"),
        ("CHI CỤC KIỂM LÂM\nHẠT KIỂM LÂM AN HÒA", "CHI CỤC KIỂM LÂM", "HẠT KIỂM LÂM AN HÒA"),
    ],
)
def test_a_body_below_another_is_one_of_its_own(lines: str, parent: str, issuer: str) -> None:
    """Units of companies, of forest guards and of the Party are bodies, also below a name that ends with a unit."""
    header = parse(f"{lines}\n{STATE}Số: 9/TB-X\nAn Hòa, ngày 20 tháng 9 năm 2023\nTHÔNG BÁO\nVề nghỉ lễ\n").header

    assert header.parent_body and header.issuing_body
    assert (parent, issuer) == (header.parent_body.text, header.issuing_body.text)


def test_minutes_tell_their_chair_among_those_present() -> None:
    """The label of the chair is read below a list too, and as an item of one."""
    record = parse(
        f"CÔNG TY GẠCH SƠN BÌNH\n{STATE}Số: 04/BB-CTG\nBIÊN BẢN\nHọp giao ban tháng 3\n"
        "Thời gian: 08 giờ 00, ngày 04 tháng 3 năm 2024\nThành phần:\n- Bà Lê Thị Sáu - Kế toán;\n"
        "- Chủ trì: Ông Lê Văn Tám;\nNội dung:\n1. Rà soát kho.\nTHƯ KÝ\nHồ Văn Bảy\n"
    )

    assert record.meeting
    assert "Lê Văn Tám" in {party.id: party.name for party in record.parties}[record.meeting.chair or ""]


def letter(*lines: str, addressed: str = "Kính gửi: Trưởng các thôn") -> Record:
    """A letter of a commune with these lines as its body and its foot."""
    head = f"UBND XÃ AN LỘC\n{STATE}Số: 9/UBND-VP\nAn Lộc, ngày 20 tháng 9 năm 2023\nV/v rà soát\n{addressed}\n"
    return parse(head + "\n".join(lines))


def markers(sections: tuple[Section, ...]) -> list[str]:
    """The markers of sections and of what they hold, in order."""
    return [marker for section in sections for marker in (section.marker, *markers(section.sections))]


def test_a_dash_behind_the_stop_is_of_the_marker() -> None:
    """The markers that southern offices write: `I/-`, `1.-`, `a-`, `Điều 1.-`, `1.1-`."""
    record = letter(
        "Ủy ban nhân dân xã yêu cầu:",
        "I/- VIỆC CHUNG",
        "1/- Thôn Đông:",
        "a/- Rà soát đê.",
        "b/- Trực ban.",
        "II.- VIỆC RIÊNG",
        "1.- Thôn Tây:",
        "a- Rà soát cống.",
        "b- Nạo vét mương.",
        "2.- Thôn Nam: phát quang.",
    )

    assert ["I/-", "1/-", "a/-", "b/-", "II.-", "1.-", "a-", "b-", "2.-"] == markers(record.sections)


def test_articles_with_a_dash_are_articles() -> None:
    """`Điều 1.-` numbers an article, and the authority above the legal bases opens no foot."""
    record = decision(
        "HIỆU TRƯỞNG TRƯỜNG CAO ĐẲNG AN HÒA",
        "Căn cứ Luật Viên chức ngày 15/11/2010;",
        "QUYẾT ĐỊNH :",
        "Điều 1.- Cử ông Lê Văn Tám đi học.",
        "Điều 2.- Ông Lê Văn Tám thi hành.",
        "Nơi nhận: KT. HIỆU TRƯỞNG",
        "- Như điều 2; PHÓ HIỆU TRƯỞNG",
        "- Lưu VT.",
        "Hồ Thị Sáu",
    )

    assert (["Điều 1.-", "Điều 2.-"], 1) == (markers(record.sections), len(record.legal_bases))


@pytest.mark.parametrize(
    ("addressed", "items"),
    [
        ("Kính gửi:\n1. Trạm Y tế;\n2. Trường Mầm non.", ["Trạm Y tế", "Trường Mầm non"]),
        ("Kính gửi: Công ty Gạch\nĐịa chỉ: Số 5 đường Lê Lợi\nMST: 0101234567", ["Công ty Gạch"]),
        ("Kính gửi:      Trạm Y tế\n               Trường Mầm non", ["Trạm Y tế", "Trường Mầm non"]),
    ],
)
def test_addressees_are_read_in_every_layout(addressed: str, items: list[str]) -> None:
    """Numbered and aligned addressees are items; an address below one is neither an item nor of the body."""
    record = letter("Ủy ban nhân dân xã yêu cầu:", "1. Rà soát hộ nghèo.", "2. Nộp báo cáo.", addressed=addressed)

    assert (items, 1) == ([item.text for item in record.addressees], len(record.preamble))


@pytest.mark.parametrize(
    ("printed", "number", "notation", "code", "issuer"),
    [
        ("Số: ……/……", None, None, None, None),
        ("Số: 01/TB", "01", "TB", "TB", None),
        ("Số 88 CV/ĐU", "88", "CV/ĐU", "CV", "ĐU"),
        ("Số: 12/TBKL-UBND", "12", "TBKL-UBND", "TB", "UBND"),
        ("Số: 12/CT", "12", "CT", None, "CT"),
    ],
)
def test_numbers_of_small_offices(
    printed: str, number: str | None, notation: str | None, code: str | None, issuer: str | None
) -> None:
    """A notation may be a type alone, want its dash, name its type in a longer way, or be blank with its number."""
    record = parse(f"UBND XÃ AN LỘC\n{STATE}{printed}\nAn Lộc, ngày 20 tháng 9 năm 2023\nTHÔNG BÁO\nVề nghỉ lễ\n")
    found = record.reference_number

    assert found
    assert (number, notation, code, issuer, number is None) == (
        found.number, found.notation, found.type_code, found.issuer_code, found.blank
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "place", "edtf"),
    [
        ("Phường 12, Quận 10, ngày 5 tháng 3 năm 2024", "Phường 12, Quận 10", "2024-03-05"),
        ("An Lộc, tháng 3 năm 2024", "An Lộc", "2024-03-XX"),
        ("An Lộc, ngày 5 tháng 3 nam 2024", "An Lộc", "2024-03-05"),
    ],
)
def test_places_and_days_of_small_offices(printed: str, place: str, edtf: str) -> None:
    """A place may be two units, a day may be left out."""
    record = parse(f"UBND XÃ AN LỘC\n{STATE}Số: 7/TB-UBND\n{printed}\nTHÔNG BÁO\nVề nghỉ lễ\n")

    assert record.place and record.date
    assert (place, edtf) == (record.place.text, record.date.edtf)


def test_a_head_with_a_gap_of_two_spaces_has_two_columns() -> None:
    """Place and date stand behind the number, however narrow the gap."""
    record = parse(
        "ĐẢNG BỘ XÃ AN LỘC  ĐẢNG CỘNG SẢN VIỆT NAM\nCHI BỘ THÔN ĐÔNG\n*\n"
        "Số 22 -CV/CB  An Lộc, ngày 07 tháng 11 năm 2025\nKính gửi: Đảng viên\nChi bộ họp.\n"
    )

    assert record.date and record.reference_number
    assert ("2025-11-07", "CV/CB") == (record.date.edtf, record.reference_number.notation)


@pytest.mark.parametrize(
    ("foot", "signers"),
    [
        ("Nơi nhận: TRƯỞNG THÔN\n- Như trên;\n- Lưu chi bộ.\nLê Văn Tám", [("TRƯỞNG THÔN", "Lê Văn Tám")]),
        (
            "DUYỆT CỦA BAN GIÁM HIỆU          TỔ TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n\nHồ Thị Sáu             Lê Thị Tám",
            [("PHÓ HIỆU TRƯỞNG", "Hồ Thị Sáu"), ("TỔ TRƯỞNG", "Lê Thị Tám")],
        ),
    ],
)
def test_signers_of_small_offices(foot: str, signers: list[tuple[str, str]]) -> None:
    """A post glued to the label of the list signs; who approves stands beside who made."""
    record = letter("Ủy ban nhân dân xã yêu cầu:", "1. Rà soát hộ nghèo.", "2. Nộp báo cáo.", foot)

    assert signers == [(one.position, one.name) for one in record.signatures]


@pytest.mark.parametrize(
    "last", ["Ủy ban nhân dân xã báo cáo Ủy ban nhân dân huyện./.", "Nghị quyết đã được 100% đảng viên thông qua./."]
)
def test_a_report_and_a_resolution_close(last: str) -> None:
    """The last paragraph that says to whom is reported, or that all have agreed, is no part of the last item."""
    record = letter("Kết quả như sau:", "1. Thu ngân sách.", "2. Chi ngân sách.", last, "CHỦ TỊCH", "Lê Văn Tám")

    assert [last] == [paragraph.text for paragraph in record.closing]


@pytest.mark.parametrize(
    "head",
    [
        "UBND HUYỆN AN HÒA | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHÒNG NỘI VỤ | Độc lập - Tự do - Hạnh phúc\n"
        "Số: 88/PNV-CC V/v báo cáo biên chế | An Hòa, ngày 9 tháng 10 năm 2023\n\n"
        "Kính gửi: | - Các phòng chuyên môn;\n | - UBND các xã.\n",
        "UBND HUYỆN AN HÒAPHÒNG NỘI VỤ-------CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc-----\n"
        "Số: 88/PNV-CCV/v báo cáo biên chếAn Hòa, ngày 9 tháng 10 năm 2023\n"
        "Kính gửi:\n- Các phòng chuyên môn;\n- UBND các xã.\n",
    ],
)
def test_a_head_that_ran_together_is_taken_apart(head: str) -> None:
    """Cells glued without any gap, and a number that shares its line with the subject, are boxes of their own."""
    record = parse(f"{head}\nPhòng Nội vụ đề nghị các đơn vị gửi báo cáo trước ngày 15/10/2023.\n")
    number, header = record.reference_number, record.header

    assert number and record.date and record.subject and header.national_title and header.motto
    assert ("88", "PNV-CC", "2023-10-09", "báo cáo biên chế", 2) == (
        number.number, number.notation, record.date.edtf, record.subject.text, len(record.addressees)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "regime"),
    [
        ("02/2024/HĐ-THHS", "nd30"),
        ("45/2024/QĐ-HĐQT", "nd30"),
        ("45/2024/QĐST-HNGĐ", "nd30"),
        ("45/2024/QĐ-UBND", "vbqppl"),
    ],
)
def test_a_year_in_the_number_alone_makes_no_law(number: str, regime: str) -> None:
    """Companies and courts number by the year too; a legal document has a legal document's type."""
    record = parse(f"CƠ QUAN X\n{STATE}Số: {number}\nAn Hòa, ngày 5 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề nhân sự\n")

    assert regime == record.regime


def test_what_a_court_considers_is_no_legal_basis() -> None:
    """`XÉT THẤY:` opens the court's reasons; who the sides are is no heading of what they agree upon."""
    record = decision("Căn cứ Bộ luật Dân sự;", "XÉT THẤY:", "Đơn hợp lệ.", "QUYẾT ĐỊNH:", "1. Giải quyết đơn.")
    contract = decision("BÊN A: TRƯỜNG MẦM NON", "BÊN B: CÔNG TY GẠCH", "Điều 1. Nội dung", "Bên B xây tường.")

    assert (["Căn cứ Bộ luật Dân sự;"], ["Điều 1."]) == (
        [basis.text for basis in record.legal_bases],
        [section.marker for section in contract.sections],
    )


def test_a_class_before_an_order_is_a_heading() -> None:
    """`Các thôn: tuyên truyền` names who is to act; `Các xã: An Lộc, An Hòa` is a list of names."""
    record = letter("Phân công:", "1. Các thôn: Tuyên truyền trên loa.", "2. Các xã: An Lộc, An Hòa đã nộp.")

    assert ["Các thôn", None] == headings(record.sections)


def test_a_page_s_title_above_the_head_is_not_the_head() -> None:
    """Where a page repeats type and subject above the document, the head begins at the state's title."""
    record = circular("Điều 1. Phạm vi", "Thông tư này quy định về hồ.")
    page = parse(
        "Nội dung Thông tư\nTHÔNG TƯ\nQuy định về hồ\n"
        f"BỘ THỦY LỢI\n--------\n{STATE}Số: 12/2024/TT-BTL\nHà Nội, ngày 04 tháng 3 năm 2024\n"
        "THÔNG TƯ\nQuy định về hồ\nĐiều 1. Phạm vi\nThông tư này quy định về hồ.\nBỘ TRƯỞNG\nLê Văn Tám"
    )

    assert page.reference_number and record.reference_number
    assert (record.reference_number.text, markers(record.sections)) == (
        page.reference_number.text,
        markers(page.sections),
    )


def test_a_caption_ends_no_article() -> None:
    """What a photograph shows stands among the paragraphs of an article, and who took it need not be told."""
    record = parse(
        "Giao ban công tác tháng 3 xã An Lộc\n04/03/2025 10:15\n"
        "Sáng 03/3/2025, UBND xã An Lộc họp giao ban do đồng chí Lê Văn Tám, Chủ tịch UBND xã chủ trì.\n"
        "Ảnh: Quang cảnh cuộc họp\nĐồng chí Lê Văn Tám yêu cầu:\n- Trưởng các thôn rà soát hộ nghèo.\n"
        "- Công an xã tuần tra.\nBài, ảnh: Minh An\nTin khác\nRa quân làm thủy lợi\n"
    )

    assert (["-", "-"], 2) == (markers(record.sections), len(record.preamble))


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["1. Mức chi theo Phụ lục", "I ban hành kèm theo Kế hoạch này."], "Mức chi theo Phụ lục I ban hành kèm theo"),
        (["1. Phát huy tinh thần", "“*mỗi người một việc*” trong toàn xã."], "Phát huy tinh thần “mỗi người một việc”"),
        (["1. Điều chỉnh mục 1", "Phụ lục VI.10 kèm theo Kế hoạch."], "Điều chỉnh mục 1 Phụ lục VI.10 kèm theo"),
    ],
)
def test_a_sentence_goes_on_over_the_end_of_a_line(lines: list[str], whole: str) -> None:
    """The number of an annex, words quoted in emphasis, the name of an annex with its number open no paragraph."""
    record = letter("Ủy ban nhân dân xã yêu cầu:", *lines, "2. Nộp báo cáo.")

    assert [True] == [paragraph.text.startswith(whole) for paragraph in record.sections[0].paragraphs]


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("Theo Nghị định số 3/2017/NĐ-CP về chợ, hội chợ hoặc văn bản sửa đổi, thay thế.", ["chợ, hội chợ"]),
        ("SỬA NGHỊ ĐỊNH SỐ 75/2015/NĐ-CP VỀ CƠ CHẾ, CHÍNH SÁCH TRỒNG RỪNG", ["CƠ CHẾ, CHÍNH SÁCH TRỒNG RỪNG"]),
        ("Bỏ biểu mẫu báo cáo số 06/KHCN/N của phụ lục.", []),
    ],
)
def test_titles_of_cited_documents(line: str, titles: list[str]) -> None:
    """A title ends before other documents that may come, goes on in capitals; the number of a form cites nothing."""
    assert titles == [citation.title for citation in letter(line, "CHỦ TỊCH", "Lê Văn Tám").citations]


def test_a_scale_is_no_label() -> None:
    """The colon of a scale parts no heading from its text."""
    assert [None, "Kinh phí"] == headings(
        letter("Gồm:", "1. Bản đồ tỷ lệ 1: 25.000;", "2. Kinh phí: 5 triệu.").sections
    )


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        ("(V/v họp phụ huynh)\nKính gửi: Phụ huynh", "họp phụ huynh"),
        ("“V/v họp phụ huynh\nlớp 6”\nKính gửi: Phụ huynh", "họp phụ huynh lớp 6"),
        ("THÔNG BÁO V/v họp phụ huynh", "họp phụ huynh"),
        ("THÔNG BÁO V/v họp phụ huynh\nhọc sinh lớp 6", "họp phụ huynh học sinh lớp 6"),
        ("NGHỊ QUYẾT\nHỘI ĐỒNG TRƯỜNG THCS AN HÒA\nCăn cứ Luật Giáo dục;\nQUYẾT NGHỊ:", None),
    ],
)
def test_subjects_in_marks_and_beside_their_type(lines: str, subject: str | None) -> None:
    """A subject stands without its brackets; beside the type it takes no paragraph of the body; who issues is none."""
    record = parse(
        f"TRƯỜNG THCS AN HÒA\n{STATE}Số: 9/THCS\nAn Hòa, ngày 20 tháng 9 năm 2023\n{lines}\nNhà trường họp.\n"
    )

    assert subject == (record.subject.text if record.subject else None)
    assert "Nhà trường họp." == record.preamble[-1].text


def test_a_heading_may_end_with_a_quoted_name() -> None:
    """A short line that ends with a name in quotes is a heading where text of its own follows."""
    record = letter("Gồm:", "1. Hội thi “Tiếng hát”", "Các thôn cử một đội.", "2. Kinh phí: 5 triệu.")

    assert ["Hội thi “Tiếng hát”", "Kinh phí"] == headings(record.sections)


@pytest.mark.parametrize(
    ("opening", "bases", "items"),
    [
        ("Căn cứ Kế hoạch số 21/KH-HPN ngày 05/9/2023, Hội Phụ nữ xã đề nghị các chi hội:", 1, 2),
        ("Căn cứ:", 3, 0),
        ("Căn cứ vào các văn bản sau:", 3, 0),
    ],
)
def test_a_basis_that_opens_a_list_of_orders_opens_no_list_of_bases(opening: str, bases: int, items: int) -> None:
    """Dashes below `Căn cứ:` are legal bases; below a sentence that asks for something they are what it asks for."""
    record = letter(opening, "- Phát động cuộc thi;", "- Gửi hồ sơ dự thi.", "CHỦ TỊCH", "Lê Thị Tám")

    assert (bases, items) == (len(record.legal_bases), len(record.sections))


@pytest.mark.parametrize(
    ("lines", "number", "day", "place"),
    [
        ("Số: 34/UBND-ĐC, ngày 02 tháng 10 năm 2023", "UBND-ĐC", "2023-10-02", None),
        ("Số: 8/CĐ-UBND\nAn Lộc, hồi 14 giờ 00 ngày 24 tháng 8 năm 2025", "CĐ-UBND", "2025-08-24", "An Lộc"),
        ("Số: 8/TB-UBND\nAn Lộc, ngày 12 tháng Ba năm 2024", "TB-UBND", "2024-03-12", "An Lộc"),
        ("Số: 45/PCAL-KT+AT\nAn Lộc, ngày 2/3/2024", "PCAL-KT+AT", "2024-03-02", "An Lộc"),
        ("Số: 15/TB-SCT(VP)\nAn Lộc, ngày 2/3/2024", "TB-SCT(VP)", "2024-03-02", "An Lộc"),
    ],
)
def test_numbers_and_days_in_one_cell_and_in_words(lines: str, number: str, day: str, place: str | None) -> None:
    """A number may share its line with the day, its notation join or bracket its units; a day may have its hour."""
    record = parse(f"UBND XÃ AN LỘC\n{STATE}{lines}\nV/v rà soát\nKính gửi: Trưởng các thôn\nĐề nghị rà soát.\n")

    assert record.reference_number and record.date
    assert (number, day, place) == (
        record.reference_number.notation, record.date.edtf, record.place.text if record.place else None
    )  # fmt: skip


def test_a_head_in_small_letters_is_one() -> None:
    """Bodies, number, place and day are read where the whole head was typed in small letters."""
    record = parse(
        "uỷ ban nhân dân                cộng hoà xã hội chủ nghĩa việt nam\n"
        "xã trung thành                        độc lập - tự do - hạnh phúc\n"
        "số: 45/tb-ubnd                 trung thành, ngày 04 tháng 9 năm 2019\n\n"
        "                      thông báo\n     về việc thu quỹ\n\nỦy ban nhân dân xã thông báo.\n"
    )

    assert record.header.issuing_body and record.place and record.date and record.reference_number
    assert ("uỷ ban nhân dân xã trung thành", "trung thành", "2019-09-04", "TB") == (
        record.header.issuing_body.text, record.place.text, record.date.edtf, record.reference_number.type_code
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "code", "subject"),
    [
        ("KIẾN NGHỊ\nPhòng ngừa vi phạm", "KN", "Phòng ngừa vi phạm"),
        ("LỊCH LÀM VIỆC\nTuần 34 năm 2024", "LLV", "Tuần 34 năm 2024"),
        ("PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC", "PTr", "GIẢI QUYẾT CÔNG VIỆC"),
        ("KẾ HOẠCH PHÒNG, CHỐNG THIÊN TAI NĂM 2024", "KH", "PHÒNG, CHỐNG THIÊN TAI NĂM 2024"),
        ("BIÊN BẢN LÀM VIỆC", "BB", "LÀM VIỆC"),
    ],
)
def test_types_that_the_decree_has_not_and_types_with_more_words(title: str, code: str, subject: str) -> None:
    """The line of the type is no part of the issuing body's name, whatever else stands on it."""
    record = parse(
        f"SỞ NỘI VỤ\nVĂN PHÒNG\nSố: 4/X-VP\n{STATE}An Hòa, ngày 5 tháng 3 năm 2024\n{title}\nVăn phòng họp.\n"
    )

    assert record.document_type and record.subject and record.header.issuing_body
    assert (code, subject, "VĂN PHÒNG") == (
        record.document_type.code, record.subject.text, record.header.issuing_body.text
    )  # fmt: skip


def test_a_body_s_name_that_begins_as_a_type_does_is_its_name() -> None:
    """Above the number `KẾ HOẠCH ĐẦU TƯ` goes on with the name of a department."""
    record = parse(f"UBND TỈNH AN HÒA\nPHÒNG\nKẾ HOẠCH TÀI CHÍNH\nSố: 4/TB-TC\n{STATE}THÔNG BÁO\nVề nghỉ lễ\n")

    assert record.header.issuing_body
    assert "PHÒNG KẾ HOẠCH TÀI CHÍNH" == record.header.issuing_body.text


@pytest.mark.parametrize(
    ("bodies", "regime"),
    [
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nTRƯỜNG ĐẠI HỌC AN HÒA", "nd30"),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nCÔNG ĐOÀN NGÀNH THAN", "congdoan"),
    ],
)
def test_a_school_that_an_association_runs_writes_as_schools_do(bodies: str, regime: str) -> None:
    """The issuing body tells the rule set; the one above it does only where it is of the same kind."""
    assert regime == parse(f"{bodies}\n{STATE}Số: 8/TB-AH\nAn Hòa, ngày 5/3/2024\nTHÔNG BÁO\nVề nghỉ lễ\n").regime


def test_a_page_s_long_title_above_the_head_is_not_the_head() -> None:
    """The number may stand between the body's name and the state's title below it."""
    record = parse(
        "Trang chủ | Tin tức\nTHÔNG BÁO VỀ VIỆC TUYỂN SINH LỚP 6\nLượt xem: 12\nUBND XÃ AN LỘC\nTRƯỜNG THCS AN LỘC\n"
        f"Số: 36/TB-THCS\n{STATE}An Lộc, ngày 10 tháng 5 năm 2024\nTHÔNG BÁO\nVề việc tuyển sinh\nTrường tuyển sinh.\n"
    )

    assert record.reference_number and record.header.issuing_body
    assert ("36", "TRƯỜNG THCS AN LỘC") == (record.reference_number.number, record.header.issuing_body.text)


@pytest.mark.parametrize(
    ("foot", "signers"),
    [
        (
            "NGƯỜI VI PHẠM               NGƯỜI LẬP BIÊN BẢN\n\nHồ Văn Bảy                  Lê Thị Tám",
            [("NGƯỜI VI PHẠM", "Hồ Văn Bảy"), ("NGƯỜI LẬP BIÊN BẢN", "Lê Thị Tám")],
        ),
        (
            "BÊN ĐƯỢC ỦY QUYỀN           BÊN ỦY QUYỀN\n                            GIÁM ĐỐC\n\n"
            "Hồ Văn Bảy                  Lê Thị Tám",
            [("BÊN ĐƯỢC ỦY QUYỀN", "Hồ Văn Bảy"), ("BÊN ỦY QUYỀN GIÁM ĐỐC", "Lê Thị Tám")],
        ),
        ("T/M UBND XÃ\nK/T CHỦ TỊCH\nP. CHỦ TỊCH\nHồ Văn Bảy", [("P. CHỦ TỊCH", "Hồ Văn Bảy")]),
        ("BÍ THƯ\n\nK'Brẻo", [("BÍ THƯ", "K'Brẻo")]),
        ("HIỆU TRƯỞNG\n\nH' Lan Niê Kdăm", [("HIỆU TRƯỞNG", "H' Lan Niê Kdăm")]),
    ],
)
def test_who_signs_records_and_powers(foot: str, signers: list[tuple[str, str]]) -> None:
    """Sides that sign beside one another are posts; a post may be shortened, a name have one word with a mark."""
    record = letter("Nội dung như sau:", "1. Rà soát hộ nghèo.", "2. Nộp báo cáo.", foot)

    assert signers == [(one.position, one.name) for one in record.signatures]


def test_a_list_of_numbers_is_a_list_of_bodies() -> None:
    """`Đội 1, 2 và 3` are three; a clock with a stop is a clock."""
    record = letter("Ủy ban nhân dân xã yêu cầu:", "1. Đội Thủy lợi số 1, 2 và 3 trực đê trước 17.00 ngày 21/9/2023.")
    named = {party.id: party.name for party in record.parties}

    assert ["Đội Thủy lợi số 1", "Đội Thủy lợi số 2", "Đội Thủy lợi số 3"] == [
        named[lead] for lead in record.tasks[0].leads
    ]
    assert ["2023-09-21"] == [deadline.due for deadline in record.tasks[0].deadlines]


def test_a_label_and_a_name_are_no_task() -> None:
    """`Cấp xã: Ban Thường vụ Đảng ủy` tells nobody to do anything; a given name is the person's."""
    record = parse(
        f"CHI BỘ THÔN ĐÔNG\n{STATE}Số: 4/BB-CB\nBIÊN BẢN\nHọp chi bộ tháng 3\n"
        "Vào hồi 14 giờ 00 ngày 05/3/2025, chi bộ họp.\n"
        "I. THÀNH PHẦN\n- Chủ trì: Đồng chí Lê Văn Tám.\n- Thư ký: Đồng chí Hồ Thị Sáu.\nII. KẾT LUẬN\n"
        "- Giao đồng chí Sáu lập danh sách trước ngày 20/3/2025.\n- Các đảng viên nộp đảng phí.\nTHƯ KÝ\nHồ Thị Sáu\n"
    )
    named = {party.id: party.name for party in record.parties}

    assert record.meeting and record.meeting.date
    assert ("2025-03-05", ["Hồ Thị Sáu"]) == (record.meeting.date.edtf, [named[lead] for lead in record.tasks[0].leads])


def test_a_record_of_facts_is_no_meeting() -> None:
    """What was handed over or broken is told in minutes of no meeting; a label behind a name is not of the name."""
    record = parse(
        f"CÔNG AN XÃ AN LỘC\n{STATE}Số: 4/BB-VPHC\nBIÊN BẢN\nVi phạm hành chính\nHôm nay, ngày 05/3/2025.\n"
        "Họ và tên: Hồ Văn Bảy      Giới tính: Nam\nNơi ở: số 5 đường Lê Lợi Hoàng\nNGƯỜI LẬP BIÊN BẢN\nLê Thị Tám\n"
    )

    assert (None, {"Hồ Văn Bảy", "Lê Thị Tám"}) == (
        record.meeting,
        {party.name for party in record.parties if party.kind == "person"},
    )


def test_the_body_above_tells_whose_the_issuer_is() -> None:
    """`BAN TỔ CHỨC` of a province's committee is its own one, never the Central one that it cites."""
    record = parse(
        "TỈNH ỦY AN HÒA\nBAN TỔ CHỨC\n*\nSố 7-HD/BTCTU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Hòa, ngày 4 tháng 5 năm 2025\n"
        "HƯỚNG DẪN\nvề kiểm điểm\n- Căn cứ Hướng dẫn số 25-HD/BTCTW của Ban Tổ chức Trung ương,\n"
        "Ban Tổ chức Tỉnh ủy hướng dẫn như sau:\n1- Các huyện ủy xây dựng kế hoạch.\n"
    )

    assert ["Ban Tổ chức Tỉnh ủy"] == [party.name for party in record.parties if "issuer" in party.roles]


def test_a_page_number_in_a_sentence_is_of_the_page() -> None:
    """A lone number between a long line that is not ended and small letters counts pages, without any gap."""
    lines = [f"{number}. Rà soát hộ nghèo thôn số {number} theo chuẩn mới." for number in range(1, 9)]
    record = letter("Kế hoạch như sau:", *lines, "9. Trưởng thôn lập danh sách những hộ có nhu cầu", "1", "học nghề.")

    assert "học nghề." == record.sections[-1].paragraphs[0].text[-9:]
    assert "1 học" not in record.sections[-1].paragraphs[0].text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CỦA BỘ TRƯỞNG BỘ NỘI VỤ SỐ 12/2001/QĐ-BNV\nNGÀY 05 THÁNG 3 NĂM 2001 VỀ VIỆC LƯU TRỮ HỒ SƠ",
         ("BỘ NỘI VỤ", "12", "QĐ-BNV", "2001-03-05", "LƯU TRỮ HỒ SƠ")),
        ("CỦA CHÍNH PHỦ SỐ 36-CP NGÀY 19/6/1996\nVỀ THI TUYỂN CÔNG CHỨC", (
            "CHÍNH PHỦ", "36", "CP", "1996-06-19", "VỀ THI TUYỂN CÔNG CHỨC")),
        ("CỦA CHỦ TỊCH UBND TỈNH ĐẤT MỚI SỐ 512-TM/QĐ/TCCB NGÀY 01 THÁNG 11 NĂM 1995 VỀ VIỆC CHỢ", (
            "UBND TỈNH ĐẤT MỚI", "512", "TM/QĐ/TCCB", "1995-11-01", "CHỢ")),
    ],
)  # fmt: skip
def test_a_title_may_be_the_whole_head(title: str, expected: tuple[str, ...]) -> None:
    """Data bases of laws print body, number, day and subject in one title under the type."""
    record = parse(f"QUYẾT ĐỊNH\n{title}\n\nCăn cứ Luật Lưu trữ;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Lưu hồ sơ trong kho.\n")
    number, head = record.reference_number, record.header

    assert expected == (
        head.issuing_body and head.issuing_body.text, number and number.number, number and number.notation,
        record.date and record.date.edtf, record.subject and record.subject.text,
    )  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "CỦA BAN THƯỜNG VỤ HUYỆN ỦY\nvề công tác cán bộ",
        "Về việc sửa đổi Quyết định của Bộ trưởng số 12/2001/QĐ-BNV ngày 05 tháng 3 năm 2001",
    ],
)
def test_a_title_that_names_another_number_is_none(title: str) -> None:
    """A number in small letters is that of a document which the subject names."""
    record = parse(f"QUYẾT ĐỊNH\n{title}\n\nCăn cứ Luật Lưu trữ;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Lưu hồ sơ trong kho.\n")

    assert None is record.reference_number


def test_who_decides_is_named_once_more_below_the_number() -> None:
    """A law names the assembly in its head and again above its term; it has one issuer and no body above it."""
    record = parse(
        f"QUỐC HỘI\n{STATE}Luật số: 12/2001/QH10\nQUỐC HỘI\nNƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Khoá X, kỳ họp thứ 9\n(Từ ngày 22 tháng 5 đến ngày 29 tháng 6 năm 2001)\n\nLUẬT\nLÀNG NGHỀ\n\n"
        "Căn cứ Hiến pháp;\nLuật này quy định về làng nghề.\n\nĐiều 1. Làng nghề\nLàng nghề là nơi làm nghề.\n"
    )

    assert ("QUỐC HỘI", None) == (
        record.header.issuing_body and record.header.issuing_body.text, record.header.parent_body,
    )  # fmt: skip


def test_a_foot_ends_where_a_second_head_begins() -> None:
    """The head of a statute that is issued with a decision is no recipient and no signer."""
    record = letter(
        *("Nay ban hành quy chế.", ""),
        *("Nơi gửi:                              TRƯỞNG BAN", "- Sở Tài chính;", "- Lưu VT, KT.", "", ""),
        "BAN QUẢN LÝ CHỢ        CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        *("  XÃ ĐẤT MỚI             Độc lập - Tự do - Hạnh phúc", "", "QUY CHẾ", "CHI TIÊU NỘI BỘ"),
    )

    assert (["Sở Tài chính", "Lưu VT, KT"], ["TRƯỞNG BAN"], ["QUY CHẾ"]) == (
        [one.text for one in record.recipients], [one.position for one in record.signatures],
        [one.label for one in record.attachments],
    )  # fmt: skip


def test_the_mark_of_a_clerk_is_of_no_body() -> None:
    """Letters and figures that a typing pool left in the head are no part of the issuer's name."""
    record = parse(
        "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN ĐẤT MỚI          Độc lập - Tự do\n"
        "                                                         KT72\n"
        "Số: 12/1999/QĐ-UB       Đất Mới, ngày 4 tháng 3 năm 1999\n\nQUYẾT ĐỊNH\nVề việc lập chợ\n\nĐiều 1. Lập chợ.\n"
    )

    assert "ỦY BAN NHÂN DÂN HUYỆN ĐẤT MỚI" == (record.header.issuing_body and record.header.issuing_body.text)


def test_a_copy_s_head_and_foot_are_no_part_of_the_document() -> None:
    """Below the signer a second title of the state, or `SAO Y`, opens what the copying office added."""
    record = letter(
        "Ủy ban nhân dân xã yêu cầu:", "1. Rà soát hộ nghèo.", "2. Nộp báo cáo.",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "CHỦ TỊCH", "Lê Văn Tám", "",
        "TRƯỜNG THCS AN LỘC", STATE.strip(), "Số: 7/SY-THCS", "SAO Y", "Nơi nhận:", "- Các tổ;",
        "- Lưu: VT.", "HIỆU TRƯỞNG", "Hồ Thị Sáu",
    )  # fmt: skip

    assert (["Lê Văn Tám"], 2) == ([one.name for one in record.signatures], len(record.recipients))


def test_a_judgment_has_a_head() -> None:
    """`Bản án số:` and `Ngày:` are number and day; what a court told nobody has to do is no task."""
    record = parse(
        "TÒA ÁN NHÂN DÂN\nKHU VỰC 2 - AN HÒA\nBản án số: 15/2025/HS-ST\nNgày: 27-8-2025\n\n"
        f"{STATE}\nNHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "- Thư ký phiên tòa: Bà Hồ Thị Sáu.\nQUYẾT ĐỊNH:\n1. Tuyên bố bị cáo phạm tội trộm.\nTHẨM PHÁN\nLê Văn Tám\n"
    )

    assert record.document_type and record.date and record.reference_number and record.header.issuing_body
    assert ("BA", "2025-08-27", "15", "TÒA ÁN NHÂN DÂN KHU VỰC 2 - AN HÒA", ()) == (
        record.document_type.code, record.date.edtf, record.reference_number.number,
        record.header.issuing_body.text, record.tasks,
    )  # fmt: skip


def test_the_subject_may_stand_below_a_type_of_more_words() -> None:
    """`BÁO CÁO THẨM TRA` says what kind of a report it is; what it is about stands below it."""
    record = parse(
        f"HĐND TỈNH AN HÒA\nBAN PHÁP CHẾ\nSố: 4/BC-PC\n{STATE}An Hòa, ngày 5 tháng 3 năm 2024\n"
        "BÁO CÁO THẨM TRA\nDự thảo Nghị quyết về phí\n\nBan Pháp chế báo cáo:\n1. Phí thấp.\n"
    )

    assert record.subject
    assert "THẨM TRA Dự thảo Nghị quyết về phí" == record.subject.text


def test_a_number_with_a_dash_opens_a_paragraph() -> None:
    """`1- Ưu điểm` below a heading is a section of its own, as Party papers write it."""
    record = letter("Kết quả:", "I- Đánh giá", "1- Ưu điểm", "- Thu đủ quỹ.", "2- Hạn chế", "- Họp muộn.")

    assert ["I-", "1-", "-", "2-", "-"] == markers(record.sections)


def test_who_chairs_may_be_named_behind() -> None:
    """`dưới sự chủ trì của đồng chí X`; the subject names the meeting where the text only says when."""
    record = parse(
        "HUYỆN ỦY AN HÒA\n*\nSố 8-TB/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Hòa, ngày 7 tháng 3 năm 2024\nTHÔNG BÁO\n"
        "kết luận của Ban Thường vụ Huyện ủy tại phiên họp thứ 5\n\nNgày 05/3/2024, Ban Thường vụ Huyện ủy họp dưới sự "
        "chủ trì của đồng chí Lê Văn Tám - Bí thư Huyện ủy. Ban Thường vụ kết luận như sau:\n1- Đồng ý chủ trương.\n"
    )
    named = {party.id: party.name for party in record.parties}

    assert record.meeting and record.meeting.name and record.meeting.chair
    assert ("phiên họp thứ 5", "Lê Văn Tám") == (record.meeting.name.text, named[record.meeting.chair])


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Giao đ/c Tám, Phó Hiệu trưởng lập kế hoạch trước ngày 15/10/2023.", "Tám"),
        ("Chi bộ Trường Mầm non An Lộc lập kế hoạch trước ngày 15/10/2023.", "Chi bộ Trường Mầm non An Lộc"),
        ("Ban Thường vụ Đoàn các xã lập kế hoạch trước ngày 15/10/2023.", "Ban Thường vụ Đoàn các xã"),
        ("Các thôn, bản lập kế hoạch trước ngày 15/10/2023.", "Các thôn, bản"),
    ],
)
def test_names_of_small_bodies_and_people(line: str, name: str) -> None:
    """A given name with its post, a cell of a school, the committees of the youth union, classes of hamlets lead."""
    record = letter("Ủy ban nhân dân xã yêu cầu:", f"1. {line}", "2. Nộp báo cáo.")
    named = {party.id: party.name for party in record.parties}

    assert [name] == [named[lead] for lead in record.tasks[0].leads]


@pytest.mark.parametrize("addressed", ["Kính gửi: …………………………", "Kính gửi: Ông (bà) ……………………"])
def test_blank_addressees_are_nobody(addressed: str) -> None:
    """Dots, and an honorific before dots, name no party."""
    record = letter("Nhà trường mời dự lễ.", "HIỆU TRƯỞNG", "Lê Văn Tám", addressed=addressed)

    assert [] == [party.name for party in record.parties if "addressee" in party.roles]


def test_a_body_that_is_founded_has_its_whole_name() -> None:
    """A comma inside the name that `Thành lập … gồm` gives parts nothing."""
    record = decision(
        "Căn cứ Luật Giáo dục;", "QUYẾT ĐỊNH:",
        "Điều 1. Thành lập Tổ công tác rà soát kho, nhà xưởng năm 2024, gồm các ông, bà:", "1. Ông Lê Văn Tám;",
        "Điều 2. Tổ công tác có nhiệm vụ:", "1. Lập danh sách trước ngày 15/4/2024.",
    )  # fmt: skip

    assert "Tổ công tác rà soát kho, nhà xưởng năm 2024" in [party.name for party in record.parties]


def test_what_is_handed_over_to_be_obeyed_is_no_task() -> None:
    """A decision on a fine is delivered to who has to pay it: that orders nobody to deliver it."""
    record = decision(
        "Căn cứ Luật Giáo dục;", "QUYẾT ĐỊNH:", "Điều 1. Quyết định này được:",
        "1. Giao cho ông Lê Văn Tám để chấp hành trong thời hạn 10 ngày.",
    )  # fmt: skip

    assert () == record.tasks


def test_cells_that_break_their_lines_in_markdown_are_read() -> None:
    """`<br>` in the table of a head or a foot ends a line."""
    record = parse(
        f"| **UBND TỈNH AN HÒA**<br>**SỞ Y TẾ** | **{STATE.strip().replace(chr(10), '**<br>**')}** |\n|---|---|\n"
        "| Số: 7/TB-SYT | *An Hòa, ngày 5 tháng 3 năm 2024* |\n\n# THÔNG BÁO\n\nVề nghỉ lễ\n\nSở Y tế nghỉ lễ.\n\n"
        "| **Nơi nhận:**<br>- Các phòng;<br>- Lưu: VT. | **GIÁM ĐỐC**<br><br>**Lê Văn Tám** |\n|---|---|\n"
    )

    assert record.header.issuing_body and record.reference_number
    assert ("SỞ Y TẾ", "7", 2, ["Lê Văn Tám"]) == (
        record.header.issuing_body.text, record.reference_number.number, len(record.recipients),
        [one.name for one in record.signatures],
    )  # fmt: skip
