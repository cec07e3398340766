"""Real documents of 1995 to 2008 in TCVN3 and VNI, beside Unicode transcripts that are not in the repository."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from congvan.loaders import read

OLD = Path(__file__).parents[1].parent / "shared" / "corpus" / "formats" / "old"
FILES = [path for path in sorted(OLD.glob("*")) if path.suffix != ".txt"]


def letters(text: str) -> str:
    """The letters and digits of a text, without case and spaces."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text).casefold() if letter.isalnum())


def common(one: str, other: str) -> int:
    """How many letters two texts have in common, in the same order: one bit a letter, all rows of the table at once."""
    places: dict[str, int] = defaultdict(int)
    for at, letter in enumerate(one):
        places[letter] |= 1 << at
    whole = (1 << len(one)) - 1
    left = whole
    for letter in other:
        met = left & places[letter]
        left = (left + met | left - met) & whole
    return len(one) - left.bit_count()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_letters_of_the_nineties(path: Path) -> None:
    """Of a hundred letters that are read 99 stand in the transcript, and of a hundred of the transcript 99 are read."""
    expected = letters(path.with_name(f"{path.name}.expected.txt").read_text(encoding="utf-8"))
    found = letters(read(path).text)

    right = common(expected, found)
    assert (True, True) == (right >= 0.99 * len(found), right >= 0.99 * len(expected))
