"""The mirrored tree: `DEST/a/b.txt.json` for `a/b.txt`; written as the run goes on, each file renamed when whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from congvan.archive.journal import Journal

SUFFIX = ".json"
BEGINNING = b'{"schema_name":"congvan.record"'
LONGEST_NAME = 240
"""File systems allow 255 bytes for a name; a draft's is a little longer."""

PLACELESS = (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST)


def ready(kind: str) -> None:
    """Nothing is needed."""


def path(dest: Path, place: str) -> Path:
    """Where the record of a file lies; a name that would be too long ends in its digest."""
    folder, _, name = place.rpartition("/")
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = os.fsdecode(os.fsencode(name)[: LONGEST_NAME - 17]) + "-" + sha256(os.fsencode(name)).hexdigest()[:16]
    return dest / folder / f"{name}{SUFFIX}"


def mirror(journal: Journal, dest: Path, most: int) -> tuple[int, list[str]]:
    """Write, or remove, what the tree does not have as the journal says; tell how many files, and why not all.

    They are noted as mirrored when they are on the disk: after a power cut they would else be empty. A record that has
    no place in the tree (a path too long, a file where a folder must be) is a failure of its own.
    """
    _bereft(journal, dest)
    found = journal.db.execute(
        "SELECT path, place, outcome = 'done' FROM files WHERE mirrored = 0 ORDER BY path LIMIT ?", (most,)
    ).fetchall()
    faults: dict[bytes, str] = {}
    taken: set[bytes] = set()
    for file, place, done in found:
        if done and (place in taken or _owned(journal, file, place)):
            faults[file] = "chỗ trong cây kết quả đã là của tệp khác"
        elif fault := _brought(journal, file, place, path(dest, os.fsdecode(place)), done):
            faults[file] = fault
        taken |= {place} if done else set()
    if found and hasattr(os, "sync"):
        os.sync()
    with journal.transaction():
        journal.db.executemany("UPDATE files SET mirrored = 1 WHERE path = ?", ((file,) for file, _, _ in found))
        failed = "UPDATE files SET outcome = 'failed', reason = ? WHERE path = ?"
        journal.db.executemany(failed, ((fault, file) for file, fault in faults.items()))
    return len(found), [f"{os.fsdecode(file)}: {fault}" for file, fault in faults.items()]


def _bereft(journal: Journal, dest: Path) -> None:
    """Remove the records of files that are gone, or stand elsewhere now."""
    places = journal.db.execute("SELECT place FROM orphans").fetchall()
    for (place,) in places:
        if not _owned(journal, b"", place):
            remove(dest, os.fsdecode(place))
    if places:
        with journal.transaction():
            journal.db.execute("DELETE FROM orphans")


def _owned(journal: Journal, file: bytes, place: bytes) -> bool:
    """Whether a place in the tree is that of another file."""
    query = "SELECT 1 FROM files WHERE place = ? AND path <> ? AND mirrored AND outcome = 'done'"
    return journal.db.execute(query, (place, file)).fetchone() is not None


def _brought(journal: Journal, file: bytes, place: bytes, target: Path, done: bool) -> str | None:
    """Write or remove one record; what is wrong with its place, if anything is."""
    try:
        if done:
            (row,) = journal.rows(f"path = x'{file.hex()}'")
            _put(target, row.record + b"\n")
        elif not _owned(journal, file, place):
            target.unlink(missing_ok=True)
    except OSError as error:
        if error.errno not in PLACELESS:
            raise
        return f"không có chỗ trong cây kết quả ({error.strerror})" if done else None
    return None


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
    """Remove the record of a file that is gone, and the folders that are empty then."""
    target = path(dest, place)
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == dest or dest not in folder.parents:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def read(source: Path, kind: str) -> Iterator[bytes]:
    """The records of a tree, in the order of names."""
    stack = [source]
    while stack:
        item = stack.pop()
        if item.is_dir() and not item.is_symlink():
            stack.extend(sorted(item.iterdir(), key=lambda inner: os.fsencode(inner.name), reverse=True))
        elif item.name.endswith(SUFFIX) and (content := item.read_bytes()).startswith(BEGINNING):
            yield content.removesuffix(b"\n")
