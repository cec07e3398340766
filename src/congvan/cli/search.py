"""`congvan search`: which documents of an archive say this?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from congvan.cli import output

if TYPE_CHECKING:
    from congvan.archive.asking import Hit

MOST = 50


def day(text: str) -> str:
    """Read a day, `2022-06-30` or `30/6/2022`, as ISO writes it."""
    try:
        if "/" in text:
            last, month, year = map(int, text.split("/"))
            return date(year, month, last).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"«{text}» không phải ngày; viết như 2022-06-30 hoặc 30/6/2022") from None


Store = Annotated[Path, typer.Argument(metavar="DEST", help="Kho do congvan batch lập. What batch made.")]
Phrases = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORDS…]", help="Cụm từ; nhiều cụm: phải có đủ. Phrases, all of them.", show_default=False),
]
Types = Annotated[list[str] | None, typer.Option("--type", metavar="CODE", help="Loại: CV, TB, QĐ… Document type.")]
Issuer = Annotated[
    str | None, typer.Option("--issuer", metavar="NAME", help="Cơ quan ban hành có chữ này. Issuing body.")
]
Since = Annotated[str | None, typer.Option("--from", parser=day, metavar="DAY", help="Ban hành từ ngày. Dated from.")]
Until = Annotated[str | None, typer.Option("--to", parser=day, metavar="DAY", help="Ban hành đến ngày. Dated until.")]
DueBefore = Annotated[
    str | None, typer.Option("--due-before", parser=day, metavar="DAY", help="Có việc hạn trước ngày. Due before.")
]  # fmt: skip
IgnoreAccents = Annotated[
    bool,
    typer.Option("--ignore-accents", help="Bỏ qua dấu; chữ gõ không dấu luôn được tìm như thế. Ignore diacritics."),
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, help="Nhiều nhất từng này. At most.", show_default=f"bảng: {MOST}")
]
Form = Annotated[
    Literal["table", "jsonl"] | None,
    typer.Option("--format", show_default="table; nối ống: jsonl", help="Bảng, hay mỗi dòng một hồ sơ. Or records."),
]  # fmt: skip


def search(
    store: Store,
    phrases: Phrases = None,
    types: Types = None,
    issuer: Issuer = None,
    since: Since = None,
    until: Until = None,
    due_before: DueBefore = None,
    ignore_accents: IgnoreAccents = False,
    limit: Limit = None,
    form: Form = None,
) -> None:
    """Tìm văn bản trong kho, theo chữ, loại, cơ quan, ngày, hạn việc.

    Search an archive: words, type, issuer, days, tasks that are due. A phrase typed without diacritics finds both.

    \b
    Ví dụ (examples):
      congvan search ho-so 'chuyển đổi số' --type CV --issuer 'Sở Giáo dục' --from 2022-01-01 --to 2022-12-31
      congvan search ho-so --due-before 30/6/2022
      congvan search ho-so 'chuyen doi so' --format jsonl | jq .subject.text
    """
    from congvan.archive import asking

    table = form == "table" or (form is None and output.terminal())
    most = limit or (MOST if table else None)
    asked = asking.Question(phrases or (), ignore_accents, types or (), issuer, since, until, due_before, most)
    hits = asking.answers(store, asked)
    if table:
        _drawn(list(hits), due=due_before is not None)
    else:
        for hit in hits:
            output.write(hit.record + "\n")


def _drawn(hits: Iterable[Hit], *, due: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("ngày", "số, ký hiệu", "loại", "cơ quan", "trích yếu", *(["việc đến hạn"] if due else []), "tệp")
    for hit in hits:
        told = [f"{hit.due_tasks}, sớm nhất {hit.due}"] if due else []
        cells = (hit.date, hit.reference, hit.type_code, hit.issuer, hit.subject, *told, hit.name)
        table.add_row(*(Text(cell or "") for cell in cells))
    output.draw([table])
