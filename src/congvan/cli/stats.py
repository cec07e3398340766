"""`congvan stats`: what an archive holds, in numbers and bars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from congvan.cli import output
from congvan.cli.search import Store

if TYPE_CHECKING:
    from rich.table import Table

TITLES = {"type": "Loại (type)", "issuer": "Cơ quan (issuer)", "year": "Năm (year)", "problem": "Vấn đề (problems)"}
BAR = 40
MOST = 20

Form = Annotated[
    Literal["table", "json"], typer.Option("--format", help="Bảng có biểu đồ, hoặc JSON. Tables with bars, or JSON.")
]


def stats(store: Store, form: Form = "table") -> None:
    """Đếm văn bản trong kho theo loại, cơ quan, năm, vấn đề.

    Count the documents of an archive by type, issuer, year and problem.

    \b
    Ví dụ (examples):
      congvan stats ho-so
      congvan stats ho-so --format json | jq .year
    """
    from json import dumps

    from congvan.archive import statistics

    counts = statistics.counted(store)
    if form == "json":
        output.write(dumps(counts, ensure_ascii=False, indent=2) + "\n")
    else:
        output.draw(_tables(counts))


def _tables(counts: dict[str, dict[str, int]]) -> Iterator[Table]:
    from rich.table import Table
    from rich.text import Text

    table = Table("", "số", title="Cả kho (whole)", title_justify="left")
    for name, key in (("văn bản (documents)", "documents"), ("nhiệm vụ (tasks)", "tasks")):
        table.add_row(name, str(counts["documents"][key]))
    yield table
    for key, title in TITLES.items():
        table = Table("", "số", "", title=title, title_justify="left")
        most = max(counts[key].values(), default=1)
        for name, count in list(counts[key].items())[: None if key == "year" else MOST]:
            table.add_row(Text(name), str(count), "█" * max(1, round(BAR * count / most)))
        if len(counts[key]) > MOST and key != "year":
            table.add_row("…", str(sum(list(counts[key].values())[MOST:])), f"và {len(counts[key]) - MOST} dòng nữa")
        yield table
