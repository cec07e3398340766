"""Bodies: where a text names a body, a post, a group or a person.

A trigger finds the words a name may begin with (`heads`); the grammar reads the name from there. A name that is put
together from pieces (`các Sở: Tài chính, Nội vụ`) remembers its pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from congvan.bodies.endings import LONGEST, Endings
from congvan.bodies.heads import Heads
from congvan.bodies.kinds import Kinds
from congvan.bodies.posts import ORGANIZED, Posts
from congvan.grammar import Grammars
from congvan.mentions import Mention, Name
from congvan.record import Span
from congvan.seats import Seats

__all__ = ["Mention", "Name", "Names", "names"]

DEEPEST = 4
"""How many names may stand inside a name (`Chủ tịch` of `UBND` of `tỉnh`): hostile text nests without end."""
_SHORT = 60
_LOUD = 500
"""Up to what length a text in capitals is read as names."""
_QUIET = frozenset(("body", "plain", "group", "person"))
"""Families that are not read in a text in capitals: there any word could begin a proper name."""


_MOST = 500
"""How many places are remembered, with what was read there: orders ask for one more than once."""
_WHOLE = frozenset(("council", "whole", "chief"))
"""Families whose names are words of a list as they stand."""


class Names:
    """Finds names in keys. Made once for each grammar (see `names`)."""

    def __init__(self, rules: Grammars) -> None:
        grammar = rules.parties
        self._rules = {rule.name.split(".")[-1]: rule for rule in grammar.family("name")}
        self._heads = Heads(grammar)
        self._endings = Endings(rules, self._heads.trigger)
        self._seats = Seats(grammar)
        self._posts = Posts(grammar, self._seats, self)
        self._kinds = Kinds(grammar, self)
        self._law = grammar["law-title"]
        self._place = grammar["place.one"]
        self._joint = grammar["joint-council"]
        self._sharing = grammar["sharing-place"]
        self._parent = grammar["parent"]
        self._listing = grammar["listing"]
        self._numbers = grammar["numbers"]
        self._organs = frozenset(grammar.lists["organs"])
        self._levels = frozenset(grammar.lists["levels"])
        self._level_before = tuple(f"{word} " for word in (*grammar.lists["levels"], *grammar.lists["streets"]))
        self._links = tuple(grammar.lists["links"])
        self._seated = tuple(grammar.lists["seated"])
        self._read: dict[tuple[str, int, int, bool], tuple[Name, ...]] = {}

    def scan(self, key: str) -> Iterator[Name]:
        """Every name in a text, left to right, the longest where several begin."""
        loud = len(key) < _LOUD and key.isupper() and len(key.title()) == len(key)
        if loud:
            key = key.title()
        laws = [match.span() for match in self._law.compiled.finditer(key)] if "uật " in key or "lệnh " in key else []
        at, after = 0, self._heads.trigger.after
        while head := after(key, at):
            start, at = head
            found = self._from(key, start, at)
            if found and not (loud and found[0].family in _QUIET) and not (laws and _within(start, laws)):
                yield from found
                at = max(name.end for name in found)

    def at(self, key: str, start: int, depth: int = 0, *, led: bool = False) -> tuple[Name, ...]:
        """The name that begins at `start` (several where it stands for a list), or nothing.

        `led` tells that a post or an honorific stands before it: then a person's name may follow it.
        """
        place = (key, start, depth, led)
        found = self._read.get(place)
        if found is None:
            end = self._heads.trigger.at(key, start) if depth < DEEPEST else 0
            if len(self._read) >= _MOST:
                self._read.clear()
            found = self._read[place] = self._from(key, start, end, depth + 1, led=led) if end else ()
        return found

    def heads(self, key: str, start: int) -> bool:
        """Tell whether a word that names begin with stands at `start`."""
        return bool(self._heads.trigger.at(key, start))

    def alone(self, key: str, start: int, end: int) -> bool:
        """Tell whether a word that names begin with stands for a body by itself: a mark or a predicate follows it."""
        if not self._heads.stands(key, start) or self._listing.compiled.match(key, end, end + _SHORT):
            return False
        return self._endings.stops(key, end)

    def ends(self, key: str, end: int) -> bool:
        """Tell whether a name surely ends at a place: a mark or a predicate follows."""
        return self._endings.stops(key, end)

    def council(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        """The council, committee or authority that begins at `start`, with its place; nothing where none does."""
        end = self._heads.trigger.at(key, start)
        known = end and "council" in self._heads.families[key[start:end]]
        return self._one(key, start, end, "council", depth, led=True) if known else ()

    # ------------------------------------------------------------------ one name

    def _from(self, key: str, start: int, end: int, depth: int = 1, *, led: bool = False) -> tuple[Name, ...]:
        """The names that begin with the head `[start, end)`."""
        if not self._heads.opens(key, start, end):
            return ()
        found: tuple[Name, ...] = ()
        for family in self._heads.families[key[start:end]]:
            if family == "honorific":
                return self._posts.many(key, start, self._posts.honoured(key, start, end, depth))
            if family == "person":
                found = self._bare_person(key, start, depth)
            elif family == "class":
                found = self._kinds.led(key, start, end, depth)
            elif family not in ("field", "body") or self._heads.names_body(key, start, end):
                found = self._one(key, start, end, family, depth, led=led)
            if found:
                return found
        return ()

    def _bare_person(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        """A person without post or honorific: three syllables at least, and no place."""
        found = self._posts.person(key, start, depth)
        if found and (key.count(" ", *found[0].ranges[0]) < 2 or key.endswith(self._level_before, 0, start)):
            return ()
        return found

    def _one(self, key: str, start: int, end: int, family: str, depth: int, *, led: bool) -> tuple[Name, ...]:
        """The name of a family whose head is `[start, end)`; what the trigger knows whole is not read again."""
        match = None if family in _WHOLE else self._rules[family].compiled.match(key, start, start + LONGEST)
        if not match and family not in _WHOLE:
            return ()
        end = match.end() if match else end
        name = Name(start, end, ((start, end),), family)
        if family == "post":
            return self._posts.of(key, name, depth)
        if family == "group":
            return self._kinds.group(key, name, depth)
        if family in ("chief", "whole"):
            name = self._of_last(key, name, depth)
            return self._posts.held(key, (name,)) if family == "chief" else (name,)
        if family == "body" and match:
            name = self._endings.ended(key, name, match.end("head"))
        elif family == "field":
            name = self._endings.longer(key, name)
        return self._counted(key, self._placed(key, name, depth, led=led))

    def _of_last(self, key: str, name: Name, depth: int) -> Name:
        """`Thanh tra tỉnh` goes on with the name of its province, `Văn phòng Sở` with that of its department."""
        last = key.rfind(" ", name.start, name.end)
        if last < 0 or not key.startswith(" ", name.end):
            return name
        if key[last + 1 : name.end] in self._levels:
            match = self._place.compiled.match(key, last, last + _SHORT)
            return name.stretched(match.end()) if match else name
        inner = self.at(key, last + 1, depth)
        longer = len(inner) == 1 and inner[0].family in ORGANIZED and inner[0].end > name.end
        return name.stretched(inner[0].end) if longer else name

    # ------------------------------------------------------------------ places and parents

    def _placed(self, key: str, name: Name, depth: int, *, led: bool) -> tuple[Name, ...]:
        """A body grows by its place, or by the body above it; over a list of places it is one body for each."""
        if not key.startswith((" ", ",", "-"), name.end):
            return (name,)
        organ = key[name.start : name.end].casefold() in self._organs
        if organ and (both := self._joint.compiled.match(key, name.end, name.end + _SHORT)):
            name = name.stretched(both.end())
        elif name.family == "council" and (shared := self._shared(key, name, depth, led=led)):
            return shared
        if not key.startswith(" ", name.end):
            return (name,)
        if seated := self._seats.after(key, name, led=led):
            return seated
        above = self.at(key, name.end + 1, depth, led=led)
        if len(above) == 1 and above[0].family in (ORGANIZED if organ else ("council", "whole")):
            return (name.stretched(above[0].end),)
        parent = self._parent.compiled.match(key, name.end, name.end + _SHORT) if name.family != "council" else None
        inner = self.at(key, parent.end(), depth, led=led) if parent else ()
        return (name.stretched(inner[0].end) if len(inner) == 1 else name,)

    def _counted(self, key: str, found: tuple[Name, ...]) -> tuple[Name, ...]:
        """`Đội 1, 2 và 3`: one body for each number, the head put back; nothing may follow that they would count."""
        name = found[0]
        if len(found) > 1 or not key[name.end - 1].isdigit() or not key.startswith(self._links, name.end):
            return found
        match = self._numbers.compiled.match(key, name.end, name.end + _SHORT)
        if not match or not self._endings.stops(key, match.end()):
            return found
        head = (name.start, key.rfind(" ", name.start, name.end))
        others = (Name(*span, (head, span), name.family) for span in match.spans("number"))
        return (name._replace(ranges=(head, (head[1] + 1, name.end))), *others)

    def _shared(self, key: str, name: Name, depth: int, *, led: bool) -> tuple[Name, ...]:
        """`HĐND, UBND xã`: the place printed after the second is the first one's too."""
        linked = key.startswith(self._links, name.end)
        link = self._sharing.compiled.match(key, name.end, name.end + _SHORT) if linked else None
        if not link or key.endswith(self._seated, name.start, name.end):
            return ()
        others = self.at(key, link.start("other"), depth, led=led)
        if len(others) > 1 and len(others[0].ranges) == 2:
            return (name._replace(ranges=(*name.ranges, others[0].ranges[-1])), *others)
        if len(others) != 1 or len(others[0].ranges) > 1 or not self._seats.starts(key, link.end("other")):
            return ()
        place = (link.end("other") + 1, others[0].end)
        return (name._replace(ranges=(*name.ranges, place)), others[0])


def _within(at: int, ranges: list[Span]) -> bool:
    """Tell whether a place lies in one of ranges that are sorted and apart."""
    before = bisect_right(ranges, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < ranges[before][1]


_MADE: dict[str, Names] = {}


def names(rules: Grammars) -> Names:
    """The finder of names for a set of grammars; made once."""
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Names(rules)
    return _MADE[rules.digest]
