"""Parties: everyone the document speaks to or of, each once, with roles and every mention.

Two spellings are one party where they fold to the same key: abbreviations opened, honorifics and determiners dropped,
a place that adds nothing left out. A post after a person's name belongs to the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from congvan import record
from congvan.bodies import Mention, Name, Names, names, trie
from congvan.grammar import Grammars
from congvan.record import Role, Spans
from congvan.text import View

ROLES: tuple[Role, ...] = ("issuer", "addressee", "lead", "support", "monitor", "recipient", "signer", "chair")
_DROPPED = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _Entry:
    """One party while it is being gathered."""

    key: str
    name: str
    kind: record.PartyKind
    mentions: list[Spans] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    first: int = 0


@dataclass(frozen=True, slots=True)
class Register:
    """The parties of a document: ask for the id of a mention, or for all of them as record."""

    parties: tuple[record.Party, ...]
    ids: Mapping[str, str]
    folder: Folder

    def id(self, mention: Mention) -> str:
        """The id of the party that a mention names."""
        return self.ids[self.folder.fold(mention.key)]

    def all(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The ids of several mentions, each once, in order."""
        return tuple(dict.fromkeys(self.id(mention) for mention in mentions))


class Folder:
    """Folds the ways of writing one name into one key. Made once for each grammar."""

    def __init__(self, rules: Grammars) -> None:
        grammar = rules.parties
        pairs = (line.split(" = ") for line in grammar.lists["abbreviations"])
        self._opened = {short: full for short, full in pairs}
        self._short = re.compile(rf"(?<![\w&]){trie(self._opened)}(?![\w&])")
        leads = [*grammar.lists["determiners"], *grammar.lists["honorifics"]]
        self._led = re.compile(rf"^(?:{trie(word.casefold() for word in leads)} )+")
        self._level = re.compile(rf" (?:{trie(word.casefold() for word in grammar.lists['levels'])})$")
        self._core = re.compile(grammar["core"].pattern)
        self._known: dict[str, str] = {}

    def fold(self, name: str) -> str:
        """The key of a name."""
        if name not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[name] = self._folded(name)
        return self._known[name]

    def _folded(self, name: str) -> str:
        opened = self._short.sub(lambda match: self._opened[match[0]], name).casefold()
        opened = self._led.sub("", opened)
        words = [word for word in _DROPPED.split(opened) if word and word != "và"]
        return " ".join(words)

    def opened(self, name: str) -> str:
        """The name with its abbreviations opened."""
        return self._short.sub(lambda match: self._opened[match[0]], name)

    def base(self, key: str) -> str:
        """The key without a level that adds nothing (`phòng giáo dục đào tạo huyện`)."""
        return key if self._core.search(key) else self._level.sub("", key)

    def abbreviates(self, name: str) -> bool:
        """Tell whether a name holds an abbreviation."""
        return bool(self._short.search(name))


def find(
    views: Sequence[View],
    rules: Grammars,
    *,
    roles: Sequence[tuple[Role, Sequence[Mention]]] = (),
    places: Sequence[tuple[Role, Sequence[View]]] = (),
) -> Register:
    """Gather the parties: from running text (`views`), from mentions with a role, from views that name them by role.

    After it every mention given, and every one found in a view given, has a party; each party has `mentioned` or other
    roles; ids count in the order of the first mention.
    """
    finder, folder = names(rules), _folder(rules)
    gathered = _Gathered(folder)
    for view in views:
        for name in finder.scan(view.key):
            gathered.add(Mention(view, name), None)
    for role, named in places:
        for view in named:
            for mention in whole(view, finder):
                gathered.add(mention, role)
    for role, mentions in roles:
        for mention in mentions:
            gathered.add(mention, role)
    return gathered.register()


def whole(view: View, finder: Names) -> tuple[Mention, ...]:
    """The parties of a printed item: the names in it, or the item itself where no name is known."""
    found = tuple(finder.scan(view.key))
    if not found and view.text.strip():
        found = (Name(0, len(view.text), ((0, len(view.text)),), "body"),)
    return tuple(Mention(view, name) for name in found)


def addressed(view: View, rules: Grammars) -> tuple[Mention, ...]:
    """The parties that a printed item names (Kính gửi, Nơi nhận)."""
    return whole(view, names(rules))


class _Gathered:
    """Parties while they are being gathered."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.entries: dict[str, _Entry] = {}

    def add(self, mention: Mention, role: Role | None) -> None:
        key, spans = self.folder.fold(mention.key), mention.spans()
        entry = self.entries.get(key)
        if entry is None:
            first = spans[0][0] if spans else 0
            entry = self.entries[key] = _Entry(key, mention.text, mention.name.kind, first=first)
        entry.mentions.append(spans)
        if spans:
            entry.first = min(entry.first, spans[0][0])
        if role:
            entry.roles.add(role)
        if len(self.folder.opened(mention.text)) > len(self.folder.opened(entry.name)):
            entry.name = mention.text
        elif self.folder.abbreviates(entry.name) and not self.folder.abbreviates(mention.text):
            entry.name = mention.text

    def register(self) -> Register:
        merged = self._merged()
        order = sorted(set(map(id, merged.values())), key=lambda one: next(e.first for e in merged.values() if id(e) == one))
        numbers = {one: f"p{number}" for number, one in enumerate(order, 1)}
        entries = {id(entry): entry for entry in merged.values()}
        parties = tuple(self._party(numbers[one], entries[one]) for one in order)
        return Register(parties, {key: numbers[id(entry)] for key, entry in merged.items()}, self.folder)

    def _merged(self) -> dict[str, _Entry]:
        """One entry for names that differ by a level alone, where only one body can be meant."""
        bases: dict[str, list[_Entry]] = {}
        for entry in self.entries.values():
            bases.setdefault(self.folder.base(entry.key), []).append(entry)
        merged: dict[str, _Entry] = {}
        for entries in bases.values():
            head = max(entries, key=lambda entry: len(entry.key))
            for entry in entries:
                merged[entry.key] = head
                if entry is not head:
                    head.mentions.extend(entry.mentions)
                    head.roles |= entry.roles
                    head.first = min(head.first, entry.first)
        return merged

    def _party(self, number: str, entry: _Entry) -> record.Party:
        roles: tuple[Role, ...] = tuple(role for role in ROLES if role in entry.roles) or ("mentioned",)
        mentions = tuple(sorted(set(entry.mentions)))
        return record.Party.model_construct(
            id=number, name=entry.name, kind=entry.kind, abbreviation=None, roles=roles, mentions=mentions
        )


_MADE: dict[str, Folder] = {}


def _folder(rules: Grammars) -> Folder:
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Folder(rules)
    return _MADE[rules.digest]
