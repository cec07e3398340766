"""Duties: one text in its context → its tasks: who leads, who helps, where each task's words begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from congvan.bodies import Mention, Name
from congvan.duties.acts import action, modality
from congvan.duties.context import Context, Found, Mood, doubtful, without
from congvan.duties.finding import Finder
from congvan.orders import Order
from congvan.record import Basis, Span
from congvan.text import View

__all__ = ["LONGEST", "Context", "Duties", "Found", "Mood", "without"]

LONGEST = 12000
"""How much of one paragraph is read: real ones are a tenth of it."""
CLOSING = 1200
"""How long a closing sentence may be."""
_SHARE = 0.3
"""How much of a paragraph may stand before its order and still belong to the task."""
_MOST = 60
"""How many names one cell may hold."""
_NEAR = 200
_SHORT = 60
_APART = re.compile(r"[,;] (?=[A-ZĐÀ-Ỹ]|các |những )")
"""Where one name of a cell ends and another begins."""
_PART = re.compile(r"(?<=[:;,.]) \((?:[ivx]{1,5}|\d{1,2}|[a-zđ])\) ")
"""The mark of a part of a list that stands inside a text."""


class Duties(Finder):
    """Reads the tasks of single texts."""

    def plain(self, view: View, context: Context) -> Iterator[Found]:
        """The tasks of a paragraph without a marker: one for each order to a different body."""
        left = None if _quotes(view) else self.unclosed(view)
        if left and (listed := list(self._inline(left, context))):
            yield from listed
        elif left:
            yield from self.item(left, context, plain=True)

    def item(
        self, view: View, context: Context, *, plain: bool = False, skip: int = 0, single: bool = False
    ) -> Iterator[Found]:
        """The tasks of one text: one, or cut where an order to another body begins; `skip` passes over its heading.

        With `single` it is one whatever it says: labels in it name who does it.
        """
        if _quotes(view) or self.reader.pattern("lone").fullmatch(view.key, 0, _SHORT):
            return
        view = view if len(view) <= LONGEST else view.cut(0, LONGEST)
        aside = context.mood == "silent" and not self.met
        order = self.handed(view.key, skip) if aside else self.first(view.key, context, skip)
        if order is None:
            return
        self.ordered = True
        cuts = [order] if single else [order, *self._others(view.key, order, context, plain)]
        starts = [self._start(view.key, order) if plain else 0, *[cut.start for cut in cuts[1:]]]
        for cut, low, high in zip(cuts, starts, [*starts[1:], len(view)], strict=True):
            if parts := self._numbered(view.key, cut, high):
                led = self._leading(view, cut, context)
                yield from (self._task(view, *part, Order(part[0], part[0], rule="numbered"), led) for part in parts)
            else:
                yield self._task(view, low, high, cut, context)

    def sent(self, view: View, context: Context) -> Iterator[Found]:
        """The task of a closing sentence that asks for an answer by a day (`Văn bản góp ý gửi về … trước ngày …`)."""
        match = self.reader.pattern("sent").match(view.key, 0, CLOSING) if context.leads else None
        if match and self.reader.pattern("dated").search(view.key, match.start("verb"), CLOSING):
            asked = Order(0, match.start("verb"), giver=self.reader.asking, rule="sent")
            yield self._task(view, 0, match.end(), asked, context)

    def _inline(self, view: View, context: Context) -> Iterator[Found]:
        """The parts of a list that stands in the sentence after a colon: each is a task, nobody leads."""
        key, reader = view.key, self.reader
        opened = reader.pattern("inline").search(key) if ";" in key else None
        if not opened or (context.mood == "silent" and not self.met):
            return
        starts = [opened.end(), *reader.semicolons(key, opened.end(), len(key))]
        if len(starts) < 3 or not all(reader.pattern("imperative").match(key, at) for at in starts):
            return
        for low, high in zip(starts, [*starts[1:], len(key)], strict=True):
            yield self._task(view, low, high, Order(low, low, rule="inline"), context.nameless())

    def _numbered(self, key: str, order: Order, high: int) -> list[Span]:
        """The parts of a list inside a text (`…, cụ thể: (i) …; (ii) …`) that each begin with a verb; else none."""
        marks = [mark.span() for mark in _PART.finditer(key, order.verb, high)]
        if len(marks) < 2 or not self.reader.pattern("itemizes").search(key, max(0, marks[0][0] - _SHORT), marks[0][0]):
            return []
        ends = [*(start for start, _ in marks[1:]), high]
        parts = [(low, high) for (_, low), high in zip(marks, ends, strict=True)]
        begins = self.reader.pattern("imperative")
        return parts if all(begins.match(key, low, min(high, low + _NEAR)) for low, high in parts) else []

    def _leading(self, view: View, order: Order, context: Context) -> Context:
        """The context of a list inside a text: who its opening words name."""
        if not order.leads:
            return context
        named = (*order.helpers, *self.reader.helpers(view.key, order.start, order.verb + _NEAR, order.verb))
        how = modality(self.reader, view.key, order.start, order, context.modality)
        return context._replace(
            leads=tuple(Mention(view, name) for name in order.leads), basis="intro", modality=how,
            supports=tuple(Mention(view, name) for name in named), rule=f"tasks.{order.rule}",
        )  # fmt: skip

    def unclosed(self, view: View) -> View | None:
        """A paragraph without closing formulas at its end and clauses of effect before it; None where none is left."""
        key = view.key[:LONGEST]
        spans = self.reader.sentences(key)
        while spans and self._closes(key[slice(*spans[-1])]):
            spans.pop()
        while spans and self.reader.has("none.effect", key[slice(*spans[0])]):
            spans.pop(0)
        if len(spans) > 1 and self._general(key[slice(*spans[0])]) and self._hands_on(key, *spans[1]):
            spans.pop(0)
        if not spans:
            return None
        low, high = spans[0][0], spans[-1][1]
        return view if (low, high) == (0, len(view)) else view.cut(low, high)

    def _closes(self, key: str) -> bool:
        reader = self.reader
        if len(key) > CLOSING:
            return False
        if reader.closes(key) or reader.has("none.delivery", key) or reader.has("none.effect", key):
            return True
        return self._general(key)

    def _general(self, key: str) -> bool:
        """Tell whether a sentence only tells somebody to carry everything out (`Yêu cầu … nghiêm túc thực hiện`)."""
        reader = self.reader
        high = next(iter(reader.semicolons(key, 0, len(key))), len(key))
        if high < len(key) and not reader.closes(key[high].upper() + key[high + 1 :]):
            high = len(key)
        given = (order for order in reader.given(key, 0, high) if not reader.assigns(key, order))
        return any(reader.pattern("none-general").fullmatch(key[:high].rstrip(" ./;"), order.verb) for order in given)

    def _hands_on(self, key: str, low: int, high: int) -> bool:
        """Tell whether a sentence opens with an order to somebody that it names itself."""
        order = next(self.reader.given(key, low, high), None) or self.reader.subject(key, low)
        return order is not None and order.start == low and bool(order.leads)

    # ------------------------------------------------------------------ later orders

    def _others(self, key: str, order: Order, context: Context, plain: bool) -> Iterator[Order]:
        """Orders after the first one that make tasks of their own."""
        reader = self.reader
        last = order._replace(helpers=(*order.helpers, *reader.helpers(key, order.start, len(key), order.verb)))
        spans = reader.sentences(key)
        ends = {at: high for low, high in spans for at in (low, *reader.semicolons(key, low, high)) if at > order.verb}
        marks, sentences = sorted(ends), {low for low, _ in spans}
        opened = context.listing or (order.leads and order.rule != "bound")
        context = context._replace(mood="order") if opened else context
        for at, high in zip(marks, [*marks[1:], len(key)], strict=False):
            new = self._said(key, at, high, context)
            if new is None or new.start > at + _NEAR or not _parts(key, new, last):
                continue
            if self._alone(key, new, last, at in sentences, ends[at], plain):
                giver = new.giver or (None if at in sentences else last.giver)
                last = new._replace(start=at, giver=giver)
                yield last

    def _alone(self, key: str, new: Order, last: Order, sentence: bool, end: int, plain: bool) -> bool:
        """Tell whether a later order is a task of its own: assigned in words, another body's clause, or dated."""
        reader = self.reader
        if self._keeps(new):
            return False
        if reader.assigns(key, new) or (plain and (new.giver or new.leads[0].family != "group")):
            return True
        if not sentence:
            return (bool(last.leads) or new.giver is not None) and not (last.leads and reader.shares(new))
        loose = all(name.family in ("class", "group", "stranger") for name in new.leads)
        generic = loose and all(reader.pattern("generic").match(name.spelled(key)) for name in new.leads)
        return not generic and bool(reader.pattern("dated").search(key, new.verb, end))

    def _start(self, key: str, order: Order) -> int:
        """Where a paragraph's task begins: with it, or with the sentence of its order where much stands before that."""
        low = max((low for low, _ in self.reader.sentences(key) if low <= order.start), default=0)
        broken = self.reader.pattern("broken").match(key, 0, _NEAR)
        return 0 if broken or low <= _SHARE * len(key) else low

    def _task(self, view: View, low: int, high: int, order: Order, context: Context) -> Found:
        key, reader = view.key, self.reader
        leads = tuple(Mention(view, name) for name in order.leads)
        helpers = tuple(Mention(view, name) for name in (*order.helpers, *reader.helpers(key, low, high, order.verb)))
        if context.supports and (not leads or context.basis == "intro"):
            helpers = (*context.supports, *helpers)
        basis: Basis | None = "text" if leads or order.rule == "again" else context.basis if context.leads else None
        rule = f"tasks.{order.rule}" if leads else context.rule
        leads = leads or context.leads
        cut = view.cut(low, low + len(view.text[low:high].rstrip(" ./;")))
        how = modality(reader, key, low, order, context.modality)
        act = low if order.rule == "encouraged" else order.verb
        found = Found(
            cut, context.section, self.action(cut.key, act - low), leads, without(helpers, leads),
            tuple(Mention(view, name) for name in reader.named(key, "monitor")), basis,
            how, rule, uncertain=doubtful(leads, how),
        )  # fmt: skip
        said = {} if order.leads else self._charged(cut)
        return found.labelled(said | self._labels(cut) if ": " in cut.key else said)

    def _charged(self, view: View) -> dict[str, tuple[Mention, ...]]:
        """Who is in charge by a note at the end: `… (đ/c Hương phụ trách)`."""
        key = view.key
        note = self.reader.pattern("in-charge").search(key, max(0, len(key) - _NEAR)) if key.endswith(")") else None
        leads, _, end = self.reader.people(key, note.start("who"), told=True) if note else ((), (), 0)
        return {"lead": tuple(Mention(view, name) for name in leads)} if note and end == note.end("who") else {}

    def _labels(self, view: View) -> dict[str, tuple[Mention, ...]]:
        """What labels inside an item say: `Đơn vị chủ trì: …; đơn vị phối hợp: …`."""
        found: dict[str, tuple[Mention, ...]] = {}
        for match in self.reader.pattern("label").finditer(view.key):
            leads, helpers, _ = self.reader.people(view.key, match.end())
            if match.lastgroup and match.lastgroup != "when" and leads:
                found[match.lastgroup] = tuple(Mention(view, name) for name in (*leads, *helpers))
        return found

    def action(self, key: str, at: int) -> tuple[int, int] | None:
        """The leading verb of a text: see `acts.action`."""
        return action(self.reader, key, at, fast=self.fast)

    def roles(
        self, items: Sequence[tuple[View | None, Sequence[View]]]
    ) -> tuple[dict[str, tuple[Mention, ...]], tuple[View, ...]]:
        """Whom items name that are labels (`- Đơn vị chủ trì: Sở Y tế`), by role; and what labels of time say."""
        said: dict[str, tuple[Mention, ...]] = {}
        when: list[View] = []
        for heading, views in items:
            match = self.reader.pattern("label").match(f"{heading.key}: " if heading else views[0].key)
            if match and match.lastgroup:
                rest = views[0] if heading else views[0].cut(match.end())
                if match["when"]:
                    when.append(rest)
                else:
                    said[match.lastgroup] = self.people(rest)
        return said, tuple(when)

    def people(self, view: View) -> tuple[Mention, ...]:
        """The names of a cell, or after a label; between its marks the words themselves where no list knows them."""
        reader, key, at = self.reader, view.key[:LONGEST].rstrip(" .;"), 0
        found: list[Name] = []
        while len(found) < _MOST and key[at:].strip():
            leads, helpers, end = reader.people(key, at, told=True)
            if not leads:
                mark = _APART.search(key, at + 1)
                end = mark.start() if mark else len(key)
                if found and key[at].islower():
                    found[-1] = found[-1].stretched(end)
                else:
                    leads = (Name(at, end, ((at, end),), "stranger"),)
            found += [*leads, *helpers]
            link = reader.pattern("link").match(key, end)
            if link is None:
                break
            at = link.end()
        return tuple(Mention(view, name) for name in found)


def _quotes(view: View) -> bool:
    """Tell whether a paragraph is quoted from another text."""
    return view.text.startswith(("“", '"', "”"))


def _parts(key: str, new: Order, last: Order) -> bool:
    """Tell whether an order is to others than the last one, and no part of a list that a semicolon goes on with."""
    if not new.leads or any(name.start == new.leads[0].start for name in (*last.leads, *last.helpers)):
        return False
    return {name.spelled(key) for name in new.leads} != {name.spelled(key) for name in last.leads}
