"""Scans: what a reader sees in a picture, and what was written by hand, which is never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from congvan.errors import UnreadableError
from congvan.loaders import handwriting, ink, pictures, readers, readings, scan
from congvan.loaders.readers import Seen
from congvan.loaders.settings import Settings

Image = pytest.importorskip("PIL.Image", reason="needs the extra [scan]")

SCANS = Path(__file__).parents[1].parent / "shared" / "corpus" / "formats" / "scan"
READS = pytest.mark.skipif("vie" not in readers.languages(), reason="needs tesseract with Vietnamese")


def line(text: str, sure: float = 95.0) -> list[Seen]:
    """A line of words as a reader sees it: ten dots a letter, a space of twelve; `~` before a word: not sure of it."""
    found, left = [], 0
    for word in text.split(" "):
        shown = word.lstrip("~")
        width = 10 * len(shown)
        if shown:
            found.append(Seen(shown, left, 100, width, 40, 30.0 if word.startswith("~") else sure))
        left += width + 12
    return found


FILLED = {
    "printed": ("Số: 3722/VPCP-CN", "Số: 3722/VPCP-CN", set()),
    "by hand, with letters": ("Số: ~O{_ /TTr-UBND", "Số: /TTr-UBND", {"number"}),
    "by hand, apart": ("Số:   445   /NQ-CP", "Số: /NQ-CP", {"number"}),
    "label misread": ("Só: #2 /QĐ-TTg", "Số: /QĐ-TTg", {"number"}),
    "slash lost": ("Số: †0% QÐ-TTg", "Số: /QÐ-TTg", {"number"}),
    "with its year": ("Số: 2 † /2026/TT-BCT", "Số: /2026/TT-BCT", {"number"}),
    "printed day": ("Hà Nội, ngày 28 tháng 4 năm 2026", "Hà Nội, ngày 28 tháng 4 năm 2026", set()),
    "day by hand": ("Hà Nội, ngày ~#3 tháng 4 năm 2026", "Hà Nội, ngày tháng 4 năm 2026", {"date"}),
    "day glued": ("Hà Nội, ngày33 tháng 4 năm 2026", "Hà Nội, ngày tháng 4 năm 2026", {"date"}),
    "glued on both sides": ("Hà Nội, ngày82tháng 4 năm 2026", "Hà Nội, ngày tháng 4 năm 2026", {"date"}),
    "day unseen": ("Hà Nội, ngày tháng 4 năm 2026", "Hà Nội, ngày tháng 4 năm 2026", {"date"}),
    "neither": ("Về việc treo cờ", "Về việc treo cờ", set()),
}


@pytest.mark.parametrize(("seen", "kept", "filled"), FILLED.values(), ids=FILLED)
def test_what_was_filled_in_by_hand(seen: str, kept: str, filled: set[str]) -> None:
    """A number or a day written by hand is left out, whatever a reader took it for; a printed one stays."""
    lines, found = handwriting.without([line(seen)])

    assert (kept, filled) == (" ".join(word.text for word in lines[0]), set(found))


def test_only_the_documents_own_number_and_day() -> None:
    """Cited numbers and days below are none of the head's."""
    lines, _ = handwriting.without([line("Số: 3722/VPCP-CN"), line("Căn cứ Quyết định số: ~5 /QĐ-TTg")])

    assert "Căn cứ Quyết định số: 5 /QĐ-TTg" == " ".join(word.text for word in lines[1])


