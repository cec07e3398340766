"""Tasks: what the body tells someone to do, who leads, who helps, and where that was read.

The tree is walked with a context (see `duties.Context`): who the text before an item named, and how plainly orders are
given there. Headings and opening sentences change it (`leadins`); single texts are read in it (`duties`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from congvan.bodies import Mention
from congvan.duties import Context, Duties, Found, Mood, without
from congvan.grammar import Grammar, Grammars
from congvan.leadins import Leadins, folded
from congvan.orders import orders
from congvan.record import Spans
from congvan.tables import Row, rows
from congvan.text import Block, View, join

__all__ = ["Found", "find"]

MARKED = frozenset(("clause", "point", "item", "ordinal"))
DECREED = frozenset(("article", "chapter", "part"))
_MOODS: Mapping[str, Mood] = {"mute_types": "mute", "report_types": "quiet", "petition_types": "asking"}
_ROW = 3
"""So many cells make a row of a table that is no list of tasks."""
_LONG = 60
"""A heading longer than this may be an opening sentence."""


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


def find(
    body: Body,
    rules: Grammars,
    *,
    type_code: str | None,
    regime: str,
    addressees: Sequence[View] = (),
    issuers: Sequence[str] = (),
    met: bool = False,
    fast: bool = False,
) -> tuple[Found, ...]:
    """Find the tasks of a body, in the order of the text; `met` tells that the document reports a meeting.

    After it each task's view holds words of one section, preamble or closing paragraph, or one cell of a task table;
    its leads are mentions in the task itself (`text`), in a head above it (`heading`), in the sentence that opens its
    list (`intro`), or in the addressees. Unless `fast`, words find the leading verb that no list knows.
    """
    if (mood := _mood(body, type_code, regime, rules.tasks)) == "mute":
        return ()
    reader = orders(rules)
    to = tuple(Mention(view, name) for view in addressees for name in reader.addressed(view.key))
    names = frozenset(folded(name) for name in issuers)
    leadins = Leadins(reader, to, names, met, lawful := regime == "vbqppl", mood == "silent")
    table = () if mood in ("silent", "bare", "quiet") else tuple(rows(body.blocks, rules.tasks))
    tabled = frozenset(block.view.spans() for block in body.blocks if len(block.cells) >= _ROW)
    duties = Duties(reader, met=met, fast=fast, lawful=lawful)
    walk = _Walk(duties, leadins, tabled | {row.view.spans() for row in table})
    homes = dict(_homes(body.sections)) if table else {}
    found = [*(walk.row(row, homes.get(_end(row.view))) for row in table), *walk.body(body, Context(mood))]
    return tuple(sorted(found, key=lambda task: _at(task.view)))


def _mood(body: Body, type_code: str | None, regime: str, grammar: Grammar) -> Mood:
    for types, mood in _MOODS.items():
        if type_code in grammar.lists[types]:
            return mood
    if regime == "none":
        return "silent"
    decreed = any(node.kind in DECREED for node in body.sections)
    return "bare" if decreed and type_code not in grammar.lists["spoken_types"] else "open"


class _Walk:
    """Goes through a body once and gives its tasks. `tabled` rows are read by their columns, or not at all."""

    def __init__(self, duties: Duties, leadins: Leadins, tabled: frozenset[Spans]) -> None:
        self.duties = duties
        self.leadins = leadins
        self.tabled = tabled

    def body(self, body: Body, context: Context) -> Iterator[Found]:
        """The tasks of preamble, sections and closing; the last legal basis may already open the list."""
        for view in (*body.legal_bases[-1:], *body.preamble):
            if opened := self.leadins.opening(view, context):
                context = opened
            elif view not in body.legal_bases:
                asked = self.leadins.to_addressees(context)
                yield from list(self.plain(view, context)) or self.duties.sent(view, asked)
        yield from self.siblings(body.sections, context)
        calmer: Mood = "order" if context.mood == "named" else context.mood
        last = self.leadins.to_addressees(context)._replace(supports=(), mood=calmer)
        for view in body.closing:
            yield from list(self.plain(view, last)) or self.duties.sent(view, last)

    def row(self, row: Row, section: str | None) -> Found:
        """The task of one row of a table that stands in a section."""
        said = {role: self.duties.people(row.cells[role]) for role in ("lead", "support", "watch") if role in row.cells}
        leads, task = said.get("lead", ()), row.cells["task"]
        when = (row.cells["when"],) if "when" in row.cells else ()
        return Found(
            task, section, self.duties.action(task.key, 0), leads, without(said.get("support", ()), leads),
            said.get("watch", ()), "text" if leads else None, "directive", "tasks.table", when, not leads,
        )  # fmt: skip

    def plain(self, view: View, context: Context) -> Iterator[Found]:
        """The tasks of a paragraph, where it is no row of a task table."""
        if not (self.tabled and view.spans() in self.tabled):
            yield from self.duties.plain(view, context)

    # ------------------------------------------------------------------ sections

    def siblings(self, sections: Sequence[Section], context: Context) -> Iterator[Found]:
        """The tasks of sections side by side; a paragraph at the end of one may open the list of the next ones."""
        first = (view for node in sections[:1] if node.kind in MARKED and not node.heading for view in node.paragraphs)
        context = self.leadins.listed(next(first, None), context)
        among = self.leadins.among([node.heading for node in sections if node.heading], context)
        for node in sections:
            yield from self.section(node, context._replace(section=node.id), among=among)
            last = node
            while last.sections:
                last = last.sections[-1]
            if len(last.paragraphs) > 1:
                context = self.leadins.behind(last.paragraphs[-1], context)

    def section(self, node: Section, context: Context, *, among: bool = False) -> Iterator[Found]:
        """The tasks of one section and those under it; `among` tells that headings beside it name who is to act."""
        inner, named = self._under(node, node.heading, context, among) if node.heading else (context, False)
        if node.sections:
            yield from self.branch(node, inner, named)
        elif node.kind in MARKED:
            yield from self.leaf(node, inner, named)
        else:
            for view in node.paragraphs:
                yield from self.plain(view, inner)

    def _under(self, node: Section, heading: View, context: Context, among: bool) -> tuple[Context, bool]:
        """The context under a heading, and whether the heading names who is to act."""
        label = bool(node.paragraphs) or not node.sections
        among = among and self.leadins.nameless(heading, context, label=label)
        inner = self.leadins.under(heading, context, text=bool(node.paragraphs), among=among)
        if inner.leads == context.leads and (node.sections or len(heading) > _LONG):
            inner = self.leadins.opening(heading, inner, headed=bool(node.sections)) or inner
        return inner, inner.rule == "tasks.head" and inner.leads != context.leads

    def branch(self, node: Section, context: Context, named: bool) -> Iterator[Found]:
        """A section with sub-sections: they are the tasks, or contents of one task with it."""
        first = _begin(node.sections[0])
        before = [view for view in node.paragraphs if _at(view) < first]
        after = [view for view in node.paragraphs if _at(view) >= first]
        below = [(one.heading, one.paragraphs) for one in node.sections if one.paragraphs and not one.sections]
        labels, when = self.duties.roles(below)
        told = [node.heading, *before] if node.heading and not (named or node.heading.key.isupper()) else before
        inner = context
        for view in before:
            inner = self.leadins.opening(view, inner) or inner
        inside = list(self.siblings(node.sections, inner))
        own = self._own(told, context) or bool(labels and told)
        if own and (labels or not inside or not self._tells(node.sections)):
            whole = join(sorted([*told, *_views(node.sections)], key=_at))
            led = "lead" in labels
            listed: Mood = "named" if led and context.mood == "open" else context.mood
            for found in self.duties.item(whole, context._replace(mood=listed), single=led):
                section = _holder(found.view, node.sections) or found.section
                yield found.labelled(labels)._replace(section=section, labels=when if led else ())
        else:
            if own and inner is context:
                yield from (found for view in before for found in self.duties.item(view, context))
            yield from inside
        for view in after:
            yield from self.plain(view, context)

    def _own(self, before: Sequence[View], context: Context) -> bool:
        """Tell whether a section's own words before its sub-sections hold an order."""
        calmer: Mood = "order" if context.listing else context.mood
        return any(self.duties.first(view.key, context._replace(mood=calmer)) for view in before)

    def _tells(self, sections: Sequence[Section]) -> bool:
        """Tell whether sub-items each tell someone to do something: half of them begin with an order."""
        return 2 * sum(map(self._begins, sections)) >= len(sections)

    def _begins(self, node: Section) -> bool:
        view = next((view for view in (*node.paragraphs, node.heading) if view), None)
        if view is None or node.sections:
            return bool(node.sections)
        reader, key = self.duties.reader, view.key
        if reader.pattern("imperative").match(key) or reader.opened(key, 0, len(key)):
            return True
        return any(reader.given(key, 0, len(key)))

    def leaf(self, node: Section, context: Context, named: bool) -> Iterator[Found]:
        """A marked item without sub-sections: one task, or one for each body it gives orders to."""
        views, apart = self._parted(self._useful(node.paragraphs, context), context)
        if named or (len(views) > 1 and not context.listing):
            for view in views:
                yield from self.plain(view, context)
        elif views and not (self.tabled and views[0].spans() in self.tabled):
            whole = [*([node.heading] if node.heading else ()), *views]
            skip = len(node.heading) + 1 if node.heading else 0
            yield from self.duties.item(join(whole) if len(whole) > 1 else whole[0], context, skip=skip)
        elif node.heading and not node.paragraphs:
            yield from self.duties.item(node.heading, context)
        for view in apart:
            yield from self.plain(view, context._replace(mood="order"))

    def _parted(self, views: list[View], context: Context) -> tuple[list[View], list[View]]:
        """The paragraphs that are one item, and those behind them that open with an order to others."""
        if len(views) < 2 or not context.listing:
            return views, []
        at = next((at for at, view in enumerate(views[1:], 1) if self.duties.turns(view.key)), len(views))
        return views[:at], views[at:]

    def _useful(self, paragraphs: Sequence[View], context: Context) -> list[View]:
        """The paragraphs of an item that tell what to do: broken ones joined, closing formulas and openers left out."""
        joined: list[View] = []
        for view in paragraphs:
            if joined and view.text[:1].islower() and not joined[-1].text.endswith((".", ";", ":", "!", "?")):
                joined[-1] = join([joined[-1], view])
            else:
                joined.append(view)
        if len(joined) > 1 and self.leadins.opening(joined[-1], context):
            joined.pop()
        return [view for view in map(self.duties.unclosed, joined) if view]


def _at(view: View) -> int:
    spans = view.spans()
    return spans[0][0] if spans else 0


def _end(view: View) -> int:
    spans = view.spans()
    return spans[-1][1] if spans else 0


def _homes(sections: Iterable[Section]) -> Iterator[tuple[int, str]]:
    """In which section a text ends: a row of a table may have lost its number to the section's marker."""
    for node in sections:
        yield from ((_end(view), node.id) for view in (node.heading, *node.paragraphs) if view)
        yield from _homes(node.sections)


def _holder(view: View, sections: Iterable[Section]) -> str | None:
    """The deepest of the sections that holds all of a view."""
    for node in sections:
        if _begin(node) <= _at(view) and _end(view) <= max(map(_end, _views([node])), default=0):
            return _holder(view, node.sections) or node.id
    return None


def _begin(node: Section) -> int:
    views = [view for view in (node.heading, *node.paragraphs) if view]
    return min([_at(view) for view in views] + [_begin(inner) for inner in node.sections[:1]], default=0)


def _views(sections: Iterable[Section]) -> Iterator[View]:
    for node in sections:
        if node.heading:
            yield node.heading
        yield from node.paragraphs
        yield from _views(node.sections)
