"""Sections: legal bases, preamble, the tree, closing. All documents are invented."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from congvan import grammar
from congvan.stages import sections
from congvan.stages.sections import Body, Node
from congvan.text import Block, Source, View

RULES = grammar.load().sections
Outline = tuple[str, str | None, list["Outline"]]


def body(text: str) -> Body:
    """The body of a text that has one paragraph a line."""
    source = Source.of(text)
    return sections.find([Block(source.view([(line.start, line.end)])) for line in source.lines if line.text], RULES)


def nodes(found: tuple[Node, ...]) -> Iterator[Node]:
    """Every section, in order."""
    for node in found:
        yield node
        yield from nodes(node.sections)


def outline(text: str) -> str:
    """The tree as one line: `1.(a) b)) 2.`"""

    def told(node: Node) -> str:
        below = " ".join(map(told, node.sections))
        return (node.marker or "=") + (f"({below})" if below else "")

    return " ".join(map(told, body(text).sections))


def texts(views: tuple[View, ...]) -> list[str]:
    """The texts of some views."""
    return [view.text for view in views]


def first(text: str) -> Node:
    """The first section of a text."""
    return body(text).sections[0]


def every(found: Body) -> Iterator[View]:
    """Every view that the body was parted into."""
    yield from (*found.legal_bases, *found.preamble, *found.closing)
    for node in nodes(found.sections):
        yield from (view for view in (node.marker_view, node.heading, *node.paragraphs) if view)


def letters(text: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize(
    ("line", "kind", "marker", "number"),
    [
        ("Phần I", "part", "Phần I", "1"),
        ("PHẦN THỨ HAI", "part", "PHẦN THỨ HAI", "2"),
        ("Phần A. MỞ ĐẦU", "part", "Phần A.", "A"),
        ("Chương IV", "chapter", "Chương IV", "4"),
        ("CHƯƠNG 2: HỒ SƠ", "chapter", "CHƯƠNG 2:", "2"),
        ("Chương III QUY ĐỊNH CHUNG", "chapter", "Chương III", "3"),
        ("Mục 3", "section", "Mục 3", "3"),
        ("Tiểu mục 1. THỦ TỤC", "subsection", "Tiểu mục 1.", "1"),
        ("Điều 1. Phạm vi", "article", "Điều 1.", "1"),
        ("Điều 07: Phạm vi", "article", "Điều 07:", "7"),
        ("Ðiều 12a. Phạm vi", "article", "Điều 12a.", "12a"),
        ("ĐIỀU 5", "article", "ĐIỀU 5", "5"),
        ("**Điều 2.** Phạm vi", "article", "Điều 2.", "2"),
        ("I. MỤC ĐÍCH", "section", "I.", "1"),
        ("IX/ Mục đích", "section", "IX/", "9"),
        ("II - Mục đích", "section", "II -", "2"),
        ("Il. Tổ chức", "section", "Il.", "2"),
        ("A. TỔ CHỨC", "section", "A.", "A"),
        ("1. Họp", "clause", "1.", "1"),
        ("1.Họp", "clause", "1.", "1"),
        ("1) Họp", "clause", "1)", "1"),
        ("1/ Họp", "clause", "1/", "1"),
        ("1- Họp", "clause", "1-", "1"),
        ("1.1. Họp", "clause", "1.1.", "1.1"),
        ("2.1.3 Họp", "clause", "2.1.3", "2.1.3"),
        ("(1) Họp", "clause", "(1)", "1"),
        ("a) Họp", "point", "a)", "a"),
        ("a. Họp", "point", "a.", "a"),
        ("a/ Họp", "point", "a/", "a"),
        ("b12. Họp", "point", "b12.", "b12"),
        ("3.2 - Họp", "clause", "3.2 -", "3.2"),
        ("(a) Họp", "point", "(a)", "a"),
        ("(i) Họp", "point", "(i)", "i"),
        ("ii) Họp", "point", "ii)", "ii"),
        ("- Họp", "item", "-", None),
        ("–Họp", "item", "–", None),
        ("+ Họp", "item", "+", None),
        ("• Họp", "item", "•", None),
        ("* Họp", "item", "*", None),
        ("· Họp", "item", "·", None),
        ("Một là, họp", "ordinal", "Một là,", "1"),
        ("• Ba là: Họp", "ordinal", "Ba là:", "3"),
        ("Thứ nhất, họp", "ordinal", "Thứ nhất,", "1"),
        ("Bước 2: Họp", "ordinal", "Bước 2:", "2"),
    ],
)
def test_a_marker_is_read(line: str, kind: str, marker: str, number: str | None) -> None:
    """Each way to number a paragraph has its kind, its marker as written and its value."""
    node = first(line + "\nĐoạn văn sau.")
    assert (kind, marker, number) == (node.kind, node.marker, node.number)


@pytest.mark.parametrize(
    "line",
    [
        "Điều 5 của Luật này quy định về hồ sơ.",
        "Điều 5 Luật Đất đai quy định về hồ sơ.",
        "Chương trình công tác năm 2024.",
        "Mục tiêu chung của kế hoạch.",
        "Phần I của Kế hoạch nêu rõ mục tiêu.",
        "12.5.2024 là ngày họp.",
        "1.000.000 đồng mỗi suất.",
        "2.5 triệu đồng mỗi tháng.",
        "2024. Năm học mới.",
        "15/QĐ-ABC ngày 05 tháng 6.",
        "2-3 người mỗi đội.",
        "30. tháng tư",
        "A. Nguyễn và cộng sự.",
        "V/v rà soát hồ sơ.",
        "(ba) bộ hồ sơ.",
        "-5°C là nhiệt độ thấp nhất.",
        "----------------",
        "Thứ hai ngày 05 tháng 6, họp.",
        "v. v. và các việc khác.",
        "Hai làng nghề mới.",
        "BỘ TRƯỞNG BỘ XÂY DỰNG",
        "QUYẾT ĐỊNH:",
        "QUYẾT NGHỊ:",
        "CPX LED LIGHTING",
    ],
)
def test_a_sentence_is_no_section(line: str) -> None:
    """Years, dates, sums, names, citations and rules are text."""
    assert ([line, "Đoạn sau."], ()) == (texts((found := body(line + "\nĐoạn sau.")).preamble), found.sections)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Phần I/Chương I/Mục 1/Điều 1. A./1. B./a) C./- D.", "Phần I(Chương I(Mục 1(Điều 1.(1.(a)(-))))))"),
        ("Chương I/Điều 1. A./1. B./Chương II/Mục 1/Điều 2. C.", "Chương I(Điều 1.(1.)) Chương II(Mục 1(Điều 2.))"),
        ("I. A/1. B./2. C./II. D/1. E.", "I.(1. 2.) II.(1.)"),
        ("A. MỘT/I. B/1. C./II. D/B. HAI/I. E", "A.(I.(1.) II.) B.(I.)"),
        ("I. A/A. BÊN A/1. C./B. BÊN B/II. D", "I.(A.(1.) B.) II."),
        ("1. A:/1.1. B./1.1.1. C./1.2. D./2. E.", "1.(1.1.(1.1.1.) 1.2.) 2."),
        ("I. A/1.1. B./1.2. C./II. D/2.1. E.", "I.(1.1. 1.2.) II.(2.1.)"),
        ("- A:/+ B;/• C;/+ D;/- E.", "-(+(•) +) -"),
        ("* A:/- B;/- C./* D:/- E.", "*(- -) *(-)"),
        ("1. A:/- B;/a) C./2. D.", "1.(- a)) 2."),
        ("1. A:/- B gồm:/a) C;/b) D./- E./2. F.", "1.(-(a) b)) -) 2."),
        ("1. A:/a) B:/1. C./2. D./b) E:/1. F./2. G.", "1.(a)(1. 2.) b)(1. 2.))"),
        ("1. A:/a) B:/1. C./2. D./b) E./2. F.", "1.(a)(1. 2.) b)) 2."),
        ("1. A./2. B:/- C:/Đoạn dẫn./1. D./2. E./- F./3. G.", "1. 2.(-(1. 2.) -) 3."),
        ("1. A./2. B./1. C./2. D.", "1. 2. 1. 2."),
        ("1. A./2. B./2. C./4. D.", "1. 2. 2. 4."),
        ("1. A./2) B./3. C.", "1. 2) 3."),
        ("1. A./2. B./D3, C./4. D.", "1. 2. D3, 4."),
        ("c) A;/d) B;/đ) C;/e) D;/g) E;/h) F;/i) G;/k) H.", "c) d) đ) e) g) h) i) k)"),
        ("i) A;/ii) B;/iii) C.", "i) ii) iii)"),
        ("(1) A:/a) B;/b) C./(2) D.", "(1)(a) b)) (2)"),
        ("a) A:/(1) B;/(2) C./b) D.", "a)((1) (2)) b)"),
        ("1. SỰ CẦN THIẾT/1. A./2. B./II. MỤC ĐÍCH/1. C.", "1.(1. 2.) II.(1.)"),
        ("Một là, A./Hai là, B.", "Một là, Hai là,"),
        ("a) A:/a1) B;/a2) C./b) D:/b1) E;/- F;/b2) G.", "a)(a1) a2)) b)(b1)(-) b2))"),
        ("a) A;/a1) B;/b) C.", "a) a1) b)"),
        ("b) A:/b1. B./b2. C./Đoạn sau./b3. D./c) F.", "b)(b1. b2. b3.) c)"),
        ("3. A/3.2- B:/a) C;/b) D./3.3 - E.", "3.(3.2-(a) b)) 3.3 -)"),
        ("1. A:/Thứ nhất, B./Thứ hai, C./2. D.", "1.(Thứ nhất, Thứ hai,) 2."),
        ("Điều 1. A/1. B./2. C./Điều 2. D/1. E.", "Điều 1.(1. 2.) Điều 2.(1.)"),
        ("Điều 1. A/I. B/1. C./II. D/Điều 2. E.", "Điều 1.(I.(1.) II.) Điều 2."),
        ("MỤC ĐÍCH CHUNG/1. A./2. B./TỔ CHỨC THỰC HIỆN/1. C.", "=(1. 2.) =(1.)"),
        ("I. NỘI DUNG/VỀ TỔ CHỨC/1. A./II. B", "I.(=(1.)) II."),
        ("I. A/Đoạn đầu./VIỆC CẦN LÀM/1. B./II. C", "I.(=(1.)) II."),
    ],
)
def test_sections_nest(lines: str, expected: str) -> None:
    """By the legal order, by the first use of a style, and by the number that continues a list."""
    assert expected == outline(lines.replace("/", "\n"))


@pytest.mark.parametrize(
    ("lines", "heading", "paragraphs"),
    [
        ("1. Phòng Nội vụ\n- Rà soát hồ sơ;", "Phòng Nội vụ", []),
        ("1. Rà soát hồ sơ.\n2. Họp.", None, ["Rà soát hồ sơ."]),
        ("1. Rà soát hồ sơ\n2. Họp", None, ["Rà soát hồ sơ"]),
        ("b) Cá nhân: Đồng chí A, lớp B.", "Cá nhân", ["Đồng chí A, lớp B."]),
        ("1. Giao Sở Tài chính:\n- Rà soát;", "Giao Sở Tài chính", []),
        ("1. UBND các xã có trách nhiệm:\n- Rà soát;", "UBND các xã có trách nhiệm", []),
        ("1. Tập trung thực hiện các việc sau:\n- Rà soát;", None, ["Tập trung thực hiện các việc sau:"]),
        ("1. Tăng cường kiểm tra: Các đội lập lịch.", None, ["Tăng cường kiểm tra: Các đội lập lịch."]),
        ("1. Các Sở: Tài chính, Nội vụ lập kế hoạch.", None, ["Các Sở: Tài chính, Nội vụ lập kế hoạch."]),
        ("1. Đối với các trường: Lập danh sách.", "Đối với các trường", ["Lập danh sách."]),
        ("Điều 1. Phạm vi điều chỉnh\nVăn bản này dùng chung.", "Phạm vi điều chỉnh", ["Văn bản này dùng chung."]),
        ("Điều 1. Phạm vi điều chỉnh.\n1. Áp dụng chung.", "Phạm vi điều chỉnh", []),
        ("Điều 1. Phê duyệt đề án với nội dung sau:\n1. Tên.", None, ["Phê duyệt đề án với nội dung sau:"]),
        ("Điều 1. Quy định mức chi cụ thể như sau:\n1. Chi A.", "Quy định mức chi cụ thể như sau", []),
        ("Điều 1. Quyết định này có hiệu lực từ ngày ký.", None, ["Quyết định này có hiệu lực từ ngày ký."]),
        ("Điều 1\nPhạm vi điều chỉnh\nVăn bản này áp dụng.", "Phạm vi điều chỉnh", ["Văn bản này áp dụng."]),
        ("Chương I\nQUY ĐỊNH\nCHUNG\nĐiều 1. A.", "QUY ĐỊNH CHUNG", []),
        ("Chương I. QUY ĐỊNH\nCHUNG\nĐiều 1. A.", "QUY ĐỊNH CHUNG", []),
        ("Mục 2\nHồ sơ và thủ tục\nĐiều 1. A.", "Hồ sơ và thủ tục", []),
        ("I. MỤC ĐÍCH, YÊU CẦU\nĐoạn một.", "MỤC ĐÍCH, YÊU CẦU", ["Đoạn một."]),
        ("I. Đồng chí A yêu cầu làm một số việc sau\n1. Họp.", "Đồng chí A yêu cầu làm một số việc sau", []),
        ("1.\nPhòng Nội vụ:\n- Rà soát;", "Phòng Nội vụ", []),
        ("VIỆC CẦN LÀM NGAY\nĐoạn một.", "VIỆC CẦN LÀM NGAY", ["Đoạn một."]),
        ("Một là: Các trường lập kế hoạch.", None, ["Các trường lập kế hoạch."]),
    ],
)
def test_a_heading_names_what_follows(lines: str, heading: str | None, paragraphs: list[str]) -> None:
    """A line of its own, a short label before a colon, or who is to act; a sentence is a paragraph."""
    node = first(lines)
    assert (heading, paragraphs) == (node.heading.text if node.heading else None, texts(node.paragraphs))


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        ("1. A.\nĐoạn hai.\nĐoạn ba.\n2. B.", (0,), ["A.", "Đoạn hai.", "Đoạn ba."]),
        ("1. Phòng A:\n- B;\n- C.\nPhòng A báo cáo kết quả.\n2. D.", (0,), ["Phòng A báo cáo kết quả."]),
        ("1. A:\na) B;\nb) C.\nChủ tịch chịu trách nhiệm.\n2. D.", (0,), ["Chủ tịch chịu trách nhiệm."]),
        ("1. A:\na) B.\nĐoạn của a.\nb) C.", (0, 0), ["B.", "Đoạn của a."]),
        ("- Cách làm:\nĐun nước.\n- Thời gian: 5 phút.", (0,), ["Đun nước."]),
        ("- Rà soát hồ sơ của\ntừng đơn vị.\n- B.", (0,), ["Rà soát hồ sơ của", "từng đơn vị."]),
    ],
)
def test_a_plain_paragraph_has_its_section(lines: str, path: tuple[int, ...], expected: list[str]) -> None:
    """It goes on with the innermost section that is not finished, or closes the list of the one above."""
    found = body(lines).sections
    node = found[path[0]] if len(path) == 1 else found[path[0]].sections[path[1]]
    assert expected == texts(node.paragraphs)


QUOTED = """Điều 1. Sửa đổi Nghị định
1. Sửa đổi Điều 2 như sau:
“Điều 2. Tên
1. Khoản một.
a) Điểm a.”.
2. Bổ sung:
{}
Điều 2. Thi hành"""


@pytest.mark.parametrize(
    "passage", ["“Điều 5a. Mới”;", '"3. Khoản ba\na) Điểm."', "“3. Khoản không đóng", "“1. “Hồ sơ” là giấy.\n2. Hết.”"]
)
def test_quoted_amendments_are_paragraphs(passage: str) -> None:
    """A passage in quotes opens no section; where its end is missing, only its first block is one."""
    assert outline(QUOTED.format(passage)) == "Điều 1.(1. 2.) Điều 2."


@pytest.mark.parametrize(
    ("lines", "bases", "preamble"),
    [
        ("Căn cứ Luật A;\nXét Tờ trình B;\nTheo đề nghị của C,\nQUYẾT ĐỊNH:\nĐiều 1. D.",
         ["Căn cứ Luật A;", "Xét Tờ trình B;", "Theo đề nghị của C,"], ["QUYẾT ĐỊNH:"]),
        ("CHỦ TỊCH ỦY BAN\n- Căn cứ Luật A; Luật B;\n1. C.", ["Căn cứ Luật A; Luật B;"], ["CHỦ TỊCH ỦY BAN"]),
        ("Thực hiện Kế hoạch A;\nCăn cứ Luật B,\n1. C.", ["Căn cứ Luật B,"], ["Thực hiện Kế hoạch A;"]),
        ("Trong tháng qua có mưa.\nCăn cứ tình hình, Sở A yêu cầu:\n1. B.", [],
         ["Trong tháng qua có mưa.", "Căn cứ tình hình, Sở A yêu cầu:"]),
        ("Căn cứ Kế hoạch A, Sở B yêu cầu các đơn vị:\n1. C.", ["Căn cứ Kế hoạch A, Sở B yêu cầu các đơn vị:"], []),
        ("Căn cứ Luật\nThú y;\n1. C.", ["Căn cứ Luật Thú y;"], []),
        ("Căn cứ:\n- Luật A;\n- Luật B;\nSở C báo cáo:\n1. D.", ["Căn cứ:", "Luật A;", "Luật B;"], ["Sở C báo cáo:"]),
    ],
)  # fmt: skip
def test_legal_bases_stand_before_the_text(lines: str, bases: list[str], preamble: list[str]) -> None:
    """They open with Căn cứ, Xét, Theo đề nghị của; the rest up to the first section is preamble."""
    found = body(lines)
    assert (bases, preamble) == (texts(found.legal_bases), texts(found.preamble))


@pytest.mark.parametrize(
    "closing",
    [
        "Trên đây là kết quả thực hiện quý I, Sở báo cáo UBND tỉnh./.",
        "UBND huyện thông báo để các đơn vị biết, thực hiện./.",
        "Nay, thông báo kết luận để các đơn vị triển khai thực hiện./.",
        "Sở Nội vụ yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.",
        "Đề nghị các phòng nghiêm túc thực hiện./.",
        "Nghị quyết này được Hội đồng nhân dân xã thông qua ngày 01 tháng 7./.",
        "Thông báo này có hiệu lực từ ngày ký.",
        "Kính đề nghị Sở Nội vụ xem xét./.",
        "Nếu có vướng mắc, đề nghị phản ánh về Sở.",
        "Văn phòng theo dõi, đôn đốc thực hiện Công điện này./.",
    ],
)
def test_what_closes_the_body(closing: str) -> None:
    """The first paragraph after the last section that has the form of a closing one, and all after it."""
    found = body(f"Sở A yêu cầu:\n1. Phòng B:\n- Rà soát.\n2. Họp.\nĐoạn của mục 2.\n{closing}\nĐoạn cuối.")
    assert ([closing, "Đoạn cuối."], ["Họp.", "Đoạn của mục 2."]) == (
        texts(found.closing),
        texts(found.sections[1].paragraphs),
    )


def test_an_article_keeps_its_own_paragraphs() -> None:
    """Effect and difficulties are an article's business where there are articles."""
    found = body("Điều 1. Hiệu lực thi hành\nThông tư này có hiệu lực từ ngày ký.\nNếu có vướng mắc, gửi về Bộ.")
    assert (found.closing, len(found.sections[0].paragraphs)) == ((), 2)


