"""Formats: kind by content, what a loader notes, documents inside archives, and bounds."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from congvan import MAX_PAGES, MAX_SIZE, TIMEOUT, grammar, loaders, pipeline
from congvan.errors import UnreadableError
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Note, Source

TEXT = "UBND XÃ MẪU\nSố: 12/TB-UBND\n\nTHÔNG BÁO\nVề việc trồng cây\n"


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of some files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


def everything(path: Path, **bounds: int) -> tuple[list[Source], list[str]]:
    """The documents of a file, and what could not be read in it."""
    told: list[str] = []
    settings = Settings()._replace(**bounds)
    return list(loaders.read_all(path, settings=settings, failed=lambda error: told.append(str(error)))), told


def test_the_bounds_are_the_same_everywhere() -> None:
    """What the package says is what the loaders do."""
    assert (MAX_SIZE, MAX_PAGES, TIMEOUT) == DEFAULT[:3]


def test_a_note_is_a_problem() -> None:
    """What a loader noted stands first among the record's problems."""
    source = Source("a", TEXT, "", notes=(Note("lost", "warning", "mất số"),))

    problem = pipeline.parse_source(source, grammar.load()).record.problems[0]

    assert ("lost", "warning", "mất số", ()) == (problem.code, problem.severity, problem.message, problem.spans)


def test_a_wrong_suffix_is_noted(tmp_path: Path) -> None:
    """Content decides; a name that says otherwise is told of."""
    path = tmp_path / "a.zip"
    path.write_text(TEXT, encoding="utf-8")

    assert ["suffix-wrong"] == [note.code for note in loaders.read(path).notes]


def test_each_document_of_an_archive(tmp_path: Path) -> None:
    """Documents come in the archive's order, archives inside too, and litter is left out."""
    inner = packed({"c.txt": TEXT.encode()})
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"b/1.txt": TEXT.encode(), "__MACOSX/x": b"\0", "../2.txt": TEXT.encode(), "i.zip": inner}))

    found, told = everything(path)

    names = [source.name.removeprefix(str(path)) for source in found]
    assert (["!/b/1.txt", "!/../2.txt", "!/i.zip!/c.txt"], []) == (names, told)


def test_what_cannot_be_read_inside_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A bad member has its own line, with its own name."""
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": b"", "b.bin": b"\0\1\2", "c.txt": TEXT.encode()}))

    found, told = everything(path)

    assert (1, [f"{path}!/a.txt", f"{path}!/b.bin"]) == (len(found), [line.split(": ")[0] for line in told])


def test_read_wants_one_document(tmp_path: Path) -> None:
    """`read` gives the only document of an archive, and says so where there are several."""
    one, two = tmp_path / "1.zip", tmp_path / "2.zip"
    one.write_bytes(packed({"a.txt": TEXT.encode()}))
    two.write_bytes(packed({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))

    assert TEXT == loaders.read(one).text
    with pytest.raises(UnreadableError, match=r"2\.zip: chứa nhiều văn bản"):
        loaders.read(two)


def nested(depth: int) -> bytes:
    """An archive in an archive in an archive."""
    content = TEXT.encode()
    for _ in range(depth):
        content = packed({"a": content})
    return content


HOSTILE = {
    "a zip bomb": (packed({"a.txt": b"a" * 10_000_000}), "giải nén ra lớn hơn mức cho phép"),
    "a bomb of many": (packed({f"{number}.txt": b"a" * 400_000 for number in range(4)}), "giải nén ra lớn hơn"),
    "deep nesting": (nested(30), "lồng nhau quá 4 lớp"),
    "a damaged zip": (packed({"a.txt": TEXT.encode()})[:-30], "bị hỏng"),
    "many members": (packed({str(number): b"" for number in range(20_001)}), "hơn 20000 tệp"),
}


@pytest.mark.parametrize(("content", "told"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_have_one_line(tmp_path: Path, content: bytes, told: str) -> None:
    """What would fill memory or never end is refused in one clear line."""
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    with pytest.raises(UnreadableError, match=told):
        list(loaders.read_all(path, max_size=max(1_000_000, len(content))))
