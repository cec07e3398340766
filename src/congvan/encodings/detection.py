"""Detection: which encoding makes Vietnamese syllables of a text, as a whole and line by line.

Never a false conversion: a line is changed only where it holds no letter that Unicode alone has, and where a reading
that is sure for all such lines together makes at least as many syllables of it as it has already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from congvan.encodings.letters import decoded, ordered
from congvan.encodings.syllables import possible
from congvan.encodings.tables import NAMES

MOST_TOKENS, LONGEST = 300, 200
SAID_TOKENS = 100
"""Where a font says what words are written in, fewer of them tell."""
SURE, BETTER, AHEAD = 0.8, 0.3, 0.1
"""The share of syllables that a sure reading has, how much more than the text as it is, and than the next reading."""
FEW_BYTES, FEW_CHARACTERS = 2, 5
"""So many syllables are evidence enough: in bytes that are no UTF-8, and in a text that may well be what it seems."""
FEW_TOGETHER = 20
"""… and among lines that were picked because they read better so."""
GARBLED = 20
"""So many words that are no syllables make a text doubtful."""

_UNICODE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_ODD = re.compile(r"[^\x00-\x7f\xa0ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u2010-\u2027\u2030-\u203a]")
_BEYOND = re.compile(r"[^\x00-\x01\x07-\x0f\x16-\x18\x1a-\x1b\x1f-\x7f]")
_TOKEN = re.compile(r"[^ \t\n\r\f\v]+")
_OUTSIDE = re.compile(r"[\s\x21-\x40\x5b-\x60\x7b-\x7e\xa0“”‘’–—…•]+")


class Mended(NamedTuple):
    """A text as it was meant.

    `encoding`: what it had been written in, None where it was Unicode; `doubtful`: it looks garbled, but no encoding
    reads it, so it is as it was.
    """

    text: str
    encoding: str | None = None
    doubtful: bool = False


class _Score(NamedTuple):
    good: int
    bad: int

    @property
    def share(self) -> float:
        return self.good / max(self.good + self.bad, 1)


def mended(text: str, *, few: int = FEW_CHARACTERS) -> Mended:
    """Put right what is not Unicode in a text: lines in an old encoding, marks in the wrong order.

    A text in which nothing is wrong comes back as it is, but for NFC.
    """
    text = ordered(text)
    if not _ODD.search(text):
        return Mended(text)
    lines = text.split("\n")
    first = None
    for _ in range(2):  # a document may be put together from parts in two encodings
        numbers = [number for number, line in enumerate(lines) if _open(line)]
        found = _found([lines[number] for number in numbers], few)
        if not found:
            found, numbers = _partly(lines, numbers)
        if not found or not _convert(lines, numbers, found):
            break
        first = first or found
    left = _score(_tokens(line for line in lines if _open(line)), str)
    doubtful = left.bad >= GARBLED and left.bad > 2 * left.good and not any(map(_UNICODE.search, lines))
    return Mended("\n".join(lines), first, doubtful)


def confirmed(words: Iterable[str], encoding: str) -> bool:
    """Whether words that are said to be in an encoding read as Vietnamese in it, and not as they are."""
    tokens = list(islice(_tokens(filter(_open, words)), SAID_TOKENS))
    found, plain = _score(tokens, partial(decoded, encoding=encoding)), _score(tokens, str)
    return found.good >= FEW_CHARACTERS and found.share >= SURE and found.share - plain.share >= BETTER


def _open(line: str) -> bool:
    """Whether a line may be something else than it seems: letters beyond ASCII, and none that only Unicode has.

    (VISCII and VPS have capitals among the control characters.)
    """
    return bool(_BEYOND.search(line)) and not _UNICODE.search(line)


def _found(lines: Sequence[str], few: int) -> str | None:
    """The encoding in which lines read as Vietnamese; None where none is sure, or where they do so already."""
    tokens = list(islice(_tokens(lines), MOST_TOKENS))
    if not tokens:
        return None
    plain = _score(tokens, str).share
    if plain + BETTER > 1:
        return None
    scores = {name: _score(tokens, partial(decoded, encoding=name)) for name in NAMES}
    best, second = sorted(scores, key=lambda name: scores[name].share, reverse=True)[:2]
    share = scores[best].share
    sure = share >= SURE and share - plain >= BETTER and share - scores[second].share >= AHEAD
    return best if sure and scores[best].good >= few else None


def _partly(lines: Sequence[str], numbers: Sequence[int]) -> tuple[str | None, list[int]]:
    """The encoding that is sure for the lines it reads best, where there are enough of them, and those lines."""
    best: dict[str, list[int]] = {name: [] for name in NAMES}
    words = _score(islice(_tokens(lines[number] for number in numbers), MOST_TOKENS), str)
    if words.bad < FEW_TOGETHER:
        return None, []
    for number in numbers:
        tokens = list(islice(_tokens([lines[number]]), FEW_TOGETHER))
        good = {name: _score(tokens, partial(decoded, encoding=name)).good for name in NAMES}
        first = max(good, key=good.__getitem__)
        if good[first] > _score(tokens, str).good:
            best[first].append(number)
    name = max(best, key=lambda name: len(best[name]))
    found = _found([lines[number] for number in best[name]], FEW_TOGETHER)
    return (name if found == name else None), best[name]


def _convert(lines: list[str], numbers: Sequence[int], encoding: str) -> bool:
    """Convert those of some lines that read no worse so; tell whether there were any."""
    changed = False
    reading = partial(decoded, encoding=encoding)
    whole = not any(map(_UNICODE.search, lines))
    for number in numbers:
        line = lines[number]
        tokens = list(_tokens([line]))
        before, after = _score(tokens, str), _score(tokens, reading)
        if after.good > before.good or (whole and after.good == before.good and after.bad <= before.bad):
            lines[number] = reading(line)
            changed = changed or lines[number] != line
    return changed


def _tokens(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for match in _TOKEN.finditer(line):
            if len(match[0]) <= LONGEST and _BEYOND.search(match[0]):
                yield match[0]


def _score(tokens: Iterable[str], reading: Callable[[str], str]) -> _Score:
    """How many words beyond ASCII are syllables and how many are not; single letters and initials count for none."""
    good = bad = 0
    for token in tokens:
        for word in _OUTSIDE.split(ordered(reading(token))):
            if len(word) < 2 or word.isascii():
                continue
            if possible(word):
                good += 1
            elif not word.isupper():
                bad += 1
    return _Score(good, bad)
