"""Many phrases, found by their first words."""

import pytest
import regex

from congvan import tries
from congvan.tries import Vocabulary

WORDS = Vocabulary(["sở", "Sở Tài chính", "Sở Tài", "UBND", "TT. HĐND", "Đ/c"])
ASKED = [0, tries._WORTH]
"""How often a vocabulary was asked: rarely, or often enough that all phrases are one pattern."""


def words(asked: int) -> Vocabulary:
    """The words, in a vocabulary that has been asked so often."""
    WORDS._asked = asked
    return WORDS


def found(text: str, start: int, end: int, asked: int) -> list[str]:
    """All phrases of a text, one after the other."""
    phrases = []
    while phrase := words(asked).after(text, start, end):
        phrases.append(text[slice(*phrase)])
        start = phrase[1]
    return phrases


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_longest_phrase_of_whole_words_is_found(text: str, expected: list[str], asked: int) -> None:
    """Of the phrases that begin at a place the longest counts, and none ends inside a word."""
    assert expected == found(text, 0, len(text), asked)


@pytest.mark.parametrize("asked", ASKED)
def test_phrase_lies_within_the_bounds(asked: int) -> None:
    """A search within bounds sees the text end where they end."""
    assert ["Sở Tài"] == found("trình Sở Tài chính", 3, 13, asked)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("at", "end"), [(6, 18), (5, 0), (9, 0), (18, 0)])
def test_phrase_at_a_place_begins_there(at: int, end: int, asked: int) -> None:
    """Asked for a place, only the phrase that begins there is told."""
    assert end == words(asked + 1).at("trình Sở Tài chính", at)


def test_no_phrases_are_never_found() -> None:
    """A vocabulary without phrases finds nothing."""
    assert Vocabulary([]).after("Sở Tài chính", 0) is None


LISTS = {"bodies": ("ban", "Ban Quản lý", "ban quản lý dự án", "Sở"), "none": ()}


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\L<bodies>", "Ban Quản lý dự án", "Ban Quản lý"),
        (r"\L<bodies>", "ban quản lý dự án", "ban quản lý dự án"),
        (r"(?i:\L<bodies>)", "Ban Quản lý dự án", "Ban Quản lý dự án"),
        (r"(?i)x?(?:\L<bodies>)", "BAN QUẢN LÝ DỰ ÁN", "BAN QUẢN LÝ DỰ ÁN"),
        (r"(?i:[(]?(?-i:\L<bodies>))", "Ban Quản lý dự án", "Ban Quản lý"),
        (r"(?i:[)\]]?\)?(?P<body>\L<bodies>))", "Ban Quản lý dự án", "Ban Quản lý dự án"),
        (r"(?i:sở)? ?\L<bodies>", "sở Ban Quản lý dự án", "sở Ban Quản lý"),
    ],
)
def test_a_list_that_is_spelled_out_gives_its_longest_word(pattern: str, text: str, expected: str) -> None:
    """As `\\L` does, within `(?i:…)` whatever letters are capitals, outside it only as the list has them."""
    spelled = regex.match(tries.spelled_out(pattern, LISTS, False), text)
    listed = regex.match(pattern, text, **{name: words for name, words in LISTS.items() if f"<{name}>" in pattern})

    assert [expected] * 2 == [match and match[0] for match in (spelled, listed)]


def test_an_empty_list_matches_nothing() -> None:
    """Not even the empty text."""
    assert "(?!)" == tries.spelled_out(r"\L<none>", LISTS, False)


def test_an_unknown_list_stays() -> None:
    """A list that is not there is left to whoever compiles the pattern, to say so."""
    assert r"\L<bodie> \\L" == tries.spelled_out(r"\L<bodie> \\L", LISTS, True)
