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


def test_a_day_of_a_meeting_may_lack_its_year() -> None:
    """A news item of the day leaves the year out: it is unknown."""
    told = "Chiều 12/5, đồng chí Bùi Văn Hải, Chủ tịch UBND huyện đã có buổi làm việc với xã Đông Phú."
    one = found(None, told, regime="none", code=None)

    assert one is not None and one.date is not None
    assert ("12/5", "XXXX-05-12") == (one.date.view.text, one.date.edtf)


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


def test_minutes_tell_their_meeting_under_labels() -> None:
    """The day and the chair stand behind their labels, the name is the subject."""
    one = found(
        "Họp xét thi đua năm 2023",
        "Thời gian bắt đầu: 14 giờ 00, ngày 18 tháng 12 năm 2023.",
        "Chủ trì (chủ tọa): Bà Lê Thị Tám - Giám đốc.",
        code="BB",
    )

    assert one is not None and one.chair is not None and one.date is not None and one.name is not None
    assert ("Họp xét thi đua năm 2023", "2023-12-18", True) == (
        one.name.text, one.date.edtf, "Lê Thị Tám" in one.chair.text,
    )  # fmt: skip


def test_minutes_may_name_the_chair_behind_the_name() -> None:
    """`Hôm nay, … ngày` tells the day, `- Chủ trì` behind a name the chair."""
    told = [
        view("Hôm nay, vào hồi 14 giờ 00 phút ngày 11/7/2023, tại UBND xã, chúng tôi gồm:"),
        view("Ông Vũ Đình Lâm - Phó Chủ tịch UBND huyện - Chủ trì;"),
    ]
    one = meeting.find(None, (), RULES, regime="nd30", type_code="BB", opening=told)

    assert one is not None and one.chair is not None and one.date is not None
    assert ("2023-07-11", True) == (one.date.edtf, "Vũ Đình Lâm" in one.chair.text)


def test_a_meeting_of_two_days_has_both() -> None:
    """Days on end are one interval."""
    one = found(
        "Kết luận tại phiên họp", "Ngày 02 và 03 tháng 12 năm 2025, Chủ tịch UBND tỉnh chủ trì phiên họp thường kỳ."
    )

    assert one is not None and one.date is not None
    assert "2025-12-02/2025-12-03" == one.date.edtf


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("chủ trì phiên họp UBND tỉnh tháng 11 để thảo luận ngân sách.", "phiên họp UBND tỉnh tháng 11"),
        ("chủ trì cuộc họp về quản lý, vận hành công trình.", "cuộc họp về quản lý, vận hành công trình"),
        ("chủ trì cuộc họp tiến độ dự án, đồng chí Lê Tám cùng dự.", "cuộc họp tiến độ dự án"),
    ],
)  # fmt: skip
def test_the_name_of_a_meeting_runs_to_its_purpose(told: str, expected: str) -> None:
    """It goes on over commas of a list, and ends before a purpose or the next person."""
    one = found("Kết luận tại cuộc họp", f"Ngày 12/3/2024, Phó Chủ tịch UBND tỉnh Lê Tám {told}")

    assert one is not None and one.name is not None
    assert expected == one.name.text


def test_an_inspection_concludes_no_meeting() -> None:
    """What an inspection found is no conclusion of a meeting."""
    paragraph = "Xét báo cáo của Trưởng đoàn thanh tra ngày 12/3/2024, Chánh Thanh tra tỉnh kết luận:"

    assert found("Việc quản lý Quỹ phòng, chống thiên tai", paragraph, code="KL") is None
