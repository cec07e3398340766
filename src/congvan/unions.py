"""Unions: which of the names gathered in a document are one party.

A short name is a longer one where no other can be meant: what is asked is what adds to the longer one (a level, a
place, a mark of a class), and whose document it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from congvan import record
from congvan.folding import Folder
from congvan.letters import bare
from congvan.record import Role, Span, Spans

ROLES: tuple[Role, ...] = ("issuer", "addressee", "lead", "support", "monitor", "recipient", "signer", "chair")
_WORDS = 2
"""A name without marks is told by so many spaces or more: fewer words could be another's."""
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


Bases = dict[str, list[Entry]]
"""The entries by the key without what adds nothing; those under one key are one party."""


class Unions:
    """Joins entries. `house` are the keys of the bodies in the document's head, `titles` the posts of persons."""

    def __init__(self, folder: Folder, house: Iterable[str], titles: dict[str, set[str]]) -> None:
        self.folder = folder
        self.house = tuple(house)
        self.titles = titles

    def of(self, entries: Iterable[Entry]) -> Bases:
        """The entries, each under the key of the party it is."""
        bases: Bases = {}
        for entry in entries:
            bases.setdefault(self._base(entry), []).append(entry)
        for join in (
            self._unmarked, self._same_person, self._titled, self._own, self._housed, self._lone, self._placed,
            self._leveled, self._founded, self._posted, self._marked,
        ):  # fmt: skip
            join(bases)
        return bases

    def _base(self, entry: Entry) -> str:
        if entry.kind == "group":
            return f"các {entry.key.removeprefix('các ')}"
        return self.folder.base(entry.key)

    # ------------------------------------------------------------------ letters

    def _unmarked(self, bases: Bases) -> None:
        """`SO LAO DONG`, printed or read without marks, is the one body that is named with them."""
        unmarked = [key for key in bases if key.isascii() and key.count(" ") >= _WORDS]
        marked: dict[str, list[str]] = {}
        for other in bases if unmarked else ():
            if not other.isascii():
                marked.setdefault(bare(other), []).append(other)
        for key in unmarked:
            meant = marked.get(key.replace(" va ", " "), [])
            if len(meant) == 1 and bases[meant[0]][0].kind == bases[key][0].kind:
                bases[meant[0]].extend(bases.pop(key))

    # ------------------------------------------------------------------ persons

    def _same_person(self, bases: Bases) -> None:
        """`Chủ tịch UBND tỉnh Lê Văn Tám` is `Lê Văn Tám`; `đồng chí Tám` is the only one who is called so."""
        persons = [key for key, entries in bases.items() if entries[0].kind == "person"]
        for key in persons:
            words = key.split()
            for at in range(1, len(words) - 1):
                if (name := " ".join(words[at:])) in bases and bases[name][0].kind == "person":
                    bases[name].extend(bases.pop(key))
                    break
        called_so: dict[str, list[str]] = {}
        for key in (key for key in persons if " " in key and key in bases):
            called_so.setdefault(key.rpartition(" ")[2], []).append(key)
        for key in [key for key in persons if " " not in key and key in bases]:
            if len(called := called_so.get(key, [])) == 1:
                bases[called[0]].extend(bases.pop(key))

    def _titled(self, bases: Bases) -> None:
        """`Bí thư Huyện ủy` is the one person whom the text calls so: `Lê Văn Tám - Bí thư Huyện ủy Sông Thương`."""
        held: dict[str, set[str]] = {}
        for title, persons in self.titles.items():
            for form in {title, self.folder.base(title), self.folder.unplaced(title)}:
                held.setdefault(form, set()).update(persons)
        for key in [key for key, entries in bases.items() if entries[0].kind == "position"]:
            meant = set(held.get(key, ()))
            if not self.folder.post(key):
                meant.update(*(persons for title, persons in self.titles.items() if self._same_post(title, key)))
            persons = {one for one in meant if one in bases}
            if len(persons) == 1:
                bases[persons.pop()].extend(bases.pop(key))

    def _same_post(self, title: str, key: str) -> bool:
        """`Bí thư Huyện ủy Sông Thương` is `Bí thư Huyện ủy`; `Thư ký` is `Thư ký Hội đồng` in its own minutes."""
        return title.startswith(f"{key} ") or (key.startswith(f"{title} ") and self._of_house(key, title))

    # ------------------------------------------------------------------ bodies

    def _own(self, bases: Bases) -> None:
        """`Sở`, `Ban Chỉ đạo huyện`, `nhà trường` in a document of theirs are who issues it."""
        issuers = [key for key, entries in bases.items() if any("issuer" in entry.roles for entry in entries)]
        if len(issuers) != 1:
            return
        calls = frozenset(self._called(bases[issuers[0]][0].key))
        for key in [key for key in bases if key.removeprefix("các ") in calls and key != issuers[0]]:
            others = [entry for entry in bases[key] if entry.key.startswith("các ")]
            bases[issuers[0]].extend(entry for entry in bases.pop(key) if entry not in others)
            if others:
                bases[key] = others

    def _housed(self, bases: Bases) -> None:
        """`BAN THƯỜNG VỤ` under `HỘI NÔNG DÂN TỈNH` in the head is `Ban Thường vụ Hội Nông dân tỉnh`."""
        for key in [key for key in bases if any("issuer" in entry.roles for entry in bases[key])]:
            own = [other for other in bases if other.startswith(f"{key} ") and self._under_house(other[len(key) :])]
            if len(own) == 1 and bases[own[0]][0].kind == "organization":
                bases[own[0]].extend(bases.pop(key))

    def _called(self, key: str) -> Iterator[str]:
        levels = self._levels()
        for call in dict.fromkeys(map(self.folder.fold, self.folder.calls(key))):
            yield call
            yield from (f"{call} {level}" for level in levels)

    def _levels(self) -> list[str]:
        """The levels that the document's head names."""
        return [level for level in self.folder.levels if any(f" {level} " in f"{body} " for body in self.house)]

    def _lone(self, bases: Bases) -> None:
        """`Công ty` alone is the one addressee or issuer whose name begins so; the issuer `VĂN PHÒNG` the one named."""
        spoken = [key for key, entries in bases.items() if any(entry.roles & _SPOKEN for entry in entries)]
        for key in [key for key, entries in bases.items() if self._short(entries[0])]:
            bare = key.removeprefix("các ") if bases[key][0].key == key.removeprefix("các ") else key
            among = bases if any("issuer" in entry.roles for entry in bases[key]) else spoken
            longer = [other for other in among if other.startswith(f"{bare} ") and other != key]
            if len(longer) == 1 and longer[0] in bases and bases[longer[0]][0].kind == "organization":
                bases[longer[0]].extend(bases.pop(key))

    def _short(self, entry: Entry) -> bool:
        two = entry.key.count(" ") == 1 and not entry.key.startswith("các ")
        return two and entry.kind in ("group", "organization")

    def _placed(self, bases: Bases) -> None:
        """`UBND tỉnh` is `UBND tỉnh Sông Thương` where no other is named, or the issuer's."""
        self._shortened(bases, self.folder.unplaced)

    def _leveled(self, bases: Bases) -> None:
        """`Ban Thường vụ Đảng ủy` is `Ban Thường vụ Đảng ủy phường` where no other is named before, or the issuer's."""
        self._shortened(bases, self.folder.unleveled, before=True)

    def _shortened(self, bases: Bases, cut: Callable[[str], str], *, before: bool = False) -> None:
        longer: dict[str, list[str]] = {}
        for key in bases:
            if (short := cut(key)) != key and short in bases:
                longer.setdefault(short, []).append(key)
        for short, keys in longer.items():
            own = [key for key in keys if any("issuer" in entry.roles for entry in bases.get(key, ()))]
            if not own and any("issuer" in entry.roles for entry in bases.get(short, ())):
                own = [key for key in keys if self._under_house(key[len(short) :])]
            meant = keys if len(keys) == 1 else own
            if before and not meant:
                meant = [key for key in keys if _first(bases[key]) < _first(bases[short])]
            if len(meant) == 1 and short in bases and meant[0] in bases:
                bases[meant[0]].extend(bases.pop(short))

    def _under_house(self, rest: str) -> bool:
        """Tell whether what a longer name adds to the issuer's is of a body above it in the document's head."""
        return any(f"{rest} " in f" {body} " for body in self.house[:-1])

    def _founded(self, bases: Bases) -> None:
        """`Tổ công tác` is the one that is named in full before: `Tổ công tác hỗ trợ hợp tác xã`."""
        for key in [key for key in bases if self.folder.founded(key)]:
            first = _first(bases[key])
            longer = [other for other in bases if other.startswith(f"{key} ") and _first(bases[other]) < first]
            if len(longer) == 1:
                bases[longer[0]].extend(bases.pop(key))

    def _posted(self, bases: Bases) -> None:
        """`Giám đốc` is `Giám đốc Sở Y tế` in its documents; `Thứ trưởng` the one who is named with his post."""
        for key in [key for key, entries in bases.items() if entries[0].kind == "position"]:
            if not self.folder.post(key):
                continue
            persons = [other for other in bases if other.startswith(f"{key} ") and bases[other][0].kind == "person"]
            offices = [other for other in bases if other.startswith(f"{key} ") and self._of_house(other, key)]
            meant = persons or offices
            if len(meant) == 1:
                bases[meant[0]].extend(bases.pop(key))

    def _of_house(self, longer: str, post: str) -> bool:
        office = longer[len(post) + 1 :]
        return any(office in (body, self.folder.unplaced(body), *self._called(body)) for body in self.house)

    # ------------------------------------------------------------------ classes

    def _marked(self, bases: Bases) -> None:
        """`các công đoàn cơ sở` are `các công đoàn cơ sở trực thuộc`; a class is what is marked off in Kính gửi."""
        groups = [key for key, entries in bases.items() if entries[0].kind == "group"]
        written = [key for key in groups if any("addressee" in entry.roles for entry in bases[key])]
        for key in groups:
            if key not in bases or self.folder.generic(key):
                continue
            mark = "" if self.folder.bare(key) else "trực thuộc"
            own = {f"{key} {level}" for level in self._levels()}
            under = [
                other
                for other in groups
                if other in bases and other != key and (other.startswith(f"{key} {mark}") or other in own)
            ]
            meant = under or [other for other in written if other in bases and other.startswith(f"{key} ")]
            if len(meant) == 1:
                bases[meant[0]].extend(bases.pop(key))


def _first(entries: Iterable[Entry]) -> tuple[Span, Span, str]:
    """Where a party is first named."""
    return min(entry.place() for entry in entries)
