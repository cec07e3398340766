"""Strokes: the lines of a table on a scanned page are found, and its cells are written between bars."""

from __future__ import annotations

import pytest

from congvan.loaders import strokes
from congvan.loaders.paper import Word

Image = pytest.importorskip("PIL.Image", reason="needs the extra [scan]")

LEFT, MIDDLE, RIGHT = 250, 900, 2200
ROWS = (400, 500, 700, 860)


def page(*, columns: tuple[int, ...] = (LEFT, MIDDLE, RIGHT), rows: tuple[int, ...] = ROWS) -> object:
    """A page with a ruled table."""
    drawn = Image.new("L", (2480, 3508), 255)
    for x in columns:
        drawn.paste(0, (x, rows[0], x + 4, rows[-1] + 4))
    for y in rows:
        drawn.paste(0, (columns[0], y, columns[-1] + 4, y + 4))
    return drawn


def word(text: str, left: int, foot: int) -> Word:
    """A word of a scan: dots, counted upwards from the top."""
    return Word(text, left, left + 20 * len(text), -foot, 40)


WORDS = [
    word("TT", 300, 470), word("Việc", 1000, 470), word("1", 300, 570), word("Rà", 1000, 570), word("soát", 1000, 650),
    word("2", 300, 770), word("Gửi", 1000, 770), word("Hết.", 300, 1000),
]  # fmt: skip
TABLE = ["Hết.", "| TT | Việc |", "| 1 | Rà soát |", "| 2 | Gửi |"]
SEEN = {
    "level": (page(), TABLE),
    "a little awry": (page().rotate(0.1, fillcolor=255), TABLE),
    "a frame, no table": (page(columns=(LEFT, RIGHT), rows=(400, 860)), [one.text for one in WORDS]),
    "underlines alone": (page(columns=(LEFT,), rows=ROWS), [one.text for one in WORDS]),
    "no lines": (Image.new("L", (2480, 3508), 255), [one.text for one in WORDS]),
    "a dark picture": (Image.new("L", (2480, 3508), 0), [one.text for one in WORDS]),
    "an empty page": (Image.new("L", (1, 1), 255), [one.text for one in WORDS]),
}


@pytest.mark.parametrize(("drawn", "texts"), SEEN.values(), ids=SEEN)
def test_cells_are_parted_by_the_lines_around_them(drawn: object, texts: list[str]) -> None:
    """Words of one cell are together, on whatever lines they stand; where there is no table words stay as they are."""
    assert texts == [one.text for one in strokes.written(WORDS, drawn)]


def test_rows_stand_where_the_table_stands() -> None:
    """What is above and below the table stays so."""
    found = {one.text: one.foot for one in strokes.written(WORDS, page())}

    assert sorted(found, key=lambda text: -found[text]) == [*TABLE[1:], "Hết."]
