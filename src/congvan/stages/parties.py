"""Parties: everyone the document speaks to or of, each once, with roles and every mention.

Two spellings are one party where they fold to the same key: abbreviations opened, honorifics and determiners dropped,
a place that adds nothing left out. A post after a person's name belongs to the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from congvan import record
from congvan.bodies import Mention, Name, Names, names
from congvan.folding import folder
from congvan.grammar import Grammars
from congvan.record import Role, Span
from congvan.roster import Roster
from congvan.text import View
from congvan.tries import trie

_BRACKETS = re.compile(r" ?\([^()]{0,200}\)?")
_ITEMS: frozenset[Role] = frozenset(("addressee", "recipient"))
"""Roles that a printed line gives, whoever it names."""
_LONGEST = 160
"""A printed item longer than this is no name as it stands."""
_ALIAS = 120
"""How far after a name the short name that the text gives it may end."""


class Register(NamedTuple):
    """The parties of a document: ask for the id of a mention, or for all of them as record."""

    parties: tuple[record.Party, ...]
    ids: Mapping[str, tuple[str, ...]]
    items: Mapping[str, tuple[Mention, ...]]
    roster: Roster

    def id(self, mention: Mention) -> str:
        """The id of the party that a mention names."""
        return self.ids[self._key(mention)][0]

    def _key(self, mention: Mention) -> str:
        return self.roster.folder.fold(self.roster.whole(mention).key)

    def all(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The ids of several mentions, each once, in order; what is no party has none."""
        keys = (self._key(mention) for mention in mentions)
        return tuple(dict.fromkeys(one for key in keys for one in self.ids.get(key, ())))

    def of(self, view: View) -> tuple[str, ...]:
        """The ids of the parties that an addressee or recipient names; none for one that is no party."""
        return self.all(self.items.get(view.key, ()))


def find(
    views: Sequence[View],
    rules: Grammars,
    *,
    roles: Sequence[tuple[Role, Sequence[Mention]]] = (),
    places: Sequence[tuple[Role, Sequence[View]]] = (),
    known: Sequence[View] = (),
    house: Sequence[View] = (),
) -> Register:
    """Gather the parties: from running text (`views`), from mentions with a role, from views that name them by role.

    `known` are places that the document names itself (its địa danh), `house` the bodies in its head. After it every
    mention given, and every name found in a view given that lies in no longer one, has a party; a view of an issuer, an
    addressee, a recipient or a signer that no list knows is a party as it stands; each party has `mentioned` or other
    roles; ids count in the order of the first mention.
    """
    issuers = [view for role, named in places if role == "issuer" for view in named]
    standing = [(role, mention) for role, named in places for view in named for mention in printed(view, rules, role)]
    whole = [mention.key for role, mention in standing if role != "signer" and len(mention.name.ranges) == 1]
    seats = [*(view.key for view in known), *_seats(issuers, rules)]
    roster = Roster(folder(rules), seats, (view.key for view in house or issuers), whole)
    for view in views:
        _running(view, roster, rules)
    for call in _calls(views, [mention for role, mention in standing if role == "issuer"], rules):
        roster.add(call, None)
    items: dict[str, tuple[Mention, ...]] = {}
    for role, mention in standing:
        roster.add(mention, role)
        if role in _ITEMS:
            items[mention.view.key] = (*items.get(mention.view.key, ()), mention)
    for role, mentions in roles:
        for mention in mentions:
            roster.add(mention, role)
    roster.named_again(views)
    return _register(roster, items)


def _register(roster: Roster, items: Mapping[str, tuple[Mention, ...]]) -> Register:
    merged = roster.merged()
    meant = dict(roster.readers(merged))
    order = sorted({entry.key: entry for entry in merged.values()}.values(), key=lambda entry: entry.place())
    numbers = {entry.key: f"p{number}" for number, entry in enumerate(order, 1)}
    ids: dict[str, tuple[str, ...]] = {key: (numbers[entry.key],) for key, entry in merged.items()}
    ids |= {key: tuple(numbers[entry.key] for entry in entries) for key, entries in meant.items()}
    for alias, key in roster.aliases.items():
        ids.setdefault(roster.folder.fold(alias), ids[key])
    return Register(tuple(entry.record(numbers[entry.key]) for entry in order), ids, items, roster)