HEAD = [
    line("Số: 3722/VPCP-CN"), line("Hà Nội, ngày 28 tháng 4 năm 2026"), line("Theo Công văn số 31/SGDĐT-GDTTH, xin")
]  # fmt: skip
CITING = "Theo Công văn số 31/SGDĐT-GDTTH,xin"
SECOND = {
    "the same": (f"Số:3722/VPCP-CN\nHà Nội,ngày 28 tháng 4 năm 2026\n{CITING}", []),
    "another number": (
        f"Số: 3122/VPCP-CN\nHà Nội, ngày 28 tháng 4 năm 2026\n{CITING}", [("3722/VPCP-CN", "3122/VPCP-CN")]
    ),
    "another notation": (
        f"Số: 3722/VPCP-GN\nHà Nội, ngày 28 tháng 4 năm 2026\n{CITING}", [("3722/VPCP-CN", "3722/VPCP-GN")]
    ),
    "another day": (
        f"Số: 3722/VPCP-CN\nHà Nội, ngày 23 tháng 4 năm 2026\n{CITING}",
        [("ngày 28 tháng 4 năm 2026", "ngày 23 tháng 4 năm 2026")],
    ),
    "another citation": (
        "Số: 3722/VPCP-CN\nHà Nội, ngày 28 tháng 4 năm 2026\nTheo Công văn số 31/SGDĐT-GDTrH, xin",
        [("31/SGDĐT-GDTTH", "31/SGDĐT-GDTrH,")],
    ),
    "nothing": ("", [("3722/VPCP-CN", ""), ("31/SGDĐT-GDTTH", ""), ("ngày 28 tháng 4 năm 2026", "")]),
}  # fmt: skip


@pytest.mark.parametrize(("other", "differing"), SECOND.values(), ids=SECOND)
def test_two_readers_of_a_head(other: str, differing: list[tuple[str, str]]) -> None:
    """A number, its notation or a day that two readers see differently is told, as both saw it."""
    assert differing == [tuple(one) for one in readings.in_head(HEAD, other)]


def test_a_notation_whose_number_was_written_by_hand() -> None:
    """What is printed beside a blank is compared too."""
    assert [("/SGDĐT-GDTTH", "/SGDĐT-GDTrH")] == [*readings.in_head([line("Số: /SGDĐT-GDTTH")], "Số: 12 /SGDĐT-GDTrH")]


def test_two_readers_of_a_foot() -> None:
    """The name of who signs is compared; what stands in the left column and posts are no names."""
    signed = [word._replace(left=1200 + word.left, top=300) for word in line("Trần Văn Tuần")]
    lines = [line("Nơi nhận:"), line("- Trần Văn"), signed]

    assert [("Trần Văn Tuần", "Trần Văn Tuấn")] == [*readings.in_foot(lines, 100, 900, "CHỦ TỊCH\nTrần Văn Tuấn")]


def test_differences_are_told_with_both_readings() -> None:
    """The record's problems name both."""
    page = scan.Read([], 90.0, frozenset(), (readings.Difference("GDTTH", "GDTrH"), readings.Difference("12", "")))

    told = "Hai chương trình nhận dạng đọc khác nhau, phải xem bản gốc: «GDTTH» hay «GDTrH»; «12» hay «?»"
    assert [told] == [note.message for note in scan.notes([page]) if note.code == "ocr-differs"]


