"""Citations: every printed number with its ký hiệu is one mention, and nothing else is."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import citations
from congvan.text import Source, View
from growth import growth

RULES = grammar.load().citations


def view(text: str) -> View:
    source = Source.of(text)
    return source.view([(0, len(source.text))])


def found(text: str) -> tuple[citations.Found, ...]:
    return citations.find([view(text)], RULES)


def numbers(text: str) -> list[str]:
    return [one.number for one in found(text)]


@pytest.mark.parametrize(
    ("text", "code", "number", "notation"),
    [
        ("theo Thông tư số 41/2019/TT-BXYZ của Bộ", "TT", "41/2019/TT-BXYZ", "TT-BXYZ"),
        ("tại thông báo số 15-TB/HU", "TB", "15-TB/HU", "TB/HU"),
        ("Kế hoạch 331/KH-UBND", "KH", "331/KH-UBND", "KH-UBND"),
        ("Chương trình hành động số 06-CTr/HU", "CTr", "06-CTr/HU", "CTr/HU"),
        ("Nghị quyết số: 07.2/2024/NQ-HĐND", "NQ", "07.2/2024/NQ-HĐND", "NQ-HĐND"),
        ("Thông tư liên tịch số 12/2012/TTLT-BXY-BZT", "TTLT", "12/2012/TTLT-BXY-BZT", "TTLT-BXY-BZT"),
        ("Bộ luật Trồng cây số 17/2024/QH15", "L", "17/2024/QH15", "QH15"),
        ("Luật Quản lý, sử dụng cây xanh số 17/2024/QH15", "L", "17/2024/QH15", "QH15"),
        ("Công văn số 125/PXY&ĐT-TCCB", "CV", "125/PXY&ĐT-TCCB", "PXY&ĐT-TCCB"),
        ("Tờ trình sô 32/TTr-SXY", "TTr", "32/TTr-SXY", "TTr-SXY"),
        ("(151/2021/NĐ-CP)", "NĐ", "151/2021/NĐ-CP", "NĐ-CP"),
        ("văn bản số 55/BC-SXY", "BC", "55/BC-SXY", "BC-SXY"),
        ("văn bản số 55/VPXY-CN", None, "55/VPXY-CN", "VPXY-CN"),
        ("CV số 55/VPXY-CN", "CV", "55/VPXY-CN", "VPXY-CN"),
        ("công văn số 12/CT-CS", "CV", "12/CT-CS", "CT-CS"),
        ("Thông tư 57 TC/TCT", "TT", "57 TC/TCT", "TC/TCT"),
        ("Nghị định số 140-HĐBT", "NĐ", "140-HĐBT", "HĐBT"),
        ("Nghị định số 43/CP", "NĐ", "43/CP", "CP"),
        ("QUYẾT ĐỊNH SỐ 37/2018/QĐ-UBND NGÀY 04/6/2018", "QĐ", "37/2018/QĐ-UBND", "QĐ-UBND"),
        ("Đơn đề nghị số 15ABC/XNK/2023 ngày 02/5/2023", None, "15ABC/XNK/2023", "XNK"),
    ],
)
def test_kind_number_and_notation(text: str, code: str | None, number: str, notation: str) -> None:
    """The kind is the word before the number, or what the ký hiệu names; the number is clean."""
    assert [(one.type_code, one.number, one.notation) for one in found(text)] == [(code, number, notation)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Công văn số 90/SXYZ-QLN& TTĐ ngày 1/2/2023", "90/SXYZ-QLN&TTĐ"),
        ("Nghị quyết số 25/2014/NQ- HĐND", "25/2014/NQ-HĐND"),
        ("Nghị định số 25/2014/ NĐ - CP", "25/2014/NĐ-CP"),
        ("Công điện số 88/CĐ–TTg", "88/CĐ-TTg"),
        ("Quyết định số 239 /QĐ-UBND", "239/QĐ-UBND"),
        ("Kế hoạch số 15/KH-\nUBND", "15/KH-UBND"),
        ("Quyết định số 14/Q\u00d0-UBND", "14/QĐ-UBND"),
    ],
)
def test_spacing_and_dashes_are_no_part_of_a_number(text: str, number: str) -> None:
    """Spaces around slash, dash and ampersand, line ends, dashes of any kind and look-alike letters are repaired."""
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Công văn 1315 của Bộ",
        "Luật Trồng cây ngày 23/6/2014",
        "họp ngày 24/3/2022 tại Hội trường",
        "đạt 3/4 kế hoạch và/hoặc 12/13 chỉ tiêu",
        "nhà số 12/5 đường Hoa Nắng, số 12/A ngõ 3",
        "theo Mẫu số 01/TT-ABC và Biểu số 02/TTr",
        "quy chuẩn QCVN 01:2021/BXYZ",
        "điện thoại 0912-345-678 hoặc 024/3825",
        "tuyến K30+900-K39+900, giai đoạn 2021-2025",
        "xem https://vidu.example/12/QĐ-UBND",
        "Quyết định số    /QĐ-UBND",
        "3- Về thực hiện công tác trồng cây",
        "mặt bằng 20/QTDA không có tên loại",
        "",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    """Dates, fractions, addresses, forms, standards, telephones, web addresses and blank numbers are left alone."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Quyết định số 5/QĐ-XYZ ngày 09/8/2021", "2021-08-09"),
        ("Quyết định số 5/QĐ-XYZ, ngày 09 tháng 8 năm 2021", "2021-08-09"),
        ("Quyết định số 5/QĐ-XYZ (ngày 10/ 12/2021)", "2021-12-10"),
        ("Quyết định số 5/QĐ-XYZ (09/8/2021)", "2021-08-09"),
        ("Quyết định số 5/QĐ-XYZ của Bộ Xanh ngày 9.8.2021", "2021-08-09"),
        ("Quyết định số 5/QĐ-XYZ ngày … tháng 8 năm 2021", "2021-08-XX"),
        ("Quyết định số 5/QĐ-XYZ ngày 31/4/2021", None),
        ("Quyết định số 5/QĐ-XYZ, hoàn thành trước ngày 09/8/2021", None),
        ("Ngày 09/8/2021, Bộ Xanh đã ban hành Quyết định số 5/QĐ-XYZ", "2021-08-09"),
        ("Ngày 09/8/2021, Bộ Xanh phê duyệt đề án cây xanh tại Quyết định số 5/QĐ-XYZ", "2021-08-09"),
        ("Ngày 09/8/2021, trường Hoa Nắng họp theo Quyết định số 5/QĐ-XYZ", None),
        ("Ngày 09/8/2021, trường Hoa Nắng nhận được Quyết định số 5/QĐ-XYZ", None),
    ],
)
def test_date(text: str, date: str | None) -> None:
    """The day is the one right after the number or its body, or that of `Ngày …, … ban hành` before it."""
    assert [one.date for one in found(text)] == [date]


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("của Bộ GD&ĐT ban hành quy chế công khai", "Bộ GD&ĐT"),
        ("của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch"),
        ("của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
        ("của Uỷ ban nhân dân tỉnh Đồi Mây về trồng cây", "Uỷ ban nhân dân tỉnh Đồi Mây"),
        ("của Chính phủ và Nghị quyết khác", "Chính phủ"),
        ("của Bộ Nông nghiệp và Phát triển nông thôn;", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("của Phòng Tài chính - Kế hoạch TP. Đồi Mây.", "Phòng Tài chính - Kế hoạch TP. Đồi Mây"),
        ("của Ban Chỉ đạo huyện chỉ đạo các xã", "Ban Chỉ đạo huyện"),
        ("của Chính phủ, Thông tư của Bộ", "Chính phủ"),
        ("được sửa đổi", None),
    ],
)
def test_issuer(after: str, issuer: str | None) -> None:
    """The body is a clean noun phrase: it ends before what the document does and before punctuation."""
    assert [one.record().issuer for one in found(f"Quyết định số 5/QĐ-XYZ ngày 9/8/2021 {after}")] == [issuer]


