"""Seats: the places that a body's or a post's name goes on with (`UBND các xã: Hòa Phú, Tân Lập`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

import regex

from congvan.grammar import Grammar
from congvan.mentions import Name, joined
from congvan.places import Level, units
from congvan.record import Span
from congvan.tries import first_words, word_at

LONGEST = 160
"""How far a place, or the words that open a list of places, may reach."""
_TOWN = 60
_OPENINGS = ("levels", "level_words", "determiners")
"""Lists whose words a place begins with, where it does not begin with its name."""
_HIGHEST = ("tỉnh", "thành phố", None)
_MOST = 200
"""How many places one list may hold: there are 168 communes and wards in the largest city."""


class Seats:
    """Reads places in keys, right after a name."""

    def __init__(self, grammar: Grammar) -> None:
        self._place = {name: grammar[f"place.{name}"] for name in ("list", "class", "one")}
        self._led = grammar["led-place"]
        self._person = grammar["person"]
        self._town = grammar["town"]
        self._listed = grammar["town-listed"]
        self._level = grammar["town-level"]
        self._next = grammar["next"]
        self._openings = first_words(word for name in _OPENINGS for word in grammar.lists[name])
        self._levels = frozenset(grammar.lists["levels"])
        self._governed = frozenset(grammar.lists["governed"])
        self._provinces = (*grammar.lists["provinces"], *grammar.lists["cities"])
        self._ranks = dict(line.split(" = ") for line in grammar.lists["ranks"])

    def after(self, key: str, name: Name, *, led: bool) -> tuple[Name, ...]:
        """The name with its place, one for each place of a list; nothing where no place follows.

        `led` tells that a person's name may follow the place, as it does after a post.
        """
        end, word = name.end, word_at(key, name.end + 1)
        first, opens = key[end + 1 : end + 2], word in self._openings
        if not (first.isupper() or first.isdigit() or opens):
            return ()
        listed = first.isdigit() or (opens and not self._is_one(key, end, word))
        if listed and (several := self._several(key, name)):
            return several
        if known := self._known(key, name, led=led):
            return (name.stretched(known),)
        if match := (self._led if led else self._place["one"]).compiled.match(key, end, end + LONGEST):
            return (name.stretched(self._before_person(key, match) if led else match.end()),)
        if name.family != "post" and (match := self._town.compiled.match(key, end + 1, end + _TOWN)):
            return (name.stretched(match.end()),)
        return ()

    def _is_one(self, key: str, end: int, word: str) -> bool:
        """Tell, at little cost, that a proper name follows a level (`tỉnh Sông Thương`): neither a list nor a class."""
        end += len(word) + 1
        return word in self._levels and key.startswith(" ", end) and key[end + 1 : end + 2].isupper()

    def _several(self, key: str, name: Name) -> tuple[Name, ...]:
        """The name with each place of a list, or with a class of places; nothing where neither follows."""
        end = name.end
        if match := self._place["list"].compiled.match(key, end, end + LONGEST):
            places = tuple(self._towns(key, match.end(), match.span("level")))
            if len(places) > 1 or (places and ":" in match[0]):
                return tuple(self._at_town(key, name, match, *place) for place in places)
        match = self._place["class"].compiled.match(key, end, end + LONGEST)
        return (name.stretched(match.end()),) if match else ()

    def _known(self, key: str, name: Name, *, led: bool) -> int:
        """Where the unit ends that the table knows after a name: with its level, or bare and nothing else; or 0.

        A unit's name may be the beginning of a longer one; that of a province is whole.
        """
        place = units().at(key, name.end + 1)
        if not place or not place.fits or (place.level is None and (place.common or name.family == "post")):
            return 0
        if not (key.startswith(" ", place.end) and key[place.end + 1 : place.end + 2].isupper()):
            return place.end
        whole = place.level in _HIGHEST and place.name in self._provinces
        return place.end if whole or (led and self._person.compiled.match(key, place.end + 1, place.end + _TOWN)) else 0

    def starts(self, key: str, at: int) -> bool:
        """Tell whether a place, or a class of places, begins at `at`."""
        return any(self._place[form].compiled.match(key, at, at + LONGEST) for form in ("one", "class"))

    def _before_person(self, key: str, place: regex.Match[str]) -> int:
        """`Chủ tịch UBND tỉnh Võ An`: what no province is called is the name of a person."""
        level, _, proper = place[0].strip().partition(" ")
        if not proper or level.casefold() not in self._governed:
            return place.end()
        start = place.end() - len(proper)
        known = max((len(one) for one in self._provinces if key.startswith(one, start)), default=0)
        if known:
            return start + known
        return start - 1 if self._person.compiled.fullmatch(proper) else place.end()

    def _towns(self, key: str, start: int, level: Span) -> Iterator[tuple[Span, Span]]:
        """The places of a list, each with the word that tells its level, which may change on the way."""
        for _ in range(_MOST):
            if changed := self._level.compiled.match(key, start, start + _TOWN):
                if self._rank(key, level) != self._rank(key, changed.span("level")):
                    return
                level, start = changed.span("level"), changed.end()
            end = self._one_of(key, start, level)
            if not end:
                return
            yield level, (start, end)
            after = self._next.compiled.match(key, end, end + 8)
            if not after:
                return
            start = after.end()

    def _one_of(self, key: str, start: int, level: Span) -> int:
        """Where the place ends that begins at `start` in a list under a level; 0 where none begins."""
        word = key[slice(*level)].lower()
        place = units().at(key, start, cast(Level, word) if word in get_args(Level) else None)
        if place and place.fits and place.proper == start:
            return place.end
        match = self._listed.compiled.match(key, start, start + _TOWN)
        return match.end() if match else 0

    def _rank(self, key: str, level: Span) -> str:
        word = key[slice(*level)].casefold()
        return self._ranks.get(word, word)

    def _at_town(self, key: str, name: Name, match: regex.Match[str], level: Span, place: Span) -> Name:
        if level == match.span("level") and match["other"]:
            known = units().known(key[slice(*place)])
            levels = (level, *match.spans("other"))
            level = next((span for span in levels if key[slice(*span)].lower() in known), level)
        return Name(name.start, place[1], joined((*name.ranges, level, place)), name.family)
