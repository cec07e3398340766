"""Lead-ins: a heading or an opening sentence → the context of what follows: who acts, how plainly orders are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from congvan.bodies import Mention, Name
from congvan.duties import LONGEST, Context, Mood
from congvan.orders import Order, Orders
from congvan.record import Basis, Modality
from congvan.text import View

_TAIL = 400
_SHORT = 40
"""A sentence shorter than this (`Cụ thể:`) opens a list together with the one before it."""
_FEWEST = 3
"""So many headings side by side tell of one another."""
_STANDING = frozenset(("council", "field", "whole", "post", "chief", "class"))
"""Families of names of today's administration."""
_VAGUE = frozenset(("body", "plain", "group"))
"""Families of names that are not believed in a heading of capitals: there every word begins with one."""


class Leadins(NamedTuple):
    """Reads what leads in to a list. `addressees` act where an opening sentence names nobody else."""

    reader: Orders
    addressees: tuple[Mention, ...]
    issuers: frozenset[str]
    met: bool
    lawful: bool
    written: bool = False

    @property
    def aside(self) -> bool:
        """Tell whether a write-up tells of no meeting: then only a list right behind its opening sentence counts."""
        return self.written and not self.met

    # ------------------------------------------------------------------ sentences

    def opening(self, view: View, context: Context, *, headed: bool = False) -> Context | None:
        """The context after a sentence that opens a list of things to do, or None where the text opens none.

        `headed` tells that it is a heading: then a list stands below, and whoever it is given to opens it.
        """
        key, reader = view.key, self.reader
        opens = reader.pattern("opens").search(key, max(0, len(key) - _TAIL))
        if len(key) > LONGEST or not (
            opens or (headed and any(order.leads for order in reader.given(key, 0, len(key))))
        ):
            return None
        *before, (low, high) = reader.sentences(key)
        if before and high - low < _SHORT:
            low = before[-1][0]
        if not self._may(key, low, high, context):
            return None
        if reader.has("opinion", key[low:high]):
            return self.to_addressees(context)._replace(mood="order")
        if self.addressees and reader.has("guiding", key[low:high]):
            return self.to_addressees(context)._replace(mood="order")
        if not reader.has("ordering", key[low:high]) and not self._binds(key, low, high):
            return context._replace(mood="open" if context.mood == "order" else context.mood)
        named = self._named(view, low, high, context)
        return named._replace(mood="order") if self.aside else named

    def listed(self, first: View | None, context: Context) -> Context:
        """The context of a list whose first item is an order to somebody (`1. Giao Sở Y tế …`): all of them may be."""
        if first is None or context.mood != "open":
            return context
        order = next(self.reader.given(first.key[:LONGEST], 0, min(len(first), LONGEST)), None)
        handed = order is not None and order.start == 0 and bool(order.leads)
        return self.to_addressees(context)._replace(mood="order") if handed else context

    def _binds(self, key: str, low: int, high: int) -> bool:
        """Tell whether an opening sentence binds its subject (`UBND các xã cần tập trung một số việc như sau:`)."""
        order = self.reader.subject(key, low)
        return order is not None and bool(self.reader.pattern("duty").match(key, order.verb, high))

    def behind(self, view: View, context: Context) -> Context:
        """The context after a paragraph behind a list: it may open the next one; aside, a list ends there."""
        after = Context("silent", section=context.section) if self.aside else context
        return self.opening(view, after.nameless()) or after

    def _may(self, key: str, low: int, high: int, context: Context) -> bool:
        """Tell whether a list may open here: a decision says to whom, a write-up tells of a meeting or of someone."""
        if context.still:
            return False
        if context.decreed:
            return not self.reader.pattern("standing").match(key, low) and self._decides(key, low, high)
        if context.mood != "silent":
            return True
        told = self.reader.has("ordering", key[low:high])
        return told and (
            self.met or any(map(self._presses, self.reader.given(key, low, high))) or self._urged(key, low)
        )

    def _decides(self, key: str, low: int, high: int) -> bool:
        """Tell whether a sentence of a decision gives a list to somebody: it opens with a giver, or with who gives."""
        given = self.reader.given(key, low, high)
        return bool(self.reader.pattern("giver").match(key, low)) or any(
            self.reader.begins(key, low, order) for order in given
        )

    def _urged(self, key: str, low: int) -> bool:
        """Tell whether standing bodies are told to hurry with a list (`Chủ tịch UBND các tỉnh triển khai ngay …:`)."""
        order = self.reader.opened(key, low, len(key))
        known = order and all(name.family in _STANDING for name in order.leads)
        return order is not None and bool(known and self.reader.pattern("urging").match(key, order.verb))

    def _presses(self, order: Order) -> bool:
        """Tell whether an order is pressed on others, as a write-up that tells of no meeting must: not shared out."""
        assigned = order.giver and self.reader.pattern("assigning-giver").match(order.giver)
        known = any(name.family != "stranger" for name in order.leads)
        return known and not assigned

    def to_addressees(self, context: Context) -> Context:
        """The context in which the addressees act; nobody where there are none."""
        if not self.addressees:
            return context.nameless()
        return context._replace(leads=self.addressees, supports=(), basis="addressee", rule="tasks.addressees")

    def _named(self, view: View, low: int, high: int, context: Context) -> Context:
        """Who the opening sentence names; the addressees where it names nobody, or only `các cơ quan, đơn vị`."""
        key, reader = view.key, self.reader
        givers = [*reader.given(key, low, high), *self._bidden(key, low, high)]
        order = givers[-1] if givers else self._acting(key, low, high)
        modality: Modality = "request" if self._asks(key[low:high], order) else "directive"
        leads = [Mention(view, name) for name in order.leads] if order else []
        leads = [lead for lead in leads if folded(lead.key) not in self.issuers]
        generic = reader.pattern("generic")
        if order is None or not leads or (self.addressees and all(generic.fullmatch(lead.key) for lead in leads)):
            mood: Mood = "named" if self.addressees else "order"
            return self.to_addressees(context)._replace(mood=mood, modality=modality)
        helpers = (*order.helpers, *reader.helpers(key, order.start, high, order.verb))
        supports = tuple(Mention(view, name) for name in helpers)
        return context._replace(
            mood="named",
            leads=tuple(leads),
            supports=supports,
            basis="intro",
            modality=modality,
            rule="tasks.opener",
        )

    def _acting(self, key: str, low: int, high: int) -> Order | None:
        """The subject of an opening sentence, where it does more than give orders."""
        order = self.reader.opened(key, low, high)
        return None if order and self.reader.pattern("only-gives").fullmatch(key, order.verb, high) else order

    def _bidden(self, key: str, low: int, high: int) -> Iterator[Order]:
        """`chỉ đạo các trường thực hiện …`: a giver only where a list is opened."""
        for match in self.reader.pattern("bidding").finditer(key, low, high):
            leads, helpers, end = self.reader.people(key, match.end())
            if leads:
                yield Order(match.start(), end, leads, helpers, rule="bidding")

    def _asks(self, key: str, order: Order | None) -> bool:
        if order and self.reader.requests(order.giver):
            return True
        return self.reader.has("requesting", key) and not self.reader.has("commanding", key)

    # ------------------------------------------------------------------ headings

    def under(self, heading: View, context: Context, *, text: bool = True, among: bool = False) -> Context:
        """The context under a heading: who it names, or whether its subject gives anybody anything to do.

        `text` tells that words of its own follow: then it may be a label; `among`, that it stands beside headings that
        name who is to act.
        """
        key, reader = heading.key, self.reader
        if context.mood == "silent" or (text and reader.pattern("label").match(f"{key[:_TAIL].rstrip(' :')}: ")):
            return context
        topic = key[:LONGEST].lower().rstrip(" .:")
        if narrated := reader.pattern("narrated").fullmatch(topic):
            told: Mood = "quiet" if narrated["talk"] else "open"
            return Context(context.mood if context.decreed else told, section=context.section)
        return self._party(heading, context, among) or self._topic(topic, context, loud=key.isupper())

    def among(self, headings: Sequence[View], context: Context) -> bool:
        """Tell whether headings side by side name who is to act: `Đối với …` does, or most of them do."""
        if not headings or context.mood == "silent":
            return False
        if any(self.towards(heading, context) for heading in headings):
            return True
        named = sum(self._party(heading, context, among=False) is not None for heading in headings)
        return named >= _FEWEST - 1 and len(headings) >= _FEWEST and 2 * named >= len(headings)

    def nameless(self, heading: View, context: Context, *, label: bool) -> bool:
        """Tell whether a heading beside those that name somebody names one that no list knows (`Tổ văn phòng`)."""
        towards = self.towards(heading, context)
        label = label or self.reader.names.heads(heading.key, 0)
        if towards is not None or not label or _loud(heading.key):
            return towards is False
        key, reader = heading.key.rstrip(" .:;"), self.reader
        thing = any(reader.pattern(name).match(key) for name in ("fact", "thing"))
        return not thing and reader.pattern("role").fullmatch(key) is not None

    def towards(self, heading: View, context: Context) -> bool | None:
        """Whether a heading `Đối với …` names somebody; None where a heading begins otherwise."""
        if not self.reader.pattern("towards").match(heading.key, 0, _SHORT):
            return None
        return self._party(heading, context, among=False) is not None

    def _party(self, heading: View, context: Context, among: bool) -> Context | None:
        """The context under a heading that names who is to act, or None."""
        reader, loud = self.reader, _loud(heading.key)
        key = heading.key.title() if loud and len(heading.key.title()) == len(heading.key) else heading.key
        start = reader.pattern("head").match(key, 0, _TAIL)
        low = start.end() if start else 0
        leads, helpers, end = self._headed(key, low, loud, among)
        if not leads:
            return None
        giver = reader.pattern("giver").match(key, 0, _TAIL)
        given = giver is not None and not reader.pattern("sharing").match(key, 0, _TAIL)
        basis: Basis = "intro" if low and given and key[end:].strip(" :.") else "heading"
        supports = tuple(Mention(heading, name) for name in (*helpers, *reader.helpers(key, end, len(key), end)))
        calm = context.decreed or context.mood in ("quiet", "asking")
        return context._replace(
            mood="named" if given or not calm else context.mood,
            leads=tuple(Mention(heading, name) for name in leads),
            supports=supports,
            basis=basis,
            modality="request" if reader.pattern("requesting").match(key) else context.modality,
            rule="tasks.head",
        )

    def _headed(self, key: str, low: int, loud: bool, among: bool) -> tuple[tuple[Name, ...], tuple[Name, ...], int]:
        """The names that a heading consists of, and where they end; one of no list as it stands, if it is the whole."""
        reader, high = self.reader, len(key)
        leads, helpers, end = reader.people(key, low)
        leads = tuple(name for name in leads if not loud or name.family not in _VAGUE)
        if leads and reader.pattern("head-rest").fullmatch(key, end):
            return leads, helpers, end
        if leads and (directs := reader.pattern("directs").match(key, end)):
            others, _, stop = reader.people(key, directs.end())
            if others and reader.pattern("head-rest").fullmatch(key, stop):
                return leads, helpers, end
        if leads and not loud and (whole := reader.listed(key, leads[0], high)):
            return (whole,), (), whole.end
        many = leads and not loud and reader.pattern("many").search(key, leads[-1].start, end)
        if many and reader.pattern("head-clause").fullmatch(key, end):
            return (*leads[:-1], leads[-1].stretched(len(key.rstrip(" .:")))), helpers, high
        end = low + len(key[low:].rstrip(" .:;"))
        bare = low + len(key[low:end].partition(" (")[0])
        if not loud and reader.pattern("unit").fullmatch(key, low, bare):
            return (Name(low, bare, ((low, bare),), "stranger"),), (), end
        if reader.pattern("level").fullmatch(key, low, end):
            return (Name(low, end, ((low, end),), "group"),), (), end
        if among and 0 < end - low <= _SHORT and not reader.pattern("thing").match(key, low, end):
            return (Name(low, end, ((low, end),), "stranger"),), (), end
        return (), (), low

    def _topic(self, key: str, context: Context, *, loud: bool) -> Context:
        """The context under a heading that only says what it is about."""
        reader = self.reader
        if context.mood in ("quiet", "planned"):
            if reader.pattern("done").fullmatch(key):
                return context._replace(mood="quiet")
            return context._replace(mood="planned") if reader.pattern("upcoming").fullmatch(key) else context
        if context.mood == "bare" and reader.pattern("assigning").fullmatch(key):
            return context._replace(mood="dated" if self.lawful else "order")
        if context.mood in ("open", "order") and reader.pattern("fruitful").match(key):
            return context._replace(mood="order")
        barren = reader.pattern("barren").fullmatch(key)
        if barren and barren["weak"] and context.listing and not (loud and self.reader.pattern("judging").match(key)):
            return context._replace(mood="order")
        if barren:
            return Context(context.mood if context.decreed else "open", section=context.section)
        return context


def _loud(key: str) -> bool:
    """Tell whether a heading is written in capitals: one word of them is a short name (`BGH`)."""
    return key.isupper() and " " in key.strip()


def folded(text: str) -> str:
    """A name for comparing: small letters, single spaces."""
    return " ".join(text.casefold().split())
