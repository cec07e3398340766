"""Segments: one line → its words with their tags and offsets."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import is_normalized

from congvan.words.models import OPENS, POS_TAGGER, SEGMENTER, WORD, lexicon, model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

WINDOW = 4000
"""How long a line may be to be remembered; a longer one is cut where that changes no word."""


class Word(NamedTuple):
    """A word: syllables joined by one space, a tag (N, Np, V, A, E, C, R, M, L, P, F …), offsets in the line."""

    text: str
    tag: str
    start: int
    end: int


_ABBREVIATION = r"[A-ZĐ]+\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\."
_ARROW = r"==>|->|\.\.\.|>>"
# A local part has at most 64 letters (RFC 5321): without a bound, a long row of dots takes quadratic time.
_ADDRESS = r"\w+://\S+|[a-zA-Z0-9_.+-]{1,64}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+"
_REST = r"\d+(?:[.,_]\d+)+|[^\w\s]|\w+"
_SYLLABLE = re.compile(f"{_ABBREVIATION}|{_ARROW}|{_REST}")
_SYLLABLE_OR_ADDRESS = re.compile(f"{_ABBREVIATION}|{_ARROW}|{_ADDRESS}|{_REST}")
_ANY = f".{{1,{WINDOW}}}"
_PIECE = re.compile(rf"(?s){_ANY}(?<=[.,:;!?])(?!\S)|{_ANY}(?!\S)|{_ANY}")


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Cut a line where no word is cut: after punctuation, else at white space, else anywhere."""
    if len(line) <= WINDOW:
        return iter([(0, len(line))])
    return (piece.span() for piece in _PIECE.finditer(line))


_Row = tuple[bytes, ...]


@lru_cache(maxsize=1 << 13)
def _syllable_features(syllable: str) -> tuple[_Row, _Row, _Row]:
    """Describe a syllable as itself, as the one before, as the one after."""
    said = b"word.lower():" + syllable.lower().encode(errors="replace")
    title = (b"word.istitle()",) * syllable.istitle()
    upper = (b"word.isupper()",) * syllable.isupper()
    digits = (b"word.isdigit()",) * syllable.isdigit()
    beside = (said, *title, *upper)
    return (
        (b"bias", said, *upper, *title, *digits),
        tuple([b"-1:" + feature for feature in beside]),
        tuple([b"+1:" + feature for feature in beside]),
    )


_PAIR, _TRIPLE = 1, 2
_BEHIND: tuple[_Row, ...] = (
    (),
    (b"-1:word.bi_gram()",),
    (b"-2:word.tri_gram()",),
    (b"-1:word.bi_gram()", b"-2:word.tri_gram()"),
)
_AHEAD: tuple[_Row, ...] = (
    (),
    (b"+1:word.bi_gram()",),
    (b"+2:word.tri_gram()",),
    (b"+1:word.bi_gram()", b"+2:word.tri_gram()"),
)


def _listed(syllables: Sequence[str]) -> tuple[list[int], list[int]]:
    """Tell for each syllable whether the list has the pair and the triple that end with it, and that begin with it."""
    flags = lexicon()
    behind, ahead = [0] * len(syllables), [0] * len(syllables)
    for i, (one, two) in enumerate(pairwise(syllables)):
        pair = f"{one} {two}"
        flag = flags.get(pair, 0)
        if flag & WORD:
            ahead[i] |= _PAIR
            behind[i + 1] |= _PAIR
        third = syllables[i + 2] if flag & OPENS and i + 2 < len(syllables) else None
        if third is not None and flags.get(f"{pair} {third}", 0) & WORD:
            ahead[i] |= _TRIPLE
            behind[i + 2] |= _TRIPLE
    return behind, ahead


def _syllable_rows(syllables: Sequence[str]) -> list[_Row]:
    """Describe each syllable of a line by itself, its neighbours, and the listed words it may be part of."""
    behind, ahead = _listed([syllable.lower() for syllable in syllables])
    described = [_syllable_features(syllable) for syllable in syllables]
    before = [(), *[features[1] for features in described]]
    after = [*[features[2] for features in described[1:]], ()]
    return [
        itself + left + _BEHIND[back] + right + _AHEAD[front]
        for (itself, _, _), left, back, right, front in zip(described, before, behind, after, ahead, strict=False)
    ]


@lru_cache(maxsize=1 << 13)
def _joins(left: str, right: str) -> bool:
    """Tell whether two syllables may be one word: no punctuation, no digit, no capital after a small letter."""
    return not (
        left in string.punctuation
        or right in string.punctuation
        or left[0].isdigit()
        or right[0].isdigit()
        or (right[0].istitle() and not left[0].istitle())
    )


def _beginnings(syllables: Sequence[str]) -> list[int]:
    """Find at which syllables a word begins."""
    labels = model(SEGMENTER).tagger.tag(_syllable_rows(syllables)) if syllables else []
    return [
        i for i, label in enumerate(labels) if i == 0 or label != "I_W" or not _joins(syllables[i - 1], syllables[i])
    ]


