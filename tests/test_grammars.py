"""The grammars keep their word: each `yes` is won by its own rule and gives what it says, no `no` is won."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from congvan import grammar
from congvan.errors import GrammarError
from congvan.examples import broken, failures
from congvan.grammar import Grammar, Rule

RULES = [
    pytest.param(file, rule, id=f"{file.name}.{rule.name}")
    for file in grammar.load().files.values()
    for rule in file.rules
]


@pytest.mark.parametrize(("file", "rule"), RULES)
def test_a_rule_wins_its_yes_and_leaves_its_no(file: Grammar, rule: Rule) -> None:
    """Among its family, in file order, a rule wins each `yes`, gives what it promises, and wins no `no`."""
    assert [] == [str(failure) for failure in broken(file, rule)]


@pytest.mark.parametrize(("file", "rule"), RULES)
def test_a_yes_promises_only_groups_that_the_pattern_has(file: Grammar, rule: Rule) -> None:
    """What `gives` names is a named group of the pattern."""
    named = {group for example in rule.yes for group in example.gives or ()}

    assert set() == named - set(rule.compiled.groupindex)


@pytest.mark.parametrize(("file", "rule"), RULES)
def test_the_first_letters_let_every_match_through(file: Grammar, rule: Rule) -> None:
    """What a pattern matches from its beginning, it also matches behind the look at the first letters."""
    tried = rule.compiled.match if rule.search else rule.compiled.fullmatch
    texts = [example.text for other in file.rules for example in (*other.yes, *other.no)]

    assert [bool(tried(text)) for text in texts] == [bool(rule.initials.match(text)) for text in texts]


SOUND = """
colours = ["đỏ", "xanh"]

[[rule]]
name = "colour.plain"
about = "Một màu"
pattern = '''màu\\s(?P<colour>\\L<colours>)'''
  [[rule.yes]]
  text = "màu đỏ"
  gives = { colour = "đỏ" }
  [[rule.no]]
  text = "màu tím"
  why = "tím không có trong danh sách"
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Path]]:
    """Put one grammar file in the place of the shipped ones, beside the shipped lexicon."""
    shutil.copy(str(grammar.shipped() / "lexicon.toml"), tmp_path)
    monkeypatch.setattr(grammar, "shipped", lambda: tmp_path)
    monkeypatch.setattr("congvan.examples.shipped", lambda: tmp_path)
    grammar.load.cache_clear()

    def write(text: str) -> Path:
        (tmp_path / "colour.toml").write_text(text, encoding="utf-8")
        return tmp_path

    yield write
    grammar.load.cache_clear()


def test_a_sound_grammar_keeps_its_word(office: Callable[[str], Path]) -> None:
    """A rule whose examples hold fails nothing."""
    office(SOUND)

    assert [] == list(failures(grammar.load()))


FAULTS = {
    "narrowed": (r"\L<colours>", "đen", 9, "không nhận ví dụ của chính mình: «màu đỏ»"),
    "loosened": (r"\L<colours>", r"\w+", 12, "không được nhận vì tím không có trong danh sách: «màu tím»"),
    "wrong gift": ('colour = "đỏ"', 'colour = "xanh"', 9, "colour phải là «xanh», lại là «đỏ»: «màu đỏ»"),
    "no such list": (r"\L<colours>", r"\L<hues>", 5, "undefined named list at position 24"),
    "needs another word": ("pattern", 'needs = ["tím"]\npattern', 10, "không nhận ví dụ của chính mình: «màu đỏ»"),
    "broken pattern": (r"(?P<colour>\L<colours>)", "(", 5, "missing ) at position 6"),
}


@pytest.mark.parametrize(("sound", "fault", "line", "told"), FAULTS.values(), ids=FAULTS)
def test_a_broken_word_is_told_with_its_place(
    office: Callable[[str], Path], sound: str, fault: str, line: int, told: str
) -> None:
    """A failure names file, line, rule, the reason and the text."""
    office(SOUND.replace(sound, fault))
    told = [f"colour.toml:{line}: luật «colour.plain»: {told}"]

    assert told == [str(failure) for failure in failures(grammar.load())]


def test_a_shadowed_rule_fails(office: Callable[[str], Path]) -> None:
    """A rule whose example a rule above it wins does not keep its word."""
    shadow = SOUND.replace("colour.plain", "colour.any").split("[[rule]]")[1].replace(r"\L<colours>", r"[^t]\w+")
    office(SOUND.replace("[[rule]]", f"[[rule]]{shadow}\n[[rule]]", 1))

    assert ["bị luật «colour.any» đứng trước giành mất ví dụ"] == [failure.why for failure in failures(grammar.load())]


REFUSED = {
    "unknown key": ("about", "abuot", "khóa lạ «abuot»"),
    "no counter-example": ("[[rule.no]]", "[[rule.maybe]]", "khóa lạ «maybe»"),
    "no TOML": ("[[rule]]", "[[rule", "không phải TOML đúng"),
    "needs no word": ("pattern", 'needs = [""]\npattern', "«needs» phải là danh sách chuỗi không rỗng"),
    "empty word": ('"xanh"', '""', "danh sách «colours»"),
    "example without a reason": ("why", "because", "mỗi mục [[rule.no]]"),
}


@pytest.mark.parametrize(("sound", "fault", "told"), REFUSED.values(), ids=REFUSED)
def test_a_broken_file_stops_at_load(office: Callable[[str], Path], sound: str, fault: str, told: str) -> None:
    """What is no grammar is refused when it is read, with the name of the file."""
    office(SOUND.replace(sound, fault))

    with pytest.raises(GrammarError, match=r"^colour\.toml: ") as raised:
        grammar.load()

    assert told in str(raised.value)
