"""Sections: the blocks of the body → legal bases, preamble, the tree of sections, closing.

Every letter of the blocks is in exactly one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from congvan.grammar import Grammar
from congvan.record import Section, SectionKind, Span
from congvan.stages.headings import CAPS, Headings, caps, quoted
from congvan.stages.markers import Mark, Reader, follows
from congvan.stages.tree import Draft, Tree
from congvan.text import Block, View, join

ENDS = frozenset('.:!?”"…')
STOPS = frozenset(".;:,!?")
LONGEST = 3000
"""How long a legal basis may be that goes on over several blocks."""
_MISREAD = "sections.word.article-noise"
LAST = 12
"""How many paragraphs after the last section may be closing ones."""


class Node(NamedTuple):
    """One section, with its place in the tree as `id`. `marker_view` is None for a caps heading without number."""

    id: str
    kind: SectionKind
    marker: str
    number: str | None
    marker_view: View | None
    heading: View | None
    paragraphs: tuple[View, ...]
    sections: tuple[Node, ...]
    rule: str

    def span(self) -> Span:
        """One slice over the whole section, from its marker to the end of its last paragraph or sub-section."""
        return self.record().spans[0]

    def record(self) -> Section:
        """Make the section of the record, sub-sections included."""
        heading = self.heading.value() if self.heading else None
        paragraphs = tuple(view.value() for view in self.paragraphs)
        sections = tuple(node.record() for node in self.sections)
        parts = [self.marker_view.spans()] if self.marker_view else []
        parts.extend(part.spans for part in (heading, *paragraphs, *sections) if part)
        span = (min(spans[0][0] for spans in parts), max(spans[-1][1] for spans in parts))
        return Section(
            id=self.id,
            kind=self.kind,
            marker=self.marker,
            number=self.number,
            heading=heading,
            spans=(span,),
            paragraphs=paragraphs,
            sections=sections,
        )


class Body(NamedTuple):
    """The body parted: every letter of `blocks` is in exactly one of the other fields."""

    legal_bases: tuple[View, ...]
    preamble: tuple[View, ...]
    sections: tuple[Node, ...]
    closing: tuple[View, ...]
    blocks: tuple[Block, ...]


def find(blocks: Sequence[Block], rules: Grammar) -> Body:
    """Part the body's blocks into legal bases, preamble, sections and closing.

    After it every letter and digit of the blocks is inside exactly one legal basis, preamble paragraph, marker,
    heading, section paragraph or closing paragraph, and the order of the blocks is kept.
    """
    blocks = tuple(block for block in blocks if block.view.text)
    headings = Headings(rules)
    marks = _marks(blocks, Reader(rules), headings)
    start, bases, preamble = _opening(blocks, marks, rules)
    tree = Tree(marks)
    for at in range(start, len(blocks)):
        if not tree.add(at, blocks[at].view):
            preamble.append(blocks[at].view)
    closing = _closing(tree, preamble, rules)
    headings = Headings(rules, titled=_titled(tree.roots))
    sections = tuple(_node(draft, str(place), headings) for place, draft in enumerate(tree.roots, 1))
    return Body(tuple(bases), tuple(preamble), sections, tuple(closing), blocks)


def _marks(blocks: Sequence[Block], reader: Reader, headings: Headings) -> list[Mark | None]:
    """Read every block's marker; none in a quoted passage nor in a table row of several cells."""
    marks: list[Mark | None] = []
    first = True
    for at, (block, hidden) in enumerate(zip(blocks, quoted(blocks), strict=True)):
        mark = None
        if not hidden and len(block.cells) < 2:
            key = block.view.key
            mark = reader.read(key)
            if mark is None and key.isupper() and headings.bare(key, first=first) and _after_stop(blocks, marks, at):
                mark = CAPS
            first = first and (mark is None or mark.kind == "item")
        marks.append(mark)
    return _romans(blocks, _ones(_certain(marks)))


