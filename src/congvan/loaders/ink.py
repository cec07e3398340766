"""Ink: strokes that a reader took for words: a signature's, or those of a word that it had seen already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from congvan.encodings.syllables import possible
from congvan.loaders.readers import Seen

TALL, UNSURE = 1.8, 30.0
"""A scribble is so many times as tall as the words around it, and its reader less sure of it than that."""
INSIDE = 0.7
"""A word with so much of its box in another's is made of the same ink."""
_BAND = 100


def printed(seen: Sequence[Seen]) -> list[Seen]:
    """The words without scribbles and without what was seen twice; a word of usual size or a syllable always stays."""
    usual = median([word.height for word in seen] or [1])
    words = [word for word in seen if not _is_scribble(word, usual)]
    bands = _bands(words)
    return [word for word in words if not any(_is_same(word, other) for other in bands[word.top // _BAND])]


def _is_scribble(word: Seen, usual: float) -> bool:
    return word.sure < UNSURE and word.height > TALL * usual and not possible(word.text.strip(".,:;()"))


def _bands(words: Sequence[Seen]) -> dict[int, list[Seen]]:
    """The words by the bands of the page that they reach into."""
    bands: dict[int, list[Seen]] = defaultdict(list)
    for word in words:
        for band in _reached(word):
            bands[band].append(word)
    return bands


def _reached(word: Seen) -> Iterator[int]:
    yield from range(word.top // _BAND, (word.top + word.height) // _BAND + 1)


def _is_same(word: Seen, other: Seen) -> bool:
    """Whether another word, longer and of another line, is made of this one's ink; its box must fit its letters."""
    if word.line == other.line or len(word.text) >= len(other.text) or other.width > len(other.text) * other.height:
        return False
    wide = min(word.left + word.width, other.left + other.width) - max(word.left, other.left)
    high = min(word.top + word.height, other.top + other.height) - max(word.top, other.top)
    return wide > 0 and high > 0 and wide * high >= INSIDE * word.width * word.height