def test_a_list_of_single_paragraphs_ends_with_its_last() -> None:
    """Where a colon opens a list of one paragraph each, what follows the last is no part of it."""
    found = body("Sở A yêu cầu:\n1. B.\n2. D.\nPhòng C theo dõi việc này.")
    assert texts(found.closing) == ["Phòng C theo dõi việc này."]


def test_an_appeal_to_all_closes_such_a_list() -> None:
    """What asks all who are written to is no part of the last item, though a closing form comes later."""
    appeal, last = "Yêu cầu các đơn vị không gửi số liệu ước tính.", "Nếu có vướng mắc, đề nghị phản ánh về Sở."
    found = body(f"Sở A yêu cầu:\n1. B.\n2. D.\n{appeal}\n{last}")
    assert texts(found.closing) == [appeal, last]


def test_force_behind_the_charge_closes_a_decision() -> None:
    """After the article that says who carries a decision out, its day of effect is no part of that article."""
    charge, force = "Các phòng chịu trách nhiệm thi hành Quyết định này.", "Quyết định này có hiệu lực kể từ ngày ký./."
    found = body(f"Điều 1. Ban hành Quy chế.\nĐiều 2. {charge}\n{force}")
    assert (texts(found.sections[1].paragraphs), texts(found.closing)) == ([charge], [force])


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1. Yêu cầu UBND xã A:", "Yêu cầu UBND xã A"),
        ("1. Yêu cầu các đơn vị khẩn trương thực hiện:", None),
        ("1. Nghiêm cấm các hành vi:", None),
        ("1. Quyết định này áp dụng đối với:", None),
        (
            "Điều 1. Sửa đổi, bổ sung một số điều của Quy định về trồng cây",
            "Sửa đổi, bổ sung một số điều của Quy định về trồng cây",
        ),
        ("Điều 1. Quyết định này có hiệu lực kể từ ngày ký.", None),
    ],
)
def test_calls_and_sentences(line: str, heading: str | None) -> None:
    """Who is called to act is a heading; a sentence that opens a list is none, however it begins."""
    found = body(f"{line}\na) Một.\nb) Hai.").sections[0]
    assert (found.heading and found.heading.text) == heading


