"""Parties: everyone the document speaks to or of, each once, with roles and every mention.

Two spellings are one party where they fold to the same key: abbreviations opened, honorifics and determiners dropped,
a place that adds nothing left out. A post after a person's name belongs to the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import maxsize

from congvan import record
from congvan.bodies import Mention, Name, Names, names
from congvan.grammar import Grammars
from congvan.record import Role, Spans
from congvan.text import View
from congvan.tries import trie

MOST_ALIASES = 200
ROLES: tuple[Role, ...] = ("issuer", "addressee", "lead", "support", "monitor", "recipient", "signer", "chair")
STANDING: dict[Role | None, str] = {"issuer": "body", "addressee": "body", "signer": "person"}
"""Roles whose printed item is a party even where no list knows it, and as what."""


@dataclass(slots=True)
class _Entry:
    """One party while it is being gathered."""

    key: str
    name: str
    kind: record.PartyKind
    mentions: list[Spans] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    first: int = 0
    abbreviation: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The parties of a document: ask for the id of a mention, or for all of them as record."""

    parties: tuple[record.Party, ...]
    ids: Mapping[str, str]
    folder: Folder
    finder: Names

    def id(self, mention: Mention) -> str:
        """The id of the party that a mention names."""
        return self.ids[self.folder.fold(mention.key)]

    def all(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The ids of several mentions, each once, in order; what is no party has none."""
        keys = (self.folder.fold(mention.key) for mention in mentions)
        return tuple(dict.fromkeys(self.ids[key] for key in keys if key in self.ids))

    def of(self, view: View) -> tuple[str, ...]:
        """The ids of the parties that a printed item names (Kính gửi, Nơi nhận); none for one that is no party."""
        return self.all(printed(view, self.finder, "addressee"))


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
        self._joint = grammar["joint"].compiled
        levels = trie(word.casefold() for word in grammar.lists["levels"])
        self._place = re.compile(rf" (?P<level>{levels})(?: [^\W\d]+){{1,4}}$")
        self._core = grammar["core"].compiled
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
        return " ".join(self._joint.sub(" ", opened).split())

    def opened(self, name: str) -> str:
        """The name with its abbreviations opened."""
        return self._short.sub(lambda match: self._opened[match[0]], name)

    def base(self, key: str) -> str:
        """The key without a level that adds nothing (`phòng giáo dục đào tạo huyện`)."""
        return key if self._core.search(key) else self._level.sub("", key)

    def unplaced(self, key: str) -> str:
        """The key without the proper name of its place: `ủy ban nhân dân tỉnh` of a province that is named."""
        match = self._place.search(key)
        if not match:
            return key
        return key[: match.end("level")] if self._core.search(key) else key[: match.start()]

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

    After it every mention given, and every name found in a view given, has a party; a view of an issuer, an addressee
    or a signer that no list knows is a party as it stands; each party has `mentioned` or other roles; ids count in the
    order of the first mention.
    """
    finder, folder = names(rules), _folder(rules)
    gathered = _Gathered(folder)
    for view in views:
        _running(view, finder, gathered, rules)
    for role, named in places:
        for view in named:
            for mention in printed(view, finder, role):
                gathered.add(mention, role)
    for role, mentions in roles:
        for mention in mentions:
            gathered.add(mention, role)
    gathered.named_again(views)
    return gathered.register(finder)


def _running(view: View, finder: Names, gathered: _Gathered, rules: Grammars) -> None:
    """The names of a paragraph, and the short names that it defines (`gọi tắt là …`)."""
    defines = "(" in view.key
    for name in finder.scan(view.key):
        mention = Mention(view, name)
        gathered.add(mention, None)
        match = rules.parties["alias"].compiled.match(view.key, name.end, name.end + 120) if defines else None
        if match and name.kind != "person":
            gathered.alias(mention, match["alias"])


def printed(view: View, finder: Names, role: Role | None = None) -> tuple[Mention, ...]:
    """The parties of a printed item: the names in it; of some roles the item itself where no name is known."""
    found = tuple(finder.scan(view.key))
    if not found and view.text.strip() and role in STANDING:
        found = (Name(0, len(view.text), ((0, len(view.text)),), STANDING[role]),)
    return tuple(Mention(view, name) for name in found)


class _Gathered:
    """Parties while they are being gathered."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.entries: dict[str, _Entry] = {}
        self.aliases: dict[str, str] = {}
        self.met: dict[str, _Entry] = {}

    def add(self, mention: Mention, role: Role | None) -> None:
        """Take in one mention; a form met before is neither folded nor compared again."""
        form, spans = mention.key, mention.spans()
        entry = self.met.get(form)
        if entry is None:
            entry = self.met[form] = self._entry(mention)
        entry.mentions.append(spans)
        if spans and spans[0][0] < entry.first:
            entry.first = spans[0][0]
        if role:
            entry.roles.add(role)

    def _entry(self, mention: Mention) -> _Entry:
        key = self.folder.fold(mention.key)
        entry = self.entries.get(key)
        if entry is None:
            entry = self.entries[key] = _Entry(key, mention.text, mention.name.kind, first=maxsize)
        elif mention.text != entry.name:
            self._fuller(entry, mention.text)
        return entry

    def _fuller(self, entry: _Entry, text: str) -> None:
        """Keep the fullest form as the name, and a form with abbreviations as the abbreviation."""
        short, long = sorted((entry.name, text), key=lambda form: (not self.folder.abbreviates(form), len(form)))
        entry.name = long
        if self.folder.abbreviates(short):
            entry.abbreviation = short

    def alias(self, mention: Mention, short: str) -> None:
        """Remember a short name that the text defines for a party."""
        if len(self.aliases) < MOST_ALIASES and short.strip():
            self.aliases.setdefault(short.strip(), self.folder.fold(mention.key))

    def named_again(self, views: Sequence[View]) -> None:
        """Give each party the places where only its short name stands."""
        known = {alias: key for alias, key in self.aliases.items() if self.folder.fold(alias) != key}
        if not known:
            return
        pattern = re.compile(rf"(?<!\w){trie(known)}(?!\w)")
        for view in views:
            for match in pattern.finditer(view.key):
                entry = self.entries[known[match[0]]]
                if (spans := view.spans(*match.span())) not in entry.mentions:
                    entry.mentions.append(spans)
                    entry.abbreviation = entry.abbreviation or match[0]

    def register(self, finder: Names) -> Register:
        merged = self._merged()
        order = sorted(
            set(map(id, merged.values())), key=lambda one: next(e.first for e in merged.values() if id(e) == one)
        )
        numbers = {one: f"p{number}" for number, one in enumerate(order, 1)}
        entries = {id(entry): entry for entry in merged.values()}
        parties = tuple(self._party(numbers[one], entries[one]) for one in order)
        ids = {key: numbers[id(entry)] for key, entry in merged.items()}
        ids |= {
            self.folder.fold(alias): ids[key]
            for alias, key in self.aliases.items()
            if self.folder.fold(alias) not in ids
        }
        return Register(parties, ids, self.folder, finder)

    def _merged(self) -> dict[str, _Entry]:
        """One entry for names that differ by a level alone, where only one body can be meant."""
        bases: dict[str, list[_Entry]] = {}
        for entry in self.entries.values():
            bases.setdefault(self.folder.base(entry.key), []).append(entry)
        self._lone(bases)
        self._placed(bases)
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

    def _placed(self, bases: dict[str, list[_Entry]]) -> None:
        """`UBND tỉnh` is `UBND tỉnh Sông Thương` where no other is named."""
        longer: dict[str, list[str]] = {}
        for key in bases:
            if (short := self.folder.unplaced(key)) != key and short in bases:
                longer.setdefault(short, []).append(key)
        for short, keys in longer.items():
            if len(keys) == 1 and short in bases and keys[0] in bases:
                bases[keys[0]].extend(bases.pop(short))

    def _lone(self, bases: dict[str, list[_Entry]]) -> None:
        """`Công ty` alone is the one addressee or issuer whose name begins so."""
        spoken = [
            key for key, entries in bases.items() if any(entry.roles & {"issuer", "addressee"} for entry in entries)
        ]
        for key in [key for key in bases if key.count(" ") == 1 and bases[key][0].kind in ("group", "organization")]:
            longer = [other for other in spoken if other.startswith(key + " ")]
            if len(longer) == 1 and bases[longer[0]][0].kind == "organization":
                bases[longer[0]].extend(bases.pop(key))

    def _party(self, number: str, entry: _Entry) -> record.Party:
        roles: tuple[Role, ...] = tuple(role for role in ROLES if role in entry.roles) or ("mentioned",)
        mentions = tuple(sorted(set(entry.mentions)))
        return record.Party.model_construct(
            id=number, name=entry.name, kind=entry.kind, abbreviation=entry.abbreviation, roles=roles, mentions=mentions
        )


_MADE: dict[str, Folder] = {}


def _folder(rules: Grammars) -> Folder:
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Folder(rules)
    return _MADE[rules.digest]
