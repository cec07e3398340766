"""`congvan explain`: where each value of a record stands, and which rule gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from congvan import MAX_PAGES, MAX_SIZE, TIMEOUT
from congvan.cli import output
from congvan.cli.files import documents, named
from congvan.cli.options import Encoding, Fast, MaxPages, MaxSize, Ocr, Own, Timeout
from congvan.cli.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from congvan.explanation import Explanation

LONGEST = 300

Name = Annotated[
    str | None,
    typer.Argument(metavar="[FILE|-]", help="Tệp cần đọc; '-' hay bỏ trống: đầu vào chuẩn. A file, or - for stdin."),
]


def explain(
    context: typer.Context,
    name: Name = None,
    fast: Fast = False,
    own: Own = None,
    max_size: MaxSize = MAX_SIZE,
    max_pages: MaxPages = MAX_PAGES,
    timeout: Timeout = TIMEOUT,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
) -> None:
    """Kẻ bảng: trường, giá trị, dòng, luật; rồi các vấn đề.

    Draw a table of each field, its value, its line and the rule that gave it; then the problems.

    \b
    Ví dụ (examples):
      congvan explain thong-bao.txt
      congvan explain thong-bao.txt | grep tasks
    """
    from congvan import explanation, grammar

    report, rules, names = Report(), grammar.load(own), named(name and [name], context)
    sources = documents(
        names, report, max_size=max_size, max_pages=max_pages, timeout=timeout, encoding=encoding, ocr=ocr
    )
    found = report.each(sources, lambda source: explanation.explain(source, rules, fast=fast), timeout)
    output.draw(table for explained in found for table in _tables(explained))
    raise typer.Exit(report.exit_code)


def _tables(explained: Explanation) -> Iterator[Table]:
    """Names are printed as they are: square brackets in them are no markup."""
    from rich.table import Table
    from rich.text import Text

    table = Table("trường", "giá trị", "dòng", "luật", title=Text(explained.name), title_justify="left")
    for row in explained.rows:
        table.add_row(Text(row.path), Text(_short(row.value)), row.lines, Text(row.rule))
    yield table
    if explained.faults:
        table = Table("mức", "mã", "vấn đề", "dòng", title="Vấn đề (problems)", title_justify="left")
        for fault in explained.faults:
            table.add_row(fault.severity, fault.code, Text(fault.message), fault.lines)
        yield table


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
