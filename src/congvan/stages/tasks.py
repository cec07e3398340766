"""Tasks: what the body tells someone to do, who leads, who helps, and where that was read.

The tree is walked with a context: who the text before an item named, and how plainly orders are given there. A context
has a mood: `silent` (a report, a proposal), `bare` (only a sentence that opens with an order counts), `open` (an order
anywhere counts, as in a letter), `order` (a list of things to do is open: an item that begins with a verb counts too),
`named` (a head or an opening sentence has said who acts: every item counts that is no statement).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from congvan.bodies import Mention, Name
from congvan.grammar import Grammar, Grammars
from congvan.orders import Order, Orders, orders
from congvan.record import Basis, Modality, Spans
from congvan.tables import Row, rows
from congvan.text import Block, View, join

Mood = Literal["mute", "silent", "bare", "open", "order", "named"]
LAW = frozenset(("L", "BL", "PL", "NĐ", "TT", "TTLT", "VBHN", "HP"))
"""Laws give standing duties, not tasks."""
SILENT = LAW | frozenset(("TTr", "BC", "GM", "GGT", "GUQ", "HĐ", "BB", "GNP", "PC", "PG", "SY", "TrS", "SL"))
MARKED = frozenset(("clause", "point", "item", "ordinal"))
_SHARE = 0.3
"""How much of a paragraph may stand before its order and still belong to the task."""


class Section(Protocol):
    """What is needed of a section: see `stages.sections.Node`."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def heading(self) -> View | None: ...
    @property
    def paragraphs(self) -> tuple[View, ...]: ...
    @property
    def sections(self) -> Sequence[Section]: ...


