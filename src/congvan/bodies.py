"""Bodies: where a text names a body, a post, a group or a person.

One compiled trigger finds the words a name may begin with; the grammar reads the name from there. A name that is put
together from pieces (`các Sở: Tài chính, Nội vụ`) remembers its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from congvan.grammar import Grammar, Grammars
from congvan.mentions import Mention, Name, joined
from congvan.record import Span
from congvan.tries import trie

__all__ = ["Mention", "Name", "Names", "names"]

DEEPEST = 4
"""How many names may stand inside a name (`Chủ tịch` of `UBND` of `tỉnh`): hostile text nests without end."""
LONGEST = 400
"""How far a name may reach: the longest names of bodies have 200 letters."""
_LISTS = {
    "whole_names": ("whole",), "councils": ("council", "plain"), "body_heads": ("field", "body", "plain"),
    "posts": ("post",),
    "determiners": ("class",), "groups": ("plain", "group"), "honorifics": ("honorific",), "surnames": ("person",),
}  # fmt: skip


class Names:
    """Finds names in keys. Made once for each grammar (see `names`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._rules = {name.split(".")[-1]: grammar[name] for name in (r.name for r in grammar.family("name"))}
        self._place = {rule.name.split(".")[-1]: rule.compiled for rule in grammar.family("place")}
        self._mark = grammar["mark.kind"].compiled
        self._person = grammar["person"].compiled
        self._post_after = grammar["title"].compiled
        self._listed = grammar["listed"].compiled
        self._item = grammar["listed-item"].compiled
        self._town = grammar["town"].compiled
        self._next = grammar["next"].compiled
        self._governed = frozenset(grammar.lists["governed"])
        self._cities = frozenset(grammar.lists["cities"])
        self._parents = grammar["parent"].compiled
        self._families: dict[str, tuple[str, ...]] = {}
        for name, families in _LISTS.items():
            for word in grammar.lists[name]:
                lower = word if name in ("councils", "whole_names", "surnames") else word[0].lower() + word[1:]
                for form in {word, lower, word[0].upper() + word[1:], word.title()}:
                    self._families[form] = tuple(dict.fromkeys((*self._families.get(form, ()), *families)))
        self._trigger = re.compile(rf"(?<!\w){trie(self._families)}(?!\w)")
        self._provinces = frozenset(grammar.lists["provinces"])
        self._bare = frozenset(grammar.lists["bare_posts"])
        self._false = tuple(grammar.lists["false_heads"])
        self._level_before = tuple(f"{level} " for level in grammar.lists["levels"])

    def scan(self, key: str) -> Iterator[Name]:
        """Every name in a text, left to right, the longest where several begin."""
        source = key
        if key.isupper() and len(key) < 500 and len(key.title()) == len(key):
            key = key.title()
        at, search = 0, self._trigger.search
        loud = key != source
        while head := search(key, at):
            found = self._from(key, head)
            if loud and found and found[0].family in ("body", "plain", "group"):
                found = ()
            if found:
                yield from found
                at = max(name.end for name in found)
            else:
                at = head.end()

    def at(self, key: str, start: int, depth: int = 0) -> tuple[Name, ...]:
        """The name that begins at `start` (several where it stands for a list), or nothing."""
        head = self._trigger.match(key, start) if depth < DEEPEST else None
        return self._from(key, head, depth + 1) if head else ()

    def heads(self, key: str, start: int) -> bool:
        """Tell whether a word that names begin with stands at `start`."""
        return bool(self._trigger.match(key, start))

    def _from(self, key: str, head: re.Match[str], depth: int = 1) -> tuple[Name, ...]:
        start = head.start()
        if key[start].islower() and key.endswith(self._false, max(0, start - 12), head.end()):
            return ()
        for family in self._families[head[0]]:
            if family == "honorific":
                return self._honoured(key, head.end(), depth)
            if family == "person":
                found = self._a_person(key, start, depth)
                if found and (key.count(" ", *found[0].ranges[0]) < 2 or key.endswith(self._level_before, 0, start)):
                    found = ()
            elif family == "class":
                found = self._list_of(key, start, depth) or self._class(key, start, depth)
            else:
                found = self._one(key, start, family, depth)
            if found:
                return found
        return ()

    def _one(self, key: str, start: int, family: str, depth: int) -> tuple[Name, ...]:
        match = self._rules[family].compiled.match(key, start, start + LONGEST)
        if not match:
            return ()
        name = Name(start, match.end(), (match.span(),), family)
        if family == "post":
            return self._of_post(key, name, depth)
        if family == "group":
            return (self._of_group(key, name, depth),)
        if family in ("field", "body"):
            name = self._longer(key, name)
        if family == "whole":
            return self._with_person(key, (name,))
        return self._placed(key, name, depth)

    def _longer(self, key: str, name: Name) -> Name:
        """A known field may be the beginning of a longer proper name (`Tập đoàn Bưu chính` + `Viễn thông Việt Nam`)."""
        match = self._rules["body"].compiled.match(key, name.start, name.start + LONGEST)
        if not match or match.end() <= name.end:
            return name
        rest = key[name.end : match.end()]
        if name.family == "field" and (
            not (rest[1:2].isupper() or rest[1:2].isdigit() or rest.startswith((" -", " –")))
            or "," in rest
            or self._next.search(rest)
        ):
            return name
        return self._stretched(name, match.end())

    def _of_group(self, key: str, name: Name, depth: int) -> Name:
        """`đại biểu Hội đồng nhân dân Thành phố`, `giáo viên các trường`: the body they are of belongs to the name."""
        if key.startswith(" ", name.end):
            inner = self.at(key, name.end + 1, depth)
            if len(inner) == 1 and inner[0].family in ("council", "field", "body", "whole", "class"):
                return self._stretched(name, inner[0].end)
        return self._marked(key, name, depth)

    def _honoured(self, key: str, end: int, depth: int) -> tuple[Name, ...]:
        while key.startswith((" ", ".", ":"), end):
            end += 1
        return self._a_person(key, end, depth) or self.at(key, end, depth)

    def _a_person(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        """A person, and the posts printed after the name, which belong to it."""
        match = self._person.match(key, start, start + 60)
        if not match:
            return ()
        end = match.end()
        while after := self._post_after.match(key, end, end + LONGEST):
            post = self.at(key, after.end(), depth)
            if not post or post[0].family not in ("post", "whole") or post[-1].kind == "person":
                break
            end = post[-1].end
        return (Name(start, end, (match.span(),), "person"),)

    def _of_post(self, key: str, post: Name, depth: int) -> tuple[Name, ...]:
        """A post and the body it belongs to; one for each body where bodies are listed."""
        if key.startswith(" ", post.end):
            inner = self.at(key, post.end + 1, depth)
            if inner and inner[0].family in ("council", "field", "body", "plain", "class", "whole", "group"):
                head = (post.start, post.end)
                posts = tuple(Name(post.start, name.end, joined((head, *name.ranges)), "post") for name in inner)
                return self._with_person(key, posts)
        placed = self._placed(key, post, depth)
        if key[post.start : post.end] in self._bare and placed[0].end == post.end:
            return ()
        return self._with_person(key, placed)

    def _with_person(self, key: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        if len(names) == 1 and key.startswith(" ", names[0].end):
            match = self._person.match(key, names[0].end + 1, names[0].end + 60)
            if match:
                one = names[0]
                return (Name(one.start, match.end(), joined((*one.ranges, match.span())), "person"),)
        return names

    def _class(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        match = self._rules["class"].compiled.match(key, start, start + LONGEST)
        if match:
            return (self._marked(key, Name(start, match.end(), (match.span(),), "class"), depth),)
        space = key.find(" ", start)
        inner = self.at(key, space + 1, depth) if 0 < space < start + 10 else ()
        if len(inner) == 1 and inner[0].kind == "organization":
            return (self._marked(key, self._led(key, start, inner[0]), depth)._replace(family="class"),)
        return tuple(self._led(key, start, name) for name in inner[:1]) + inner[1:]

    def _led(self, key: str, start: int, name: Name) -> Name:
        """`các Phó Chủ tịch UBND huyện`: the determiner belongs to the name."""
        return name._replace(start=start, ranges=joined(((start, name.start - 1), *name.ranges)))

    def _marked(self, key: str, name: Name, depth: int) -> Name:
        """A class grows by what marks it off: `liên quan`, `trên địa bàn huyện`, `của Hội đồng nhân dân`."""
        end = name.end
        for _ in range(4):
            if match := self._mark.match(key, end, end + LONGEST):
                end = match.end()
                continue
            parent = self._parents.match(key, end, end + 12)
            inner = self.at(key, parent.end(), depth) if parent else ()
            if len(inner) != 1:
                break
            end = inner[0].end
        return name._replace(end=end, ranges=(*name.ranges[:-1], (name.ranges[-1][0], end)))

    def _placed(self, key: str, name: Name, depth: int) -> tuple[Name, ...]:
        """A body grows by its place; over a list of places it is one body for each."""
        if not key.startswith(" ", name.end):
            return (name,)
        match = self._place["list"].match(key, name.end, name.end + LONGEST)
        if match and (places := tuple(self._towns(key, match.end()))):
            return tuple(self._at_town(key, name, match, place) for place in places)
        for form in ("class", "one"):
            if match := self._place[form].match(key, name.end, name.end + LONGEST):
                return (self._stretched(name, self._before_person(key, match)),)
        if name.family != "post" and (match := self._town.match(key, name.end + 1, name.end + 40)):
            return (self._stretched(name, match.end()),)
        above = self.at(key, name.end + 1, depth) if name.family not in ("post", "whole") else ()
        if len(above) == 1 and above[0].family in ("council", "whole"):
            return (self._stretched(name, above[0].end),)
        parent = (
            self._parents.match(key, name.end, name.end + 12) if name.family in ("body", "plain", "field") else None
        )
        inner = self.at(key, parent.end(), depth) if parent else ()
        return (self._stretched(name, inner[0].end) if len(inner) == 1 else name,)

    def _before_person(self, key: str, place: regex.Match[str]) -> int:
        """`UBND tỉnh Võ An`: what no province is called is the name of a person."""
        level, _, proper = place[0].strip().partition(" ")
        foreign = level.casefold() in self._governed and proper not in self._provinces
        if proper and foreign and self._person.fullmatch(proper):
            return place.end() - len(proper) - 1
        return place.end()

    def _stretched(self, name: Name, end: int) -> Name:
        return name._replace(end=end, ranges=(*name.ranges[:-1], (name.ranges[-1][0], end)))

    def _towns(self, key: str, start: int) -> Iterator[Span]:
        while match := self._town.match(key, start, start + 40):
            yield match.span()
            after = self._next.match(key, match.end())
            if not after:
                return
            start = after.end()

    def _at_town(self, key: str, name: Name, match: regex.Match[str], place: Span) -> Name:
        level = match.span("level")
        if match["other"] and key[place[0] : place[1]] in self._cities:
            level = match.span("other")
        return Name(name.start, place[1], joined((*name.ranges, level, place)), name.family)

    def _list_of(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        """`các Sở: Tài chính, Nội vụ`: one body for each, the head put back; a full name in the list stays as it is."""
        match = self._listed.match(key, start, start + 80)
        if not match:
            return ()
        head, at = match.span("head"), match.end()
        found: list[Name] = []
        while True:
            item = self._item.match(key, at, at + LONGEST)
            if item and (found or item["field"]):
                found.append(Name(item.start(), item.end(), (head, item.span()), "field"))
            else:
                break
            after = self._next.match(key, found[-1].end)
            if not after:
                break
            at = after.end()
            full = self.at(key, at, depth)
            if full and full[0].family == "council" and full[0].end - full[0].start > 7:
                break
        if len(found) == 1 and ":" not in key[head[1] : found[0].start]:
            return ()
        return tuple(found[:1] and [found[0]._replace(start=start), *found[1:]])


_MADE: dict[str, Names] = {}


def names(rules: Grammars) -> Names:
    """The finder of names for a set of grammars; made once."""
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Names(rules.parties)
    return _MADE[rules.digest]