INK = {
    "seen twice": ([("Xme", 1902, 3133, 84, 25, 77.0, 11), ("Căng", 1860, 3132, 129, 53, 81.0, 12)], ["Căng"]),
    "one line": ([("Xm", 1902, 3133, 84, 25, 77.0, 12), ("Căng", 1860, 3132, 129, 53, 81.0, 12)], ["Xm", "Căng"]),
    "a box too wide for its letters": (
        [("kho", 600, 100, 60, 40, 90.0, 1), ("Căng", 100, 100, 1500, 40, 81.0, 2)], ["kho", "Căng"]
    ),
    "side by side": ([("các", 100, 100, 60, 40, 90.0, 1), ("thành", 150, 100, 100, 40, 90.0, 2)], ["các", "thành"]),
    "a signature": (
        [("Sở", 100, 100, 40, 40, 90.0, 1), ("vụ", 150, 100, 40, 40, 90.0, 1), ("=/lLaUL—", 600, 100, 400, 97, 0.0, 1)],
        ["Sở", "vụ"],
    ),
    "a large title that is unsure": (
        [("Sở", 100, 100, 40, 40, 90.0, 1), ("vụ", 150, 100, 40, 40, 90.0, 1), ("HỎA", 600, 100, 200, 97, 10.0, 1)],
        ["Sở", "vụ", "HỎA"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("boxes", "kept"), INK.values(), ids=INK)
def test_ink_that_is_no_word_of_its_own(boxes: list[tuple[Any, ...]], kept: list[str]) -> None:
    """A signature's strokes, and letters seen once more in the ink of a word, are left out; print stays."""
    seen = [Seen(*box[:6], (1, 1, box[6])) for box in boxes]

    assert kept == [word.text for word in ink.printed(seen)]


@pytest.mark.parametrize("angle", [-2.0, 0.0, 1.3])
def test_a_page_is_put_straight(angle: float) -> None:
    """The angle at which a page lies on the glass is found."""
    page = Image.new("L", (1200, 1600), 255)
    for top in range(100, 1500, 40):
        page.paste(0, (100, top, 1100, top + 12))

    assert abs(pictures.skew(page.rotate(-angle, fillcolor=255)) - angle) <= 0.2


def test_a_red_seal_fades() -> None:
    """Coloured ink over black print goes pale."""
    page = Image.new("RGB", (2000, 2000), "white")
    page.paste((220, 30, 40), (500, 500, 900, 900))

    assert pictures.ready(page).getpixel((700, 700)) > 200


def test_without_a_reader_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where tesseract is missing, one line says how to get it."""
    monkeypatch.setattr(readers, "languages", frozenset)

    with pytest.raises(UnreadableError, match="apt install tesseract-ocr tesseract-ocr-vie"):
        list(scan.recognised([Image.new("L", (10, 10))], Settings()))


def test_pictures_are_not_read_where_nobody_wants_it() -> None:
    """`--ocr never` reads no picture."""
    with pytest.raises(UnreadableError, match="bỏ --ocr never"):
        scan.load("a.png", b"\x89PNG", Settings(ocr="never"))


def test_a_damaged_picture() -> None:
    """What is no picture inside is told of."""
    with pytest.raises(UnreadableError, match="tệp ảnh hỏng"):
        list(pictures.opened(b"\x89PNG\r\n\x1a\nhong", Settings()))


@READS
def test_an_empty_picture() -> None:
    """A picture without letters is told of."""
    from io import BytesIO

    held = BytesIO()
    Image.new("L", (600, 800), 255).save(held, "PNG")

    with pytest.raises(UnreadableError, match="không có chữ nào nhận dạng được"):
        scan.load("a.png", held.getvalue())


@READS
@pytest.mark.skipif(not SCANS.exists(), reason="needs the folder beside the checkout")
def test_real_scans(tmp_path: Path) -> None:
    """Of the facts printed on real scans four in five are right, and none that was written by hand is invented."""
    pytest.importorskip("pypdfium2", reason="needs the extra [pdf]")
    labels = [json.loads(text) for text in (SCANS / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    right = wanted = 0
    invented = []
    for label in labels:
        facts = _facts(_short(SCANS / label["file"], tmp_path))
        wanted += sum(key != "file" for key in label)
        right += sum(facts.get(key) == value for key, value in label.items() if key != "file")
        if "number" not in label and facts["number"] is not None:
            invented.append(label["file"])

    assert (True, []) == (right >= 0.8 * wanted, invented)


def _short(path: Path, place: Path) -> Path:
    """The first and the last page of a long scan."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    if len(document) < 3:
        return path
    kept = pypdfium2.PdfDocument.new()
    kept.import_pages(document, [0, len(document) - 1])
    kept.save(place / path.name)
    return place / path.name


def _facts(path: Path) -> dict[str, object]:
    from congvan import parse_file

    record = parse_file(path, fast=True)
    number, kind = record.reference_number, record.document_type
    return {
        "type": kind and kind.code, "number": number and number.number, "notation": number and number.notation,
        "year": number and number.year, "date": record.date and record.date.edtf,
        "place": record.place and record.place.text, "signer": record.signatures and record.signatures[-1].name,
    }  # fmt: skip
