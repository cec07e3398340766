"""The documents are true: their sessions are run, and what they name exists; what exists is named in them."""

from __future__ import annotations

import doctest
import posixpath
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

import congvan as package
from congvan import grammar, record
from congvan.cli.app import app
from congvan.examples import failures

ROOT = Path(__file__).parents[1]
PACKAGE = Path(package.__file__).parent
README, CONTRIBUTING, GRAMMARS = "README.md", "CONTRIBUTING.md", "grammars/README.md"
DOCUMENTS = [README, CONTRIBUTING, GRAMMARS, "CHANGELOG.md", "samples/README.md"]
Run = Callable[..., Any]


def located(name: str) -> Path:
    """Where a file of the repository lies; beside a wheel, sources and grammars lie in the installed package."""
    for prefix, folder in (("src/congvan/", PACKAGE), ("grammars/", Path(str(grammar.shipped())))):
        if name.startswith(prefix):
            return folder / name.removeprefix(prefix)
    return ROOT / name


TEXTS = {name: located(name).read_text(encoding="utf-8") for name in DOCUMENTS}


class Block(NamedTuple):
    """A fenced block: its document, the line it begins on, its language, the file it stands for, its content."""

    document: str
    line: int
    language: str
    file: str
    content: str


def fenced(document: str) -> Iterator[Block]:
    """Every fenced block of a document."""
    text = TEXTS[document]
    for match in re.finditer(r"(?ms)^```(\w+) *(\S*)\n(.*?)^```$", text):
        yield Block(document, text.count("\n", 0, match.start()) + 1, match[1], match[2], match[3])


BLOCKS = [block for document in DOCUMENTS for block in fenced(document)]


def blocks(*languages: str, of: str = "") -> list[Any]:
    """The blocks in some languages, called by document and line."""
    chosen = [block for block in BLOCKS if block.language in languages and block.document.startswith(of)]
    return [pytest.param(block, id=f"{block.document}:{block.line}") for block in chosen]


# --- Sessions -------------------------------------------------------------------------------------------------------


def played(session: str, congvan: Run) -> list[str]:
    """Run the commands of a session: each, then what it prints on standard output, then on standard error."""
    lines, last = [], 0
    for command in re.findall(r"(?m)^\$ (.+)$", session):
        lines.append(f"$ {command}")
        if command == "echo $?":
            lines.append(str(last))
        else:
            ran = congvan(*shlex.split(command.removeprefix("congvan ")))
            last = ran.code
            lines += [*ran.out.decode().splitlines(), *ran.err]
    return [plain(line) for line in lines]


def plain(line: str) -> str:
    """A line without the blanks that pad a table's columns and its end."""
    return re.sub(r"(?<=\S) {2,}", " ", line).rstrip()


def missing(session: str, printed: list[str]) -> list[str]:
    """The first lines of a session that were not printed where they should; none where it fits.

    A line `…` stands for any lines, `…` in a line for anything there.
    """
    at, pieces = 0, parted([plain(line) for line in session.splitlines()])
    for place, piece in enumerate(pieces):
        patterns = [".*".join(map(re.escape, line.split("…"))) for line in piece]
        last = len(printed) - len(piece)
        starts = range(last if place + 1 == len(pieces) else at, last + 1)
        fitting = (start for start in starts if start >= at and all(map(re.fullmatch, patterns, printed[start:])))
        found = next((start for start in fitting if place or start == at), None)
        if found is None:
            return piece or ["…"]
        at = found + len(piece)
    return []


def parted(lines: list[str]) -> list[list[str]]:
    """The stretches of lines between the lines `…`."""
    cuts = [-1, *(at for at, line in enumerate(lines) if line.strip() == "…"), len(lines)]
    return [lines[low + 1 : high] for low, high in pairwise(cuts)]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Go where a document's sessions run: beside the files that it writes out, else where the samples are."""

    def furnish(document: str) -> None:
        own = [block for block in fenced(document) if block.file]
        monkeypatch.chdir(tmp_path if own else ROOT)
        for block in own:
            path = tmp_path / block.file
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.content, encoding="utf-8")

    return furnish


