"""Stores: what other tools open; one kind a file here, and one line in `KINDS`.

A kind can `write(rows, path)` and `read(path)`, which gives the JSON of each record, byte for byte as it was written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from congvan.archive import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from congvan.record import Record

KINDS: dict[str, tuple[str, str]] = {
    "json": ("tree", ""),
    "jsonl": ("lines", "records.jsonl"),
    "jsonl.gz": ("lines", "records.jsonl.gz"),
    "jsonl.zst": ("lines", "records.jsonl.zst"),
    "parquet": ("parquet", "parquet"),
    "sqlite": ("sqlite", "records.sqlite"),
}
"""For each kind its module and the name it has in a destination."""


JOURNAL = "journal.sqlite"
"""What a destination has whatever its stores are."""


class Kept(Protocol):
    """What holds a record."""

    @property
    def record(self) -> bytes:
        """The record's JSON."""


def _module(kind: str) -> str:
    return f"congvan.archive.stores.{KINDS[kind][0]}"


def ready(kind: str) -> None:
    """See that a kind of store can be written.

    Raises:
        ArchiveError: a library is missing.
    """
    import_module(_module(kind)).ready(kind)


def path(dest: Path, kind: str) -> Path:
    """Where a store lies in a destination."""
    return dest / KINDS[kind][1]


def write(kind: str, rows: Iterable[Kept], target: Path) -> None:
    """Write a whole store; when it is done all of it is on the disk."""
    import_module(_module(kind)).write(rows, target, kind)


def drop(made: Path) -> None:
    """Remove a store, or what was begun of one."""
    if made.is_dir():
        shutil.rmtree(made)
    else:
        made.unlink(missing_ok=True)


def kind_of(made: Path) -> str | None:
    """What kind of store this file or folder is, by its name and what is in it; None for a destination of several."""
    if made.is_dir():
        return "parquet" if (made / "documents").is_dir() and list((made / "documents").glob("*.parquet")) else None
    names = (kind for kind in ("jsonl", "jsonl.gz", "jsonl.zst", "sqlite") if made.name.endswith(f".{kind}"))
    return next(names, None)


def contents(made: Path) -> Iterator[bytes]:
    """The JSON of each record of a store, or of the first store of a destination.

    Raises:
        ArchiveError: there is no store.
    """
    if not made.exists():
        raise ArchiveError(f"{made}: không có kho nào ở đây")
    kind = kind_of(made)
    if kind is None and made.is_dir():
        order = [name for name in ("sqlite", "jsonl", "jsonl.zst", "jsonl.gz", "parquet") if path(made, name).exists()]
        kind, made = (order[0], path(made, order[0])) if order else ("json", made)
    if kind is None or (kind == "json" and not (made / JOURNAL).exists() and not any(_read(made, kind))):
        raise ArchiveError(f"{made}: không phải kho của congvan (.jsonl, .jsonl.gz, .jsonl.zst, .sqlite, parquet)")
    ready(kind)
    return _read(made, kind)


def _read(made: Path, kind: str) -> Iterator[bytes]:
    read: Callable[[Path, str], Iterator[bytes]] = import_module(_module(kind)).read
    return read(made, kind)


def records(made: Path) -> Iterator[Record]:
    """The records of a store, in its order."""
    from congvan.record import Record

    return (Record.model_validate_json(line) for line in contents(made))