def test_a_letter_that_was_a_digit_opens_a_list() -> None:
    """`l.` before `2.` is the first of the list; after `k.` it is a letter."""
    lists = "l. Một.\n2. Hai.", "i) Một.\nk) Hai.\nl) Ba."
    assert [["1", "2"], ["i", "k", "l"]] == [[one.number for one in body(text).sections] for text in lists]


def test_a_body_without_sections_is_preamble() -> None:
    """Nothing is closing where nothing was opened."""
    found = body("Sở A thông báo.\nTrên đây là thông báo./.")
    told = ["Sở A thông báo.", "Trên đây là thông báo./."]
    assert (texts(found.preamble), found.sections, found.closing) == (told, (), ())


def test_a_row_of_cells_is_text() -> None:
    """A number in the first column of a table numbers a row, not a section."""
    source = Source.of("1. A\n2. B")
    rows = [source.view([(0, 4)]), source.view([(5, 9)])]
    assert sections.find([Block(row, (row.cut(0, 2), row.cut(3))) for row in rows], RULES).sections == ()


def test_places_spans_and_record() -> None:
    """The id is the path of places, the span is one slice over the whole, the record repeats the tree."""
    text = "Mở đầu:\n1. Phòng A:\n- Rà soát.\n+ Họp.\nPhòng A báo cáo.\n2. Hết."
    record = body(text).sections[0].record()
    below = record.sections[0]
    assert (
        record.id,
        below.id,
        below.sections[0].id,
        record.spans,
        below.spans,
    ) == ("1", "1.1", "1.1.1", ((8, 54),), ((20, 37),))