@pytest.mark.parametrize("block", blocks("console"))
def test_a_session_is_what_the_program_prints(block: Block, office: Callable[[str], None], congvan: Run) -> None:
    """Every command of a session is run, and prints what stands below it."""
    office(block.document)
    printed = played(block.content, congvan)

    assert [] == missing(block.content, printed)


FITS = {
    "a\nb": True, "a": False, "b": False, "a\nb\nc": False, "…": True, "a\n…": True, "…\nb": True, "a\n…\nb": True,
    "…\na\n…": True, "b\n…": False, "…\na": False, "…\nc\n…": False, "…\na\n…\na\n…": False, "a …\nb": False,
    "a…\n…b": True,
}  # fmt: skip


@pytest.mark.parametrize(("session", "fits"), FITS.items(), ids=map(repr, FITS))
def test_only_what_is_left_out_may_differ(session: str, fits: bool) -> None:
    """A shortened session fits the lines `a`, `b` where its own lines are theirs, in order, whole."""
    assert fits == (not missing(session, ["a", "b"]))


@pytest.mark.parametrize("block", blocks("pycon"))
def test_python_says_what_stands_below_it(block: Block, office: Callable[[str], None]) -> None:
    """Every `>>>` gives what the document says."""
    office(block.document)
    test = doctest.DocTestParser().get_doctest(block.content, {}, block.document, block.document, block.line)
    faults: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=faults.append)

    assert [] == faults


@pytest.mark.parametrize("block", [block for block in blocks("toml") if block.values[0].file.startswith("grammars/")])
def test_a_grammar_that_is_shown_keeps_its_word(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grammar file in a document is a sound one: read without complaint, each example won by its rule."""
    shutil.copy(str(grammar.shipped() / "lexicon.toml"), tmp_path)
    (tmp_path / Path(block.file).name).write_text(block.content, encoding="utf-8")
    monkeypatch.setattr(grammar, "shipped", lambda: tmp_path)
    monkeypatch.setattr("congvan.examples.shipped", lambda: tmp_path)
    grammar.load.cache_clear()
    faults = [str(failure) for failure in failures(grammar.load())]
    grammar.load.cache_clear()

    assert [] == faults


# --- What is named exists -------------------------------------------------------------------------------------------


def verbs(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """A command and all below it, by what is typed to call them."""
    yield name, command
    for below in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from verbs(f"{name} {below}", command.get_command(None, below))


VERBS = dict(verbs("congvan", typer.main.get_command(app)))


def options(verb: str) -> set[str]:
    """The long options of a verb; every one has `--help`."""
    named = {option for parameter in VERBS[verb].params for option in parameter.opts}
    return {option for option in named if option.startswith("--")} | {"--help"}


def code(document: str) -> str:
    """What a document shows as code, a piece a line."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```$", "", TEXTS[document]))
    return "\n".join([*spans, *(block.content for block in fenced(document))])


CALLS = sorted(
    {
        (document, call.strip())
        for document in DOCUMENTS
        for call in re.findall(r"(?:^|[$|&] ?)(congvan(?: [^|&;>#`…\n]*)?)", code(document), re.MULTILINE)
    }
)
"""Every call of the program that a document shows."""


def unknown(call: str) -> set[str]:
    """The words of a call that the program does not know: verbs, and options of its verb."""
    verb = max((name for name in VERBS if f"{call} ".startswith(f"{name} ")), key=len)
    words = call.removeprefix(verb).split()
    wrong = {word for word in words if word.startswith("--") and word.partition("=")[0] not in options(verb)}
    return wrong | {word for word in words if hasattr(VERBS[verb], "commands") and not word.startswith("-")}


@pytest.mark.parametrize(("document", "call"), CALLS)
def test_a_verb_and_its_options_exist(document: str, call: str) -> None:
    """What the documents call is a verb of the program, and each option is one of that verb's."""
    assert set() == unknown(call)


LINKS = sorted(
    {
        (document, link)
        for document in DOCUMENTS
        for link in re.findall(r"\]\(([^)#\s]+)", TEXTS[document])
        if "://" not in link
    }
)


