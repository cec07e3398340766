"""Kinds: names of many at once: a class under one `các`, a group of people, a list under one head."""

from __future__ import annotations

from congvan.bodies.posts import Reader
from congvan.grammar import Grammar
from congvan.mentions import Name, joined
from congvan.tries import first_words, word_at

LONGEST = 400
_LINK = 12
_HEADED = 80
"""How far after a determiner the colon may stand that opens a list."""
_MARKS = 4
"""How many marks may follow a class, one after the other."""
_UPPER = frozenset(("council", "field", "body", "whole", "plain", "class"))
_COUNCILS = frozenset(("council",))
_SPELLED = 7
"""The name of a council longer than this is spelled out: it is no field of a list."""


class Kinds:
    """Reads classes, groups and lists."""

    def __init__(self, grammar: Grammar, reader: Reader) -> None:
        self._reader = reader
        self._class = grammar["name.class"]
        self._mark = grammar["mark.kind"]
        self._parent = grammar["parent"]
        self._clause = grammar["heading-class"]
        self._places = grammar["places"]
        self._at = tuple(grammar.lists["at"])
        self._office = grammar["bare-office"]
        self._bare = frozenset(grammar.lists["bare_groups"])
        self._listed = grammar["listed"]
        self._item = grammar["listed-item"]
        self._next = grammar["next"]
        self._heads = first_words(grammar.lists["body_heads"])
        self._parts = tuple(grammar.lists["council_parts"])
        self._members = tuple(word.casefold() for word in grammar.lists["bare_groups"])

    def led(self, key: str, start: int, end: int, depth: int) -> tuple[Name, ...]:
        """What a determiner opens, itself at `[start, end)`: a list, a class, or a name that it belongs to."""
        word = word_at(key, end + 1)
        after = end + len(word) + 2
        listing = key[after : after + 1].isupper() or ":" in key[end : end + _HEADED]
        headed = listing and word.casefold() in self._heads
        if headed and (listed := self._list_of(key, start, depth)):
            return listed
        if match := self._class.compiled.match(key, start, start + LONGEST):
            if key.endswith(self._at, 0, start) and self._places.compiled.fullmatch(match[0]):
                return ()
            return (self._marked(key, Name(start, match.end(), (match.span(),), "class"), depth),)
        inner = self._reader.at(key, end + 1, depth) if key.startswith(" ", end) else ()
        if not inner or inner[0].family == "person":
            return inner
        first = inner[0]._replace(start=start, ranges=joined(((start, end), *inner[0].ranges)))
        if len(inner) == 1 and first.kind == "organization":
            return (self._marked(key, first, depth)._replace(family="class"),)
        return (first, *inner[1:])

    def group(self, key: str, name: Name, depth: int) -> tuple[Name, ...]:
        """`đại biểu Hội đồng nhân dân Thành phố`, `giáo viên các trường`: the body they are of belongs to the name.

        Nothing where words that need it (`thành viên`) stand without one.
        """
        if key.startswith(" ", name.end):
            inner = self._reader.at(key, name.end + 1, depth)
            if len(inner) == 1 and inner[0].family in _UPPER:
                return (name.stretched(inner[0].end),)
            if office := self._office.compiled.match(key, name.end, name.end + _LINK * 2):
                return (name.stretched(office.end()),)
        return () if key[name.start : name.end] in self._bare else (self._marked(key, name, depth),)

    def _marked(self, key: str, name: Name, depth: int) -> Name:
        """A class grows by what marks it off: `liên quan`, `trên địa bàn huyện`, `của Hội đồng nhân dân`."""
        end = name.end
        for _ in range(_MARKS):
            parent = self._parent.compiled.match(key, end, end + _LINK)
            inner = self._reader.at(key, parent.end(), depth) if parent else ()
            if (match := self._clause.compiled.match(key, end)) and len(key) < _HEADED + end:
                end = match.end()
                break
            if len(inner) != 1 and (match := self._mark.compiled.match(key, end, end + LONGEST)):
                end = match.end()
                continue
            if not parent and key.startswith(" ", end) and key[name.start : end].casefold().endswith(self._parts):
                upper = _UPPER if key[name.start : end].casefold().endswith(self._members) else _COUNCILS
                inner = tuple(one for one in self._reader.at(key, end + 1, depth) if one.family in upper)
            if len(inner) != 1:
                break
            end = inner[0].end
        return name.stretched(end)

    def _list_of(self, key: str, start: int, depth: int) -> tuple[Name, ...]:
        """`các Sở: Tài chính, Nội vụ`: one body for each, the head put back; a full name in the list stays as it is."""
        match = self._listed.compiled.match(key, start, start + LONGEST)
        if not match:
            return ()
        head, at = match.span("head"), match.end()
        found: list[Name] = []
        while item := self._item.compiled.match(key, at, at + LONGEST):
            if not (found or item["field"]):
                break
            found.append(Name(item.start(), item.end(), (head, item.span()), "field"))
            after = self._next.compiled.match(key, item.end(), item.end() + _LINK)
            if not after:
                break
            at = after.end()
            full = self._reader.at(key, at, depth)
            if full and full[0].family == "council" and full[0].end - full[0].start > _SPELLED:
                break
        if not found or (len(found) == 1 and ":" not in key[head[1] : found[0].start]):
            return ()
        return (found[0]._replace(start=start), *found[1:])