def test_every_section_tells_its_rule() -> None:
    """The rule that read the marker goes with the section."""
    assert [node.rule for node in nodes(body("I. MỤC ĐÍCH\n- A.\nTỔ CHỨC THỰC HIỆN\nĐoạn.").sections)] == [
        "sections.letter.roman",
        "sections.bullet.item",
        "sections.caps",
    ]


SAMPLE = """Căn cứ Luật A;
- Căn cứ Nghị định B;
QUYẾT ĐỊNH:
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Áp dụng: toàn tỉnh.
1.1. Phòng A:
a) Rà soát;
(i) Hồ sơ
- Giấy: bản chính;
+ Bản sao.
“Điều 9. Trích
2. Khoản hai.”
IV. NHIỆM VỤ
Một là, họp.
• Hai là: ghi biên bản.
VIỆC KHÁC CẦN LÀM
D4, Việc bị đọc sai.
12.5.2024 không phải số.
** **Đoạn | có | dấu.
Trong quá trình thực hiện, nếu có vướng mắc, báo cáo Sở.
Trên đây là báo cáo./."""


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_lost_and_nothing_twice(seed: int) -> None:
    """Law 5: each letter of the blocks is in exactly one part, in whatever order the blocks come."""
    lines = SAMPLE.split("\n") * 2
    if seed:
        random.Random(seed).shuffle(lines)
    found = body("\n".join(lines))
    text = found.blocks[0].view.source.text
    spans = sorted(span for view in every(found) for span in view.spans())
    assert letters(text) == letters("".join(text[start:end] for start, end in spans))


