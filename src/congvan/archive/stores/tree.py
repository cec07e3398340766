"""The mirrored tree: `DEST/a/b.txt.json` for `a/b.txt`; written as the run goes on, each file renamed when whole.

A file that holds documents is a folder: `DEST/a.zip/inside/b.docx.json`.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from congvan.archive.stores import JOURNAL

if TYPE_CHECKING:
    from congvan.archive.journal import Journal

SUFFIX = ".json"
BEGINNING = b'{"schema_name":"congvan.record"'
LONGEST_NAME = 240
"""File systems allow 255 bytes for a name; a draft's is a little longer."""

_UNFIT = re.compile(r'[\0-\x1f\x7f<>:"|?*]' if os.name == "nt" else r"[\0-\x1f\x7f]")
PLACELESS = (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST)


def ready(kind: str) -> None:
    """Nothing is needed."""


def path(dest: Path, place: str) -> Path:
    """Where the record of a document lies; a name that would be too long ends in its digest."""
    folder, _, name = place.rpartition("/")
    return dest / folder / f"{_short(name)}{SUFFIX}"


def _short(name: str) -> str:
    if len(os.fsencode(name)) <= LONGEST_NAME:
        return name
    return os.fsdecode(os.fsencode(name)[: LONGEST_NAME - 17]) + "-" + sha256(os.fsencode(name)).hexdigest()[:16]


def places(place: str, insides: Iterable[str]) -> Iterator[str]:
    """Where the documents of a file stand in a tree: below its own place, each once, wherever their names point.

    `kho/a.zip` and `!/b/c.docx` give `kho/a.zip/b/c.docx`; a second document for one place is `c.docx~2`.
    """
    taken: set[str] = set()
    times: Counter[str] = Counter()
    for inside in insides:
        wanted = found = "/".join([place, *_steps(inside)])
        while os.path.normcase(found) in taken:
            times[wanted] += 1
            found = f"{wanted}~{times[wanted] + 1}"
        taken.add(os.path.normcase(found))
        yield found


def _steps(inside: str) -> list[str]:
    """The folders and the name of a document inside a file, without what leads upwards or cannot be a name."""
    parts = _UNFIT.sub("_", inside).replace("!/", "/").replace("\\", "/").split("/")
    steps = [_short(part.rstrip(". ") if os.name == "nt" else part) for part in parts if part.strip(". ")]
    return steps if steps or not inside else ["_"]


def mirror(journal: Journal, dest: Path, most: int) -> tuple[int, list[str]]:
    """Write, or remove, what the tree does not have as the journal says; tell of how many files, and why not all.

    What is about to be written is noted before, and that it is there when it is on the disk: after a power cut it would
    else be empty. A record that has no place in the tree (a path too long, a file where a folder must be) is a failure
    of its own.
    """
    _bereft(journal, dest)
    query = "SELECT path, place FROM files WHERE mirrored = 0 ORDER BY path LIMIT ?"
    found = journal.db.execute(query, (most,)).fetchall()
    faults: list[Fault] = []
    with journal.transaction() if found else nullcontext():
        for file, place in found:
            faults += _claimed(journal, file, os.fsdecode(place))
    _bereft(journal, dest)
    for file, _ in found:
        faults += _brought(journal, dest, file)
    if found and hasattr(os, "sync"):
        os.sync()
    with journal.transaction() if found else nullcontext():
        _noted(journal, [file for file, _ in found], faults)
    return len(found), [f"{fault.name}: {fault.reason}" for fault in faults]


class Fault(NamedTuple):
    """A record that has no place in the tree, and why."""

    file: bytes
    number: int
    name: str
    reason: str


