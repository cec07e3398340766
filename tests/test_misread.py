"""Misread: what readers of pictures take for something else, where it can only be meant so."""

from __future__ import annotations

import pytest

from congvan.loaders import misread, readers, rereading
from congvan.loaders.readers import Seen

Image = pytest.importorskip("PIL.Image", reason="needs the extra [scan]")

MISREAD = {
    "headings": ("L MỤC ĐÍCH\nH. NHIỆM VỤ\nHI. TỔ CHỨC", "I. MỤC ĐÍCH\nII. NHIỆM VỤ\nIII. TỔ CHỨC"),
    "a stroke that was lost": ("I. MỤC ĐÍCH\nII. NHIỆM VỤ\nII TỔ CHỨC", "I. MỤC ĐÍCH\nII. NHIỆM VỤ\nII. TỔ CHỨC"),
    "no heading": ("L Mục đích\nH. NHIỆM VỤ", "L Mục đích\nH. NHIỆM VỤ"),
    "an item": ("1.   Trồng cây\n2    Bón phân", "1.   Trồng cây\n2.   Bón phân"),
    "a comma for a point": ("1,   Trồng cây", "1.   Trồng cây"),
    "rows of a table": ("1    Trồng cây\n2    Bón phân", "1    Trồng cây\n2    Bón phân"),
    "an item elsewhere": ("1.   Trồng cây\n   2    Bón phân", "1.   Trồng cây\n   2    Bón phân"),
    "a number of the text": ("1.   Trồng cây\n3    Bón phân", "1.   Trồng cây\n3    Bón phân"),
    "a purpose": ("- UBND tỉnh (b/€);\n- Các trường (th);", "- UBND tỉnh (b/c);\n- Các trường (t/h);"),
    "a proposal": ("Tờ trình số 4/T'Ir-SNV", "Tờ trình số 4/TTr-SNV"),
}


@pytest.mark.parametrize(("seen", "meant"), MISREAD.values(), ids=MISREAD)
def test_what_is_put_right(seen: str, meant: str) -> None:
    """Only what can be meant in one way alone, by its place and its order."""
    assert meant == misread.mended(seen)


def page(text: str, sure: float, height: int = 20) -> list[Seen]:
    """The words of a page, all as sure, in boxes of fifty dots."""
    return [Seen(word, 0, 0, 50, height, sure) for word in text.split()]


WELL, BADLY, UPWARDS = (
    page("Thông báo kết luận", 95),
    page("Thẻng b1o kểt lu#n", 40),
    page("Thông báo kết luận", 95, 90),
)
READINGS = {
    "well": (WELL, 0, None, WELL, set()),
    "badly, and no one else": (BADLY, 0, None, BADLY, set()),
    "badly, and the other sees more": (BADLY, 0, WELL, WELL, {"second"}),
    "badly, and the other sees no more": (BADLY, 0, BADLY, BADLY, set()),
    "lying": (UPWARDS, 90, None, UPWARDS, {"turned"}),
    "well, and the other is not asked": (WELL, 90, BADLY, WELL, set()),
}


@pytest.mark.parametrize(("seen", "turn", "other", "found", "done"), READINGS.values(), ids=READINGS)
def test_pages_that_were_read_badly(
    monkeypatch: pytest.MonkeyPatch,
    seen: list[Seen],
    turn: int,
    other: list[Seen] | None,
    found: list[Seen],
    done: set[str],
) -> None:
    """They are turned upright, and the second reader is believed where it sees more syllables."""
    monkeypatch.setattr(readers, "tesseract", lambda picture, timeout: seen)
    monkeypatch.setattr(readers, "turn", lambda picture, timeout: turn)
    monkeypatch.setattr(readers, "again", lambda picture: other)

    reading = rereading.read(Image.new("L", (2000, 100), 255), 1)

    assert (found, done) == (reading.seen, set(reading.done))


def test_the_words_of_a_line_share_its_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reader gives lines; their words stand side by side, and none is ever sure."""

    class Found:
        lines = ({"text": "Số: 12", "bbox": [100, 10, 160, 30], "confidence": 0.99},)

    monkeypatch.setattr(readers, "_trueocr", lambda: type("Model", (), {"predict": lambda self, picture: Found})())

    assert [
        Seen("Số:", 100, 10, 30, 20, readers.NEVER_SURE, (0, 0, 0)),
        Seen("12", 140, 10, 20, 20, readers.NEVER_SURE, (0, 0, 0)),
    ] == readers.again(Image.new("L", (10, 10)))
