"""The rooms: imports point down, nothing is heavy at the top, functions and files stay short."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import congvan
from congvan import grammar

ROOT = Path(congvan.__file__).parent
ROWS = [
    {"errors", "tries", "collector", "values"},
    {"parts"},
    {"record"},
    {"initials", "letters", "encodings", "lines", "when", "places"},
    {"text"},
    {"rules"},
    {"cache", "words"},
    {"grammar"},
    {"phrases"},
    {"mentions", "zones"},
    {"seats", "folding"},
    {"unions"},
    {"bodies", "roster", "deadlines"},
    {"orders", "tables"},
    {"duties"},
    {"leadins"},
    {"stages"},
    {"problems", "loaders", "examples"},
    {"composition"},
    {"pipeline"},
    {"explanation", "archive", "exports"},
    {"congvan"},
    {"cli"},
    {"__main__"},
]
"""A module imports from the rows above its own."""

FILES = sorted(ROOT.rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
LONGEST_COMMAND = 12
LIGHT = {"typer", "congvan"}
"""What the command line may import before it knows what is asked of it, beside the standard library."""


def module(path: Path) -> str:
    """The dotted name of a file inside the package: `stages.layout`; the package itself is `congvan`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "congvan"


def room(name: str) -> str:
    """The room of a module: its first name."""
    return name.split(".")[0]


def row(name: str) -> int:
    """Which row a module stands in."""
    return next((number for number, rooms in enumerate(ROWS) if room(name) in rooms), len(ROWS))


def tree(path: Path) -> ast.Module:
    """A file as Python sees it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The full names of what is imported: `congvan.record.Text`, `typer`."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = {module(path): path for path in FILES}


def public(path: Path) -> list[ast.FunctionDef | ast.ClassDef]:
    """The functions and classes at the top of a file that others may use."""
    return [
        node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]


STAGES = {
    name for name, path in MODULES.items() if room(name) == "stages" and "find" in {node.name for node in public(path)}
}
"""A stage is what can be asked to `find`; other modules beside it serve one."""


def own_imports(path: Path) -> set[str]:
    """The modules of this package that a file imports, wherever in it."""
    found = set()
    for name in imported(ast.walk(tree(path))):
        if room(name) == "congvan":
            inner = name.removeprefix("congvan").lstrip(".")
            candidates = (inner, inner.rpartition(".")[0])
            found.add(next((known for known in candidates if known in MODULES), "congvan"))
    return found


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_every_module_has_a_room(path: Path) -> None:
    """A new module must say where it stands."""
    assert room(module(path)) in set().union(*ROWS)


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_imports_point_down(path: Path) -> None:
    """A module imports from rooms above its own, and from its own room; no stage imports another."""
    name = module(path)

    above = {other for other in own_imports(path) if row(other) < row(name)}
    beside = {other for other in own_imports(path) if room(other) == room(name) and other not in STAGES}

    assert set() == own_imports(path) - above - beside


@pytest.mark.parametrize("path", [path for path in FILES if room(module(path)) != "cli"], ids=module)
def test_no_typer_below_the_command_line(path: Path) -> None:
    """Typer and rich are the command line's alone."""
    assert set() == {"typer", "rich"} & {room(name) for name in imported(ast.walk(tree(path)))}


@pytest.mark.parametrize("path", [path for path in FILES if room(module(path)) != "words"], ids=module)
def test_one_room_knows_the_word_tools(path: Path) -> None:
    """spaCy, pyvi and what they bring along are known to the room of words alone."""
    heavy = {"spacy", "pyvi", "pycrfsuite", "sklearn", "sklearn_crfsuite", "numpy", "scipy"}

    assert set() == heavy & {room(name) for name in imported(ast.walk(tree(path)))}


@pytest.mark.parametrize("path", [path for path in FILES if room(module(path)) == "cli"], ids=module)
def test_the_command_line_starts_light(path: Path) -> None:
    """At the top of its modules the command line imports the standard library, typer, and what is light in here."""
    names = set(imported(iter(tree(path).body)))
    foreign = {room(name) for name in names} - set(sys.stdlib_module_names) - LIGHT
    inner = {name for name in own_at_top(path) if room(name) not in {"congvan", "cli", "errors"}}

    assert (set(), set()) == (foreign, inner)


def own_at_top(path: Path) -> set[str]:
    """The modules of this package that a file imports before anything runs."""
    names = {name.removeprefix("congvan.") for name in imported(iter(tree(path).body)) if room(name) == "congvan"}
    return {name if name in MODULES else name.rpartition(".")[0] or "congvan" for name in names}


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_a_file_stays_short(path: Path) -> None:
    """No file is longer than a reader can hold."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def functions(path: Path) -> list[ast.FunctionDef]:
    """Every function of a file, methods and inner ones too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def length(function: ast.FunctionDef) -> int:
    """How many lines a function has, decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_a_function_stays_short(path: Path) -> None:
    """No function is longer than a page."""
    long = {function.name for function in functions(path) if length(function) > LONGEST_FUNCTION}

    assert set() == long


def commands() -> list[ast.FunctionDef]:
    """The functions of the command line that are verbs: named like their file, or made one by `@app.command`."""
    found = [(path, function) for path in FILES if room(module(path)) == "cli" for function in functions(path)]
    return [
        function
        for path, function in found
        if function.name == path.stem or any("command" in ast.unparse(made) for made in function.decorator_list)
    ]


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_a_verb_is_options_one_call_print_exit(command: ast.FunctionDef) -> None:
    """The body of a command, docstring left out, has few lines: the work is done below."""
    body = command.body[1:]

    assert (body[-1].end_lineno or 0) - body[0].lineno + 1 <= LONGEST_COMMAND


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_every_room_and_every_door_has_a_docstring(path: Path) -> None:
    """Each module says which room it is, each public function what it does."""
    nameless = [node.name for node in public(path) if not ast.get_docstring(node)]

    assert (True, []) == (bool(ast.get_docstring(tree(path))), nameless)


@pytest.mark.parametrize("name", sorted(STAGES))
def test_a_stage_has_its_own_test_module(name: str) -> None:
    """One noun, one room: a stage and its tests carry the same name."""
    assert (Path(__file__).parent / "stages" / f"test_{name.removeprefix('stages.')}.py").is_file()


@pytest.mark.parametrize("file", grammar.load().files)
def test_every_grammar_has_a_reader(file: str) -> None:
    """A grammar file is named for the stage, or the module, whose words it holds."""
    assert file in {"lexicon", *(name.removeprefix("stages.") for name in MODULES)}
