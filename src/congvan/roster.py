"""Roster: the parties of a document while they are gathered, and which of them are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from congvan import record
from congvan.folding import Folder
from congvan.mentions import Mention
from congvan.record import Role, Span, Spans
from congvan.text import View
from congvan.tries import trie

MOST_ALIASES = 200
ROLES: tuple[Role, ...] = ("issuer", "addressee", "lead", "support", "monitor", "recipient", "signer", "chair")
_SPOKEN = frozenset(("issuer", "addressee"))


@dataclass(slots=True)
class Entry:
    """One party while it is being gathered."""

    key: str
    name: str
    kind: record.PartyKind
    mentions: list[Spans] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    abbreviation: str | None = None

    def place(self) -> tuple[Span, Span, str]:
        """Where it is first named; what comes first in a list of pieces comes first."""
        first = min((spans for spans in self.mentions if spans), default=((0, 0),))
        return first[0], first[-1], self.key

    def take(self, other: Entry) -> None:
        """Take in what was found of another entry."""
        self.mentions.extend(other.mentions)
        self.roles |= other.roles
        self.abbreviation = self.abbreviation or other.abbreviation

    def record(self, number: str) -> record.Party:
        """The party as the record holds it."""
        roles: tuple[Role, ...] = tuple(role for role in ROLES if role in self.roles) or ("mentioned",)
        return record.Party(
            id=number, name=self.name, kind=self.kind, abbreviation=self.abbreviation, roles=roles,
            mentions=tuple(sorted(set(self.mentions))),
        )  # fmt: skip


class Roster:
    """Gathers mentions into parties. `known` are places: a post that ends in one names no person."""

    def __init__(self, folder: Folder, known: Iterable[str] = ()) -> None:
        self.folder = folder
        self.known = tuple(f" {place.casefold()}" for place in known if place)
        self.entries: dict[str, Entry] = {}
        self.aliases: dict[str, str] = {}
        self._met: dict[tuple[str, record.PartyKind], Entry] = {}

    # ------------------------------------------------------------------ gathering

    def add(self, mention: Mention, role: Role | None) -> None:
        """Take in one mention; a form met before is neither folded nor compared again."""
        form = (mention.key, mention.name.kind)
        entry = self._met.get(form)
        if entry is None:
            entry = self._met[form] = self._entry(mention)
        entry.mentions.append(mention.spans())
        if role:
            entry.roles.add(role)

    def _entry(self, mention: Mention) -> Entry:
        key, text = self.folder.fold(mention.key), mention.text
        entry = self.entries.get(key)
        if entry is None:
            kind = mention.name.kind
            if kind == "person" and self.known and key.endswith(self.known) and len(mention.name.ranges) == 1:
                kind = "position" if key.count(" ") > 3 else kind
            return self.entries.setdefault(key, Entry(key, text, kind))
        if text != entry.name:
            self._fuller(entry, text)
        return entry

    def _fuller(self, entry: Entry, text: str) -> None:
        """Keep the fullest form as the name, and a form with abbreviations as the abbreviation."""
        folder = self.folder
        forms = (text, entry.name)
        short, long = sorted(forms, key=lambda form: (not folder.abbreviates(form), len(form), not form.isupper()))
        entry.name = long
        if folder.abbreviates(short) and not folder.led(short) and not folder.abbreviates(long):
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

    # ------------------------------------------------------------------ which are one

    def merged(self) -> dict[str, Entry]:
        """By key the entry of each party: names that differ by what adds nothing are one if no other can be meant."""
        self._unshadow()
        bases: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            bases.setdefault(self._base(entry), []).append(entry)
        self._same_person(bases)
        self._lone(bases)
        self._placed(bases)
        merged: dict[str, Entry] = {}
        for entries in bases.values():
            head = max(entries, key=lambda entry: len(entry.key))
            for entry in entries:
                merged[entry.key] = head
                if entry is not head:
                    head.take(entry)
        return merged

    def _base(self, entry: Entry) -> str:
        if entry.kind == "group":
            return f"các {entry.key.removeprefix('các ')}"
        return self.folder.base(entry.key)

    def _unshadow(self) -> None:
        """Drop the mentions that lie wholly inside another, and the parties that had no other and have no role."""
        single = {spans[0] for entry in self.entries.values() for spans in entry.mentions if len(spans) == 1}
        inside: set[Span] = set()
        reach = -1
        for start, end in sorted(single, key=lambda span: (span[0], -span[1])):
            if end <= reach:
                inside.add((start, end))
            reach = max(reach, end)
        for key, entry in list(self.entries.items()) if inside else ():
            kept = [spans for spans in entry.mentions if len(spans) != 1 or spans[0] not in inside]
            if kept or entry.roles or key in self.aliases.values():
                entry.mentions = kept or entry.mentions
            else:
                del self.entries[key]

    def _same_person(self, bases: dict[str, list[Entry]]) -> None:
        """`Chủ tịch UBND tỉnh Lê Văn Tám` is `Lê Văn Tám`."""
        persons = [key for key, entries in bases.items() if entries[0].kind == "person"]
        for key in persons:
            words = key.split()
            for at in range(1, len(words) - 1):
                if (name := " ".join(words[at:])) in bases and bases[name][0].kind == "person":
                    bases[name].extend(bases.pop(key))
                    break

    def _placed(self, bases: dict[str, list[Entry]]) -> None:
        """`UBND tỉnh` is `UBND tỉnh Sông Thương` where no other is named."""
        longer: dict[str, list[str]] = {}
        for key in bases:
            if (short := self.folder.unplaced(key)) != key and short in bases:
                longer.setdefault(short, []).append(key)
        for short, keys in longer.items():
            if len(keys) == 1 and short in bases and keys[0] in bases:
                bases[keys[0]].extend(bases.pop(short))

    def _lone(self, bases: dict[str, list[Entry]]) -> None:
        """`Công ty` alone is the one addressee or issuer whose name begins so; the issuer `VĂN PHÒNG` the one named."""
        spoken = [key for key, entries in bases.items() if any(entry.roles & _SPOKEN for entry in entries)]
        for key in [key for key, entries in bases.items() if self._short(entries[0])]:
            bare = key.removeprefix("các ") if bases[key][0].key == key.removeprefix("các ") else key
            among = bases if any("issuer" in entry.roles for entry in bases[key]) else spoken
            longer = [other for other in among if other.startswith(f"{bare} ") and other != key]
            if len(longer) == 1 and bases[longer[0]][0].kind == "organization":
                bases[longer[0]].extend(bases.pop(key))

    def _short(self, entry: Entry) -> bool:
        two = entry.key.count(" ") == 1 and not entry.key.startswith("các ")
        return two and entry.kind in ("group", "organization")

    def readers(self, merged: dict[str, Entry]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """By key whom words like `Quý cơ quan` mean: the addressees, who take their roles."""
        spoken = tuple(dict.fromkeys(e.key for e in merged.values() if "addressee" in e.roles))
        for key in [key for key in merged if self.folder.polite(key.removeprefix("các "))]:
            entry = merged[key]
            if "addressee" in entry.roles or not spoken:
                continue
            del merged[key]
            meant = tuple(merged[one] for one in spoken)
            for one in meant:
                one.roles |= entry.roles
            if len(meant) == 1:
                meant[0].mentions.extend(entry.mentions)
            yield key, meant
