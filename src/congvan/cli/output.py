"""Standard output: UTF-8 bytes always, colours and tables for people at a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.table import Table

    from congvan.record import Record

Format = Literal["json", "jsonl"]
PIPE_WIDTH = 160
INDENT = 2


def write(content: str | bytes) -> None:
    """Write text to standard output as UTF-8 bytes, line ends as they are."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        sys.stdout.buffer.flush()


def forsake() -> None:
    """Send whatever is still to be written nowhere, so that nothing fails when the program ends."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def terminal() -> bool:
    """Whether a person looks at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def records(found: Iterable[Record], form: Format, *, many: bool) -> None:
    """Write records as they come: `jsonl` one a line; `json` indented, and in one array where there may be many."""
    show = _coloured if terminal() else write
    if form == "json" and many:
        _array(found, show)
        return
    for record in found:
        show(record.model_dump_json(indent=INDENT if form == "json" else None) + "\n")


def counted(found: Iterable[Record], several: bool) -> tuple[Iterator[Record], bool]:
    """The records, and whether there are several: told beforehand, or since an archive gave a second one."""
    rest = iter(found)
    first = [] if several else list(islice(rest, 2))
    return chain(first, rest), several or len(first) > 1


def _array(found: Iterable[Record], show: Callable[[str], None]) -> None:
    before = "[\n"
    for record in found:
        show(before + record.model_dump_json(indent=INDENT))
        before = ",\n"
    show("[]\n" if before == "[\n" else "\n]\n")


def _coloured(json: str) -> None:
    from rich.console import Console
    from rich.highlighter import JSONHighlighter

    Console(soft_wrap=True).print(JSONHighlighter()(json), end="")


def draw(tables: Iterable[Table]) -> None:
    """Draw tables, as wide as the terminal, or wide enough to be searched in a pipe."""
    from rich.console import Console

    console = Console(width=None if terminal() else PIPE_WIDTH)
    for table in tables:
        console.print(table)
