"""Roster: the parties of a document while they are gathered, and which of them are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from congvan import record
from congvan.folding import Folder
from congvan.mentions import Mention
from congvan.record import Role, Span
from congvan.text import View
from congvan.tries import trie, word_at
from congvan.unions import Entry, Unions

MOST_ALIASES = 200
_LABEL = 120
"""How long a label before a person's name may be (`Chủ trì (chủ tọa): bà …`)."""
_TITLES = re.compile(r"(?:,| -| –|-|–) ?")


class Roster:
    """Gathers mentions into parties. `known` are places: a post that ends in one names no person.

    `house` are the bodies in the document's head, `printed` the names that its head and foot print whole.
    """

    def __init__(
        self, folder: Folder, known: Iterable[str] = (), house: Iterable[str] = (), printed: Iterable[str] = ()
    ) -> None:
        self.folder = folder
        self.house = tuple(folder.fold(body) for body in house)
        self.titles: dict[str, set[str]] = {}
        self._printed: dict[str, list[str]] = {}
        for name in sorted({name.casefold() for name in printed}, key=len, reverse=True):
            self._printed.setdefault(word_at(name, 0), []).append(name)
        self.known = tuple(f" {place.casefold()}" for place in known if place)
        self.entries: dict[str, Entry] = {}
        self.aliases: dict[str, str] = {}
        self._met: dict[tuple[str, record.PartyKind], Entry] = {}

    # ------------------------------------------------------------------ gathering

    def add(self, mention: Mention, role: Role | None) -> None:
        """Take in one mention; a form met before is neither folded nor compared again."""
        mention = self.whole(mention)
        form = (mention.key, mention.name.kind)
        entry = self._met.get(form)
        if entry is None:
            entry = self._met[form] = self._entry(mention)
        entry.mentions.append(mention.spans())
        if role:
            entry.roles.add(role)

    def whole(self, mention: Mention) -> Mention:
        """A mention drawn out to the name that the document's head or foot prints, where the same words stand."""
        name, key = mention.name, mention.view.key
        if len(name.ranges) > 1 or name.kind == "person":
            return mention
        for printed in self._printed.get(word_at(key, name.start).casefold(), ()):
            end = name.start + len(printed)
            if end > name.end and key[name.start : end].casefold() == printed and not key[end : end + 1].isalnum():
                return Mention(mention.view, name.stretched(end))
        return mention

    def _entry(self, mention: Mention) -> Entry:
        key, text = self.folder.fold(mention.key), mention.text
        if self.aliases.get(mention.key, key) != key:
            whole = self.entries[self.aliases[mention.key]]
            whole.abbreviation = whole.abbreviation or text
            return whole
        if mention.name.kind == "person":
            self._titled(mention, key)
        entry = self.entries.get(key)
        if entry is None:
            kind = "organization" if self.folder.organized(mention) else mention.name.kind
            if kind == "person" and self.known and key.endswith(self.known) and len(mention.name.ranges) == 1:
                kind = "position" if key.count(" ") > 3 else kind
            return self.entries.setdefault(key, Entry(key, text, kind))
        if text != entry.name:
            self._fuller(entry, text)
        return entry

    def _titled(self, mention: Mention, key: str) -> None:
        """Remember the posts printed after a person's name."""
        text, name = mention.view.key, mention.name
        posts = _TITLES.split(text[name.ranges[-1][1] : name.end])[1:]
        label = self.folder.label(text, name.start) if name.start < _LABEL else ()
        for post in (*posts, *label):
            self.titles.setdefault(self.folder.fold(post), set()).add(key)

    def _fuller(self, entry: Entry, text: str) -> None:
        """Keep the fullest form as the name, and a form with abbreviations as the abbreviation."""
        folder = self.folder
        forms = (text, entry.name)
        short, long = sorted(forms, key=lambda form: (*self._spelled(form), not form.isupper()))
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
        bases = Unions(self.folder, self.house, self.titles).of(self.entries.values())
        merged: dict[str, Entry] = {}
        for entries in bases.values():
            head = max(entries, key=lambda entry: (entry.kind == "person", not entry.key.isascii(), len(entry.key)))
            if head.kind == "group":
                head.name = max((entry.name for entry in entries), key=self._spelled)
            for entry in entries:
                merged[entry.key] = head
                if entry is not head:
                    head.take(entry)
        return merged

    def _spelled(self, name: str) -> tuple[bool, bool, int]:
        """How fully a name is spelled out; `mỗi đơn vị` says less than `các đơn vị`."""
        return not self.folder.abbreviates(name), not self.folder.partial(name), len(name)

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