def _claimed(journal: Journal, file: bytes, place: str) -> Iterator[Fault]:
    """Note what the tree is to hold of a file, and what it is to lose."""
    db = journal.db
    query = "SELECT number, name, inside FROM documents_of WHERE path = ? AND record IS NOT NULL ORDER BY number"
    parts = db.execute(query, (file,)).fetchall()
    db.execute("UPDATE mirrored SET number = NULL WHERE path = ?", (file,))
    wanted = places(place, (inside for _, _, inside in parts))
    for (number, name, _), target in zip(parts, wanted, strict=True):
        claim = "INSERT INTO mirrored VALUES (?, ?, ?) ON CONFLICT(place) DO UPDATE SET number = excluded.number"
        if not db.execute(f"{claim} WHERE path = excluded.path", (os.fsencode(target), file, number)).rowcount:
            yield Fault(file, number, name, "chỗ trong cây kết quả đã là của tệp khác")


def _brought(journal: Journal, dest: Path, file: bytes) -> Iterator[Fault]:
    """Write the records of a file."""
    found = journal.db.execute("SELECT number, place FROM mirrored WHERE path = ?", (file,))
    wanted = {number: os.fsdecode(place) for number, place in found}
    for row in journal.rows(file) if wanted else ():
        if row.number in wanted and (fault := _written(path(dest, wanted[row.number]), row.record + b"\n")):
            yield Fault(file, row.number, row.name, fault)


def _written(target: Path, content: bytes) -> str | None:
    """Write one record; what is wrong with its place, if anything is."""
    try:
        _put(target, content)
    except OSError as error:
        if error.errno not in PLACELESS:
            raise
        return f"không có chỗ trong cây kết quả ({error.strerror})"
    return None


def _noted(journal: Journal, files: Iterable[bytes], faults: Sequence[Fault]) -> None:
    """Note what the tree holds now."""
    journal.db.executemany("UPDATE files SET mirrored = 1 WHERE path = ?", ((file,) for file in files))
    journal.db.executemany("INSERT OR REPLACE INTO placeless VALUES (?, ?, ?, ?)", faults)
    lost = ((fault.file, fault.number) for fault in faults)
    journal.db.executemany("DELETE FROM mirrored WHERE path = ? AND number = ?", lost)


def _bereft(journal: Journal, dest: Path) -> None:
    """Remove the records of documents that are gone, or stand elsewhere now."""
    orphans = journal.db.execute("SELECT place FROM mirrored WHERE number IS NULL").fetchall()
    for (place,) in orphans:
        remove(dest, os.fsdecode(place))
    if orphans:
        with journal.transaction():
            journal.db.executemany("DELETE FROM mirrored WHERE place = ?", orphans)


def _put(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.new")
    try:
        try:
            draft.write_bytes(content)
        except FileNotFoundError:
            _made(target.parent)
            draft.write_bytes(content)
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _made(folder: Path) -> None:
    """Make a folder and those above it; one by one, as the standard library calls itself for each."""
    missing = []
    while not folder.is_dir() and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)


def remove(dest: Path, place: str) -> None:
    """Remove the record of a document that is gone, and the folders that are empty then."""
    target = path(dest, place)
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        if error.errno not in PLACELESS:
            raise
    for folder in target.parents:
        if folder == dest or dest not in folder.parents:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def read(source: Path, kind: str) -> Iterator[bytes]:
    """The records of a tree, in the order of its journal; where it stands alone, in the order of names."""
    for item in _known(source) if (source / JOURNAL).is_file() else _walked(source):
        if (content := item.read_bytes()).startswith(BEGINNING):
            yield content.removesuffix(b"\n")


def _known(dest: Path) -> Iterator[Path]:
    """The files of a tree as the journal has them; one that somebody removed is passed by."""
    with closing(sqlite3.connect(f"{(dest / JOURNAL).absolute().as_uri()}?mode=ro", uri=True)) as db:
        for (place,) in db.execute("SELECT place FROM mirrored WHERE number NOT NULL ORDER BY path, number"):
            if (found := path(dest, os.fsdecode(place))).is_file():
                yield found


def _walked(source: Path) -> Iterator[Path]:
    stack = [source]
    while stack:
        item = stack.pop()
        if item.is_dir() and not item.is_symlink():
            stack.extend(sorted(item.iterdir(), key=lambda inner: os.fsencode(inner.name), reverse=True))
        elif item.name.endswith(SUFFIX):
            yield item
