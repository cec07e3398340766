"""Meeting: the day and the chair are those that the document tells, or none."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import meeting
from congvan.text import Source, View

RULES = grammar.load()


def view(text: str) -> View:
    source = Source.of(text)
    return source.view([(0, len(source.text))])


def found(subject: str | None, *paragraphs: str, regime: str = "nd30", code: str | None = "TB") -> meeting.Found | None:
    topic = view(subject) if subject else None
    return meeting.find(topic, [view(text) for text in paragraphs], RULES, regime=regime, type_code=code)


@pytest.mark.parametrize(
    ("subject", "paragraph", "day", "chair"),
    [
        (
            "Kết luận của Phó Chủ tịch UBND tỉnh Lê Tám tại cuộc họp",
            "Ngày 12/3/2024, Phó Chủ tịch UBND tỉnh Lê Tám chủ trì cuộc họp nghe báo cáo.",
            "2024-03-12",
            "Lê Tám",
        ),
        (
            "Kết luận của đồng chí Đỗ Văn Bảy tại Hội nghị (Ngày 05/4/2024)",
            "Sau khi nghe các ý kiến, đồng chí Đỗ Văn Bảy, Chủ tịch UBND huyện kết luận như sau:",
            "2024-04-05",
            "Đỗ Văn Bảy",
        ),
    ],
)
def test_a_notice_of_conclusions_tells_its_meeting(subject: str, paragraph: str, day: str, chair: str) -> None:
    """The day stands at the head of the sentence or in the subject; the chair is who presides or concludes."""
    one = found(subject, paragraph)

    assert one is not None and one.chair is not None and one.date is not None
    assert (day, True) == (one.date.edtf, chair in one.chair.text)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Sáng ngày 08/5/2023, đồng chí Trần Thị Sáu – Trưởng phòng GD&ĐT chủ trì hội nghị sơ kết.",
        "Ngày 08/5/2023, đồng chí Trần Thị Sáu - Trưởng phòng GD&ĐT đã tổ chức buổi làm việc với các trường.",
    ],
)
def test_a_write_up_tells_its_meeting(paragraph: str) -> None:
    """A news item about a meeting gives its day and who presided."""
    one = found(None, paragraph, regime="none", code=None)

    assert one is not None and one.chair is not None and one.date is not None
    assert ("Trần Thị Sáu", "2023-05-08") == (one.chair.text, one.date.edtf)


@pytest.mark.parametrize(
    ("subject", "paragraph", "regime", "code"),
    [
        ("Kế hoạch tổ chức hội nghị", "Ngày 12/3/2024, Sở Y tế tổ chức hội nghị.", "nd30", "KH"),
        ("Về việc triển khai kết luận", "Phó Thủ tướng Lê Văn Tám chủ trì cuộc họp ngày 12/3/2024.", "nd30", "CV"),
        (None, "Công ty ra mắt sản phẩm mới vào ngày 12/3/2024.", "none", None),
        ("Treo cờ Tổ quốc", "Đề nghị các cơ quan treo cờ từ ngày 01/9/2024.", "nd30", "TB"),
    ],
)
def test_other_documents_report_no_meeting(subject: str | None, paragraph: str, regime: str, code: str | None) -> None:
    """Only conclusions and write-ups report a meeting."""
    assert found(subject, paragraph, regime=regime, code=code) is None


def test_a_day_of_a_cited_document_is_not_the_day_of_the_meeting() -> None:
    """The date after a number is that of the document cited."""
    one = found(
        "Kết luận tại cuộc họp",
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 01/02/2024, đồng chí Lê Văn Tám chủ trì cuộc họp vào ngày 09/02/2024.",
    )

    assert one is not None and one.date is not None
    assert "2024-02-09" == one.date.edtf
