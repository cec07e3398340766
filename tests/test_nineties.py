"""Real documents of 1995 to 2008 in TCVN3 and VNI, beside Unicode transcripts that are not in the repository."""

from __future__ import annotations

import shutil
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from congvan.loaders import read

OLD = Path(__file__).parents[1].parent / "shared" / "corpus" / "formats" / "old"
FILES = [path for path in sorted(OLD.glob("*")) if path.suffix != ".txt"]
OFFICE = shutil.which("soffice") or shutil.which("antiword")


def triples(text: str) -> Counter[str]:
    """The letters of a text, three at a time, without case and spaces."""
    letters = "".join(letter for letter in unicodedata.normalize("NFC", text).casefold() if letter.isalnum())
    return Counter(letters[at : at + 3] for at in range(len(letters) - 2))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_letters_of_the_nineties(path: Path) -> None:
    """Nearly all that is read stands in the transcript, and nearly all of the transcript is read.

    What runs at the edge of the pages is in the transcripts, and left out here.
    """
    if path.suffix == ".doc" and not OFFICE:
        pytest.skip("needs LibreOffice or antiword")
    expected = triples(path.with_name(f"{path.name}.expected.txt").read_text(encoding="utf-8"))
    found = triples(read(path).text)

    both = (expected & found).total()
    assert (True, True) == (both >= 0.985 * found.total(), both >= 0.975 * expected.total())
