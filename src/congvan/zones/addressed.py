"""The addressees: how far their list goes below its label, in all its layouts, and where the body begins."""

from __future__ import annotations

from collections.abc import Sequence

from congvan.grammar import Grammar
from congvan.text import Block, View, join

_FAR_IN = 10  # no paragraph of the body begins so far in


def listed(blocks: Sequence[Block], at: int, rules: Grammar) -> tuple[list[View], int]:
    """The items of the list of addressees, the label's block first, and how many blocks they take."""
    views, used, dashed = [blocks[at].view], 1, False
    while at + used < len(blocks) and used < 60:
        view, before = blocks[at + used].view, views[-1].text
        is_item = view.text[0] in "-–—+•" or _is_numbered(view, used, views[0])
        noted = is_item or _is_aligned(view, views[0]) or rules["head.contact"].find(view.key)
        if rules["basis.line"].find(view.text) or (not noted and _opens_body(view, before, dashed, rules)):
            break
        if dashed and not is_item and before[-1] not in ",;" and not view.text.startswith("("):
            views[-1] = join((views[-1], view))
        else:
            views.append(view)
        dashed = dashed or is_item
        used += 1
    return views, used


def _is_numbered(view: View, place: int, label: View) -> bool:
    """Whether a block is the next of the numbered items below a label that stands alone."""
    text = view.text
    if label.text[-1] != ":" or len(text) > 200 or not text[0].isdigit():
        return False
    return text.startswith((f"{place}. ", f"{place}) ", f"{place}/ "))


def _is_aligned(view: View, label: View) -> bool:
    """Whether a block stands right below the first addressee, far in, and is as short as a name."""
    at = label.text.find(":") + 2
    if not 1 < at < len(label.text) or len(view.text) > 90 or view.text[-1] in ".:":
        return False
    return _FAR_IN <= _column(view, 0) and abs(_column(view, 0) - _column(label, at)) <= 1


def _column(view: View, at: int) -> int:
    """How far in a letter of a view stands on its line."""
    place = view.origin(at)
    return place - 1 - view.source.text.rfind("\n", max(place - 400, 0), place)


def _opens_body(view: View, before: str, dashed: bool, rules: Grammar) -> bool:
    """Whether a block without dash below an addressee is the body's first and no addressee itself."""
    text = view.text
    if text.startswith("(") and len(text) < 200:
        return False
    if len(text) > 250 or rules.union("body").fullmatch(text):
        return True
    if dashed:
        return before[-1] in ".;" or text[-1] not in ";.," or len(text) > 80
    return before[-1] not in ":;," and not before.rstrip(":").casefold().endswith(("gửi", "điện"))
