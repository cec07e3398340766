"""Titles: what stands under the type in one column: the trích yếu, or a title that names body, number and day too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from congvan.grammar import Grammar
from congvan.text import Block, Piece, View

_PARTS = (("type-body", "body"), ("reference", "number"), ("date", "date"), ("subject", "subject"))
"""The pieces of a title that is the whole head, and the groups that hold them."""

_BRIEF = 36  # a type with a few more words tells of no subject yet


def whole(view: View, top: Sequence[Piece], rules: Grammar) -> list[Piece]:
    """The pieces of a title that is the whole head, as data bases of laws print it; none where the head has a number.

    `CỦA BỘ TRƯỞNG … SỐ … NGÀY … VỀ VIỆC …`
    """
    found = rules["head.entitled"].find(view.key)
    if not found or any(piece.role == "reference" for piece in top):
        return []
    parts = ((role, found.span(name)) for role, name in _PARTS if found.group(name))
    return [Piece(role, view.cut(*span), "layout.head.entitled") for role, span in parts]


def end(blocks: Sequence[Block], rules: Grammar, boxed: Callable[[str], bool]) -> int:
    """Where the lines between the type and the first legal basis end, if all may be the trích yếu's; else 0."""
    for at, block in enumerate(blocks[:8]):
        key = block.view.key
        if rules["basis.line"].find(key) or rules["body.authority"].find(key):
            return at
        if boxed(key) or rules["marker.any"].find(key) or key[-1] == "." or len(key) > 600:
            return 0
    return 0


def goes_on(view: View, pieces: Sequence[Piece], rules: Grammar) -> bool:
    """Whether a block under the type is (still) the trích yếu and not the body's first."""
    before = [piece.view for piece in pieces if piece.role in ("subject", "type")]
    if not before:
        opening = (
            rules["basis.line"].find(view.key)
            or rules["marker.any"].find(view.key)
            or rules["body.resolves"].find(view.key)
            or rules["body.authority"].find(view.key)
        )
        return not (
            opening or view.text[-1] in ":;" or (view.text[-1] == "." and len(view.text) > 200) or len(view.text) > 1200
        )
    if (
        len(view.text) > 1200
        or rules.union("body").fullmatch(view.key)
        or rules["body.authority"].find(view.key.upper())
    ):
        return False
    last = before[-1].text
    brief = pieces[-1].role == "type" and len(last) < _BRIEF and view.text[:1].isupper()
    if brief and not view.text.isupper() and view.text[-1] not in ".;:" and not rules["body.opening"].find(view.key):
        return True
    if last.isupper() != view.text.isupper() or last[-1] in ".;:" or len(before) >= 6:
        return view.text.startswith("(") and len(view.text) < 80 and len(before) < 6
    return len(view.text) < 130 and view.text[-1] not in ".;:"
