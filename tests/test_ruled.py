"""Ruled: what stands between the lines of a page is written as rows with bars."""

from __future__ import annotations

import pytest

from congvan.loaders import ruled
from congvan.loaders.paper import Word
from congvan.loaders.ruled import Stroke


def flat(y: float, left: float = 0, right: float = 200) -> Stroke:
    """A line that lies."""
    return Stroke(left, y, right, y + 1)


def upright(x: float, bottom: float = 0, top: float = 60) -> Stroke:
    """A line that stands."""
    return Stroke(x, bottom, x + 1, top)


def word(text: str, left: float, foot: float) -> Word:
    """A word ten points high."""
    return Word(text, left, left + 5 * len(text), foot, 10)


WHOLE = [flat(0), flat(30), flat(60), upright(0), upright(100), upright(200)]
WORDS = [word("a", 10, 40), word("b", 110, 40), word("c", 10, 15), word("d", 110, 15), word("e", 110, 3)]
TABLES = {
    "two rows, two columns": (WHOLE, WORDS, ["| a | b |", "| c | d e |"]),
    "no lines at its sides": ([flat(0), flat(30), flat(60), upright(100)], WORDS, ["| a | b |", "| c | d e |"]),
    "a cell over two columns": (
        [*WHOLE[:3], upright(0), upright(100, 0, 30), upright(200)], [word("a", 130, 40), *WORDS[2:]],
        ["| a |  |", "| c | d e |"],
    ),
    "a cell over two rows": (
        [flat(0), flat(30, 100), flat(60), *WHOLE[3:]], [word("a", 10, 15), *WORDS[1:2], *WORDS[3:]],
        ["| a | b |", "|  | d e |"],
    ),
    "one row is no table": ([flat(0), flat(60), *WHOLE[3:]], WORDS[:2], ["a", "b"]),
    "a frame is no table": ([flat(0), flat(60), upright(0), upright(200)], WORDS[:2], ["a", "b"]),
    "lines apart are no table": ([flat(0), flat(30), flat(60), upright(300), upright(400)], WORDS[:2], ["a", "b"]),
    "words beside it": (WHOLE, [word("x", 10, 100), *WORDS[:2], word("y", 10, -20)], ["x", "y", "| a | b |"]),
    "a bar of its own": (WHOLE, [word("a|b", 10, 40)], ["| a b |  |"]),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "words", "texts"), TABLES.values(), ids=TABLES)
def test_words_between_lines(drawn: list[Stroke], words: list[Word], texts: list[str]) -> None:
    """Lines that touch make a table where they part at least two rows and two columns; all else stays."""
    assert texts == [word.text for word in ruled.written(words, drawn)]


def test_rows_stand_where_the_table_stands() -> None:
    """What is above the table stays above it, what is below stays below."""
    rows = ruled.written([word("x", 10, 70), *WORDS, word("y", 10, -12)], WHOLE)

    assert ["x", "| a | b |", "| c | d e |", "y"] == [row.text for row in sorted(rows, key=lambda row: -row.foot)]
