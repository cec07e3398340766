"""Places: Vietnam's administrative units, as they were until 30 June 2025 and as they are since.

`units(date)` picks the set by the day of a document, `Places.at` reads the longest name at one place of a text,
`Places.known` gives the levels of a name. The table (`units.txt`, by `scripts/make_places.py`) is read when needed.

A name alone says little: hundreds of units are called like a common word or a person. Such a place has `common` set:
trust it only where the text writes its level (`xã Bình Khê`) or says that a list of places follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pkgutil import get_data
from typing import Literal, NamedTuple, get_args

Level = Literal["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"]
Era = Literal["old", "new", "both"]
TURN = "2025-07-01"
"""The day from which there are 34 provinces and cities, their communes, and no districts."""
REACH = 100
"""How far a name is looked for, in characters: the longest have 26."""
MOST = 6
"""How many words a name may have."""
_EDTF = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}")
_WORD = re.compile(r"[^\W_]{1,12}(?:['’‘] ?[^\W_]{1,12})?(?![^\W_])")
_GAP = re.compile(r" ?[-–] ?| ")
_MARK = re.compile(r"['’‘] ?")
_EDGE = re.compile(r"(?![^\W_])(?![/.,-]\d)")


class Unit(NamedTuple):
    """What a name stands for: its official spelling, its levels, may it be something else, does it need its level."""

    name: str
    levels: frozenset[Level]
    common: bool
    dependent: bool


class Place(NamedTuple):
    """A unit named in a text: `[start, end)` with its level where that is written, the proper name from `proper` on."""

    start: int
    proper: int
    end: int
    name: str
    level: Level | None
    levels: frozenset[Level]
    common: bool

    @property
    def fits(self) -> bool:
        """Tell whether a unit of that name has the level that is written, if one is."""
        return self.level is None or self.level in self.levels


class Spellings(NamedTuple):
    """The ways of writing a level (`TP.` → `thành phố`), a syllable (`đắc` → `đắk`), a tone (`oà` → `òa`)."""

    levels: Mapping[str, Level]
    syllables: Mapping[str, str]
    tones: Mapping[str, str]
    written: re.Pattern[str]

    def level(self, text: str, start: int) -> tuple[Level, int] | None:
        """The level written at `start`, and where the name after it begins."""
        match = self.written.match(text, start)
        return (self.levels[match["short"] or match["full"].lower()], match.end()) if match else None

    def word(self, raw: str) -> str:
        """A word as the keys of names have it."""
        word = _MARK.sub("", raw.lower())
        if (tone := self.tones.get(word[-2:])) and word[-3:-2] != "q":
            word = word[:-2] + tone
        return self.syllables.get(word) or word.lstrip("0") or word

    def words(self, text: str, start: int, limit: int) -> Iterator[tuple[str, int]]:
        """The words of a text from `start` on, and where each ends, as far as they may belong to one name."""
        while match := _WORD.match(text, start, limit):
            yield self.word(match[0]), match.end()
            if not (gap := _GAP.match(text, match.end())):
                return
            start = gap.end()


class Table(NamedTuple):
    """The file: its lines, sorted by what a name is looked up by; what the codes of levels mean; the ways of writing.

    Lines are searched, not kept by their keys: to read eight thousand of them takes longer than a document.
    """

    lines: Sequence[str]
    codes: Mapping[str, Level]
    spellings: Spellings


class Places:
    """The units of one set, looked up by name. Made once for each set (see `units`)."""

    def __init__(self, which: Era, table: Table) -> None:
        self._which = which
        self._lines = table.lines
        self._codes = table.codes
        self._spellings = table.spellings
        self._unit = lru_cache(4096)(self._read)

    def __len__(self) -> int:
        """How many names there are, other spellings included."""
        return sum(self._unit(line.partition("\t")[0]) is not None for line in self._lines)

    def known(self, name: str) -> frozenset[Level]:
        """The levels that units of this name have; none for what no unit is called."""
        words = list(self._spellings.words(name, 0, REACH))
        unit = self._unit(" ".join(word for word, _ in words))
        return unit.levels if unit and words[-1][1] == len(name) else frozenset()

    def at(self, text: str, start: int, of: Level | None = None) -> Place | None:
        """The longest name of a unit that stands at `start`, with its level where the text writes it (`TP. Lào Cai`).

        `of` is the level that a list wrote before its first name (`các quận: 1, 3`), for a name that has none itself.
        After a level, a name that has it goes before a longer one that has not (see `Place.fits`). A name begins and
        ends with a word, its first and last word are capitalised. The time it takes does not grow with the text.
        """
        if start and text[start - 1].isalnum():
            return None
        level, proper = self._spellings.level(text, start) or (None, start)
        found = self._best(text, proper, start, level) if level else None
        return found or self._best(text, start, start, of)

    def _best(self, text: str, proper: int, start: int, level: Level | None) -> Place | None:
        """The best of the names that begin at `proper`."""
        best: Place | None = None
        for key, end in reversed(self._keys(text, proper)):
            unit = self._unit(key)
            if unit and (level or not unit.dependent) and _EDGE.match(text, end) and _capital(text, proper, end):
                place = Place(start, proper, end, unit.name, level, unit.levels, unit.common)
                if place.fits:
                    return place
                best = best or place
        return best

    def _keys(self, text: str, start: int) -> list[tuple[str, int]]:
        """What may be the key of a name, the shortest first, and where each ends."""
        keys: list[tuple[str, int]] = []
        for word, end in self._spellings.words(text, start, start + REACH):
            if len(keys) == MOST or not (keys or self._begins(word)):
                break
            keys.append((f"{keys[-1][0]} {word}" if keys else word, end))
        return keys

    def _begins(self, word: str) -> bool:
        """Tell whether a name begins with a word."""
        at = bisect_left(self._lines, word)
        return at < len(self._lines) and self._lines[at].startswith((f"{word} ", f"{word}\t"))

    def _read(self, key: str) -> Unit | None:
        """What the table says of a name; nothing where no unit of the set has it."""
        at = bisect_left(self._lines, f"{key}\t")
        if at == len(self._lines) or not self._lines[at].startswith(f"{key}\t"):
            return None
        _, name, old, new, remark = self._lines[at].split("\t")
        levels = old if self._which == "old" else new if self._which == "new" else old + new
        codes = frozenset(self._codes[code] for code in levels)
        return Unit(name, codes, "*" in remark, "!" in remark) if levels else None


def units(date: str | None = None) -> Places:
    """The units of a document's day, in EDTF (`2024-03-05`, `2023-02-XX`); both sets where that is open."""
    return _places(era(date))