_Cut = tuple[str, int, int]


def _cut_piece(line: str, start: int, end: int) -> list[_Cut]:
    has_address = line.find("@", start, end) >= 0 or line.find("://", start, end) >= 0
    pattern = _SYLLABLE_OR_ADDRESS if has_address else _SYLLABLE
    syllables = pattern.findall(line, start, end)
    spans = []
    for syllable in syllables:
        start = line.index(syllable, start)
        spans.append((start, start := start + len(syllable)))
    return [
        (" ".join(syllables[first:behind]), spans[first][0], spans[behind - 1][1])
        for first, behind in pairwise([*_beginnings(syllables), len(syllables)])
    ]


def _cut(line: str) -> list[_Cut]:
    """Cut a line into words: text, start, end."""
    return [word for start, end in _pieces(line) for word in _cut_piece(line, start, end)]


_MARKS = frozenset(string.punctuation) | {"…", "”", "“", "’", "..."}


@lru_cache(maxsize=1 << 13)
def _word_features(word: str) -> tuple[_Row, ...]:
    """Describe a word (syllables joined by `_`) as itself, one before, two before, one after, two after."""
    said = b"word.lower():" + word.lower().encode(errors="replace")
    title = [b"word.istitle()"] * word.istitle()
    upper = [b"word.isupper()"] * word.isupper()
    number = [b"word[:1].isdigit()"] * word[:1].isdigit()
    capitals = [b"word[:3].isupper()"] * word[:3].isupper()
    digits = [b"word.isdigit()"] * word.isdigit()
    mark = [b"word.isfiltered"] * (word in _MARKS)
    return (
        (b"bias", said, *title, *digits, *number, *capitals, *mark),
        tuple(b"-1:" + feature for feature in (said, *title, *number, *capitals)),
        tuple(b"-2:" + feature for feature in (said, *title, *upper)),
        tuple(b"+1:" + feature for feature in (said, *title, *number, *upper)),
        tuple(b"+2:" + feature for feature in (said, *title, *upper)),
    )


def _word_rows(words: Sequence[str]) -> list[_Row]:
    """Describe each word of a line by itself, the two before it and the two after it."""
    described = [_word_features(word) for word in words]
    last = len(words) - 1
    rows = []
    for i, features in enumerate(described):
        row = features[0]
        row += described[i - 1][1] if i > 0 else (b"BOS",)
        row += described[i - 2][2] if i > 1 else ()
        row += described[i + 1][3] if i < last else (b"EOS",)
        row += described[i + 2][4] if i < last - 1 else ()
        rows.append(row)
    return rows


def _tags(words: list[str]) -> list[str]:
    rows = _word_rows([word.replace(" ", "_") for word in words])
    return model(POS_TAGGER).tagger.tag(rows)


def _untagged(line: str) -> tuple[Word, ...]:
    return tuple([Word(text, "", start, end) for text, start, end in _cut(line)])


def _tagged(line: str) -> tuple[Word, ...]:
    cut = _cut(line)
    texts = [text for text, _, _ in cut]
    tags = [tag for first in range(0, len(texts), WINDOW) for tag in _tags(texts[first : first + WINDOW])]
    return tuple([Word(text, tag, start, end) for (text, start, end), tag in zip(cut, tags, strict=True)])


_remembered_untagged = lru_cache(maxsize=256)(_untagged)
_remembered_tagged = lru_cache(maxsize=256)(_tagged)


def segment(line: str, *, tagged: bool = True) -> tuple[Word, ...]:
    """Find the words of one line of NFC text; without tags it takes half the time.

    They are pyvi's own words and tags, in order, and every character that is not white space is in one of them.
    Raise ValueError for text that is not NFC or not one line.
    """
    if "\n" in line or not is_normalized("NFC", line):
        raise ValueError("words are found in one line of NFC text")
    if len(line) > WINDOW:
        return _tagged(line) if tagged else _untagged(line)
    return _remembered_tagged(line) if tagged else _remembered_untagged(line)


@cache
def _language() -> Language:
    import spacy

    return spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})


def _tokens(line: str) -> Iterator[tuple[str, bool, str]]:
    """Give text, blank behind, tag: of words, and of the white space that is more than one blank."""
    words = segment(line)
    ends = [0, *[word.end for word in words]]
    starts = [*[word.start for word in words], len(line)]
    for i, (end, start) in enumerate(zip(ends, starts, strict=True)):
        gap = line[end:start]
        blank = i > 0 and gap.startswith(" ")
        if i > 0:
            yield line[words[i - 1].start : end], blank, words[i - 1].tag
        if gap[blank:]:
            yield gap[blank:], False, "_SP"


def doc(line: str) -> Doc:
    """Make a spaCy document of the words of a line: `token.idx` are the line's offsets, `doc.text` is the line."""
    from spacy.tokens import Doc

    tokens = list(_tokens(line))
    return Doc(
        _language().vocab,
        words=[text for text, _, _ in tokens],
        spaces=[blank for _, blank, _ in tokens],
        tags=[tag for _, _, tag in tokens],
    )
