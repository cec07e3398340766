"""Attachments: where each begins, its label and title, and one slice over all of it. All texts are invented."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import attachments
from congvan.text import Source

RULES = grammar.load().attachments


def read(text: str) -> list[tuple[str, str | None, str]]:
    """Label, title and the text of the slice of each attachment found."""
    source = Source.of(text)
    lines = [source.view([(line.start, line.end)]) for line in source.lines if line.text]
    records = [found.record() for found in attachments.find(lines, RULES)]
    return [(r.label, r.title, text[slice(*r.spans[0])]) for r in records]


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("**PHỤ LỤC**\nDANH MỤC MẪU\n*(Kèm theo Kế hoạch số 00/KH-UBND)*\n1. Một", "PHỤ LỤC", "DANH MỤC MẪU"),
        ("Phụ lục I\nPHÂN CÔNG\nNHIỆM VỤ THỬ\n1. Việc", "Phụ lục I", "PHÂN CÔNG NHIỆM VỤ THỬ"),
        ("Phụ lục số 01: Phân công thử\n1. Việc", "Phụ lục số 01", "Phân công thử"),
        ("Phụ lục 6b\n1. Việc", "Phụ lục 6b", None),
        ("PHỤ LỤC\nCác biểu mẫu\nthử\n(Ban hành kèm theo Quyết định số 00)", "PHỤ LỤC", "Các biểu mẫu thử"),
        ("PHỤ\nLỤC\n(Ban hành kèm\ntheo Quyết định số 00)\n1. Việc", "PHỤ LỤC", None),
        ("Mẫu số 01. Đề cương thử\n1. Việc", "Mẫu số 01", "Đề cương thử"),
        ("Biểu 02\nTỔNG HỢP THỬ\n1. Việc", "Biểu 02", "TỔNG HỢP THỬ"),
        ("Mẫu 03\nPHÒNG THỬ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐƠN", "Mẫu 03", None),
        ("QUY CHẾ\nLÀM VIỆC THỬ\n(Ban hành kèm theo Quyết định số 00)\nĐiều 1. Một", "QUY CHẾ", "LÀM VIỆC THỬ"),
        ("**DANH\nSÁCH ĐƠN VỊ THỬ**\n* (Ban hành\nkèm theo Quyết định số 00)*\n1. Một", "DANH SÁCH", "ĐƠN VỊ THỬ"),
        ("Chương trình\nThử của xã\n(Ban hành theo Quyết định số 00)\nI. Một", "Chương trình", "Thử của xã"),
        ("KẾ HOẠCH\nTHỬ NGHIỆM\nI. MỤC ĐÍCH", "KẾ HOẠCH", "THỬ NGHIỆM"),
        ("ĐỐI TƯỢNG THỬ NGHIỆM\n(Kèm theo Công văn số 00)\n1. Một", "ĐỐI TƯỢNG THỬ NGHIỆM", None),
    ],
)
def test_one_attachment(text: str, label: str, title: str | None) -> None:
    """The label as printed, the title without it, the slice from the first letter to the last."""
    assert read(text) == [(label, title, text.strip("*"))]


def test_each_reaches_to_the_next() -> None:
    """Slices stand one after the other, the last one ends with the lines."""
    text = "PHỤ LỤC I\nVIỆC MỘT\n- Việc a\nPHỤ LỤC II\nVIỆC HAI\n- Việc b"
    assert read(text) == [
        ("PHỤ LỤC I", "VIỆC MỘT", "PHỤ LỤC I\nVIỆC MỘT\n- Việc a"),
        ("PHỤ LỤC II", "VIỆC HAI", "PHỤ LỤC II\nVIỆC HAI\n- Việc b"),
    ]


def test_what_stands_above_the_title_belongs_to_it() -> None:
    """The head of a regulation is inside its slice, outside its title."""
    text = "UBND XÃ THỬ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUY CHẾ\nTHỬ\n(Kèm theo Quyết định số 00)"
    assert read(text) == [("QUY CHẾ", "THỬ", text)]


def test_forms_inside_an_appendix_are_its_own() -> None:
    """A form, a list, or the label again opens nothing inside an appendix."""
    text = "PHỤ LỤC\nMẪU BIỂU\n(Kèm theo Quyết định số 00)\nMẫu số 01\nĐƠN THỬ\nPHỤ LỤC\nDANH SÁCH\n(Kèm theo Đơn)"
    assert [label for label, _, _ in read(text)] == ["PHỤ LỤC"]


def test_footnotes_before_an_attachment_are_outside_it() -> None:
    """The first attachment begins where its own lines begin."""
    assert read("_____\n[1] Cước chú của văn bản.\nPHỤ LỤC\nTHỬ MỘT") == [("PHỤ LỤC", "THỬ MỘT", "PHỤ LỤC\nTHỬ MỘT")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1] Công văn thử.\nvăn bản thử",
        "FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN\nVăn bản liên quan",
        "Phụ lục I ban hành kèm theo Quyết định này.",
        "Ghi chú: Kế hoạch thử có hiệu lực.",
    ],
)
def test_what_is_no_attachment(text: str) -> None:
    """Footnotes, sentences that name an appendix, and a web page's frame."""
    assert read(text) == []
