"""Bodies: where a text names a body, a post, a group or a person.

One compiled trigger finds the words a name may begin with; the grammar reads the name from there. A name that is put
together from pieces (`các Sở: Tài chính, Nội vụ`) remembers its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from congvan.grammar import Grammar, Grammars
from congvan.mentions import Mention, Name, joined
from congvan.seats import Seats
from congvan.tries import trie

__all__ = ["Mention", "Name", "Names", "names"]

DEEPEST = 4
"""How many names may stand inside a name (`Chủ tịch` of `UBND` of `tỉnh`): hostile text nests without end."""
LONGEST = 400
"""How far a name may reach: the longest names of bodies have 200 letters."""
_SHORT = 60
_LOUD = 500
"""Up to what length a text in capitals is read as names."""
_LISTS = {
    "chiefs": ("chief",), "whole_names": ("whole",), "councils": ("council", "plain"),
    "body_heads": ("field", "body", "plain"), "posts": ("post",), "determiners": ("class",),
    "groups": ("plain", "group"), "honorifics": ("honorific",), "surnames": ("person",),
}  # fmt: skip
_PROPER = ("chiefs", "councils", "whole_names", "surnames")
"""Lists whose words are never written small."""
_ORGANIZED = frozenset(("council", "field", "body", "plain", "whole"))
_OFFICES = frozenset(("council", "field", "body", "plain", "class", "whole", "group"))


class Names:
    """Finds names in keys. Made once for each grammar (see `names`)."""

    def __init__(self, rules: Grammars) -> None:
        grammar = rules.parties
        self._rules = {rule.name.split(".")[-1]: rule.compiled for rule in grammar.family("name")}
        self._patterns = {rule.name: rule.compiled for rule in grammar.rules}
        self._seats = Seats(grammar)
        self._families = _families(grammar)
        self._trigger = re.compile(rf"(?<!\w){trie(self._families)}(?!\w)")
        self._bare = frozenset(grammar.lists["bare_posts"])
        self._false = tuple(grammar.lists["false_heads"])
        self._unnames = tuple(grammar.lists["false_names"])
        self._fillers = _openings(grammar, "fillers")
        self._several = _openings(grammar, "classes", "groups", "body_heads", "councils", "posts", "chiefs", "whole_names")
        self._organs = frozenset(grammar.lists["organs"])
        self._level_before = tuple(f"{level} " for level in grammar.lists["levels"])
        self._levels = frozenset(grammar.lists["levels"])
        self._seated = tuple(grammar.lists["seated"])
        self._many = re.compile(rf"{trie(grammar.lists['determiners'])} ")
        self._verb = _verbs(rules)
        self._nominal = frozenset(grammar.lists["nominal_verbs"])
        self._parts = tuple(grammar.lists["council_parts"])
        self._inner = tuple(f" {words}" for words in grammar.lists["inner"])

    # ------------------------------------------------------------------ where names begin

    def scan(self, key: str) -> Iterator[Name]:
        """Every name in a text, left to right, the longest where several begin."""
        loud = len(key) < _LOUD and key.isupper() and len(key.title()) == len(key)
        if loud:
            key = key.title()
        at, search = 0, self._trigger.search
        titles = [match.span() for match in self._patterns["law-title"].finditer(key)] if "uật " in key else ()
        while head := search(key, at):
            found = self._from(key, head)
            if found and (
                (loud and found[0].family in ("body", "plain", "group", "person"))
                or any(start <= head.start() < end for start, end in titles)
            ):
                found = ()
            if found:
                yield from found
                at = max(name.end for name in found)
            else:
                at = head.end()

    def at(self, key: str, start: int, depth: int = 0, *, led: bool = False) -> tuple[Name, ...]:
        """The name that begins at `start` (several where it stands for a list), or nothing.

        `led` tells that a post or an honorific stands before it: then a person's name may follow it.
        """
        head = self._trigger.match(key, start) if depth < DEEPEST else None
        return self._from(key, head, depth + 1, led=led) if head else ()

    def heads(self, key: str, start: int) -> bool:
        """Tell whether a word that names begin with stands at `start`."""
        return bool(self._trigger.match(key, start))

    def _from(self, key: str, head: re.Match[str], depth: int = 1, *, led: bool = False) -> tuple[Name, ...]:
        start, end = head.span()
        families = self._families[head[0]]
        if not self._goes_on(key, end, families) or self._misread(key, start, end):
            return ()
        found: tuple[Name, ...] = ()
        for family in families:
            if family == "honorific":
                return self._honoured(key, end, depth)
            if family == "person":
                found = self._a_person(key, start, depth)
                if found and (key.count(" ", *found[0].ranges[0]) < 2 or key.endswith(self._level_before, 0, start)):
                    found = ()
            elif family == "class":
                found = self._list_of(key, start, depth) or self._class(key, start, end, depth)
            elif family not in ("field", "body") or self._opens(key, start, end):
                found = self._one(key, start, family, depth, led=led)
            if found:
                return found
        return ()

    def _one(self, key: str, start: int, family: str, depth: int, *, led: bool) -> tuple[Name, ...]:
        match = self._rules[family].match(key, start, start + LONGEST)
        if not match:
            return ()
        name = Name(start, match.end(), (match.span(),), family)
        if family == "post":
            return self._of_post(key, name, depth)
        if family == "group":
            return (self._of_group(key, name, depth),)
        if family in ("chief", "whole"):
            name = self._at_level(key, name, depth)
            return self._with_person(key, (name,)) if family == "chief" else (name,)
        if family == "body":
            name = self._ended(key, name, match.end("head"))
        elif family == "field":
            name = self._longer(key, name)
        return self._placed(key, name, depth, led=led)

    def _at_level(self, key: str, name: Name, depth: int) -> Name:
        """`Thanh tra tỉnh` goes on with the name of its province, `Văn phòng Sở` with that of its department."""
        last = key.rfind(" ", name.start, name.end)
        if last < 0 or not key.startswith(" ", name.end):
            return name
        if key[last + 1 : name.end] in self._levels:
            match = self._patterns["place.one"].match(key, last, last + _SHORT)
            return name.stretched(match.end()) if match else name
        inner = self.at(key, last + 1, depth)
        longer = len(inner) == 1 and inner[0].family in _ORGANIZED and inner[0].end > name.end
        return name.stretched(inner[0].end) if longer else name

    # ------------------------------------------------------------------ groups and persons

    def _of_group(self, key: str, name: Name, depth: int) -> Name:
        """`đại biểu Hội đồng nhân dân Thành phố`, `giáo viên các trường`: the body they are of belongs to the name."""
        if key.startswith(" ", name.end):
            inner = self.at(key, name.end + 1, depth)
            if len(inner) == 1 and inner[0].family in ("council", "field", "body", "whole", "class"):
                return name.stretched(inner[0].end)
        return self._marked(key, name, depth)

    def _honoured(self, key: str, end: int, depth: int) -> tuple[Name, ...]:
        while key.startswith((" ", ".", ":"), end):
            end += 1
        found = self._a_person(key, end, depth) or self.at(key, end, depth, led=True)
        return found or self._a_person(key, end, depth, any_name=True)

    def _a_person(self, key: str, start: int, depth: int, *, any_name: bool = False) -> tuple[Name, ...]:
        """A person, and the posts printed after the name, which belong to it."""
        match = self._patterns["person-any" if any_name else "person"].match(key, start, start + _SHORT)
        if not match:
            return ()
        end = match.end()
        while after := self._patterns["title"].match(key, end, end + 8):
            post = self.at(key, after.end(), depth)
            if not post or post[0].family not in ("post", "chief") or post[-1].kind == "person":
                break
            end = post[-1].end
        return (Name(start, end, (match.span(),), "person"),)

    def _with_person(self, key: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        if len(names) == 1 and key.startswith(" ", names[0].end):
            match = self._patterns["person"].match(key, names[0].end + 1, names[0].end + _SHORT)
            if match:
                one = names[0]
                return (Name(one.start, match.end(), joined((*one.ranges, match.span())), "person"),)
        return names

    # ------------------------------------------------------------------ posts

    def _of_post(self, key: str, post: Name, depth: int) -> tuple[Name, ...]:
        """A post and the body it belongs to; one for each body where bodies are listed."""
        if inside := self._inside(key, post, depth):
            return self._with_person(key, (inside,))
        if key.startswith(" ", post.end):
            inner = self.at(key, post.end + 1, depth, led=True)
            if inner and inner[0].family in _OFFICES:
                head = (post.start, post.end)
                posts = tuple(Name(post.start, name.end, joined((head, *name.ranges)), "post") for name in inner)
                return self._with_person(key, self._repeated(key, post, posts, depth))
        placed = self._seats.after(key, post, led=True) if key.startswith(" ", post.end) else ()
        if placed:
            return self._with_person(key, placed)
        if both := self._with_deputy(key, post, depth):
            return both
        return () if key[post.start : post.end] in self._bare else self._with_person(key, (post,))

    def _repeated(self, key: str, post: Name, posts: tuple[Name, ...], depth: int) -> tuple[Name, ...]:
        """`Bí thư Tỉnh ủy, Thành ủy`: the post is that of each committee."""
        if len(posts) > 1 or not key.endswith(self._seated, post.end, posts[0].end):
            return posts
        link = self._patterns["next"].match(key, posts[0].end, posts[0].end + 8)
        other = self._one(key, link.end(), "council", depth, led=True) if link else ()
        if len(other) != 1 or not key.endswith(self._seated, other[0].start, other[0].end):
            return posts
        return (*posts, Name(other[0].start, other[0].end, ((post.start, post.end), *other[0].ranges), "post"))

    def _inside(self, key: str, post: Name, depth: int) -> Name | None:
        """`Trưởng phòng Nội vụ`: the last word of a post may be the first of the body's name."""
        last = key.rfind(" ", post.start, post.end)
        if last < 0 or not key.startswith(" ", post.end):
            return None
        for start in (key.rfind(" ", post.start, last) + 1, last + 1):
            inner = self.at(key, start, depth, led=True) if start > post.start else ()
            if len(inner) == 1 and inner[0].end > post.end and inner[0].family in _ORGANIZED:
                return post.stretched(inner[0].end)
        return None

    def _with_deputy(self, key: str, post: Name, depth: int) -> tuple[Name, ...]:
        """`Chủ tịch, các Phó Chủ tịch UBND tỉnh`: the body printed after the deputies is the chief's too."""
        link = self._patterns["deputy"].match(key, post.end, post.end + 40)
        deputies = self.at(key, link.start("post"), depth) if link else ()
        if not link or len(deputies) != 1 or deputies[0].family != "post":
            return ()
        head = self._rules["post"].match(key, link.start("post"), link.start("post") + _SHORT)
        office = (head.end() + 1, deputies[0].end) if head else (0, 0)
        if not head or office[0] >= office[1] or len(deputies[0].ranges) > 1:
            return ()
        if self._many.match(key[slice(*office)].casefold()):
            return ()
        start = link.start("led") if link["led"] else deputies[0].start
        return (
            post._replace(ranges=(*post.ranges, office)),
            deputies[0]._replace(start=start, ranges=((start, deputies[0].end),)),
        )

    # ------------------------------------------------------------------ classes and lists

    def _class(self, key: str, start: int, end: int, depth: int) -> tuple[Name, ...]:
        match = self._rules["class"].match(key, start, start + LONGEST)
        if match:
            return (self._marked(key, Name(start, match.end(), (match.span(),), "class"), depth),)
        inner = self.at(key, end + 1, depth) if key.startswith(" ", end) else ()
        if len(inner) == 1 and inner[0].kind == "organization":
            return (self._marked(key, self._led(start, inner[0]), depth)._replace(family="class"),)
        return tuple(self._led(start, name) for name in inner[:1]) + inner[1:]

    def _led(self, start: int, name: Name) -> Name:
        """`các Phó Chủ tịch UBND huyện`: the determiner belongs to the name."""
        return name._replace(start=start, ranges=joined(((start, name.start - 1), *name.ranges)))

    def _marked(self, key: str, name: Name, depth: int) -> Name:
        """A class grows by what marks it off: `liên quan`, `trên địa bàn huyện`, `của Hội đồng nhân dân`."""
        end = name.end
        for _ in range(4):
            parent = self._patterns["parent"].match(key, end, end + 12)
            inner = self.at(key, parent.end(), depth) if parent else ()
            if len(inner) != 1 and (match := self._patterns["mark.kind"].match(key, end, end + LONGEST)):
                end = match.end()
                continue
            if not parent and key.startswith(" ", end) and key[name.start : end].casefold().endswith(self._parts):
                inner = tuple(one for one in self.at(key, end + 1, depth) if one.family == "council")
            if len(inner) != 1:
                break
            end = inner[0].end
        return name.stretched(end)

    def _list_of(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        """`các Sở: Tài chính, Nội vụ`: one body for each, the head put back; a full name in the list stays as it is."""
        match = self._patterns["listed"].match(key, start, start + 80)
        if not match:
            return ()
        head, at = match.span("head"), match.end()
        found: list[Name] = []
        while item := self._patterns["listed-item"].match(key, at, at + LONGEST):
            if not (found or item["field"]):
                break
            found.append(Name(item.start(), item.end(), (head, item.span()), "field"))
            after = self._patterns["next"].match(key, item.end(), item.end() + 8)
            if not after:
                break
            at = after.end()
            full = self.at(key, at, depth)
            if full and full[0].family == "council" and full[0].end - full[0].start > 7:
                break
        if len(found) == 1 and ":" not in key[head[1] : found[0].start]:
            return ()
        return tuple(found[:1] and [found[0]._replace(start=start), *found[1:]])

    # ------------------------------------------------------------------ places and parents

    def _placed(self, key: str, name: Name, depth: int, *, led: bool) -> tuple[Name, ...]:
        """A body grows by its place, or by the body above it; over a list of places it is one body for each."""
        if not key.startswith((" ", ",", "-"), name.end):
            return (name,)
        word = key[name.start : name.end].casefold()
        if word in self._organs and (both := self._patterns["joint-council"].match(key, name.end, name.end + _SHORT)):
            name = name.stretched(both.end())
        elif name.family == "council" and (shared := self._sharing(key, name, depth, led=led)):
            return shared
        if not key.startswith(" ", name.end):
            return (name,)
        if seated := self._seats.after(key, name, led=led):
            return seated
        above = self.at(key, name.end + 1, depth, led=led)
        upper = _ORGANIZED if word in self._organs else ("council", "whole")
        if len(above) == 1 and above[0].family in upper:
            return (name.stretched(above[0].end),)
        parent = self._patterns["parent"].match(key, name.end, name.end + 12) if name.family != "council" else None
        inner = self.at(key, parent.end(), depth, led=led) if parent else ()
        return (name.stretched(inner[0].end) if len(inner) == 1 else name,)

    def _sharing(self, key: str, name: Name, depth: int, *, led: bool) -> tuple[Name, ...]:
        """`HĐND, UBND xã`: the place printed after the second is the first one's too."""
        if name.end - name.start > 5 and key.endswith(self._seated, name.start, name.end):
            return ()
        link = self._patterns["sharing-place"].match(key, name.end, name.end + _SHORT)
        if not link or not (others := self.at(key, link.start("other"), depth, led=led)):
            return ()
        if len(others) > 1 or len(others[0].ranges) > 1 or not self._seats.starts(key, link.end("other")):
            return ()
        place = (link.end("other") + 1, others[0].end)
        return (name._replace(ranges=(*name.ranges, place)), others[0])


_MADE: dict[str, Names] = {}


def names(rules: Grammars) -> Names:
    """The finder of names for a set of grammars; made once."""
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Names(rules)
    return _MADE[rules.digest]