class Body(Protocol):
    """What is needed of the body: see `stages.sections.Body`."""

    @property
    def legal_bases(self) -> tuple[View, ...]: ...
    @property
    def preamble(self) -> tuple[View, ...]: ...
    @property
    def sections(self) -> Sequence[Section]: ...
    @property
    def closing(self) -> tuple[View, ...]: ...
    @property
    def blocks(self) -> tuple[Block, ...]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """One task: its view (its words after the marker), who is in it, and the rule that gave the lead."""

    view: View
    section: str | None
    action: tuple[int, int] | None
    leads: tuple[Mention, ...]
    supports: tuple[Mention, ...]
    monitors: tuple[Mention, ...]
    basis: Basis | None
    modality: Modality
    rule: str
    labels: tuple[View, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for an item before it is read."""

    mood: Mood
    leads: tuple[Mention, ...] = ()
    supports: tuple[Mention, ...] = ()
    basis: Basis | None = None
    modality: Modality = "directive"
    rule: str = "context"
    section: str | None = None

    @property
    def listing(self) -> bool:
        """A list of things to do is open."""
        return self.mood in ("order", "named")


def find(
    body: Body,
    rules: Grammars,
    *,
    type_code: str | None,
    regime: str,
    addressees: Sequence[View] = (),
    issuers: Sequence[str] = (),
    met: bool = False,
) -> tuple[Found, ...]:
    """Find the tasks of a body, in the order of the text.

    After it each task's view holds words of one section, preamble or closing paragraph; its leads are mentions in the
    task itself (`text`), in a head above it, in the sentence that opens its list, or in the addressees.
    """
    reader = orders(rules)
    to = tuple(Mention(view, name) for view in addressees for name in reader.people(view.key, _start(view, reader))[0])
    mood = _mood(body, type_code, regime)
    if mood == "mute":
        return ()
    walk = _Walk(reader, to, frozenset(_folded(name) for name in issuers if name), met, rules.tasks, regime == "vbqppl")
    return tuple(walk.body(body, mood))


def _start(view: View, reader: Orders) -> int:
    return 0


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _mood(body: Body, type_code: str | None, regime: str) -> Mood:
    if type_code in SILENT:
        return "mute"
    if regime == "none" or any(node.kind in ("article", "chapter", "part") for node in body.sections):
        return "bare" if regime != "none" else "silent"
    return "open"


@dataclass(slots=True)
class _Walk:
    """Goes through a body once and gives its tasks."""

    reader: Orders
    addressees: tuple[Mention, ...]
    issuers: frozenset[str]
    met: bool
    grammar: Grammar
    lawful: bool
    ordered: bool = field(default=False)
    """An order was already given: from then on a duty that is told plainly is one too."""
    tabled: frozenset[Spans] = field(default=frozenset())
    """Where the rows of task tables stand: they are read by their columns alone."""

    # ------------------------------------------------------------------ the body

    def body(self, body: Body, mood: Mood) -> Iterator[Found]:
        context = Context(mood)
        if mood not in ("silent", "bare"):
            table = list(rows(body.blocks, self.grammar))
            self.tabled = frozenset(row.view.spans() for row in table)
            yield from map(self.row, table)
        for view in (*body.legal_bases[-1:], *body.preamble):
            opened = self.opening(view, context)
            if opened:
                context = opened
            elif view not in body.legal_bases:
                yield from self.plain(view, context)
        yield from self.siblings(body.sections, context)
        for view in body.closing:
            yield from self.plain(view, replace(context, leads=(), supports=(), mood=_calmer(context.mood)))

    def siblings(self, sections: Sequence[Section], context: Context) -> Iterator[Found]:
        for node in sections:
            yield from self.section(node, replace(context, section=node.id))
            context = self._after(node, context)

    def _after(self, node: Section, context: Context) -> Context:
        """A paragraph at the end of a section may open the list of what follows it."""
        last = node
        while last.sections:
            last = last.sections[-1]
        if len(last.paragraphs) < 2:
            return context
        return self.opening(last.paragraphs[-1], replace(context, leads=(), supports=(), basis=None)) or context

    def row(self, row: Row) -> Found:
        """The task of one row of a table."""
        named = {role: self._people(cell) for role, cell in row.cells.items() if role in ("lead", "support", "watch")}
        leads = named.get("lead", ())
        when = (row.cells["when"],) if "when" in row.cells else ()
        return Found(
            row.cells["task"], None, self._action(row.cells["task"].key, 0), leads, _without(named.get("support", ()), leads),
            named.get("watch", ()), "text" if leads else None, "directive", "tasks.table", when,
        )  # fmt: skip

    def _people(self, view: View) -> tuple[Mention, ...]:
        """The names of a cell or after a label; the words themselves where no list knows them."""
        leads, helpers, end = self.reader.people(view.key, 0)
        if not leads and view.text.strip():
            leads = (Name(0, len(view.text), ((0, len(view.text)),), "stranger"),)
        return tuple(Mention(view, name) for name in (*leads, *helpers))

    # ------------------------------------------------------------------ what opens a list

    def opening(self, view: View, context: Context) -> Context | None:
        """The context after a sentence that opens a list of things to do, or None where the text opens none."""
        key, reader = view.key, self.reader
        *before, (low, high) = reader.sentences(key)
        if before and high - low < 40:
            low = before[-1][0]
        if len(key) > 6000 or not reader.pattern("opens").search(key, max(low, high - 400), high):
            return None
        if context.mood == "silent" and not self._ordered(key, low, high):
            return None
        if context.mood == "bare" and not reader.pattern("giver").match(key, low):
            return None
        if reader.has("opinion", key[low:high]):
            return replace(self._to(context), mood="order", basis="addressee" if self.addressees else None)
        if not reader.has("ordering", key[low:high]):
            return replace(context, mood="open" if context.mood == "order" else context.mood)
        return self._named(view, low, high, context)

    def _ordered(self, key: str, low: int, high: int) -> bool:
        """Tell whether a text that is no official document opens a list of orders: of a meeting, or to somebody named."""
        if not self.reader.has("ordering", key[low:high]):
            return False
        return self.met or any(order.leads for order in self.reader.given(key, low, high))

    def _to(self, context: Context) -> Context:
        return replace(context, leads=self.addressees, rule="tasks.addressees") if self.addressees else context

    def _named(self, view: View, low: int, high: int, context: Context) -> Context:
        """Who the opening sentence names; its addressees where it names nobody, or only `các cơ quan, đơn vị`."""
        order = next(reversed([*self.reader.given(view.key, low, high), *self._bidden(view.key, low, high)]), None)
        order = order or self.reader.opened(view.key, low, high)
        asks = bool(order and self.reader.asks(order)) or self._asks(view.key[low:high])
        modality: Modality = "request" if asks else "directive"
        leads = tuple(Mention(view, name) for name in order.leads) if order else ()
        leads = tuple(lead for lead in leads if not self._is_issuer(lead))
        if leads and not (self.addressees and all(self.reader.pattern("generic").fullmatch(lead.key) for lead in leads)):
            helpers = tuple(Mention(view, name) for name in order.helpers) if order else ()
            helpers += tuple(Mention(view, n) for n in self.reader.helpers(view.key, low, high, order.verb if order else low))
            return replace(context, mood="named", leads=leads, supports=helpers, basis="intro", modality=modality, rule="tasks.opener")
        if self.addressees:
            return replace(self._to(context), mood="named", supports=(), basis="addressee", modality=modality)
        return replace(context, mood="order", leads=(), supports=(), basis=None, modality=modality, rule="tasks.opener")

    def _bidden(self, key: str, low: int, high: int) -> Iterator[Order]:
        """`chỉ đạo các trường thực hiện …`: a giver only where a list is opened."""
        for match in self.reader.pattern("bidding").finditer(key, low, high):
            leads, helpers, end = self.reader.people(key, match.end())
            if leads:
                yield Order(match.start(), end, leads, helpers, None, "bidding")

    def _asks(self, key: str) -> bool:
        return bool(self.reader.pattern("requesting").search(key)) and not self.reader.pattern("commanding").search(key)

    def _is_issuer(self, lead: Mention) -> bool:
        return _folded(lead.key) in self.issuers

    # ------------------------------------------------------------------ sections

    def under(self, heading: View, context: Context) -> Context:
        """The context under a heading: who it names, or whether its subject gives anybody anything to do."""
        key, reader = heading.key, self.reader
        if key.isupper():
            key = key.capitalize()
        start = reader.pattern("head").match(key)
        low = start.end() if start else 0
        if context.mood == "silent":
            return context
        leads, helpers, end = reader.people(heading.key.title() if heading.key.isupper() else heading.key, low)
        if key.isupper() or heading.key.isupper():
            leads = tuple(name for name in leads if name.family not in ("body", "plain", "group"))
        if leads and reader.pattern("head-rest").fullmatch(key, end):
            mentions = tuple(Mention(heading, name) for name in leads)
            supports = tuple(Mention(heading, n) for n in (*helpers, *reader.helpers(key, end, len(key), end)))
            modality: Modality = "request" if key.startswith(("Đề nghị", "đề nghị")) else context.modality
            given = bool(start and reader.pattern("giver").match(key))
            mood: Mood = "named" if context.mood != "bare" or given else "bare"
            basis: Basis = "intro" if low and key.startswith(("Giao", "Yêu cầu", "Đề nghị")) and key[end:].strip(" :.") else "heading"
            return replace(context, mood=mood, leads=mentions, supports=supports, basis=basis, modality=modality, rule="tasks.head")
        lower = key.lower()
        if context.mood == "bare" and not self.lawful and reader.pattern("assigning").fullmatch(lower.rstrip(" .:")):
            return replace(context, mood="order")
        if reader.pattern("fruitful").match(lower) and context.mood in ("open", "order"):
            return replace(context, mood="order")
        if reader.pattern("barren").match(lower) and context.mood != "silent":
            return Context("bare" if context.mood == "bare" else "open", section=context.section)
        return context

    def section(self, node: Section, context: Context) -> Iterator[Found]:
        heading, named = node.heading, False
        inner = context
        if heading:
            order = self.opening(heading, context) if heading.text.endswith(":") or len(heading) > 60 else None
            inner = self.under(heading, context)
            named = inner.rule == "tasks.head" and inner.leads != context.leads
            if inner is context and order:
                inner = order
        if node.sections:
            yield from self.branch(node, inner, named)
        elif node.kind in MARKED:
            yield from self.leaf(node, inner, named)
        else:
            for view in node.paragraphs:
                yield from self.plain(view, inner, loose=named)

    def branch(self, node: Section, context: Context, named: bool) -> Iterator[Found]:
        """A section with sub-sections: they are the tasks, or contents of one task."""
        first = _begin(node.sections[0])
        before = [view for view in node.paragraphs if _at(view) < first]
        after = [view for view in node.paragraphs if _at(view) >= first]
        inner = context
        for view in before:
            inner = self.opening(view, inner) or inner
        own = self._own(before, context, inner)
        inside = list(self.siblings(node.sections, inner))
        if own is None and before and any(map(self._labels_of, node.sections)):
            own = Order(0, 0, (), (), None, "label")
        if own is not None and not self._tells(node.sections, inside):
            views = [*before, *_views(node.sections)]
            yield from self.item(join(views), replace(context, section=node.id))
        else:
            if own is not None and inner is context:
                yield from (found for view in before for found in self.item(view, replace(context, section=node.id)))
            yield from inside
        for view in after:
            yield from self.plain(view, replace(context, section=node.id), loose=named)

    def _own(self, before: Sequence[View], context: Context, inner: Context) -> Order | None:
        """The order of a section's own words before its sub-sections."""
        for view in before:
            if order := self.first(view.key, replace(context, mood="order" if context.listing else context.mood)):
                return order
        return None

    def _tells(self, sections: Sequence[Section], inside: Sequence[Found]) -> bool:
        """Tell whether sub-items each tell someone to do something: half of them begin with an order."""
        if any(self._labels_of(node) for node in sections):
            return False
        ordered = sum(1 for node in sections if self._begins(node))
        return bool(inside) and 2 * ordered >= len(sections)

    def _labels_of(self, node: Section) -> bool:
        """Tell whether a section is only a label of the item above it (`- Đơn vị chủ trì: Sở Y tế`)."""
        views = [view for view in (node.heading, *node.paragraphs) if view]
        text = views[0].key if views else ""
        match = self.reader.pattern("label").match(text if ":" in text else f"{text}: ")
        return bool(match and not match["when"])

    def _begins(self, node: Section) -> bool:
        view = next((v for v in (*node.paragraphs, node.heading) if v), None)
        if view is None:
            return bool(node.sections)
        reader, key = self.reader, view.key
        if reader.pattern("imperative").match(key) or reader.subject(key, 0) or next(reader.given(key, 0, len(key)), None):
            return True
        return bool(node.sections) or bool(reader.opened(key, 0, len(key)))

    def leaf(self, node: Section, context: Context, named: bool) -> Iterator[Found]:
        """A marked item without sub-sections: one task, or one for each body it gives orders to."""
        views = self._useful(node.paragraphs, context)
        if not node.paragraphs and node.heading and not named:
            yield from self.item(node.heading, context)
            return
        if named or self._explicit(views, context):
            for view in views:
                yield from self.plain(view, context, loose=named)
        elif views:
            whole = [*([node.heading] if node.heading else ()), *views]
            yield from self.item(join(whole) if len(whole) > 1 else whole[0], context, heading=node.heading)

    def _useful(self, paragraphs: Sequence[View], context: Context) -> list[View]:
        """The paragraphs of an item that tell what to do: broken ones joined, closing formulas and openers left out."""
        joined: list[View] = []
        for view in paragraphs:
            if joined and view.text[:1].islower() and not joined[-1].text.endswith((".", ";", ":", "!", "?")):
                joined[-1] = join([joined[-1], view])
            else:
                joined.append(view)
        if len(joined) > 1 and self.opening(joined[-1], context):
            joined.pop()
        return [view for view in map(self._unclosed, joined) if view]

    def _unclosed(self, view: View) -> View | None:
        """A paragraph without the closing sentences at its end; None where nothing is left."""
        spans = self.reader.sentences(view.key)
        while spans and self._closes(view.key[slice(*spans[-1])]):
            spans.pop()
        while spans and self.reader.has("none.effect", view.key[slice(*spans[0])]):
            spans.pop(0)
        if not spans:
            return None
        low, high = spans[0][0], spans[-1][1]
        return view if (low, high) == (0, len(view)) else view.cut(low, high)

    def _explicit(self, views: Sequence[View], context: Context) -> bool:
        """Several paragraphs of which each may have its own order."""
        return len(views) > 1 and not context.listing

    # ------------------------------------------------------------------ one text

    def plain(self, view: View, context: Context, *, loose: bool = False) -> Iterator[Found]:
        """A paragraph without a marker: a task for each order to a different body."""
        left = None if self._quotes(view) else self._unclosed(view)
        if left and (listed := list(self.inline(left, context))):
            yield from listed
        elif left:
            yield from self.item(left, context if loose else replace(context, mood=_plainer(context.mood)), plain=True)

    def _quotes(self, view: View) -> bool:
        """Tell whether a paragraph is quoted from another text."""
        return view.text.startswith(("“", '"', "”"))

    def _closes(self, key: str) -> bool:
        reader = self.reader
        if any(reader.pattern(name).search(key) for name in ("none.closing", "none.effect")):
            return True
        return len(key) < 800 and any(
            reader.pattern("none-general").fullmatch(key, order.verb)
            for order in reader.given(key, 0, len(key))
            if not (order.giver or "").startswith("giao")
        )

    def item(self, view: View, context: Context, *, plain: bool = False, heading: View | None = None) -> Iterator[Found]:
        """The tasks of one text: cut where a new order to another body begins."""
        if context.mood == "silent" or self._quotes(view) or self.tabled and view.spans() in self.tabled:
            return
        skip = len(heading) + 1 if heading else 0
        order = self.first(view.key, context, skip)
        if order is None:
            return
        cuts = [order, *self._others(view.key, order, context, plain)]
        starts = [self._start(view.key, order, plain), *[cut.start for cut in cuts[1:]]]
        self.ordered = True
        for cut, low, high in zip(cuts, starts, [*starts[1:], len(view)], strict=True):
            yield self.task(view, low, high, cut, context)

    def _start(self, key: str, order: Order, plain: bool) -> int:
        """Where a task's text begins: with the text, or with the sentence of its order where much stands before it."""
        low = max((low for low, _ in self.reader.sentences(key) if low <= order.start), default=0)
        return low if plain and low > _SHARE * len(key) else 0

    def first(self, key: str, context: Context, skip: int = 0) -> Order | None:
        """The first order of a text in a context: said in words, or understood from what opened the list."""
        reader = self.reader
        if reader.has("none.agreement", key) or reader.has("none.superior", key):
            return None
        sentences = [span for span in reader.sentences(key) if span[1] > skip] or [(0, len(key))]
        low, high = max(sentences[0][0], skip), sentences[0][1]
        said = self._said(key, low, high, context)
        if said:
            return said
        if context.listing and reader.pattern("imperative").match(key, low):
            later = reader.later(key, low, high) if context.basis in ("addressee", None) else None
            return later or Order(low, low, (), (), None, "imperative")
        for low, high in sentences[1:]:
            if said := self._said(key, low, high, context):
                return said
        low, high = max(sentences[0][0], skip), sentences[0][1]
        if context.mood == "named" and not reader.has("none.statement", key[low:]):
            return Order(low, low, (), (), None, "listed")
        return None

    def _said(self, key: str, low: int, high: int, context: Context) -> Order | None:
        """The order that a sentence says in words: a subject with what it must do, or a giver with whom it tells."""
        reader = self.reader
        subject = reader.opened(key, low, high) if context.listing or self.ordered and context.mood == "open" else None
        if subject and not context.listing and not reader.pattern("duty").match(key, subject.verb):
            subject = None
        for order in reader.given(key, low, high):
            if context.basis == "heading" and not (order.giver or "").startswith("giao"):
                continue
            if subject and subject.verb < order.start:
                return subject
            if context.mood != "bare" or order.start == low and key[low].isupper() and not (order.giver or "").startswith("phân"):
                return order
        return subject

    def _others(self, key: str, order: Order, context: Context, plain: bool) -> Iterator[Order]:
        """Orders after the first one that make tasks of their own."""
        reader = self.reader
        last = replace(order, helpers=(*order.helpers, *reader.helpers(key, order.start, len(key), order.verb)))
        spans = reader.sentences(key)
        marks = {at for low, high in spans for at in (low, *reader.semicolons(key, low, high)) if at > order.verb}
        sentences = {low for low, _ in spans}
        for at in sorted(marks):
            high = min((mark for mark in (*marks, len(key)) if mark > at), default=len(key))
            end = next((stop for start, stop in spans if start <= at < stop), len(key))
            new = self._said(key, at, high, replace(context, mood="order" if context.listing or order.leads else context.mood))
            if new is None or not new.leads or _same(key, new, last) or new.start > at + 200 or _goes_on(new, last):
                continue
            if self._own_task(key, at in sentences, new, last, end, plain, context):
                last = replace(new, start=at)
                yield last

    def _own_task(self, key: str, sentence: bool, new: Order, last: Order, end: int, plain: bool, context: Context) -> bool:
        assigned = (new.giver or "").startswith("giao") or key.startswith("chủ trì", new.verb)
        if assigned or plain and (new.giver or new.leads[0].family not in ("group",)):
            return True
        if not sentence:
            return bool(last.leads)
        firm = new.leads[0].family not in ("class", "group")
        return firm and bool(self.reader.pattern("dated").search(key, new.verb, end))

    def task(self, view: View, low: int, high: int, order: Order, context: Context) -> Found:
        """Make the task of `[low, high)` of a view."""
        key, reader = view.key, self.reader
        leads = tuple(Mention(view, name) for name in order.leads)
        rule, basis = f"tasks.{order.rule}", "text" if leads else context.basis
        helpers = tuple(Mention(view, n) for n in (*order.helpers, *reader.helpers(key, low, high, order.verb)))
        if not leads:
            leads, rule = context.leads, context.rule
            helpers = (*context.supports, *helpers)
        elif context.supports and context.basis == "intro":
            helpers = (*context.supports, *helpers)
        cut = view.cut(low, _trimmed(view.text, low, high))
        labels = self._labels(cut) if ": " in cut.key else {}
        if labels.get("lead"):
            leads, rule, basis = labels["lead"], "tasks.label", "text"
        helpers = (*helpers, *labels.get("support", ()))
        watch = tuple(Mention(view, name) for name in reader.named(key, "monitor")) if "ưới sự" in key else ()
        watch = (*watch, *labels.get("watch", ()))
        return Found(
            cut, context.section, self._action(cut.key, order.verb - low), leads, _without(helpers, leads), watch,
            basis if leads else None, self._modality(key, low, order, context), rule,
        )  # fmt: skip

    def _labels(self, view: View) -> dict[str, tuple[Mention, ...]]:
        """What labels inside an item say: `Đơn vị chủ trì: …; đơn vị phối hợp: …`."""
        found: dict[str, tuple[Mention, ...]] = {}
        for match in self.reader.pattern("label").finditer(view.key):
            role = match.lastgroup
            if role and role != "when":
                leads, helpers, _ = self.reader.people(view.key, match.end())
                found[role] = tuple(Mention(view, name) for name in (*leads, *helpers))
        return found

    def _action(self, key: str, at: int) -> tuple[int, int] | None:
        """The leading verb, at or soon after where the predicate begins."""
        match = self.reader.pattern("imperative").match(key, max(at, 0))
        return match.span("verb") if match else None

    def _modality(self, key: str, low: int, order: Order, context: Context) -> Modality:
        verb = key[order.verb : order.verb + 80]
        if self.reader.pattern("encouragement").match(key[low : low + 80]):
            return "encouragement"
        if self.reader.pattern("prohibition").match(verb):
            return "prohibition"
        if order.giver:
            return "request" if self.reader.asks(order) else "directive"
        return context.modality

    def inline(self, view: View, context: Context) -> Iterator[Found]:
        """The parts of a list that stands in the sentence after a colon: each is a task, nobody leads."""
        key, reader = view.key, self.reader
        opened = reader.pattern("inline").search(key) if ";" in key else None
        if not opened or context.mood == "silent" and not self.met:
            return
        starts = [opened.end(), *reader.semicolons(key, opened.end(), len(key))]
        if len(starts) < 3 or not all(reader.pattern("imperative").match(key, at) for at in starts):
            return
        for low, high in zip(starts, [*starts[1:], len(key)], strict=True):
            order = Order(low, low, (), (), None, "inline")
            yield self.task(view, low, high, order, replace(context, leads=(), supports=(), basis=None))


def _calmer(mood: Mood) -> Mood:
    return "order" if mood == "named" else mood


def _plainer(mood: Mood) -> Mood:
    """A paragraph without a marker must say who acts."""
    return mood


def _at(view: View) -> int:
    spans = view.spans()
    return spans[0][0] if spans else 0


def _begin(node: Section) -> int:
    views = [v for v in (node.heading, *node.paragraphs) if v]
    return min([_at(view) for view in views] + [_begin(inner) for inner in node.sections[:1]], default=0)


def _views(sections: Iterable[Section]) -> Iterator[View]:
    for node in sections:
        if node.heading:
            yield node.heading
        yield from node.paragraphs
        yield from _views(node.sections)


def _goes_on(new: Order, last: Order) -> bool:
    """Tell whether a semicolon only goes on with a list of names (`phối hợp với Sở A; các đơn vị liên quan rà soát`)."""
    return any(name.start == new.leads[0].start for name in (*last.leads, *last.helpers))


def _same(key: str, new: Order, last: Order) -> bool:
    return {name.spelled(key) for name in new.leads} == {name.spelled(key) for name in last.leads}


def _trimmed(text: str, low: int, high: int) -> int:
    return low + len(text[low:high].rstrip(" ./;"))


def _without(helpers: Sequence[Mention], leads: Sequence[Mention]) -> tuple[Mention, ...]:
    """Each helper once, and nobody who leads."""
    taken = {lead.key.casefold() for lead in leads}
    kept = []
    for helper in helpers:
        if helper.key.casefold() not in taken:
            taken.add(helper.key.casefold())
            kept.append(helper)
    return tuple(kept)


def _name(name: Name) -> str:
    return name.family
