"""Wording: what only the words of a line tell: its leading verb, and where a name of no list ends before it.

The words are the model's: loaded late, asked for one line at a time, and only where lists and capitals cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import is_normalized

import regex

from congvan.bodies import Name
from congvan.grammar import Grammar
from congvan.orders import Order, Orders
from congvan.record import Span

_AHEAD = 300
"""How far behind its beginning a phrase is read."""


def leading_verb(words: Grammar, key: str, at: int) -> Span | None:
    """The verbs that an order begins with at `at`, where no list knows them; None where another word stands there."""
    from congvan.phrases import Phrases

    line = key[: at + _AHEAD]
    found = Phrases(words).leading_verbs(line, at) if _readable(line) else None
    return found if found and found[0] == at else None


def subject(reader: Orders, key: str, low: int, high: int) -> Order | None:
    """The order that begins with a body or a class whose name runs into its verb (`Tổ bảo vệ khu phố trực đêm`).

    None where the words see no verb right behind the name, or where lists know a longer name.
    """
    line = key[: min(high, low + _AHEAD)]
    known = reader.names.at(key, low)
    if not (known or reader.pattern("agent").match(line, low)) or not _readable(line):
        return None
    end = _name_end(reader, line, low, known=bool(known))
    if any(_longer(key[end : name.end]) for name in known) or not reader.any_verb(line, end):
        return None
    if leading_verb(reader.words, line, end + 1) is None:
        return None
    names = (
        tuple(_parts(line, low, end, reader.pattern("name-joint")))
        if "," in line[low:end]
        else (Name(low, end, ((low, end),), "stranger"),)
    )
    several = len(names) > 1 and reader.pattern("class-word").match(line, low)
    return None if several else reader.believed(key, names)


def _longer(rest: str) -> bool:
    """Tell whether a list knows more of a name than the words: one more syllable in small letters may be the verb."""
    return bool(rest) and not (rest.islower() and rest.count(" ") == 1)


def _parts(line: str, low: int, end: int, joint: regex.Pattern[str]) -> Iterator[Name]:
    """The names of a list that the words see as one (`Tổ 1, Tổ 2 và Tổ 3`)."""
    marks = [match.span() for match in joint.finditer(line, low, end)]
    for start, stop in zip([low, *(last for _, last in marks)], [*(first for first, _ in marks), end], strict=True):
        yield Name(start, stop, ((start, stop),), "stranger")


def _name_end(reader: Orders, line: str, low: int, *, known: bool) -> int:
    """Where a name ends: a verb right behind its first word belongs to it (`Đội kiểm tra liên ngành`)."""
    from congvan.phrases import Phrases

    phrases = Phrases(reader.words)
    end = phrases.party_end(line, low)
    head = reader.pattern("agent").fullmatch(line, low, end) and not reader.pattern("class-word").match(line, low)
    bare = not known and line.startswith(" ", end) and head
    return phrases.party_end(line, end + 1) if bare else end


def _readable(line: str) -> bool:
    """Tell whether words can be asked: dirt taken off may leave a mark beside its letter."""
    from congvan import words as models

    return models.available() and is_normalized("NFC", line)
