"""How far a run is: a bar for people at a terminal, a line every ten seconds for a log; the table at its end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from congvan.cli.report import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from congvan.archive.run import Hearing
    from congvan.archive.tally import Tally

EVERY = 10.0
"""Seconds between two lines of a log."""


@contextmanager
def shown(*, quiet: bool) -> Iterator[Hearing]:
    """Whoever is to be told of a run; failures are told above the bar."""
    from congvan.archive.run import Hearing

    if quiet or sys.stderr is None:
        yield Hearing(line=tell)
    elif sys.stderr.isatty():
        with _bar() as (progress, line):
            yield Hearing(progress, line, counting=True)
    else:
        yield Hearing(_log(), tell, counting=True)


@contextmanager
def _bar() -> Iterator[tuple[Callable[[Tally], None], Callable[[str], None]]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.text import Text

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("Đọc", total=None, told="")

        def moved(tally: Tally) -> None:
            bars.update(bar, total=tally.total, completed=tally.finished, told=told(tally))

        def line(text: str) -> None:
            bars.console.print(Text(text), soft_wrap=True)

        yield moved, line


def _log() -> Callable[[Tally], None]:
    last = time.monotonic()

    def moved(tally: Tally) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            tell(told(tally))

    return moved


def told(tally: Tally) -> str:
    """How far it is, in one line: documents, rate, time left, failures, problems."""
    total = f"/{tally.total}" if tally.total is not None else ""
    left = f"còn {timedelta(seconds=round(tally.left))}" if tally.left is not None else "còn ?"
    problems = sum(tally.problems.values())
    return f"{tally.finished}{total} văn bản; {tally.rate:.0f}/giây; {left}; {tally.failed} lỗi; {problems} vấn đề"


def summed_up(content: dict[str, Any]) -> None:
    """Draw the table at the end of a run on standard error: what was read, what failed and why, what was slow."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("", "", title="Kết quả (summary)", title_justify="left", show_header=False)
    for name, value in _rows(content):
        table.add_row(name, Text(value))
    wide = sys.stderr is not None and not sys.stderr.isatty()
    Console(stderr=True, width=120 if wide else None).print(table)


def _rows(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    ran = content["run"]
    yield "tệp (files)", str(ran["files"])
    yield "đã đọc (read)", f"{ran['read']}, cùng nội dung {ran['same_bytes']}, không đổi {ran['unchanged']}"
    if ran["gone"]:
        yield "không còn (gone)", str(ran["gone"])
    yield "lỗi (failed)", str(ran["failed"])
    for reason, count in ran["failed_by_reason"].items():
        yield "", f"{count} × {reason}"
    yield "vấn đề (problems)", ", ".join(f"{code} {count}" for code, count in ran["problems"].items()) or "0"
    for place, item in enumerate(ran["slowest"][:3]):
        yield "" if place else "chậm nhất (slowest)", f"{item['seconds']:.2f} giây {item['name']}"
    yield "tốc độ (rate)", f"{ran['documents_an_hour']} văn bản/giờ; {ran['seconds']:.1f} giây"
    if "archive" in content:
        kept = content["archive"]
        yield "trong kho (store)", f"{kept['records']} hồ sơ, {kept['failed']} lỗi"
        yield (
            "trùng (duplicates)",
            f"{len(kept['same_bytes'])} nhóm cùng nội dung, {len(kept['same_document'])} nhóm cùng văn bản",
        )