def _certain(marks: list[Mark | None]) -> list[Mark | None]:
    """Drop a lone marker that only a scanner's misreading explains: a scanner misreads a word more than once."""
    misread = [at for at, mark in enumerate(marks) if mark and mark.rule == _MISREAD]
    return [None if misread == [at] else mark for at, mark in enumerate(marks)] if misread else marks


def _ones(marks: list[Mark | None]) -> list[Mark | None]:
    """Repair `l.` before `2.`, where no `k.` stands before it: a digit that was read as a letter."""
    last: Mark | None = None
    for at, mark in enumerate(marks):
        goes_on = last is not None and mark is not None and follows("point", last.order, mark.order)
        if mark and mark.number == "l" and mark.style == "point" and not goes_on:
            after = next((one for one in marks[at + 1 :] if one and one.style in ("dot", "point")), None)
            if after and (after.style, after.order) == ("dot", 2):
                marks[at] = mark._replace(style="dot", kind="clause", number="1", order=1, other=None)
        last = mark if mark and mark.style == "point" else last
    return marks


def _after_stop(blocks: Sequence[Block], marks: Sequence[Mark | None], at: int) -> bool:
    """Tell whether the text before a block has come to its end: capitals after it are no part of it."""
    if not at or marks[at - 1]:
        return True
    before = blocks[at - 1].view.text
    return before[-1] in ENDS or before[-1] == ";" or before.isupper()


def _romans(blocks: Sequence[Block], marks: list[Mark | None]) -> list[Mark | None]:
    """Repair `1. TITLE` before `II. TITLE`: a Roman number that was read or typed as a digit."""
    last, digit = 0, -1
    for at, mark in enumerate(marks):
        if mark is None or mark.style not in ("roman", "dot"):
            continue
        if mark.style == "roman":
            wrong = marks[digit] if digit >= 0 else None
            if wrong and wrong.order + 1 == mark.order:
                marks[digit] = wrong._replace(style="roman", kind="section")
            last, digit = mark.order, -1
        elif mark.order == last + 1 and caps(blocks[at].view.text[mark.end :]):
            digit = at
    return marks


def _opening(blocks: Sequence[Block], marks: list[Mark | None], rules: Grammar) -> tuple[int, list[View], list[View]]:
    """Take the legal bases, and what stands among them, off the top: where the body's text begins, bases, preamble."""
    basis, listed = rules["basis.base"].compiled, rules["list.bases"].compiled
    bases: list[View] = []
    preamble: list[View] = []
    listing = running = False
    for at, block in enumerate(blocks):
        view, mark = block.view, marks[at]
        item = mark is not None and mark.kind == "item"
        opens = (mark is None or item or mark is CAPS) and basis.match(view.key) is not None
        if opens or (item and listing):
            bases.append(cut(view, mark.end) if mark and mark.end else view)
            listing = listing or listed.fullmatch(view.key) is not None
        elif mark is None and running and bases[-1].text[-1] not in ".;,:" and len(bases[-1]) < LONGEST:
            bases[-1] = join((bases[-1], view))
        elif not _goes_before(blocks, mark, at, basis):
            return at, bases, preamble
        else:
            preamble.append(view)
        running = opens or (running and mark is None and preamble[-1:] != [view])
    return len(blocks), bases, preamble


def _goes_before(blocks: Sequence[Block], mark: Mark | None, at: int, basis: regex.Pattern[str]) -> bool:
    """Tell whether a block may stand among the legal bases: capitals, or words that are no full sentence."""
    text = blocks[at].view.text
    if mark is None:
        return text.isupper() or text[-1] not in ENDS
    return mark is CAPS and at + 1 < len(blocks) and basis.match(blocks[at + 1].view.key) is not None