def _seats(issuers: Iterable[View], rules: Grammars) -> Iterator[str]:
    """The places at the end of the issuers' names."""
    for view in issuers:
        if found := rules.parties["known-place"].find(view.key):
            yield found.group("proper") or ""


def _calls(views: Sequence[View], issuers: Sequence[Mention], rules: Grammars) -> Iterator[Mention]:
    """Where a document calls its issuer by the first word of its name alone (`Sở`, `Phòng`, `Nhà trường`)."""
    forms = folder(rules).calls(folder(rules).fold(issuers[0].key)) if len(issuers) == 1 else []
    if not forms:
        return
    pattern, finder = re.compile(rf"(?<![\w/-]){trie(forms)}(?![\w/-])"), names(rules)
    for view in views:
        for match in pattern.finditer(view.key):
            start, end = match.span()
            if finder.alone(view.key, start, end):
                yield Mention(view, Name(start, end, ((start, end),), "plain"))


def _running(view: View, roster: Roster, rules: Grammars) -> None:
    """The names of a paragraph, and the short names that it defines (`gọi tắt là …`)."""
    defines = "(" in view.key
    for name in names(rules).scan(view.key):
        mention = Mention(view, name)
        roster.add(mention, None)
        match = rules.parties["alias"].compiled.match(view.key, name.end, name.end + _ALIAS) if defines else None
        if match and name.kind != "person":
            roster.alias(mention, match["alias"])


# ---------------------------------------------------------------------- printed items


def printed(view: View, rules: Grammars, role: Role | None = None) -> tuple[Mention, ...]:
    """The parties of a printed item: the names in it; of some roles the item itself where no name is known."""
    finder = names(rules)
    if role == "signer":
        return (Mention(view, Name(0, len(view.text), ((0, len(view.text)),), "person")),)
    if role == "issuer":
        return tuple(Mention(view, _issuer(view, part, finder)) for part in _joint(view, rules))
    brackets = [match.span() for match in _BRACKETS.finditer(view.key)]
    found = [name for name in finder.scan(view.key) if not any(a <= name.start < b for a, b in brackets)]
    if role in _ITEMS:
        if not found:
            found = list(_standing(view, brackets, rules))
        elif len(found) == 1 and found[0].kind in ("group", "organization") and found[0].start == 0:
            found = [found[0].stretched(max(found[0].end, _whole(view, brackets, found[0], rules)))]
    return tuple(Mention(view, name) for name in found)


def _joint(view: View, rules: Grammars) -> list[Span]:
    """The parts of an issuer's box that names several bodies with dashes between."""
    cuts = [match.span() for match in rules.parties["joint-issuers"].compiled.finditer(view.key)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(view.key)]
    return list(zip(starts, ends, strict=True))


def _issuer(view: View, part: Span, finder: Names) -> Name:
    """An issuer's printed name is never cut, and names no person."""
    found = list(finder.scan(view.key[slice(*part)]))
    position = len(found) == 1 and found[0].kind == "position" and found[0].start == 0
    return Name(*part, (part,), "post" if position else "body")


def _whole(view: View, brackets: Sequence[Span], name: Name, rules: Grammars) -> int:
    """Where the only name of a printed item ends: with the item, before brackets and what a colon opens.

    A body's name goes on in small letters alone; what else is printed after it is no part of the name.
    """
    end = brackets[0][0] if brackets else len(view.key.rstrip(" .;,"))
    end = view.key.find(":", 0, end) if ":" in view.key[:end] else end
    if name.kind != "group" and not rules.parties["small-rest"].compiled.fullmatch(view.key, name.end, end):
        return 0
    return end if end <= _LONGEST else 0


def _standing(view: View, brackets: Sequence[Span], rules: Grammars) -> Iterator[Name]:
    """A printed item as it stands: what no list knows, if it names anyone."""
    end = brackets[0][0] if brackets else len(view.text)
    key = view.key[:end]
    if 1 < len(key.strip()) <= _LONGEST and not rules.parties["unnamed"].compiled.match(key):
        grouped = rules.parties["many"].compiled.match(key)
        yield Name(0, end, ((0, end),), "group" if grouped else "body")
