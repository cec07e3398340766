"""PDF: what a page shows is read as it stands there: columns, stamps, hyphens, fonts of the nineties."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from congvan import parse_file
from congvan.encodings import encoded
from congvan.encodings.syllables import parted
from congvan.errors import UnreadableError
from congvan.loaders import layers, paper, pdf
from congvan.loaders.paper import Word
from congvan.loaders.settings import Settings
from pdfs import pdf as made

pytest.importorskip("pypdfium2", reason="needs the extra [pdf]")

SHARED = Path(__file__).parents[1].parent / "shared" / "corpus" / "formats"
LABELS = SHARED / "pdf" / "labels.jsonl"
OLD = sorted((SHARED / "old").glob("*.pdf"))

HEAD = [
    (60.0, 800.0, "ỦY BAN NHÂN DÂN"),
    (280.0, 800.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (60.0, 782.0, "XÃ MẪU SƠN"),
    (330.0, 782.0, "Độc lập - Tự do - Hạnh phúc"),
    (60.0, 750.0, "Số:        /TB-UBND"),
    (280.0, 750.0, "Mẫu Sơn, ngày        tháng 3 năm 2026"),
    (250.0, 710.0, "THÔNG BÁO"),
    (220.0, 692.0, "Về việc làm đường thôn"),
    (90.0, 660.0, "Ủy ban nhân dân xã yêu cầu các thôn cử người làm đường."),
]


def read(content: bytes, **settings: object) -> str:
    """The text of a PDF."""
    return pdf.load("a.pdf", content, Settings()._replace(**settings)).text  # type: ignore[arg-type]


def test_columns_stand_side_by_side() -> None:
    """A head of two columns has runs of spaces between them, and the lines of the right one stand under each other."""
    lines = read(made([HEAD])).splitlines()

    assert "ỦY BAN NHÂN DÂN" == lines[0].split("   ")[0].strip()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" == lines[0].split("   ")[-1].strip()
    assert [lines[0].index("CỘNG")] == [shown.index("Mẫu Sơn, ngày") for shown in lines if "Mẫu Sơn, ngày" in shown]


def test_columns_that_nearly_touch() -> None:
    """Where the columns of a head nearly touch, the national title tells where the right one begins."""
    close = [
        (60.0, 800.0, "ỦY BAN NHÂN DÂN TỈNH HÒA AN"),
        (246.0, 800.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        *HEAD[2:],
    ]

    assert (
        "ỦY BAN NHÂN DÂN TỈNH HÒA AN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        == read(made([close])).splitlines()[0].strip()
    )


def test_number_and_day_that_were_stamped(tmp_path: Path) -> None:
    """What the signing software stamps is read where it stands; the record says so."""
    path = tmp_path / "a.pdf"
    path.write_bytes(made([HEAD], [(88.0, 752.0, "45"), (382.0, 748.0, "7")]))

    record = parse_file(path, fast=True)

    assert record.reference_number and record.date
    assert ("45", "TB-UBND", "2026-03-07") == (
        record.reference_number.number, record.reference_number.notation, record.date.edtf,
    )  # fmt: skip
    assert "stamp-read" in [problem.code for problem in record.problems]


def test_marks_of_digital_signatures_are_set_aside() -> None:
    """Who signed the file by which certificate is no part of the document."""
    stamped = read(made([HEAD], [(300.0, 830.0, "Người ký: Xã Mẫu Sơn"), (88.0, 752.0, "45")]))

    assert (False, True) == ("Người ký" in stamped, "Số: 45" in stamped)


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    """A notation that is broken at its hyphen keeps it."""
    text = read(made([[(60.0, 700.0, "Thực hiện Thông tư số 12/2026/TT-"), (60.0, 684.0, "BGDĐT của Bộ trưởng")]]))

    assert "TT-\nBGDĐT" in text


@pytest.mark.parametrize(
    ("font", "shown", "meant"),
    [
        (".VnTime", encoded("yêu cầu các thôn cử người làm đường", "tcvn3"), "yêu cầu các thôn cử người làm đường"),
        (".VnTimeH", encoded("yêu cầu các thôn cử người làm đường", "tcvn3"), "YÊU CẦU CÁC THÔN CỬ NGƯỜI LÀM ĐƯỜNG"),
        ("VNI-Times", encoded("Yêu cầu các thôn cử người làm đường", "vni"), "Yêu cầu các thôn cử người làm đường"),
    ],
    ids=["TCVN3", "TCVN3, capitals", "VNI"],
)
def test_fonts_of_the_nineties(font: str, shown: str, meant: str) -> None:
    """Words set in an old font are read by its name."""
    assert meant == read(made([[(60.0, 700.0, shown)]], font=font)).strip()


TOGETHER = {
    "Đềnghịcác": "Đề nghị các",
    "thủtướng": "thủ tướng",
    "nghiêng": "nghiêng",
    "Krông": "Krông",
    "UBND": "UBND",
    "phốHà": "phố Hà",
}


@pytest.mark.parametrize(("word", "meant"), TOGETHER.items())
def test_spaces_lost_behind_toned_vowels(word: str, meant: str) -> None:
    """Syllables run together are parted where there is one way only."""
    assert meant == " ".join(parted(word))


def test_pages_are_parted() -> None:
    """Each page begins on a line of its own."""
    text = read(made([[(60.0, 700.0, "trang một")], [(60.0, 700.0, "trang hai")]]))

    assert ["trang một", "trang hai"] == [line.strip() for line in text.splitlines() if line.strip()]


def test_a_line_of_words_at_uneven_heights() -> None:
    """A stamp that stands a little higher than the line it fills belongs to it."""
    words = [
        Word("Số:", 0, 20, 100, 9),
        Word("45", 24, 36, 103, 9),
        Word("/TB", 40, 60, 100, 9),
        Word("dưới", 0, 20, 86, 9),
    ]

    assert "Số: 45 /TB\ndưới" == paper.text(words)


GARBLED = {
    "without marks": ("Yeu cau cac thon cu nguoi lam duong va bao cao ket qua ve xa truoc ngay hai muoi " * 6, True),
    "letters that are none": ("\ue001\ue002 \ue003\ue004 abc " * 20, True),
    "Vietnamese": ("Yêu cầu các thôn cử người làm đường và báo cáo kết quả về xã " * 6, False),
    "English": ("The committee shall report to the council before the end of every quarter " * 6, False),
    "short": ("Yeu cau cac thon", False),
}


@pytest.mark.parametrize(("text", "garbled"), GARBLED.values(), ids=GARBLED)
def test_text_layers_that_are_worth_little(text: str, garbled: bool) -> None:
    """Letters without their marks, or that are none, are told from text."""
    assert garbled == layers.is_garbled(text)


def test_a_garbled_text_layer_is_noted() -> None:
    """Where pictures are not to be read, the layer is given as it is, and the record says so."""
    lines = [(60.0, 800.0 - 16 * row, "Yeu cau cac thon cu nguoi lam duong va bao cao ve xa") for row in range(9)]

    source = pdf.load("a.pdf", made([lines]), Settings(ocr="never"))

    assert ["text-layer-garbled"] == [note.code for note in source.notes if note.code != "page-unread"]


REFUSED = {
    "damaged": (b"%PDF-1.7\nhong", {}, "tệp PDF hỏng"),
    "too many pages": (made([HEAD, HEAD]), {"max_pages": 1}, "dài 2 trang, quá mức cho phép (1)"),
    "no letter": (made([[]]), {"ocr": "never"}, "không có chữ nào"),
}


@pytest.mark.parametrize(("content", "settings", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_told_why(content: bytes, settings: dict[str, object], told: str) -> None:
    """One line says what is wrong and what to do."""
    with pytest.raises(UnreadableError) as raised:
        read(content, **settings)

    assert (True, 1) == (told in str(raised.value), len(str(raised.value).splitlines()))


@pytest.mark.skipif(not LABELS.exists(), reason="needs the folder beside the checkout")
def test_real_signed_documents() -> None:
    """Every labelled fact of the signed PDFs is right: type, number, notation, day, place, signer."""
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()] if LABELS.exists() else []
    found = []
    for label in labels:
        record = parse_file(LABELS.parent / label["file"], fast=True)
        number, kind = record.reference_number, record.document_type
        found.append({
            "file": label["file"], "type": kind and kind.code, "number": number and number.number,
            "notation": number and number.notation, "date": record.date and record.date.edtf,
            "place": record.place and record.place.text, "signer": record.signatures[-1].name,
        })  # fmt: skip

    assert labels == found


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_real_documents_of_the_nineties(path: Path) -> None:
    """Nearly every letter is what a Unicode transcript says."""
    expected = _letters(path.with_name(f"{path.name}.expected.txt").read_text(encoding="utf-8"))
    blocks = SequenceMatcher(None, expected, _letters(read(path.read_bytes())), autojunk=False).get_matching_blocks()

    assert sum(block.size for block in blocks) >= 0.99 * len(expected)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