def era(date: str | None) -> Era:
    """Which set a day belongs to: all of `2024-XX-XX` is old, `2025-XX-XX` may be either."""
    if not date or not _EDTF.fullmatch(date):
        return "both"
    if (date.replace("X", "9") + "-99-99")[:10] < TURN:
        return "old"
    return "new" if (date.replace("X", "0") + "-01-01")[:10].replace("-00", "-01") >= TURN else "both"


@cache
def _places(which: Era) -> Places:
    return Places(which, _table())


@cache
def _table() -> Table:
    """Read the file."""
    table = get_data("congvan.places", "units.txt") or b""  # importlib.resources takes 10 ms more
    first, _, rest = table.decode("utf-8").replace("\r\n", "\n").partition("\n\n")
    signed = {sign: [line[1:].split("\t") for line in first.splitlines() if line[0] == sign] for sign in "@=^"}
    official: dict[str, Level] = {level: level for level in get_args(Level)}
    codes = {code: official[level] for code, level, _, _ in signed["@"]}
    full = {form: codes[code] for code, _, forms, _ in signed["@"] for form in forms.split("|")}
    short = {form: codes[code] for code, _, _, forms in signed["@"] for form in forms.split("|") if form}
    syllables, tones = ({other: one for one, forms in signed[sign] for other in forms.split("|")} for sign in "=^")
    written = re.compile(f"(?:(?P<short>{_any(short)}) ?|(?P<full>(?i:{_any(full)})) )(?=[^\\W_])")
    return Table(rest.splitlines(), codes, Spellings(full | short, syllables, tones, written))


def _any(forms: Iterable[str]) -> str:
    """One pattern for several words, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _capital(text: str, start: int, end: int) -> bool:
    """Tell whether the first and the last word of a name are capitalised, or numbers."""
    last = max(text.rfind(" ", start, end), text.rfind("-", start, end), start - 1) + 1
    return not (text[start].islower() or text[last].islower())
