"""Finding: the first order of a text in its context: said in words, or understood from what opened the list."""

from __future__ import annotations

from congvan.duties import wording
from congvan.duties.context import Context
from congvan.orders import Order, Orders
from congvan.record import Span

_NEAR = 200
"""How far from where it may begin a word is looked for."""
_LOOSE = frozenset(("class", "group", "post", "plain", "stranger"))
"""Families of names that go on with words of no list."""
_STANDING = frozenset(("council", "field", "body", "whole", "post"))
"""Families of names of bodies that were there before a decision."""

_FOUNDED = frozenset(("plain", "body", "field"))
"""Families of names of bodies that a decision may found."""
_KNOWN = frozenset(("council", "field", "whole"))
"""Families of names that lists know to their end."""


class Finder:
    """Finds first orders. It remembers whether an order was given: what follows is read less strictly.

    `lawful` tells of a law-making document: its articles say what bodies do always.
    """

    def __init__(self, reader: Orders, *, met: bool, fast: bool, lawful: bool = False) -> None:
        self.reader = reader
        self.met = met
        self.lawful = lawful
        self.fast = fast
        self.ordered = False

    def first(self, key: str, context: Context, skip: int = 0) -> Order | None:
        """The first order of a text in its context: said in words, or understood from what opened the list."""
        reader = self.reader
        sentences = [span for span in reader.sentences(key) if span[1] > skip] or [(0, len(key))]
        agreed = 0
        while agreed < len(sentences) - 1 and self._agrees(key[slice(*sentences[agreed])]):
            agreed += 1
        sentences = sentences[agreed:]
        if reader.has("none.superior", key):
            return None
        if self._agrees(key[sentences[0][0] :]):
            return self._besides(key, sentences[0], context)
        low, high = max(sentences[0][0], skip), sentences[0][1]
        if order := self._imperative(key, low, high, context) or self._said(key, low, high, context):
            return order
        said = (self._said(key, *span, context) for span in sentences[1:])
        if order := next((order for order in said if order), None):
            return order
        if context.listing and (order := self._conditional(key, low, high)):
            return order
        fact = skip > 0 and reader.pattern("fact").match(key, 0, skip)
        counts = context.mood == "named" and not (fact or agreed) and not reader.has("none.statement", key[low:])
        counts = counts and not self._names_only(key, low)
        return Order(low, low, rule="listed") if counts else None

    def _names_only(self, key: str, low: int) -> bool:
        """Tell whether a text only names people or bodies: a label before it has said what they are."""
        leads, _, end = self.reader.people(key, low)
        return bool(leads) and not key[end:].strip(" .;,")

    def _besides(self, key: str, sentence: Span, context: Context) -> Order | None:
        """The order of a clause behind one that only agrees: it opens with a known body that is told to act."""
        low, high = sentence
        marks = self.reader.semicolons(key, low, high)
        for at, end in zip(marks, [*marks[1:], high], strict=False):
            order = self._said(key, at, end, context)
            if order and order.start == at and order.leads and not order.strange:
                return order
        return None

    def _agrees(self, key: str) -> bool:
        """Tell whether a sentence only agrees or praises: those behind it may give orders."""
        return self.reader.has("none.agreement", key) or self.reader.has("none.praise", key)

    def handed(self, key: str, skip: int = 0) -> Order | None:
        """The order of an item in a write-up of no meeting: `Giao Sở Y tế …` at its beginning, to a standing body."""
        order = next(self.reader.given(key, skip, len(key)), None)
        if order is None or order.start != skip or not self.reader.assigns(key, order._replace(verb=len(key))):
            return None
        standing = bool(order.leads) and all(name.family in _STANDING for name in order.leads)
        return order if standing and not self.reader.pattern("lawmaking").match(key, order.verb) else None

    def _conditional(self, key: str, low: int, high: int) -> Order | None:
        """What is to be done in a case that an item names first (`Trường hợp có dịch, báo cáo ngay`)."""
        case = self.reader.pattern("condition").match(key, low, min(high, low + _NEAR))
        if case is None or not self.reader.pattern("imperative").match(key, case.end(), min(high, case.end() + _NEAR)):
            return None
        return Order(low, case.end(), rule="imperative")

    def turns(self, key: str) -> bool:
        """Tell whether a later paragraph of an item turns to somebody else: an order to them, or a known body acts."""
        if self.reader.tells(key):
            return True
        own = self.reader.subject(key, 0)
        return own is not None and all(name.family in _KNOWN for name in own.leads)

    def _imperative(self, key: str, low: int, high: int, context: Context) -> Order | None:
        """An item of a list that begins with a verb; a class that acts after its first clause leads it.

        Not one that begins with a giver, or that goes on to name who is told to act in the same clause. In a decision
        only what is done once, under a head that names who does it.
        """
        reader = self.reader
        first = reader.pattern("imperative").match(key, low, min(high, low + _NEAR))
        if context.decreed and context.leads and reader.pattern("one-off").search(key, low, high):
            return Order(low, low, rule="imperative") if first else None
        if first is None or not context.listing:
            return None
        if context.basis != "heading" and (order := self._encouraged(key, low, first.end("verb"), high)):
            return order
        end = next(iter(reader.semicolons(key, low, high)), high)
        if reader.names.at(key, low) or reader.pattern("opening").match(key, low, min(high, low + _NEAR)):
            return self._said(key, low, end, context) or Order(low, low, rule="imperative")
        given = next(reader.given(key, low, end), None)
        shared = given is not None and bool(context.leads) and self._keeps(given)
        if given and not shared and (given.start == low or self._hands_over(key, given, context)):
            return None
        later = reader.later(key, low, high) if context.basis in ("addressee", None) else None
        return later or Order(low, low, rule="imperative")

    def _encouraged(self, key: str, low: int, at: int, high: int) -> Order | None:
        """The order of an item that encourages somebody: who stands behind its first verb leads."""
        order = self.reader.encouraged(key, low, at)
        if order is None or order.verb > at or self.fast:
            return order if order and order.verb > at else None
        worded = wording.subject(self.reader, key, at + 1, high)
        return worded._replace(start=low, rule="encouraged") if worded else None

    def _hands_over(self, key: str, given: Order, context: Context) -> bool:
        """Tell whether a giver inside a clause says who acts in all of it: under a head only who assigns on."""
        return self.reader.assigns(key, given) if context.basis in ("heading", "intro") else True

    def _said(self, key: str, low: int, high: int, context: Context) -> Order | None:
        """The order that a sentence says in words: a subject with what it must do, or a giver with whom it tells."""
        if context.still and context.mood != "asking":
            return self._planned(key, low, high) if context.mood == "planned" else None
        subject = self._subject(key, low, high, context)
        for order in self.reader.given(key, low, high):
            if subject and subject.verb < order.start and context.mood != "open":
                return subject
            if subject and subject.verb == order.start and self._keeps(order):
                return subject
            if self._counts(key, low, order, context):
                return order
            if context.basis == "heading" and order.start == low and _again(key, order, context):
                return order._replace(leads=(), rule="again")
        return subject

    def _keeps(self, order: Order) -> bool:
        """Tell whether who shares out work has to see to it: it names only some of its own (`phân công đảng viên`)."""
        return self.reader.shares(order) and all(name.family in ("class", "group") for name in order.leads)

    def _subject(self, key: str, low: int, high: int, context: Context) -> Order | None:
        """The subject that acts: in a list anybody, elsewhere one that has a duty in so many words, or by a day."""
        reader, mood = self.reader, context.mood
        if context.listing:
            return self._listed(key, low, high)
        if mood == "bare":
            return self._bound(key, low, high) or self._decided(key, low, high)
        if mood not in ("open", "dated"):
            return None
        if not (self.ordered or reader.pattern("dated").search(key, low, high)):
            return None
        subject = reader.opened(key, low, high)
        if subject is None:
            return None
        if mood == "dated":
            return subject if reader.pattern("one-off").search(key, subject.verb, high) else None
        duty = self.ordered and reader.pattern("duty").match(key, subject.verb, subject.verb + _NEAR)
        return subject if duty or reader.pattern("due").search(key, subject.verb, high) else None

    def _listed(self, key: str, low: int, high: int) -> Order | None:
        """The subject of an item of a list: anybody; by its words where no list knows the name, or only its head."""
        reader, upper = self.reader, key[low : low + 1].isupper() or key.startswith("100%", low)
        found = reader.opened(key, low, high, firm=True) or (
            reader.someone(key, low, high) if low == 0 and upper else None
        )
        if self.fast or not upper or not (found is None or self._doubtful(key, low, found)):
            return found
        worded = wording.subject(reader, key, low, high)
        return worded if worded and (found is None or found.rule == "someone" or worded.verb < found.verb) else found

    def _doubtful(self, key: str, low: int, found: Order) -> bool:
        """Tell whether a name may have swallowed its verb: only its head is left, or what follows has no object."""
        reader = self.reader
        if found.start != low or len(found.leads) != 1:
            return False
        if reader.pattern("overrun").search(key, low + 1, found.leads[0].end):
            return True
        if found.leads[0].family not in _LOOSE:
            return False
        if found.rule == "someone" and reader.pattern("agent").fullmatch(key, low, found.verb - 1):
            return True
        return key.startswith(", ", found.verb - 2) or bool(reader.pattern("objectless").match(key, found.verb))

    def _planned(self, key: str, low: int, high: int) -> Order | None:
        """In the plans of a report: only what names who acts, and not the body that reports."""
        subject = self.reader.opened(key, low, high, firm=True)
        own = subject and self.reader.pattern("own").fullmatch(subject.leads[0].spelled(key))
        return None if own else subject

    def _bound(self, key: str, low: int, high: int) -> Order | None:
        """A person named in a decision, or a body that it founds, who has to do something by a day."""
        named = self.reader.people(key, low)[0]
        founded = self.reader.pattern("founded").match(key, low, high)
        if len(named) != 1 or not (named[0].family == "person" or (founded and named[0].family in _FOUNDED)):
            return None
        duty = self.reader.pattern("bound").search(key, named[0].end, high)
        if duty is None or not self.reader.pattern("one-off").search(key, duty.end(), high):
            return None
        return Order(low, duty.start("verb"), named, rule="bound")

    def _decided(self, key: str, low: int, high: int) -> Order | None:
        """A standing body that a decision tells plainly what to carry out, a law-making one what to lead."""
        reader = self.reader
        order = reader.subject(key, low)
        if order is None or order.leads[0].family not in _STANDING or (self.lawful and not reader.assigns(key, order)):
            return None
        told = reader.pattern("decided").match(key, order.verb, high)
        return order if told and not reader.pattern("founded").match(key, low, order.verb) else None

    def _counts(self, key: str, low: int, order: Order, context: Context) -> bool:
        """Tell whether a giver counts: under a head only who assigns on, in a decision only what opens a sentence."""
        if context.basis == "heading":
            return self.reader.assigns(key, order)
        if context.mood == "silent" and order.strange:
            return False
        if context.mood == "asking":
            return order.start == low and bool(self.reader.pattern("one-off").search(key, order.verb))
        if not context.decreed:
            return True
        return self.reader.begins(key, low, order) and key[low].isupper() and not self.reader.shares(order)


def _again(key: str, order: Order, context: Context) -> bool:
    """Tell whether an order names again, by its first words, who the head above it names."""
    named = tuple(lead.key.casefold() for lead in context.leads)
    short = [f"{name.spelled(key).casefold()} " for name in order.leads]
    return len(short) == 1 and sum(f"{name} ".startswith(short[0]) for name in named) == 1