@pytest.mark.parametrize(
    ("after", "title"),
    [
        ("về việc trồng, chăm sóc cây xanh;", "trồng, chăm sóc cây xanh"),
        ("về trồng cây, yêu cầu các xã báo cáo", "trồng cây"),
        ("về trồng cây, Phòng yêu cầu", "trồng cây"),
        ("về trồng cây và Nghị định số 5/2020/NĐ-CP", "trồng cây"),
        ("ban hành quy chế trồng cây", "ban hành quy chế trồng cây"),
        ("quy định chi tiết “vành đai xanh”, vườn cây;", "quy định chi tiết “vành đai xanh”, vườn cây"),
        ("có hiệu lực từ năm sau", None),
    ],
)
def test_title(after: str, title: str | None) -> None:
    """The title is what follows `về`, or what the document does, and nothing that the sentence says after it."""
    assert found(f"Nghị định số 4/2019/NĐ-CP của Chính phủ {after}")[0].record().title == title


@pytest.mark.parametrize(
    ("after", "issuer", "title"),
    [
        ("về trồng cây của Ủy ban nhân dân xã", "Ủy ban nhân dân xã", "trồng cây"),
        ("về trồng cây của các trường", None, "trồng cây của các trường"),
    ],
)
def test_the_body_behind_the_title(after: str, issuer: str | None, title: str) -> None:
    """A body that closes the title issued the document, where none stands before the title."""
    read = found(f"Kế hoạch số 4/KH-UBND ngày 9/8/2021 {after};")[0].record()

    assert (issuer, title) == (read.issuer, read.title)


