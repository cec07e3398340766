"""Many phrases, found by their first words."""

import pytest

from congvan.tries import Vocabulary

WORDS = Vocabulary(["sở", "Sở Tài chính", "Sở Tài", "UBND", "TT. HĐND", "Đ/c"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UBND tỉnh", ["UBND"]),
        ("Sở Tài chính, sở khác", ["Sở Tài chính", "sở"]),
        ("Sở Tài nguyên", ["Sở Tài"]),
        ("Sở Tàing", []),
        ("UBNDTTQ trụsở sởn", []),
        ("gửi TT. HĐND, Đ/c An", ["TT. HĐND", "Đ/c"]),
        ("", []),
    ],
)
def test_longest_phrase_of_whole_words_is_found(text: str, found: list[str]) -> None:
    """Of the phrases that begin at a place the longest counts, and none ends inside a word."""
    assert found == [text[start:end] for start, end in WORDS.all(text)]


def test_phrase_lies_within_the_bounds() -> None:
    """A search within bounds sees the text end where they end."""
    text = "trình Sở Tài chính"
    assert [(6, 12)] == list(WORDS.all(text, 3, 13))


@pytest.mark.parametrize(("at", "end"), [(6, 18), (5, 0), (9, 0), (18, 0)])
def test_phrase_at_a_place_begins_there(at: int, end: int) -> None:
    """Asked for a place, only the phrase that begins there is told."""
    assert end == WORDS.at("trình Sở Tài chính", at)


def test_no_phrases_are_never_found() -> None:
    """A vocabulary without phrases finds nothing."""
    assert [] == list(Vocabulary([]).all("Sở Tài chính"))