@pytest.mark.parametrize(("document", "link"), LINKS)
def test_a_link_leads_to_a_file(document: str, link: str) -> None:
    """What a document links to is there."""
    assert located(posixpath.normpath(posixpath.join(posixpath.dirname(document), link))).exists()


SAMPLES = sorted({name for document in DOCUMENTS for name in re.findall(r"samples/[\w/-]+\.txt", TEXTS[document])})
MISSING = "samples/khong-co-tep-nay.txt"
"""The file that the README's session asks for in vain."""


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_that_is_named_exists(sample: str) -> None:
    """The samples in the documents are there, but for the one that is missing on purpose."""
    assert (ROOT / sample).is_file() == (sample != MISSING)


SCHEMA: Any = record.schema()
KEYS = {key for shape in (SCHEMA, *SCHEMA["$defs"].values()) for key in shape["properties"]}


@pytest.mark.parametrize("block", blocks("sh", of=README))
def test_a_filter_asks_for_keys_of_the_record(block: Block) -> None:
    """What a jq filter in the README asks for is in the schema."""
    filters = re.findall(r"jq [^']*'([^']*)'", block.content)

    assert set() == {key for asked in filters for key in re.findall(r"(?<![\w\]])\.([a-z_]+)", asked)} - KEYS


LISTS = re.findall(r"(?m)^\| `(\w+)` \| ((?:`\w+\.toml`(?:, )?)+) \|", TEXTS[GRAMMARS])


@pytest.mark.parametrize(("name", "places"), LISTS)
def test_a_word_list_that_is_named_exists(name: str, places: str) -> None:
    """A list that a clerk is told to add to is in the files that are named."""
    told = set(re.findall(r"`(\w+)\.toml`", places))

    assert told == {file for file in told if name in grammar.load()[file].lists}


# --- What exists is named -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", [verb for verb in VERBS if not hasattr(VERBS[verb], "commands")])
def test_the_readme_tells_of_every_verb(verb: str) -> None:
    """Each verb, and each of its options, stands in the README."""
    shown = code(README)

    assert (True, set()) == (verb in shown, {option for option in options(verb) if option not in shown})


FIELDS = [*record.Record.names(), *record.Task.names(), *record.Deadline.names()]


@pytest.mark.parametrize("field", FIELDS)
def test_the_readme_tells_of_every_field(field: str) -> None:
    """Each field of a record, a task and a deadline stands in the README."""
    assert f"`{field}`" in TEXTS[README] or f'"{field}"' in TEXTS[README]


@pytest.mark.parametrize("file", [file for file in grammar.load().files])
def test_the_grammars_readme_tells_of_every_file(file: str) -> None:
    """Each grammar file has a row that says what it holds."""
    assert f"| `{file}.toml` |" in TEXTS[GRAMMARS]


ROOMS = sorted(
    path.name if path.is_file() else f"{path.name}/"
    for path in PACKAGE.iterdir()
    if path.suffix == ".py" or (path / "__init__.py").is_file() or path.name == "stages"
)


@pytest.mark.parametrize("room", ROOMS)
def test_contributing_tells_of_every_room(room: str) -> None:
    """Each room has a row that says what it knows."""
    assert f"`{room}`" in TEXTS[CONTRIBUTING]


MODULES = sorted((PACKAGE / "stages").glob("[a-z]*.py"))
STAGES = [path.stem for path in MODULES if "\ndef find(" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("stage", STAGES)
def test_contributing_tells_of_every_stage(stage: str) -> None:
    """Each stage has a row that says what it promises."""
    assert f"\n| `{stage}` |" in TEXTS[CONTRIBUTING]


def test_the_changelog_tells_of_this_version() -> None:
    """The newest heading is that of the version that is installed."""
    assert package.__version__ == re.findall(r"(?m)^## \[?(\d[^\]\s]*)", TEXTS["CHANGELOG.md"])[0]


def test_the_readme_opens_with_two_commands() -> None:
    """One installs and runs the main job on a sample, one installs and passes the tests."""
    opening = TEXTS[README].partition("\n## ")[0]
    two = re.findall(r"(?ms)^```sh\n(.*?)\n```$", opening)

    assert ["congvan parse", "pytest"] == [" ".join(command.split(" && ")[-1].split()[:2]) for command in two]
