"""`congvan text`: documents → the text that offsets count in."""

from __future__ import annotations

import typer

from congvan import MAX_PAGES, MAX_SIZE, TIMEOUT
from congvan.cli import output
from congvan.cli.files import documents, named
from congvan.cli.options import Encoding, Files, MaxPages, MaxSize, Ocr, Timeout
from congvan.cli.report import Report


def text(
    context: typer.Context,
    files: Files = None,
    max_size: MaxSize = MAX_SIZE,
    max_pages: MaxPages = MAX_PAGES,
    timeout: Timeout = TIMEOUT,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
) -> None:
    """In văn bản đúng như congvan đọc được.

    Print the document text: NFC, Unix line ends, nothing else changed. All spans of a record count in it.

    \b
    Ví dụ (examples):
      congvan text thong-bao.txt
      congvan text ban-utf16.txt > ban-utf8.txt
    """
    report = Report()
    names = named(files, context)
    sources = documents(
        names, report, max_size=max_size, max_pages=max_pages, timeout=timeout, encoding=encoding, ocr=ocr
    )
    for text in report.each(sources, lambda source: source.text, timeout):
        output.write(text)
    raise typer.Exit(report.exit_code)