def test_a_blank_day() -> None:
    """A day that waits for its figures parts no body from the document."""
    read = found("Quyết định số 41/QĐ-TTg ngày ..../..../2025 của Thủ tướng Chính phủ")[0].record()

    assert ("2025-XX-XX", "Thủ tướng Chính phủ") == (read.date, read.issuer)


@pytest.mark.parametrize(
    ("text", "mention", "title"),
    [
        ("Căn cứ Luật Trồng cây số 17/2024/QH15", "Luật Trồng cây số 17/2024/QH15", "Trồng cây"),
        ("theo quy định của Luật Trồng cây số 17/2024/QH15", "Luật Trồng cây số 17/2024/QH15", "Trồng cây"),
        ("Luật Hoa, Luật Trồng cây số 17/2024/QH15", "Luật Trồng cây số 17/2024/QH15", "Trồng cây"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Trồng cây số 17/2024/QH15",
            "Luật sửa đổi, bổ sung một số điều của Luật Trồng cây số 17/2024/QH15",
            None,
        ),
    ],
)
def test_law_is_titled_by_its_name(text: str, mention: str, title: str | None) -> None:
    """The name between `Luật` and the number is the title, unless it may be the amended law's."""
    assert [(one.record().text, one.record().title) for one in found(text)] == [(mention, title)]


def test_a_list_shares_kind_day_and_body() -> None:
    """Numbers under one kind have its kind, and the day and body of the next one that has them."""
    text = "các Công điện số 1/CĐ-XYZ, 2/CĐ-XYZ và số 3/CĐ-XYZ ngày 5/6/2024 của Bộ Xanh"
    assert [(one.type_code, one.number, one.date, one.record().issuer) for one in found(text)] == [
        ("CĐ", "1/CĐ-XYZ", "2024-06-05", "Bộ Xanh"),
        ("CĐ", "2/CĐ-XYZ", "2024-06-05", "Bộ Xanh"),
        ("CĐ", "3/CĐ-XYZ", "2024-06-05", "Bộ Xanh"),
    ]


