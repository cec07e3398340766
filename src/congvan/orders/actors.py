"""Actors: who is told to act: a list of names, read from one place, and where the predicate after it begins."""

from __future__ import annotations

import regex

from congvan.bodies import Name, Names, names
from congvan.grammar import Grammars

LOOSE = frozenset(("class", "group", "post", "plain"))
"""Families of names that go on with words of no list."""
_WIDE = frozenset(("class", "group", "stranger"))
"""Families of names whose end only the predicate tells."""
_MOST = 60
"""How many names one list may hold."""
_NAME, _LINK, _VERB, _LAST, _LONG = 200, 20, 40, 16, 80
"""How far a name goes on, a link, a predicate, a last word reach. Unbounded, each match would cost the whole text."""


def _unbracketed(key: str, low: int, high: int) -> int:
    """Where a name ends without the brackets that close it."""
    if key.endswith(")", low, high):
        return max(low, key.rfind("(", low, high) - 1)
    return high


class Actors:
    """Reads lists of names in keys (tone marks folded). Made once for each grammar."""

    def __init__(self, rules: Grammars) -> None:
        self.names: Names = names(rules)
        self._rules = {rule.name: rule for rule in rules.tasks.rules}

    def pattern(self, name: str) -> regex.Pattern[str]:
        """The compiled pattern of a rule of the grammar of tasks."""
        return self._rules[name].compiled

    def people(self, key: str, at: int, *, told: bool = False) -> tuple[tuple[Name, ...], tuple[Name, ...], int]:
        """Read a list of names from `at`: who leads, who only helps (`cùng với …`), and where the list ends.

        With `told` a giver stands before: the first name may be one that no list knows.
        """
        leads: list[Name] = []
        helpers: list[Name] = []
        side, end = leads, at
        while len(leads) + len(helpers) < _MOST and (found := self._next(key, at, told or bool(leads))):
            if found[0].family == "stranger" and side and self._goes_on(key, side[-1], found[0]):
                end = found[0].end
                side[-1] = side[-1]._replace(end=end, ranges=(*side[-1].ranges[:-1], (side[-1].ranges[-1][0], end)))
            else:
                *rest, last = self._related(key, found)
                last = self._tailed(key, last)
                end = last.end
                if last.family == "class" and key.startswith(": ", end) and self.names.at(key, end + 2):
                    at = end + 2
                    continue
                side.extend((*rest, last))
            link = self._rules["link"].compiled.match(key, end, end + _LINK)
            if not link:
                break
            if self._rules["helper-link"].compiled.match(key, end, end + _LINK):
                side = helpers
            at = link.end()
        return tuple(leads), tuple(helpers), end

    def addressed(self, key: str) -> tuple[Name, ...]:
        """Who a printed addressee is: the item itself where no list knows a name in it."""
        return self.people(key, 0)[0] or (Name(0, len(key), ((0, len(key)),), "whole"),)

    def _related(self, key: str, found: tuple[Name, ...]) -> tuple[Name, ...]:
        """`Giám đốc các Công ty, đơn vị liên quan`: who has no such post stands beside it."""
        *rest, last = found
        match = self._rules["related"].compiled.search(key, last.start, last.end) if last.family == "post" else None
        if match is None:
            return found
        beside = Name(match.start("rest"), last.end, (match.span("rest"),), "group")
        post = last._replace(end=match.start(), ranges=(*last.ranges[:-1], (last.ranges[-1][0], match.start())))
        return (*rest, post, beside)

    def _next(self, key: str, at: int, strange: bool) -> tuple[Name, ...]:
        found = self.names.at(key, at) or self._class(key, at)
        return found or (self.stranger(key, at) if strange else self._acronym(key, at))

    def _acronym(self, key: str, at: int) -> tuple[Name, ...]:
        """A short name that no list knows, at the head of a list: a known name must stand beside it."""
        match = self._rules["acronym"].compiled.match(key, at, at + _LINK)
        link = self._rules["link"].compiled.match(key, match.end(), match.end() + _LINK) if match else None
        known = match and link and self.names.at(key, link.end())
        return (Name(at, match.end(), (match.span(),), "body"),) if match and known else ()

    def _goes_on(self, key: str, last: Name, new: Name) -> bool:
        """Tell whether an unknown name goes on with the class before it (`các trường đại học, viện nghiên cứu`)."""
        return last.family in LOOSE and not self._rules["class-word"].compiled.match(key, new.start, new.end)

    def _tailed(self, key: str, name: Name) -> Name:
        """A loose name with the words that mark it off, up to the predicate."""
        if name.family not in LOOSE and name.family != "stranger":
            note = self._rules["note"].compiled.match(key, name.end, name.end + _NAME)
            return name._replace(end=note.end() - 1) if note else name
        tail = self._rules["tail"].compiled.match(key, name.end, name.end + _NAME)
        if not tail:
            return name
        spelled = _unbracketed(key, name.end, tail.end())
        return name._replace(end=tail.end(), ranges=(*name.ranges[:-1], (name.ranges[-1][0], spelled)))

    def _class(self, key: str, at: int) -> tuple[Name, ...]:
        """A class of bodies or persons that no list knows, as it stands (`các chủ rừng`, `quý phụ huynh`)."""
        match = self._rules["class"].compiled.match(key, at, at + 80)
        return (Name(at, match.end(), (match.span(),), "stranger"),) if match else ()

    def stranger(self, key: str, at: int) -> tuple[Name, ...]:
        """A name that no list knows, where names are told: more names must follow it, or a predicate."""
        match = self._rules["stranger"].compiled.match(key, at, at + 120)
        if not match:
            return ()
        link = self._rules["link"].compiled.match(key, match.end(), match.end() + _LINK)
        goes_on = link and (
            self.names.at(key, link.end()) or self._rules["stranger"].compiled.match(key, link.end(), link.end() + 120)
        )
        if not goes_on and not key.startswith(": ", match.end()) and self.predicate(key, match.end()) is None:
            return ()
        family = "body" if self.names.heads(key, at) else "stranger"
        return (Name(at, match.end(), (match.span(),), family),)

    def predicate(self, key: str, at: int) -> int | None:
        """Where the predicate begins that follows a list of names, if one does."""
        while key.startswith((" ", ","), at):
            at += 1
        if self._rules["predicate"].compiled.match(key, at, at + _VERB):
            return at
        return at if self._rules["timed-predicate"].compiled.match(key, at, at + _LONG) else None

    def acting(
        self, key: str, at: int, *, told: bool = False, firm: bool = False
    ) -> tuple[tuple[Name, ...], tuple[Name, ...], int | None]:
        """Read names and the predicate after them: who leads, who helps, where it begins (None where none does).

        With `firm` any word opens the predicate that follows a proper name: a list of things to do is open.
        """
        leads, helpers, end = self.people(key, at, told=told)
        if not leads:
            return (), (), None
        verb = self.predicate(key, end + (told and key.startswith(":", end)))
        if (verb is None or self._swallowed(key, leads[-1], verb)) and (wider := self._wider(key, leads, end)):
            return wider
        if verb is not None and self._rules["governed"].compiled.search(key, max(leads[-1].start, end - _LAST), end):
            verb = None
        loose = leads[-1].family in LOOSE or leads[-1].family == "stranger"
        if verb is None and (told or (firm and not loose)) and self.any_verb(key, end):
            verb = end + 1
        if verb is None and firm and key.startswith(": ", end):
            verb = end + 2 if key[end + 2 : end + 3].isupper() else self.predicate(key, end + 2)
        return leads, helpers, verb

    def any_verb(self, key: str, end: int) -> bool:
        """Tell whether a word that may be a verb follows."""
        return key.startswith(" ", end) and bool(self._rules["any-verb"].compiled.match(key, end + 1, end + 20))

    def _swallowed(self, key: str, last: Name, verb: int) -> bool:
        """Tell whether a verb belongs to the noun before it (`có tỷ lệ giải ngân thấp`): no predicate yet."""
        low = max(last.start, last.end - _LAST)
        if last.family not in _WIDE or not self._rules["swallowed"].compiled.search(key, low, last.end):
            return False
        match = self._rules["predicate"].compiled.match(key, verb, verb + _VERB)
        return match is not None and match["sure"] is None

    def _wider(
        self, key: str, leads: tuple[Name, ...], end: int
    ) -> tuple[tuple[Name, ...], tuple[Name, ...], int] | None:
        """A class read up to its predicate as it stands: with what is listed after it, or with a clause."""
        first, last = leads[0], leads[-1]
        if first.family in _WIDE:
            rest = self._rules["class-rest"].compiled.match(key, first.end, first.end + _NAME)
            if rest and (verb := self.predicate(key, rest.end())) is not None:
                return (self._as_it_stands(first, rest.end()),), (), verb
        if last.family in _WIDE:
            late = self._rules["late-verb"].compiled.match(key, end, end + _NAME)
            if late:
                return (*leads[:-1], self._as_it_stands(last, late.start("verb") - 1)), (), late.start("verb")
        return None

    def listed(self, key: str, name: Name, high: int) -> Name | None:
        """A name with what is listed after it up to the end of a heading, as it stands; None where more follows."""
        rule = "class-rest" if name.family in _WIDE else "name-rest"
        rest = self._rules[rule].compiled.match(key, name.end, min(high, name.end + _NAME))
        if not rest or rest.end() == name.end or key[rest.end() : high].strip(" .:;"):
            return None
        return self._as_it_stands(name, rest.end()) if name.family in _WIDE else name.stretched(rest.end())

    def _as_it_stands(self, name: Name, end: int) -> Name:
        ranges = (*name.ranges[:-1], (name.ranges[-1][0], end))
        return name._replace(end=end, ranges=ranges, family="stranger")
