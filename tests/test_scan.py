"""Scans: what a reader sees in a picture, and what was written by hand, which is never guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from congvan.errors import UnreadableError
from congvan.loaders import handwriting, pictures, readers, scan
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


SECOND = {
    "the same": ("Số:3722/VPCP-CN\nHà Nội,ngày 28 tháng 4 năm 2026", False),
    "another number": ("Số: 3122/VPCP-CN\nHà Nội, ngày 28 tháng 4 năm 2026", True),
    "another notation": ("Số: 3722/VPCP-GN\nHà Nội, ngày 28 tháng 4 năm 2026", True),
    "another day": ("Số: 3722/VPCP-CN\nHà Nội, ngày 23 tháng 4 năm 2026", True),
}


@pytest.mark.parametrize(("other", "differs"), SECOND.values(), ids=SECOND)
def test_two_readers(other: str, differs: bool) -> None:
    """A number or a day that two readers see differently is told of."""
    head = [line("Số: 3722/VPCP-CN"), line("Hà Nội, ngày 28 tháng 4 năm 2026")]

    assert differs == scan.differ(head, other)


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
