"""`congvan grammar`: are the rules sound, and which are there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from congvan.cli import output
from congvan.cli.options import Own, Quiet
from congvan.cli.report import WRONG_USE, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from congvan.grammar import Grammars

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Xem và thử các tệp ngữ pháp. Look at the grammars, test them.",
)


@app.command("check")
def check(own: Own = None, quiet: Quiet = False) -> None:
    """Thử mọi ví dụ yes/no của mọi luật; mã thoát 2 khi có luật sai lời.

    Try every example of every rule: a yes must be won by its own rule, a no must not.

    \b
    Ví dụ (examples):
      congvan grammar check
      congvan grammar check --grammars tu-rieng/
    """
    from congvan import examples, grammar

    rules = grammar.load(own)
    failures = list(examples.failures(rules))
    for failure in failures:
        tell(str(failure))
    if not quiet and not failures:
        output.write(f"{sum(len(file.rules) for file in rules.files.values())} luật, tất cả giữ lời.\n")
    raise typer.Exit(WRONG_USE if failures else 0)


@app.command("list")
def show(own: Own = None) -> None:
    """Kê các luật và danh sách từ, theo từng tệp.

    List the rules and the word lists, file by file.
    """
    from congvan import grammar

    output.draw(_tables(grammar.load(own)))


def _tables(grammars: Grammars) -> Iterator[Table]:
    from rich.table import Table
    from rich.text import Text

    from congvan.rules import LEXICON

    shared = grammars[LEXICON].lists
    rules = Table("tệp", "luật", "nội dung", "yes", "no", title="Luật (rules)", title_justify="left")
    lists = Table("tệp", "danh sách", "số từ", title="Danh sách từ (word lists)", title_justify="left")
    for file in grammars.files.values():
        for rule in file.rules:
            rules.add_row(file.name, rule.name, Text(rule.about), str(len(rule.yes)), str(len(rule.no)))
        for name, words in file.lists.items():
            if file.name == LEXICON or words != shared.get(name):
                lists.add_row(file.name, name, str(len(words)))
    yield from (rules, lists)