def _closing(tree: Tree, preamble: Sequence[View], rules: Grammar) -> list[View]:
    """Take the closing paragraphs off the last sections: from the first that has the form of one.

    Where the last section is one of a list that a colon opens, an appeal to all is one too, and so is all, if none is.
    """
    trail = tree.trail[-LAST:]
    articles = any(draft.mark.style == "article" for draft in tree.roots) or tree.articles > 0
    family = [rule for rule in rules.family("closing") if not (articles and rule.name in IN_ARTICLES)]
    if loose := tree.loose(preamble):
        family.append(rules["appeal"])
    for place, (_, view) in enumerate(trail):
        key = view.key[:1200]
        if any(rule.compiled.search(key) for rule in family) and not tree.empties(len(trail) - place):
            return tree.release(len(trail) - place)
    if loose:
        return tree.release(len(trail))
    if articles and trail and _comes_in_force(tree, rules):
        return tree.release(1)
    return []


def _comes_in_force(tree: Tree, rules: Grammar) -> bool:
    """Tell whether the last paragraph says when the document holds, after an article that says who carries it out."""
    draft, view = tree.trail[-1]
    done = draft.mark.style == "article" and draft.line is None and rules["charged"].compiled.search(draft.view.key)
    return bool(done) and rules["closing.effect"].compiled.search(view.key) is not None


IN_ARTICLES = frozenset(f"closing.{name}" for name in ("carried", "report", "trouble", "request", "watch", "effect"))
"""Closing forms that an article's own paragraph may have."""


def _titled(roots: Sequence[Draft]) -> bool:
    """Tell whether the articles have titles: most of two or more have a line that no stop ends."""
    lines: list[str] = []
    drafts = list(roots)
    while drafts:
        draft = drafts.pop()
        line = draft.line.text if draft.line else draft.view.text[draft.mark.end :]
        if draft.mark.style == "article" and line:
            lines.append(line)
        drafts += draft.inner
    return len(lines) > 1 and sum(line[-1] not in STOPS for line in lines) * 4 >= len(lines) * 3


def _node(draft: Draft, place: str, headings: Headings) -> Node:
    mark, view = draft.mark, draft.view
    heading, paragraphs = _worded(draft, headings)
    inner = [_node(below, f"{place}.{at}", headings) for at, below in enumerate(draft.inner, 1)] if draft.inner else ()
    return Node(
        place,
        mark.kind,
        _written(view, mark),
        mark.number,
        cut(view, 0, mark.stop) if mark.stop else None,
        heading,
        tuple(paragraphs),
        tuple(inner),
        mark.rule,
    )


def _written(view: View, mark: Mark) -> str:
    """A marker as the document has it: a star that stands for a bullet is a star."""
    marker = view.text[mark.start : mark.stop]
    if not marker.startswith("•"):
        return marker
    return view.source.text[view.origin(mark.start)] + marker[1:]


def _worded(draft: Draft, headings: Headings) -> tuple[View | None, list[View]]:
    """Part a section's own words into its heading and its paragraphs."""
    mark, view = draft.mark, draft.view
    rest = draft.line or (cut(view, mark.end) if mark.end else view)
    if draft.titles:
        return join([rest, *draft.titles]) if rest.text else join(draft.titles), draft.own
    if not rest.text:
        return None, draft.own
    broken = bool(draft.own) and draft.own[0].text[0].islower()
    stop, start = headings.part(mark, rest.key, followed=bool(draft.own or draft.inner) and not broken)
    if not stop:
        return None, [rest, *draft.own]
    own = [cut(rest, start), *draft.own] if start < len(rest.text) else draft.own
    return cut(rest, 0, stop), own


def cut(view: View, start: int, end: int | None = None) -> View:
    """Cut a view, quickly where it is of one piece; `start` stands on a letter."""
    if len(view.starts) > 1:
        return view.cut(start, end)
    text = view.text[start:end].rstrip(" ")
    stop = start + len(text)
    return View(text, view.key[start:stop], (0,), (view.origins[0] + start,), view.source)
