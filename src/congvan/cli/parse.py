"""`congvan parse`: documents → records."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from congvan import MAX_SIZE
from congvan.cli import output
from congvan.cli.files import named
from congvan.cli.options import Fast, Files, MaxSize, Own, Quiet
from congvan.cli.report import Report

Form = Annotated[
    Literal["json", "jsonl"] | None,
    typer.Option(
        "--format",
        show_default="json, nhiều tệp: jsonl",
        help="json: có thụt dòng; jsonl: mỗi dòng một hồ sơ. Indented, or one a line.",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Mã thoát 1 khi văn bản có lỗi (severity error). Fail on errors found.")
]


def parse(
    context: typer.Context,
    files: Files = None,
    form: Form = None,
    strict: Strict = False,
    quiet: Quiet = False,
    fast: Fast = False,
    own: Own = None,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Đọc văn bản, ghi hồ sơ JSON ra đầu ra chuẩn.

    Parse documents into JSON records. A file that cannot be read is told of on standard error, the others are read.

    \b
    Ví dụ (examples):
      congvan parse 'Thông báo kết luận.txt'
      congvan parse van-ban/*.txt > ho-so.jsonl
      congvan parse --format json a.txt b.txt          một mảng JSON (an array)
      pdftotext -layout a.pdf - | congvan parse -
      congvan parse a.txt | jq '.tasks[] | .text, .deadlines[].due'
    """
    from congvan import grammar, loaders, pipeline

    names, report, rules = named(files, context), Report(strict=strict, quiet=quiet), grammar.load(own)
    found = report.each(
        names, lambda name: pipeline.parse_source(loaders.read(name, max_size=max_size), rules, fast=fast).record
    )
    many = files is not None and (len(files) > 1 or len(names) > 1)
    output.records(report.watched(found), form or ("jsonl" if many else "json"), many=many)
    raise typer.Exit(report.exit_code)