def test_a_body_named_before_a_list_is_of_all() -> None:
    """The body between the kind and the first number issued every document of the list."""
    text = "các Nghị định của Chính phủ: số 1/2024/NĐ-CP ngày 1/2/2024 về trồng cây; số 2/2024/NĐ-CP"
    assert [one.record().issuer for one in found(text)] == ["Chính phủ", "Chính phủ"]


def test_a_list_keeps_days_of_its_own() -> None:
    """In a list each number keeps the day that stands beside it."""
    text = "Công văn số 1/UBND-VX ngày 1/2/2024; số 2/UBND-VX ngày 3/4/2024"
    assert [(one.type_code, one.date) for one in found(text)] == [("CV", "2024-02-01"), ("CV", "2024-04-03")]


def test_two_kinds_are_no_list() -> None:
    """A number with a kind of its own lends no day to the one before it."""
    text = "Thông tư số 8/2024/TT-BXY và Thông tư số 9/2025/TT-BXY ngày 1/2/2025"
    assert [one.date for one in found(text)] == [None, "2025-02-01"]


def test_a_title_may_hold_a_citation() -> None:
    """A document named in another's title is a citation too; the two mentions do not overlap."""
    text = "Kế hoạch số 8/KH-UBND về triển khai Nghị quyết số 5-NQ/TU ngày 1/2/2024 của Tỉnh ủy"
    first, second = found(text)
    assert (first.number, second.number, first.end <= second.start) == ("8/KH-UBND", "5-NQ/TU", True)


def test_mentions_come_in_order() -> None:
    """Mentions come in the order of the views and within each."""
    views = [view("Nghị định số 2/2020/NĐ-CP; Nghị định số 1/2020/NĐ-CP"), view("Luật số 3/2020/QH15")]
    assert [one.number for one in citations.find(views, RULES)] == ["2/2020/NĐ-CP", "1/2020/NĐ-CP", "3/2020/QH15"]


def test_record_is_traced() -> None:
    """The record's text runs from the kind to the body, and its spans hold the same letters."""
    text = "Theo **Thông tư** số 37/2018/TT-\nBXYZ ngày 27/11/2018 của Bộ GD&ĐT ban hành quy chế"
    written = found(text)[0].record()
    assert written.text == "Thông tư số 37/2018/TT- BXYZ ngày 27/11/2018 của Bộ GD&ĐT"
    slices = "".join(text[start:end] for start, end in written.spans)
    assert "".join(filter(str.isalnum, slices)) == "".join(filter(str.isalnum, written.text))


@pytest.mark.parametrize(
    "unit",
    ["1/", "1", "12/QĐ-", "A1/B", "12/QĐ-UBND, ", "Thông tư số 12/2020/TT-BTC ", "Luật ", "số ", "Ngày 1/1/2020, "],
)
def test_time_is_linear(unit: str) -> None:
    """Ten times the hostile text takes at most thirteen times the time (a square would take a hundred)."""
    short, long = view(unit * 2_000), view(unit * 20_000)

    assert growth(lambda one: citations.find([one], RULES), short, long, most=13) <= 13


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_rules_match_their_examples(rule: grammar.Rule) -> None:
    """Each `yes` is won by its own rule among its family and gives what it says; no `no` is."""
    family = rule.name.split(".")[0]
    wins = [(example, RULES.first(example.text, family)) for example in rule.yes]
    assert [win and win.rule.name for _, win in wins] == [rule.name] * len(rule.yes)
    given = [{name: win.group(name) for name in example.gives or {}} for example, win in wins if win]
    assert given == [dict(example.gives or {}) for example in rule.yes]
    lost = [(example, RULES.first(example.text, family)) for example in rule.no]
    assert [example.why for example, win in lost if win and win.rule is rule] == []


def test_every_coded_kind_is_a_kind() -> None:
    """The table of abbreviations holds no word that the list of kinds lacks."""
    assert set(RULES["kind"].gives or {}) - set(RULES.lists["kinds"]) == set()