@pytest.mark.parametrize("seed", range(20))
def test_sections_keep_their_order(seed: int) -> None:
    """A sub-section lies inside its section, after the ones before it."""
    lines = SAMPLE.split("\n")
    random.Random(seed).shuffle(lines)
    starts = [node.span()[0] for node in nodes(body("\n".join(lines)).sections)]
    assert sorted(starts) == starts


@pytest.mark.parametrize(
    "text",
    [
        "- a\n" * 20_000,
        "-" * 100_000,
        "- " * 50_000,
        "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1 A\n" * 3_000,
        "1." * 100_000 + " A",
        "".join(f"{'1.' * depth} A\n" for depth in range(1, 12)) * 500,
        "1. A:\na) B:\n" * 10_000,
        "1. A:\n- B:\n(1) C:\na) D:\n+ E:\nMột là: F:\n" * 3_000,
        "“" * 50_000,
        "“A\n" * 20_000,
        "VIỆC " * 100_000,
        "VIỆC CẦN LÀM\n" * 10_000,
        "I. " + "A: " * 50_000,
        "Trên " * 100_000 + "\n1. A\n" + "yêu cầu " * 50_000,
        "1. A\n" + ("Nay thông báo " * 2_000 + "\n") * 30,
        "(" * 50_000,
        "Điều " * 50_000,
        "1/1/1/" * 30_000,
    ],
    ids=range(18),
)
def test_hostile_bodies_stay_shallow_and_whole(text: str) -> None:
    """Neither depth nor length is without bound: the record is made, and no letter is lost."""
    found = body(text)
    deepest = max((node.record().id.count(".") for node in nodes(found.sections) if not node.sections), default=0)
    size = sum(len(letters(view.text)) for view in every(found))
    assert (True, len(letters(text))) == (deepest < 32, size)
