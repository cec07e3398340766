"""The tree: markers in order → drafts of sections, nested.

Styles nest by the legal order and, where a document has its own way, by the first use of each; a number goes to the
open list whose next number it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from congvan.stages.headings import CAPS, unfinished, words
from congvan.stages.markers import BULLET, NUMBERS, RANKS, Mark, follows
from congvan.text import View

MOST = 16
"""How deep a tree may be; a deeper section becomes a sibling."""
LONGEST_TITLE = 800
TITLED = frozenset(("part", "chapter", "section", "subsection"))
STRUCTURE = frozenset((*TITLED, "article"))
COUNTED = NUMBERS | {"point", "paren-number", "paren-letter"}
"""Styles whose lists open with one of their first numbers, or go on: a lone `v.` is none."""
NEVER_NESTED = frozenset((*STRUCTURE, "roman", "upper", "caps"))


class Draft:
    """A section that is still growing. `line` is what stands on its marker's line, or below where nothing does.

    `open` tells whether its last words call for what follows, `lead` whether its line does.
    """

    __slots__ = ("inner", "lead", "line", "mark", "open", "own", "rank", "titles", "view")

    def __init__(self, mark: Mark, view: View, rank: float) -> None:
        self.mark, self.view, self.rank = mark, view, rank
        self.line: View | None = None
        self.inner: list[Draft] = []
        self.own: list[View] = []
        self.titles: list[View] = []
        self.lead = self.open = len(view) <= mark.end or unfinished(view.text, mark.kind)


class Tree:
    """Grows from marked and unmarked blocks in order. `trail` holds the paragraphs after the last section."""

    def __init__(self, marks: Sequence[Mark | None]) -> None:
        self.roots: list[Draft] = []
        self.trail: list[tuple[Draft, View]] = []
        self.articles = 0
        self._caps_rank: float | None = None
        self._marks = marks
        self._stack: list[Draft] = []
        self._within: set[tuple[str, str]] = set()
        self._titling: Draft | None = None
        self._ahead, self._twin = _lookahead(marks)

    def add(self, at: int, view: View) -> bool:
        """Put a block where it belongs; False when no section is open yet and it opens none."""
        mark = self._marks[at]
        if self._titling and self._below(mark, view):
            return True
        if mark and self._section(at, mark, view):
            return True
        if not self._stack:
            return False
        self._paragraph(at, view)
        return True

    def release(self, count: int) -> list[View]:
        """Take the last `count` paragraphs of the trail back from their sections."""
        taken = self.trail[len(self.trail) - count :]
        for draft, _ in reversed(taken):
            draft.own.pop()
        del self.trail[len(self.trail) - count :]
        return [view for _, view in taken]

    def empties(self, count: int) -> bool:
        """Tell whether a section of the highest orders would be left with a title and nothing under it."""
        taken = self.trail[len(self.trail) - count :]
        return any(
            draft.mark.kind in TITLED and not draft.inner and len(draft.own) == sum(one is draft for one, _ in taken)
            for draft, _ in taken
        )

    def loose(self, preamble: Sequence[View]) -> bool:
        """Tell whether the trail cannot be the last section's: of a list that a colon opens, one paragraph each."""
        last = self.roots[-1] if self.trail and self.trail[0][0] is self.roots[-1] else None
        if last is None or last.lead or last.mark.style in NEVER_NESTED or (last.line or last.view).text[-1].isalnum():
            return False
        styles = [root.mark.style != last.mark.style for root in reversed(self.roots)]
        size = styles.index(True) if True in styles else len(styles)
        before = self.roots[-1 - size].own if size < len(self.roots) else preamble
        single = all(not root.own or root.inner for root in self.roots[len(self.roots) - size : -1])
        return size > 1 and single and bool(before) and before[-1].text.endswith(":")

    def _below(self, mark: Mark | None, view: View) -> bool:
        """Take the line below a lone marker as its own; below a structure's, the line or lines of its title."""
        draft = self._titling
        assert draft
        if draft.mark.kind not in TITLED and draft.mark.style != "article":
            self._titling = None
            if mark is None:
                draft.line = view
                draft.lead = draft.open = unfinished(view.text, draft.mark.kind)
            return mark is None
        if mark is None or mark is CAPS:
            named = bool(draft.titles) or len(draft.view) > draft.mark.end
            fits = len(view) <= LONGEST_TITLE and len(draft.titles) < 4 and draft.mark.style != "article"
            if fits and view.text.isupper() and (not named or _in_caps(draft)):
                draft.titles.append(view)
                return True
            if not named and words(view.text) <= 30 and unfinished(view.text) and view.text[-1] not in ":)":
                self._titling = None
                draft.titles.append(view)
                return True
        self._titling = None
        return False

    def _section(self, at: int, mark: Mark, view: View) -> bool:
        if mark is CAPS and at + 1 == len(self._marks):
            return False
        placed = self._place(at, mark)
        if placed is None:
            return False
        mark, depth = placed
        del self._stack[depth:]
        above = self._stack[-1] if self._stack else None
        draft = Draft(mark, view, self._rank(mark))
        (above.inner if above else self.roots).append(draft)
        if above:
            self._within.add((above.mark.style, mark.style))
        self._stack.append(draft)
        self.trail.clear()
        self._titling = draft if mark.style in TITLED or mark is CAPS or len(view) <= mark.end else None
        if mark.style == "article":
            self.articles = mark.order
        return True

    def _rank(self, mark: Mark) -> float:
        style = mark.style
        rank = RANKS.get(style)
        if rank is None:  # bullets other than dash and plus stand below what they are first met under
            return BULLET if self._stack and self._stack[-1].mark.kind == "item" else RANKS["-"]
        if style in NEVER_NESTED:
            if style in ("roman", "upper") and any(draft.mark.style == "article" for draft in self._stack):
                return RANKS["article"] + 5
            if mark is CAPS:
                return self._capital()
        return rank

    def _capital(self) -> float:
        """A heading in capitals stands above or below numbered parts, as the document has it first."""
        if self._caps_rank is None:
            below = any(draft.mark.kind == "section" for draft in self._stack)
            self._caps_rank = RANKS["caps"] if below else RANKS["section"] + 0.5
        return self._caps_rank

    def _place(self, at: int, mark: Mark) -> tuple[Mark, int] | None:
        """Find the depth at which a marker opens a section, or None where it is no marker but text."""
        if mark.kind == "item":
            return mark, self._item_depth(mark)
        if mark.style in STRUCTURE or mark is CAPS:
            if mark.weak and mark.order != self.articles + 1:
                return None
            return mark, self._depth(mark, nest=False)
        for reading in (mark, mark.other):
            depth = self._continued(reading) if reading else None
            if reading and depth is not None:
                return reading, depth
        if mark.weak and not (mark.order == 1 and self._has_next(at, mark)):
            return None
        return self._started(at, mark.other if mark.other and self._opens(mark.other) else mark)

    def _opens(self, other: Mark) -> bool:
        """Whether a second reading opens a list: `i)`, and `b1)` below a `b)` that calls for it."""
        if other.style == "lower-roman":
            return other.number == "i"
        top = self._stack[-1] if self._stack else None
        return other.style == "subpoint" and top is not None and top.open and other.path == (top.mark.order, 1)

    def _continued(self, mark: Mark) -> int | None:
        """The depth of the open list whose next number this is, the innermost first."""
        mixed = -1
        for depth in range(len(self._stack) - 1, -1, -1):
            last = self._stack[depth].mark
            if last.style == mark.style:
                if mark.path[:-1] == last.path[:-1] and follows(mark.style, last.order, mark.order):
                    return depth
            elif mixed < 0 and mark.order > 1 and {last.style, mark.style} <= NUMBERS and last.order + 1 == mark.order:
                mixed = depth
        return mixed if mixed >= 0 else None

    def _started(self, at: int, mark: Mark) -> tuple[Mark, int] | None:
        """The depth of a list that starts here, or of one whose numbers skip or repeat."""
        same = [depth for depth, draft in enumerate(self._stack) if draft.mark.style == mark.style]
        if not same:
            if mark.style in COUNTED and mark.order > 3 and not self._has_next(at, mark):
                return None
            return mark, self._depth(mark, nest=mark.order == 1)
        if mark.path:
            return mark, self._decimal_depth(mark, same[-1])
        top = self._stack[-1]
        if mark.order == 1 and len(same) < 2 and len(self._stack) < MOST and mark.style not in ("roman", "upper"):
            if top.open or top.own:
                return mark, len(self._stack)
            return mark, same[-1]
        return mark, min(reversed(same), key=lambda depth: abs(mark.order - 1 - self._stack[depth].mark.order))

    def _decimal_depth(self, mark: Mark, sibling: int) -> int:
        for depth in range(len(self._stack) - 1, -1, -1):
            last = self._stack[depth].mark
            above = last.path or ((last.order,) if last.style in NUMBERS else ())
            if above and above == mark.path[:-1] and len(above) < 6:
                return depth + 1
        return sibling

    def _depth(self, mark: Mark, *, nest: bool) -> int:
        """Leave the open sections that cannot hold this one."""
        rank = self._rank(mark)
        depth = len(self._stack)
        while depth:
            draft = self._stack[depth - 1]
            if draft.rank < rank or (draft.rank == rank and draft.mark.style != mark.style):
                break
            if mark.style not in NEVER_NESTED:
                if nest and depth == len(self._stack) < MOST and draft.open:
                    break
                if (draft.mark.style, mark.style) in self._within and draft.mark.style != mark.style:
                    break
            depth -= 1
        return depth

    def _item_depth(self, mark: Mark) -> int:
        stack = self._stack
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].mark.style == mark.style:
                top = stack[-1]
                return len(stack) if top.mark.kind != "item" and top.open and depth < len(stack) - 1 < MOST else depth
        return self._depth(mark, nest=True)

    def _has_next(self, at: int, mark: Mark) -> bool:
        twin = self._twin[at]
        later = self._marks[twin] if twin >= 0 else None
        return later is not None and follows(mark.style, mark.order, later.order)

    def _paragraph(self, at: int, view: View) -> None:
        depth = len(self._stack) - 1 if view.text[0].islower() else self._home(at)
        del self._stack[depth + 1 :]
        draft = self._stack[depth]
        draft.own.append(view)
        draft.open = unfinished(view.text, "item") and (draft.open or draft.mark.kind != "item")
        self.trail.append((draft, view))

    def _home(self, at: int) -> int:
        """The depth of the section that a plain paragraph belongs to."""
        later = self._marks[self._ahead[at]] if self._ahead[at] < len(self._marks) else None
        depth = len(self._stack) - 1
        while depth:
            draft, above = self._stack[depth], self._stack[depth - 1]
            mark = draft.mark
            if draft.open or (draft.own and mark.kind != "item"):
                break
            item = mark.kind == "item"
            if later and _goes_on(mark, later):
                break
            if not (item or (above.open and above.mark.style not in NEVER_NESTED and len(above.inner) > 1)):
                break
            depth -= 1
        return depth


def _goes_on(last: Mark, later: Mark) -> bool:
    """Whether a marker, by one of its readings, is the next of a list; any bullet is, of bullets like it."""
    return any(
        reading.style == last.style and (last.kind == "item" or follows(last.style, last.order, reading.order))
        for reading in (later, later.other)
        if reading
    )


def _in_caps(draft: Draft) -> bool:
    return (draft.titles[-1].text if draft.titles else draft.view.text[draft.mark.end :]).isupper()


def _lookahead(marks: Sequence[Mark | None]) -> tuple[list[int], list[int]]:
    """For each block, the next marked block after it, and the next with the same style (-1 where there is none)."""
    ahead, twin = [len(marks)] * len(marks), [-1] * len(marks)
    seen: dict[str, int] = {}
    later = len(marks)
    for at in range(len(marks) - 1, -1, -1):
        ahead[at] = later
        mark = marks[at]
        if mark:
            later = at
            twin[at] = seen.get(mark.style, -1)
            seen[mark.style] = at
    return ahead, twin
