"""Outlook: a mail brings its documents whether it was saved as .msg or as .eml."""

from __future__ import annotations

from pathlib import Path

import pytest

import made_messages
from congvan import loaders
from congvan.errors import UnreadableError
from made_messages import message, packed

NOTICE = "UBND XÃ MẪU\nSố: 12/TB-UBND\n\nTHÔNG BÁO\nVề việc trồng cây\n"
LETTER = "Kính gửi các thôn, " + "đề nghị rà soát. " * 40


def found(path: Path, content: bytes) -> list[tuple[str, str]]:
    """The documents of a mail: their names inside it and how they begin."""
    path.write_bytes(content)
    return [
        (source.name.removeprefix(f"{path}!/"), source.text.split("\n")[0][:19].strip())
        for source in loaders.read_all(path)
    ]


BROUGHT = {
    "its own words": (message("UBND XÃ MẪU"), [("thu.txt", "UBND XÃ MẪU")]),
    "attachments, not their cover": (message("Kính gửi.", {"a.txt": NOTICE.encode()}), [("a.txt", "UBND XÃ MẪU")]),
    "attachments and a letter": (
        message(LETTER, {"a.txt": NOTICE.encode()}), [("a.txt", "UBND XÃ MẪU"), ("thu.txt", "Kính gửi các thôn,")]
    ),
    "a mail inside": (message(inner=message("UBND XÃ MẪU")), [("thu.txt", "UBND XÃ MẪU")]),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "expected"), BROUGHT.values(), ids=BROUGHT)
def test_each_document_that_a_mail_brings(
    tree: made_messages.Tree, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Attachments are documents; its own words are one where they are all there is, or more than a cover."""
    assert expected == found(tmp_path / "a.msg", packed(tree))


def test_mails_inside_mails_are_opened_only_so_deep(tmp_path: Path) -> None:
    """Deeper ones are told of in one line."""
    tree = message("UBND XÃ MẪU")
    for _ in range(8):
        tree = message(inner=tree)

    with pytest.raises(UnreadableError, match="thư lồng nhau quá 4 lớp"):
        found(tmp_path / "a.msg", packed(tree))


@pytest.mark.parametrize("kept", [600, 2000, 5000])
def test_a_damaged_mail(kept: int, tmp_path: Path) -> None:
    """One line, or what is whole of it; never another error."""
    content = packed(message(LETTER, {"a.txt": NOTICE.encode()}))
    named = "__properties_version1.0".encode("utf-16-le")

    with pytest.raises(UnreadableError, match=r"a\.msg: "):
        found(tmp_path / "a.msg", content[:kept] + named)


def test_what_is_attached_counts_as_unpacked(tmp_path: Path) -> None:
    """The bound on what comes out of a file holds."""
    path = tmp_path / "a.msg"
    path.write_bytes(packed(message("x", {f"{number}.txt": b"a" * 60_000 for number in range(9)})))
    settings = loaders.DEFAULT._replace(max_size=600_000)

    assert 9 == len(list(loaders.read_all(path, settings=settings)))
    with pytest.raises(UnreadableError, match="lớn hơn mức cho phép"):
        list(loaders.read_all(path, settings=settings._replace(max_size=path.stat().st_size - 100_000)))
