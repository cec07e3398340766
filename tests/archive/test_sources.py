"""Sources: the same files in the same order, whatever their names."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from congvan.archive import sources, tally
from congvan.archive.sources import Entry, Selection

FILES = ("a.txt", "b/a.txt", "b/c/d.doc", "b.txt", "ê.txt", "-", "z/.an")


@pytest.fixture
def kho(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a few files, in the folder where we stand."""
    for name in FILES:
        path = tmp_path / "kho" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "kho"


def places(roots: Sequence[str], **chosen: Sequence[str]) -> list[str]:
    """The places of what is found."""
    return [item.place for item in sources.walk(sources.roots(roots), Selection(**chosen)) if isinstance(item, Entry)]  # type: ignore[arg-type]


def test_a_walk_is_sorted_by_name(kho: Path) -> None:
    """Folder by folder, in the order of bytes."""
    assert ["-", "a.txt", "b/a.txt", "b/c/d.doc", "b.txt", "z/.an", "ê.txt"] == places(["kho"])


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["*.txt"], [], ["a.txt", "b/a.txt", "b.txt", "ê.txt"]),
        (["b/*"], [], ["b/a.txt", "b/c/d.doc"]),
        ([], ["b"], ["-", "a.txt", "b.txt", "z/.an", "ê.txt"]),
        ([], ["b/c", ".*", "-"], ["a.txt", "b/a.txt", "b.txt", "ê.txt"]),
        (["a.txt", "*.doc"], ["b/a.txt"], ["a.txt", "b/c/d.doc"]),
    ],
)
def test_globs_choose(include: list[str], exclude: list[str], expected: list[str], kho: Path) -> None:
    """By name, or by place where the pattern has a slash; a folder that is left out is not walked."""
    assert expected == places(["kho"], include=include, exclude=exclude)


@pytest.mark.parametrize("root", ["kho", "./kho", "kho/", "././kho//"])
def test_a_root_has_one_spelling(root: str, kho: Path) -> None:
    """`./` and a last slash say nothing."""
    assert ["kho"] == sources.roots([root])


def test_patterns_are_expanded(kho: Path) -> None:
    """As the shell would; one that fits nothing stays, to be told of."""
    assert ["kho/a.txt", "kho/b.txt", "kho/ê.txt", "x*"] == sources.roots(["kho/*.txt", "x*", "kho/a.txt"])


def test_several_roots_keep_apart(kho: Path) -> None:
    """Each has its own folder in a tree."""
    assert ["b/a.txt", "b/c/d.doc", "z/.an"] == places(["kho/b", "kho/z"])


class Dripping(io.BytesIO):
    """A list that comes a few bytes at a time."""

    def read1(self, size: int | None = -1, /) -> bytes:
        """Give three bytes at most."""
        return self.read(3)


@pytest.mark.parametrize("stream", [io.BytesIO, Dripping])
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"a.txt\nb c.txt\n", [b"a.txt", b"b c.txt"]),
        (b"a.txt\r\nb.txt", [b"a.txt", b"b.txt"]),
        (b"a\nb.txt\0c.txt\0", [b"a\nb.txt", b"c.txt"]),
        (b"\n\n", []),
        (b"", []),
        (b"\xff\xfe.txt\0", [b"\xff\xfe.txt"]),
    ],
)
def test_names_are_parted_by_nul_or_newline(written: bytes, expected: list[bytes], stream: type[io.BytesIO]) -> None:
    """Where a NUL is among them newlines belong to names."""
    if stream is Dripping and b"\0" in written and b"\n" in written:
        pytest.skip("a newline that comes long before the first NUL parts names: find never writes both")

    assert expected == list(sources.names(stream(written)))


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("không phải UTF-8: byte thứ 5 (dòng 1) là 0xFF; các bảng mã cũ", "không phải UTF-8"),
        ("bị cắt giữa một chữ ở byte thứ 1234; hãy tải lại", "bị cắt giữa một chữ ở byte thứ …"),
        ("làm chết tiến trình đọc (tín hiệu 9); có thể hết bộ nhớ", "làm chết tiến trình đọc"),
        ("đọc quá thời hạn 300 giây (--timeout)", "đọc quá thời hạn … giây"),
    ],
)
def test_reasons_are_counted_by_kind(reason: str, kind: str) -> None:
    """What is of one file alone is left out."""
    assert kind == tally.kind(reason)
