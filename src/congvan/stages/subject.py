"""Trích yếu nội dung, or the headline of a write-up (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục I.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from congvan.grammar import Grammar
from congvan.text import Piece, View, join

_NOTE = re.compile(r" ?\[\d{1,2}\]$")
"""The mark of a footnote behind the subject is no part of it."""


class Found(NamedTuple):
    """The subject without its leading words, and the rule that gave it."""

    view: View
    rule: str


def find(pieces: Sequence[Piece], rules: Grammar, types: Grammar) -> Found | None:
    """Join the lines of the subject and drop `V/v`; it may stand on the line of the type."""
    lines = [piece for piece in pieces if piece.role == "subject"]
    views = [piece.view for piece in lines]
    for piece in pieces:
        match = types.first(piece.view.key, "type") if piece.role == "type" else None
        if match and match.group("subject"):
            views.insert(0, piece.view.cut(*match.span("subject")))
    if not views:
        return None
    view = join(views)
    if match := rules.first(view.key, "lead"):
        view = view.cut(*match.span("subject"))
    if view.text.endswith(")") and view.text.count("(") < view.text.count(")"):
        view = view.cut(0, len(view.text) - 1)
    if note := _NOTE.search(view.text):
        view = view.cut(0, note.start())
    return Found(view, lines[0].rule if lines else "header.type.with-subject")
