"""The destination: a folder with its lock, its journal and its stores."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from congvan.archive import ArchiveError, journal, sources, stores
from congvan.archive.stores import tree

LOCK = ".lock"
REPORT = "report.json"
BATCH = 500


class Destination:
    """A folder in use by this process alone, from `with` to its end."""

    def __init__(self, path: Path, kinds: Iterable[str] = (), *, fresh: bool = False) -> None:
        """Take the folder, and make it where there is none; with `fresh` what an earlier run made is removed.

        Raises:
            ArchiveError: another run uses it, or something else stands there.
        """
        self.path = path
        self._lock = _locked(path)
        try:
            if fresh:
                _cleared(path)
            self.journal = journal.Journal(path / journal.NAME)
            self.kinds = self._kinds(list(kinds))
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Destination:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.journal.close()
        self._lock.release()

    @property
    def identity(self) -> frozenset[tuple[int, int]]:
        """The folder as a walk knows it."""
        return sources.identity(str(self.path))

    def _kinds(self, asked: list[str]) -> list[str]:
        """The stores of this destination: those it had, and those that are asked for."""
        had = json.loads(self.journal.meta("stores") or "[]")
        kinds = list(dict.fromkeys([*had, *asked])) or ["json"]
        for kind in kinds:
            stores.ready(kind)
        if kinds != had:
            with self.journal.transaction():
                self.journal.note("stores", json.dumps(kinds))
                if "json" in kinds and "json" not in had:
                    self.journal.db.execute("UPDATE files SET mirrored = 0")
        return kinds

    def mirror(self) -> list[str]:
        """Bring the mirrored tree to what the journal says, so that it grows with the run; why some are not in it."""
        faults: list[str] = []
        while "json" in self.kinds:
            count, more = tree.mirror(self.journal, self.path, BATCH)
            faults += more
            if not count:
                break
        return faults

    def publish(self) -> None:
        """Make each store anew that is not what the journal says: to another name, which is then renamed."""
        self.mirror()
        revision = self.journal.meta("revision") or "0"
        for kind in self.kinds:
            made = stores.path(self.path, kind)
            if kind == "json" or (self.journal.meta(f"published {kind}") == revision and made.exists()):
                continue
            _published(self.journal, kind, made)
            with self.journal.transaction():
                self.journal.note(f"published {kind}", revision)

    def remove(self, paths: list[bytes]) -> None:
        """Forget files that are gone."""
        with self.journal.transaction():
            self.journal.forget(paths)
            self.journal.touch()

    def report(self, content: dict[str, Any]) -> None:
        """Write `report.json`."""
        draft = self.path / f"{REPORT}.new"
        draft.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        os.replace(draft, self.path / REPORT)


def _published(kept: journal.Journal, kind: str, made: Path) -> None:
    """Write a store beside its place, then put it there; nothing half-written stays."""
    draft = made.with_name(f".{made.name}.new")
    stores.drop(draft)
    try:
        stores.write(kind, kept.rows(), draft)
    except BaseException:
        stores.drop(draft)
        raise
    if made.is_dir():
        old = made.with_name(f".{made.name}.old")
        stores.drop(old)
        os.replace(made, old)
        os.replace(draft, made)
        stores.drop(old)
    else:
        os.replace(draft, made)


def _locked(path: Path) -> Any:
    """The lock of a destination; it ends with the process that holds it, however that ends.

    Raises:
        ArchiveError: another run holds it, or the folder cannot be made.
    """
    from filelock import FileLock, Timeout

    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise ArchiveError(f"{path}: không phải thư mục; hãy đưa tên một thư mục sau -o") from None
    lock = FileLock(path / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise ArchiveError(
            f"{path}: một lần chạy khác đang dùng kho này; hãy đợi nó xong, hoặc chọn thư mục khác"
        ) from None
    return lock


def _cleared(path: Path) -> None:
    """Remove what earlier runs made, and nothing else."""
    if (path / journal.NAME).exists():
        try:
            kept = journal.Journal(path / journal.NAME)
            for (place,) in kept.db.execute("SELECT place FROM mirrored"):
                tree.remove(path, os.fsdecode(place))
            kept.close()
        except ArchiveError:
            pass  # of another form, or broken: its tree stays, and is written over
    for name in (journal.NAME, f"{journal.NAME}-wal", f"{journal.NAME}-shm", REPORT):
        (path / name).unlink(missing_ok=True)
    for kind in stores.KINDS:
        if kind != "json":
            stores.drop(stores.path(path, kind))


def usable(path: Path) -> bool:
    """Whether there is a destination to look at."""
    return (path / journal.NAME).is_file()
