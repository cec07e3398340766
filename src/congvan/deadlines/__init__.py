"""Deadlines (thời hạn): a task's text → by when it must be done. Words: `when.toml`; calendar: `when.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from congvan import record
from congvan.deadlines.found import Found
from congvan.deadlines.passage import Passage
from congvan.deadlines.reading import read
from congvan.grammar import Grammar
from congvan.text import View
from congvan.when import Issued

__all__ = ["Found", "find_deadlines"]

_ONE = re.compile(r"(?<=\d)[lI](?=[/.]\d)|(?<![^\W_])[lI](?=\d?/\d)")
"""A letter that a scanner read for a one, in a date."""
LONGEST = 20_000
"""No task is longer; what stands further on in a text without paragraphs is not looked at."""


def find_deadlines(
    view: View, *, issued: str | None, grammar: Grammar, skip: Sequence[record.Span] = (), bare: bool = False
) -> tuple[Found, ...]:
    """Find every deadline of one task, in order, without overlaps.

    `issued` is the document's date in EDTF (or its meeting's): missing years come from it, and what lies before it is
    past. `skip` holds ranges of the view (cited documents) in which no date is a deadline. With `bare` the view is a
    cell of a deadline column: a date or `Thường xuyên` alone is one. After it: `due` is ISO or None, and None for what
    recurs or hangs on an event; words that cannot be resolved stay, with neither.
    """
    key = _ONE.sub("1", view.key[:LONGEST])
    if not bare and not grammar["hint"].find(key):
        return ()
    return tuple(read(Passage(key, Issued.of(issued), grammar, bare), skip))
