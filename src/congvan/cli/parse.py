"""`congvan parse`: documents → records."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from congvan import MAX_PAGES, MAX_SIZE, TIMEOUT
from congvan.cli import output
from congvan.cli.files import documents, named
from congvan.cli.options import Encoding, Fast, Files, MaxPages, MaxSize, Ocr, Own, Quiet, Timeout
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
    max_pages: MaxPages = MAX_PAGES,
    timeout: Timeout = TIMEOUT,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
) -> None:
    """Đọc văn bản, ghi hồ sơ JSON ra đầu ra chuẩn.

    Parse documents into JSON records: text, Word, OpenDocument, RTF, web pages, mails, archives. A file that cannot be
    read is told of on standard error, the others are read.

    \b
    Ví dụ (examples):
      congvan parse 'Thông báo kết luận.txt'
      congvan parse van-ban/*.txt > ho-so.jsonl
      congvan parse --format json a.txt b.txt          một mảng JSON (an array)
      congvan parse 'Công văn.docx' ho-so.zip
      pdftotext -layout a.pdf - | congvan parse -
      congvan parse a.txt | jq '.tasks[] | .text, .deadlines[].due'
    """
    from congvan import grammar, pipeline

    names, report, rules = named(files, context), Report(strict=strict, quiet=quiet), grammar.load(own)
    sources = documents(
        names, report, max_size=max_size, max_pages=max_pages, timeout=timeout, encoding=encoding, ocr=ocr
    )
    read = report.each(sources, lambda source: pipeline.parse_source(source, rules, fast=fast).record, timeout)
    found = report.watched(read)
    several = files is not None and (len(files) > 1 or len(names) > 1)
    found, several = output.counted(found, several)
    output.records(found, form or ("jsonl" if several else "json"), many=several)
    raise typer.Exit(report.exit_code)
