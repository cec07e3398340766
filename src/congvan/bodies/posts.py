"""Posts and persons: a post goes on with the body it belongs to and with who holds it; a person with posts."""

from __future__ import annotations

from typing import Protocol

from congvan.grammar import Grammar
from congvan.mentions import Name, joined
from congvan.seats import Seats
from congvan.tries import trie

ORGANIZED = frozenset(("council", "field", "body", "plain", "whole"))
"""Families of names that stand for one body."""
_OFFICES = ORGANIZED | {"class", "group"}
_SHORT = 60
_LINK = 8
_MARKS = ("(", "/")


class Reader(Protocol):
    """What is needed of the finder of names (see `bodies.Names`)."""

    def at(self, key: str, start: int, depth: int = 0, *, led: bool = False) -> tuple[Name, ...]:
        """The names that begin at `start`."""
        ...

    def ends(self, key: str, end: int) -> bool:
        """Tell whether a name surely ends at a place."""
        ...

    def council(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        """The council, committee or authority that begins at `start`, with its place."""
        ...


class Posts:
    """Reads what follows a post, an honorific, a person's name."""

    def __init__(self, grammar: Grammar, seats: Seats, reader: Reader) -> None:
        self._reader, self._seats = reader, seats
        self._person = grammar["person"]
        self._any_person = grammar["person-any"]
        self._given, self._charge = grammar["given-name"], grammar["charge"]
        self._first_only = frozenset(grammar.lists["callings_first"])
        self._ranked = frozenset(grammar.lists["ranked"])
        self._cautious = frozenset(grammar.lists["callings_only_first"])
        self._title = grammar["title"]
        self._next = grammar["next"]
        self._deputy = grammar["deputy"]
        self._post = grammar["name.post"]
        self._bare = frozenset(grammar.lists["bare_posts"])
        self._office = grammar["bare-office"]
        self._titles = tuple(grammar.lists["titles"])
        self._links = tuple(grammar.lists["links"])
        self._seated = tuple(grammar.lists["seated"])
        self._common = tuple(grammar.lists["shared_posts"])
        self._many = grammar.made("posts.many", rf"{trie(grammar.lists['determiners'])} ")

    # ------------------------------------------------------------------ persons

    def honoured(self, key: str, start: int, end: int, depth: int) -> tuple[Name, ...]:
        """Who is named after the honorific `[start, end)`: any family name, or a post, or a given name alone."""
        word = key[start:end]
        if word in self._cautious and start > 0 and not key.startswith("/", start - 1):
            return ()
        while key.startswith((" ", ".", ":"), end):
            end += 1
        found = self.person(key, end, depth) or self._reader.at(key, end, depth, led=True)
        if not found and word not in self._ranked:
            found = self.person(key, end, depth, any_name=True) or self._called(key, word, start, end, depth)
        if len(found) == 1 and found[0].family == "person":
            charge = self._charge.compiled.match(key, found[0].end, found[0].end + _SHORT)
            return (found[0]._replace(end=charge.end()),) if charge else found
        return found

    def _called(self, key: str, word: str, start: int, end: int, depth: int) -> tuple[Name, ...]:
        """Who is called by the given name alone, right behind the honorific, or before a mark or a predicate."""
        if word in self._first_only and start > 0 and not key.endswith(_MARKS, 0, start):
            return ()
        match = self._given.compiled.match(key, end, end + _LINK)
        if not match or not (end == start + len(word) + 1 or self._reader.ends(key, match.end())):
            return ()
        return (Name(end, self._entitled(key, match.end(), depth), (match.span(),), "person"),)

    def many(self, key: str, start: int, found: tuple[Name, ...]) -> tuple[Name, ...]:
        """`các đồng chí Phó Chủ tịch`: a post that many hold, whoever honours them."""
        led = self._many.match(key[start : start + _SHORT].casefold())
        if not led or len(found) != 1 or found[0].family != "post" or not key.startswith(self._common, found[0].start):
            return found
        word = (start, start + led.end() - 1)
        return (found[0]._replace(start=start, ranges=(word, *found[0].ranges)),)

    def person(self, key: str, start: int, depth: int, *, any_name: bool = False) -> tuple[Name, ...]:
        """A person, and the posts printed after the name, which belong to it."""
        match = (self._any_person if any_name else self._person).compiled.match(key, start, start + _SHORT)
        if not match:
            return ()
        return (Name(start, self._entitled(key, match.end(), depth), (match.span(),), "person"),)

    def _entitled(self, key: str, end: int, depth: int) -> int:
        """Where the posts end that are printed after a person's name."""
        while after := self._title.compiled.match(key, end, end + _LINK):
            post = self._reader.at(key, after.end(), depth)
            if not post or post[-1].kind == "person" or not self._held(key, post[0]):
                break
            end = post[-1].end
        return end

    def _held(self, key: str, name: Name) -> bool:
        """Tell whether a name after a person's is a post of theirs, or what they are (`chuyên viên phòng Nội vụ`)."""
        return name.family in ("post", "chief") or (name.family == "group" and key.startswith(self._titles, name.start))

    def held(self, key: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """A post with the name of who holds it is a person."""
        end = names[0].end
        if len(names) == 1 and key.startswith(" ", end) and key[end + 1 : end + 2].isupper():
            match = self._person.compiled.match(key, names[0].end + 1, names[0].end + _SHORT)
            if match:
                one = names[0]
                return (Name(one.start, match.end(), joined((*one.ranges, match.span())), "person"),)
        return names

    # ------------------------------------------------------------------ posts

    def of(self, key: str, post: Name, depth: int) -> tuple[Name, ...]:
        """A post and the body it belongs to; one for each body where bodies are listed."""
        if inside := self._inside(key, post, depth):
            return self.held(key, (inside,))
        if key.startswith(" ", post.end):
            inner = self._reader.at(key, post.end + 1, depth, led=True)
            if inner and inner[0].family in _OFFICES:
                head = (post.start, post.end)
                posts = tuple(Name(post.start, name.end, joined((head, *name.ranges)), "post") for name in inner)
                return self.held(key, self._repeated(key, post, posts, depth))
            if placed := self._seats.after(key, post, led=True):
                return self.held(key, placed)
            if office := self._office.compiled.match(key, post.end, post.end + _SHORT):
                return self.held(key, (post.stretched(office.end()),))
        if both := self._with_deputy(key, post, depth):
            return both
        return () if key[post.start : post.end] in self._bare else self.held(key, (post,))

    def _inside(self, key: str, post: Name, depth: int) -> Name | None:
        """`Trưởng phòng Nội vụ`: the last words of a post may be the first of the body's name."""
        last = key.rfind(" ", post.start, post.end)
        if last < 0 or not key.startswith(" ", post.end):
            return None
        for start in (key.rfind(" ", post.start, last) + 1, last + 1):
            inner = self._reader.at(key, start, depth, led=True) if start > post.start else ()
            if len(inner) == 1 and inner[0].end > post.end and inner[0].family in ORGANIZED:
                return post.stretched(inner[0].end)
        return None

    def _repeated(self, key: str, post: Name, posts: tuple[Name, ...], depth: int) -> tuple[Name, ...]:
        """`Bí thư Tỉnh ủy, Thành ủy`: the post is that of each committee."""
        if len(posts) > 1 or not key.endswith(self._seated, post.end, posts[0].end):
            return posts
        link = self._next.compiled.match(key, posts[0].end, posts[0].end + _LINK)
        other = self._reader.council(key, link.end(), depth) if link else ()
        if len(other) != 1 or not key.endswith(self._seated, other[0].start, other[0].end):
            return posts
        return (*posts, Name(other[0].start, other[0].end, ((post.start, post.end), *other[0].ranges), "post"))

    def _with_deputy(self, key: str, post: Name, depth: int) -> tuple[Name, ...]:
        """`Chủ tịch, các Phó Chủ tịch UBND tỉnh`: the body printed after the deputies is the chief's too."""
        linked = key.startswith(self._links, post.end)
        link = self._deputy.compiled.match(key, post.end, post.end + _SHORT) if linked else None
        deputies = self._reader.at(key, link.start("post"), depth) if link else ()
        if not link or len(deputies) != 1 or deputies[0].family != "post" or len(deputies[0].ranges) > 1:
            return ()
        head = self._post.compiled.match(key, link.start("post"), link.start("post") + _SHORT)
        office = (head.end() + 1, deputies[0].end) if head else (0, 0)
        if office[0] >= office[1] or self._many.match(key[slice(*office)].casefold()):
            return ()
        start = link.start("led") if link["led"] else deputies[0].start
        deputy = deputies[0]._replace(start=start, ranges=((start, deputies[0].end),))
        return post._replace(ranges=(*post.ranges, office)), deputy
