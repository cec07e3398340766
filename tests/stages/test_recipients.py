"""Recipients: one entry a printed item, its purpose, and the archive's line. All bodies are invented."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.stages import recipients
from congvan.text import Source

RULES = grammar.load().recipients


def found(text: str) -> tuple[recipients.Found, ...]:
    """What is read from the lines of a Nơi nhận column."""
    source = Source.of(text)
    return recipients.find([source.view([(line.start, line.end)]) for line in source.lines if line.text], RULES)


def read(text: str) -> list[str]:
    """The items' texts."""
    return [item.view.text for item in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", ["Như trên", "Lưu: VT"]),
        ("**Nơi nhận:**\n\n- Như trên:\n\n- Lưu VT, TH", ["Như trên", "Lưu VT, TH"]),
        ("*Nơi\nnhận:*\n- Như trên;", ["Như trên"]),
        ("Nơi nhận: Như trên", ["Như trên"]),
        ("NƠI NHẬN\n-\nNhư\ntrên;\n-Phòng A;", ["Như trên", "Phòng A"]),
        ("Nơi nhận:\n- Các Sở: A, B,\nC và D;\n- E;", ["Các Sở: A, B, C và D", "E"]),
        ("Nơi nhận:\n- Cục A; Vụ B (Bộ C);\n- D;", ["Cục A; Vụ B (Bộ C)", "D"]),
        ("Nơi nhận:\n- Phòng A;\nPhòng B;\n- C;", ["Phòng A", "Phòng B", "C"]),
        ("Nơi nhận: - Như trên; - Phòng A - B; - Lưu: VT.", ["Như trên", "Phòng A - B", "Lưu: VT"]),
        ("Nơi nhận: Như trên; Phòng A (x; y); Lưu: VT.", ["Như trên", "Phòng A (x; y)", "Lưu: VT"]),
        ("Nơi nhận:\nPhòng A;\nPhòng B thuộc\nBan C;\nLưu: VT.", ["Phòng A", "Phòng B thuộc Ban C", "Lưu: VT"]),
        ("Nơi nhận:\nNhư điều 2\nSở A\nLưu VT, VP.", ["Như điều 2", "Sở A", "Lưu VT, VP"]),
        ("Nơi nhận:\n+ Sở A\n. Sở B\n• Sở C", ["Sở A", "Sở B", "Sở C"]),
        ("Nơi nhận:\n- Sở A; k\n- Sở B;", ["Sở A", "Sở B"]),
        ("Nơi nhận:\n- Lưu: VT, A (100\nbản)", ["Lưu: VT, A (100 bản)"]),
        ("Nơi nhận:\n- Lưu: VP (A, B)\n  PHC (A, C3)", ["Lưu: VP (A, B) PHC (A, C3)"]),
        ("Nơi nhận:\n- Lưu: VT, A.\nMauvt.QĐ/T1/2024", ["Lưu: VT, A"]),
        ("Nơi nhận:\n- Lưu: VT, A.\n16 QĐ", ["Lưu: VT, A"]),
        ("Nơi nhận:\n- ;\n- 12", []),
        ("Nơi nhận:", []),
        ("", []),
    ],
)
def test_one_entry_a_printed_item(text: str, expected: list[str]) -> None:
    """Wrapped lines are joined, dashes and end marks dropped, what is no item left out."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("item", "text", "purpose"),
    [
        ("UBND huyện (b/c);", "UBND huyện", "report"),
        ("UBND huyện (để b/c ).", "UBND huyện", "report"),
        ("UBND huyện ( để bc)", "UBND huyện", "report"),
        ("UBND huyện (để\nbáo cáo);", "UBND huyện", "report"),
        ("UBND huyện để báo cáo;", "UBND huyện", "report"),
        ("UBND huyện - để b/c;", "UBND huyện", "report"),
        ("UBND huyện [b/c]", "UBND huyện", "report"),
        ("Phòng A (t/h);", "Phòng A", "execute"),
        ("Phòng A (để thực hiện);", "Phòng A", "execute"),
        ("Phòng A(p/h);", "Phòng A", "coordinate"),
        ("Phòng A (để phối hợp chỉ đạo);", "Phòng A", "coordinate"),
        ("Đài xã;\n(để đưa tin)", "Đài xã", "inform"),
        ("Đài xã (đ/b)", "Đài xã", "inform"),
        ("UBND xã (để biết và chỉ đạo thực hiện);", "UBND xã", "inform"),
        ("UBND xã (c/đ);", "UBND xã", "direct"),
        ("UBND xã (để xin ý kiến);", "UBND xã (để xin ý kiến)", None),
        ("Phó Chủ tịch (đ/c Văn);", "Phó Chủ tịch (đ/c Văn)", None),
        ("UBND xã (02 bản);", "UBND xã (02 bản)", None),
        ("Ban Chỉ đạo;", "Ban Chỉ đạo", None),
    ],
)
def test_purpose(item: str, text: str, purpose: str | None) -> None:
    """A known note gives the purpose and leaves the text; an unknown one stays in it."""
    read_items = [(one.view.text, one.purpose) for one in found(f"Nơi nhận:\n- {item}\n- Khác;")]
    assert read_items == [(text, purpose), ("Khác", None)]


@pytest.mark.parametrize(
    ("item", "archive"),
    [
        ("- Lưu: VT.", True),
        ("Lưu VT, TH", True),
        ("- Lưu Văn phòng, Vụ A.", True),
        ("- Lưu VPĐU.", True),
        ("- LƯU: VT", True),
        ("- Lựu VP (A)", True),
        ("- Lưu Mẫu Văn, chuyên viên;", False),
        ("- Chi cục Lưu trữ;", False),
    ],
)
def test_archive(item: str, archive: bool) -> None:
    """The line that begins with Lưu and a colon or a keeper is the archive's; a person named Lưu is not."""
    assert [one.archive for one in found(f"Nơi nhận:\n- Như trên;\n{item}")] == [False, archive]


def test_spans_leave_out_dash_and_note() -> None:
    """The slices hold the letters of the text and no others."""
    text = "Nơi nhận:\n- Các Sở: A,\n  B (để b/c);"
    record = found(text)[0].record("p1")
    assert (record.text, record.party) == ("Các Sở: A, B", "p1")
    assert [text[start:end] for start, end in record.spans] == ["Các Sở: A,\n  B"]
