"""Examples: do the grammars keep their word? A rule must win its `yes`, give what it says, and leave its `no` alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from congvan.errors import GrammarError
from congvan.grammar import Example, Grammar, Grammars, Rule, shipped


class Failure(NamedTuple):
    """A rule that breaks its word: file, line, rule, the text and why it matters."""

    file: str
    line: int
    rule: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: luật «{self.rule}»: {self.why}" + (f": «{self.text}»" if self.text else "")


def failures(grammars: Grammars) -> Iterator[Failure]:
    """Every broken promise of every grammar, in file order; none when all is well."""
    for grammar in grammars.files.values():
        for rule in grammar.rules:
            yield from broken(grammar, rule)


def broken(grammar: Grammar, rule: Rule) -> Iterator[Failure]:
    """The promises that one rule breaks among the rules of its family, of which the first that wins, wins."""
    try:
        for example in rule.yes:
            if why := _missed(grammar, rule, example):
                yield _failure(grammar, rule, example.text, why)
        for example in rule.no:
            if _winner(grammar, rule, example.text) is rule:
                yield _failure(grammar, rule, example.text, f"không được nhận vì {example.why}")
    except GrammarError as error:
        yield _failure(grammar, rule, "", str(error).removeprefix(f"{rule.where}: luật «{rule.name}»: "))


def _winner(grammar: Grammar, rule: Rule, text: str) -> Rule | None:
    found = grammar.first(text, rule.name.split(".")[0])
    return found.rule if found else None


def _missed(grammar: Grammar, rule: Rule, example: Example) -> str:
    """Why a `yes` fails, or nothing."""
    found = grammar.first(example.text, rule.name.split(".")[0])
    if found is None:
        return "không nhận ví dụ của chính mình"
    if found.rule is not rule:
        return f"bị luật «{found.rule.name}» đứng trước giành mất ví dụ"
    wrong = [
        f"{group} phải là «{value}», lại là «{found.group(group)}»"
        for group, value in (example.gives or {}).items()
        if found.group(group) != value
    ]
    return "; ".join(wrong)


def _failure(grammar: Grammar, rule: Rule, text: str, why: str) -> Failure:
    file = f"{grammar.name}.toml"
    return Failure(file, _line(file, rule.name, text), rule.name, text, why)


def _line(file: str, name: str, text: str) -> int:
    """The line of an example, else of its rule, in the file as it is written."""
    written = (shipped() / file).read_text(encoding="utf-8")
    rule = regex.search(rf"""(?m)^\s*name\s*=\s*["']{regex.escape(name)}["']""", written)
    start = rule.end() if rule else 0
    place = written.find(text, start) if text else start
    return written.count("\n", 0, place if place >= 0 else start) + 1
