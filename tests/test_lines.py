"""Lines: where the lines of a text stand, and their words."""

from __future__ import annotations

import pytest

from congvan.lines import Line, Lines

TEXT = "**THÔNG BÁO**\n\n  | - 2 - \fVề việc trồng cây"


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (0, Line(0, 13, 2, 11, "THÔNG BÁO")),
        (1, Line(14, 14, 14, 14, "")),
        (2, Line(15, 25, 19, 24, "- 2 -")),
        (3, Line(26, 43, 26, 43, "Về việc trồng cây")),
    ],
)
def test_a_line_knows_its_place(at: int, line: Line) -> None:
    """A line is `[low, high)` of the text, its words `[start, end)`, without edges and decoration."""
    assert line == Lines(TEXT)[at]


def test_emptied_lines_keep_their_places() -> None:
    """Without some of its lines, a text has as many; the emptied ones have no width and the others are the same."""
    lines = Lines(TEXT)

    assert [lines[0], lines[1], Line(15, 15, 15, 15, ""), lines[3]] == list(lines.without([2]))


def test_a_cut_line_keeps_its_places() -> None:
    """Of a cut line only what lies between its edges is left, where it stood; the others are as they were."""
    lines = Lines("một\n  ' hai. `\nba").cut({1: (2, 6)})

    assert (["một", "hai.", "ba"], 8, "hai.", 4) == (lines.texts, lines[1].start, lines[1].text, lines[1].indent)
