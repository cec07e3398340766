"""`congvan text`: documents → the text that offsets count in."""

from __future__ import annotations

import typer

from congvan import MAX_SIZE
from congvan.cli import output
from congvan.cli.files import named
from congvan.cli.options import Files, MaxSize
from congvan.cli.report import Report


def text(context: typer.Context, files: Files = None, max_size: MaxSize = MAX_SIZE) -> None:
    """In văn bản đúng như congvan đọc được.

    Print the document text: NFC, Unix line ends, nothing else changed. All spans of a record count in it.

    \b
    Ví dụ (examples):
      congvan text thong-bao.txt
      congvan text ban-utf16.txt > ban-utf8.txt
    """
    from congvan import loaders

    report = Report()
    for source in report.each(named(files, context), lambda name: loaders.read(name, max_size=max_size)):
        output.write(source.text)
    raise typer.Exit(report.exit_code)
