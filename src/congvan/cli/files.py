"""Arguments → names of files → documents: patterns expanded, standard input where nothing is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from glob import glob
from typing import TYPE_CHECKING, Any

import typer

from congvan.cli.report import Report

if TYPE_CHECKING:
    from congvan.text import Source

STDIN = "-"
_WILD = frozenset("*?[")
_TOGETHER = 100


def named(arguments: Sequence[str] | None, context: typer.Context) -> list[str]:
    """The names to read, in the order given; a pattern that the shell left as it was, as Windows does, is expanded.

    With no arguments: standard input, or the help of the verb where standard input is a terminal.
    """
    if arguments:
        return [name for argument in arguments for name in _expanded(argument)]
    if sys.stdin is None or sys.stdin.isatty():
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)
    return [STDIN]


def _expanded(argument: str) -> Iterator[str]:
    """A file of that very name wins over the pattern; a pattern that fits nothing stays, to be told of."""
    if _WILD.isdisjoint(argument) or os.path.lexists(argument):
        yield argument
    else:
        yield from sorted(glob(argument, recursive=True)) or [argument]


def documents(names: Sequence[str], report: Report, **bounds: Any) -> Iterator[Source]:
    """The documents of files, of an archive those inside; what cannot be read is told by the report.

    `bounds` are those of `loaders.settings.Settings`.
    """
    from congvan import loaders
    from congvan.loaders.settings import Settings

    settings = Settings(apart=True)._replace(**bounds)

    def read(name: str) -> Iterator[Source]:
        return loaders.read_all(name, settings=settings, failed=report.failed)

    for at in range(0, len(names), _TOGETHER):
        loaders.prepare(names[at : at + _TOGETHER], settings=settings)
        yield from report.opened(names[at : at + _TOGETHER], read)
