"""Lead-ins: a heading or an opening sentence → the context of what follows: who acts, how plainly orders are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from congvan.bodies import Mention
from congvan.duties import LONGEST, Context, Mood
from congvan.orders import Order, Orders
from congvan.record import Basis, Modality
from congvan.text import View

_TAIL = 400
_SHORT = 40
"""A sentence shorter than this (`Cụ thể:`) opens a list together with the one before it."""
_VAGUE = frozenset(("body", "plain", "group"))
"""Families of names that are not believed in a heading of capitals: there every word begins with one."""


@dataclass(frozen=True, slots=True)
class Leadins:
    """Reads what leads in to a list. `addressees` act where an opening sentence names nobody else."""

    reader: Orders
    addressees: tuple[Mention, ...]
    issuers: frozenset[str]
    met: bool
    lawful: bool

    # ------------------------------------------------------------------ sentences

    def opening(self, view: View, context: Context) -> Context | None:
        """The context after a sentence that opens a list of things to do, or None where the text opens none."""
        key, reader = view.key, self.reader
        if len(key) > LONGEST or not reader.pattern("opens").search(key, max(0, len(key) - _TAIL)):
            return None
        *before, (low, high) = reader.sentences(key)
        if before and high - low < _SHORT:
            low = before[-1][0]
        if not self._may(key, low, high, context):
            return None
        if reader.has("opinion", key[low:high]):
            return replace(self._to_addressees(context), mood="order")
        if not reader.has("ordering", key[low:high]):
            return replace(context, mood="open" if context.mood == "order" else context.mood)
        return self._named(view, low, high, context)

    def _may(self, key: str, low: int, high: int, context: Context) -> bool:
        """Tell whether a list may open here: a decision says to whom, a write-up tells of a meeting or of someone."""
        if context.mood == "bare":
            return bool(self.reader.pattern("giver").match(key, low))
        if context.mood != "silent":
            return True
        told = self.reader.has("ordering", key[low:high])
        return told and (self.met or any(order.leads for order in self.reader.given(key, low, high)))

    def _to_addressees(self, context: Context) -> Context:
        if not self.addressees:
            return context.nameless()
        return replace(context, leads=self.addressees, supports=(), basis="addressee", rule="tasks.addressees")

    def _named(self, view: View, low: int, high: int, context: Context) -> Context:
        """Who the opening sentence names; the addressees where it names nobody, or only `các cơ quan, đơn vị`."""
        key, reader = view.key, self.reader
        givers = [*reader.given(key, low, high), *self._bidden(key, low, high)]
        order = givers[-1] if givers else reader.opened(key, low, high)
        modality: Modality = "request" if self._asks(key[low:high], order) else "directive"
        leads = [Mention(view, name) for name in order.leads] if order else []
        leads = [lead for lead in leads if folded(lead.key) not in self.issuers]
        generic = reader.pattern("generic")
        if order is None or not leads or (self.addressees and all(generic.fullmatch(lead.key) for lead in leads)):
            mood: Mood = "named" if self.addressees else "order"
            return replace(self._to_addressees(context), mood=mood, modality=modality)
        helpers = (*order.helpers, *reader.helpers(key, low, high, order.verb))
        supports = tuple(Mention(view, name) for name in helpers)
        return replace(
            context,
            mood="named",
            leads=tuple(leads),
            supports=supports,
            basis="intro",
            modality=modality,
            rule="tasks.opener",
        )

    def _bidden(self, key: str, low: int, high: int) -> Iterator[Order]:
        """`chỉ đạo các trường thực hiện …`: a giver only where a list is opened."""
        for match in self.reader.pattern("bidding").finditer(key, low, high):
            leads, helpers, end = self.reader.people(key, match.end())
            if leads:
                yield Order(match.start(), end, leads, helpers, rule="bidding")

    def _asks(self, key: str, order: Order | None) -> bool:
        if order and self.reader.asks(order):
            return True
        return self.reader.has("requesting", key) and not self.reader.has("commanding", key)

    # ------------------------------------------------------------------ headings

    def under(self, heading: View, context: Context) -> Context:
        """The context under a heading: who it names, or whether its subject gives anybody anything to do."""
        key, reader = heading.key, self.reader
        if context.mood == "silent" or reader.pattern("label").match(f"{key.rstrip(' :')}: "):
            return context
        named = self._party(heading, context)
        return named or self._topic(key.lower().rstrip(" .:"), context)

    def _party(self, heading: View, context: Context) -> Context | None:
        """The context under a heading that names who is to act, or None."""
        reader, loud = self.reader, heading.key.isupper()
        key = heading.key.title() if loud and len(heading.key.title()) == len(heading.key) else heading.key
        start = reader.pattern("head").match(key)
        low = start.end() if start else 0
        leads, helpers, end = reader.people(key, low)
        leads = tuple(name for name in leads if not loud or name.family not in _VAGUE)
        if not leads or not reader.pattern("head-rest").fullmatch(key, end):
            return None
        given = bool(reader.pattern("giver").match(key)) and not reader.pattern("sharing").match(key)
        basis: Basis = "intro" if low and reader.pattern("giver").match(key) and key[end:].strip(" :.") else "heading"
        supports = tuple(Mention(heading, name) for name in (*helpers, *reader.helpers(key, end, len(key), end)))
        return replace(
            context,
            mood="named" if context.mood != "bare" or given else "bare",
            leads=tuple(Mention(heading, name) for name in leads),
            supports=supports,
            basis=basis,
            modality="request" if reader.pattern("requesting").match(key) else context.modality,
            rule="tasks.head",
        )

    def _topic(self, key: str, context: Context) -> Context:
        """The context under a heading that only says what it is about."""
        reader = self.reader
        if context.mood == "bare" and not self.lawful and reader.pattern("assigning").fullmatch(key):
            return replace(context, mood="order")
        if context.mood in ("open", "order") and reader.pattern("fruitful").match(key):
            return replace(context, mood="order")
        if reader.pattern("barren").match(key):
            return Context("bare" if context.mood == "bare" else "open", section=context.section)
        return context


def folded(text: str) -> str:
    """A name for comparing: small letters, single spaces."""
    return " ".join(text.casefold().split())
