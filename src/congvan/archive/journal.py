"""The journal: what became of each file, in `DEST/journal.sqlite`; the truth of which every store is a view.

Contents (by digest) are apart from files (by name): the same bytes under two names are one content and two files.
Writes are transactions; whatever kills the program leaves whole transactions, and the next run goes on from them.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from congvan.archive import ArchiveError, stores, work
from congvan.archive.sources import Entry
from congvan.archive.work import Outcome, Versions

NAME = stores.JOURNAL
FORM = "1"
"""The form of the tables; a journal of another form is not read."""

TABLES = """
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions(
  id INTEGER PRIMARY KEY, schema TEXT, grammar TEXT, program TEXT, fast INTEGER,
  UNIQUE(schema, grammar, program, fast));
CREATE TABLE IF NOT EXISTS contents(
  id INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, version INTEGER, reason TEXT, seconds REAL, problems TEXT, document TEXT,
  record BLOB);
CREATE INDEX IF NOT EXISTS documents ON contents(document) WHERE document IS NOT NULL;
CREATE TABLE IF NOT EXISTS files(
  path BLOB PRIMARY KEY, name TEXT, place BLOB, size INTEGER, mtime_ns INTEGER, sha256 TEXT, outcome TEXT, reason TEXT,
  seconds REAL, at REAL, version INTEGER, mirrored INTEGER DEFAULT 0) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS digests ON files(sha256);
CREATE INDEX IF NOT EXISTS unmirrored ON files(path) WHERE mirrored = 0;
CREATE INDEX IF NOT EXISTS places ON files(place);
CREATE TABLE IF NOT EXISTS orphans(place BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS failures AS
  SELECT name, reason, size, datetime(at, 'unixepoch') AS at FROM files WHERE outcome = 'failed';
"""

SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 2000;"


class Row(NamedTuple):
    """A record of the archive: the file's path, its place in a tree, its name in the record, the record as kept."""

    path: bytes
    place: str
    name: str
    sha256: str
    kept: bytes

    @property
    def record(self) -> bytes:
        """The record's JSON."""
        return work.unpacked(self.kept, self.name)


class Journal:
    """An open journal. Only one process writes; others may read meanwhile."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        """Open, and make what is not there.

        Raises:
            ArchiveError: it is no journal, or one of another form.
        """
        self.readonly = readonly
        name = f"{path.absolute().as_uri()}?mode=ro" if readonly else path.absolute().as_uri()
        try:
            self.db = sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False)
            if not readonly:
                self.db.executescript(SETTINGS + TABLES)
                self.db.execute("INSERT OR IGNORE INTO meta VALUES ('form', ?)", (FORM,))
            form = self.meta("form")
        except sqlite3.DatabaseError as error:
            if "full" in str(error):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
            raise ArchiveError(
                f"{path}: không dùng được ({error}); hãy kiểm tra, hoặc làm lại từ đầu: --fresh"
            ) from None
        if form != FORM:
            raise ArchiveError(f"{path}: nhật ký của phiên bản khác ({form}); hãy làm lại từ đầu: --fresh")

    def close(self) -> None:
        """Close; where nobody reads, what the log holds is put into the file, which can be read alone then."""
        if not self.readonly:
            with suppress(sqlite3.OperationalError):
                self.db.execute("PRAGMA journal_mode = DELETE")
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing.

        Raises:
            OSError: the disk is full.
        """
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield
            self.db.execute("COMMIT")
        except BaseException as error:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError) and ("full" in str(error) or "disk I/O" in str(error)):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
            raise

    # --- What is known ----------------------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A word that was noted."""
        found = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return found[0] if found else None

    def note(self, key: str, value: str) -> None:
        """Note a word."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def version(self, versions: Versions) -> int:
        """The number under which these versions are known here."""
        self.db.execute("INSERT OR IGNORE INTO versions(schema, grammar, program, fast) VALUES (?, ?, ?, ?)", versions)
        number = self.known(versions)
        assert number is not None
        return number

    def known(self, versions: Versions) -> int | None:
        """The number of these versions, None where no run was made by them."""
        found = "SELECT id FROM versions WHERE schema = ? AND grammar = ? AND program = ? AND fast = ?"
        row = self.db.execute(found, versions).fetchone()
        return row[0] if row else None

    def current(self, entry: Entry, version: int) -> str | None:
        """The outcome of a file that is as it was when last read, by the same versions; None for what is to be done.

        A file that could not even be opened is always tried again.
        """
        found = self.db.execute(
            "SELECT outcome FROM files WHERE path = ? AND size = ? AND mtime_ns = ? AND version = ? AND place = ?"
            " AND sha256 <> ''",
            (os.fsencode(entry.path), entry.size, entry.mtime_ns, version, os.fsencode(entry.place)),
        ).fetchone()
        return found[0] if found else None

    def content(self, sha256: str, version: int) -> Outcome | None:
        """What became of these bytes under any name, by the same versions; the record itself is left out."""
        found = self.db.execute(
            "SELECT reason, problems, document, record IS NULL FROM contents WHERE sha256 = ? AND version = ?",
            (sha256, version),
        ).fetchone()
        return Outcome(sha256, found[0], 0.0, found[1], found[2], None if found[3] else b"") if found else None

    # --- What is written --------------------------------------------------------------------------------------------

    def keep(self, outcome: Outcome, version: int) -> None:
        """Keep what became of a content."""
        if outcome.sha256:
            self.db.execute(
                "INSERT OR REPLACE INTO contents(sha256, version, reason, seconds, problems, document, record)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (outcome.sha256, version, *outcome[1:]),
            )

    def record(self, entry: Entry, outcome: Outcome, version: int) -> bool:
        """Keep what became of a file; a mirrored tree has it no more. Tell whether that is anything new."""
        path, failed = os.fsencode(entry.path), "failed" if outcome.failed else "done"
        before = self.db.execute("SELECT outcome, reason, place FROM files WHERE path = ?", (path,)).fetchone()
        if outcome.failed and before == ("failed", outcome.reason, os.fsencode(entry.place)) and not outcome.sha256:
            return False
        if before and before[2] != os.fsencode(entry.place):
            self.db.execute("INSERT OR IGNORE INTO orphans VALUES (?)", (before[2],))
        self.db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (
                path, work.shown(entry.path), os.fsencode(entry.place), entry.size, entry.mtime_ns, outcome.sha256,
                failed, outcome.reason, outcome.seconds, round(time.time(), 3), version,
            ),
        )  # fmt: skip
        return True

    def retry(self) -> None:
        """Forget what became of contents that failed, so that they are read again."""
        self.db.execute("DELETE FROM contents WHERE record IS NULL")
        self.db.execute("UPDATE files SET version = NULL WHERE outcome = 'failed'")

    def touch(self) -> None:
        """Note that stores are no longer what the journal says."""
        self.note("revision", str(int(self.meta("revision") or 0) + 1))

    def forget(self, paths: Iterable[bytes]) -> None:
        """Forget files, and contents that no file has any more; a mirrored tree still has to drop them."""
        named = [(path,) for path in paths]
        self.db.executemany("INSERT OR IGNORE INTO orphans SELECT place FROM files WHERE path = ?", named)
        self.db.executemany("DELETE FROM files WHERE path = ?", named)
        self.sweep()

    def sweep(self) -> None:
        """Drop contents that no file has."""
        self.db.execute("DELETE FROM contents WHERE sha256 NOT IN (SELECT sha256 FROM files)")

    # --- What stores are made of ------------------------------------------------------------------------------------

    def rows(self, where: str = "1") -> Iterator[Row]:
        """Every record, in the order of paths."""
        with closing(self.db.cursor()) as cursor:
            cursor.execute(
                "SELECT path, place, name, sha256, record FROM files JOIN contents USING (sha256)"
                f" WHERE outcome = 'done' AND {where} ORDER BY path"
            )
            for path, place, name, sha256, kept in cursor:
                yield Row(path, os.fsdecode(place), name, sha256, kept)

    def at_or_under(self, path: str) -> list[bytes]:
        """The paths of a file, or of all files below a folder."""
        name = os.fsencode(path)
        own = self.db.execute("SELECT path FROM files WHERE path = ?", (name,)).fetchone()
        return [*(own or ()), *self.under(path)]

    def under(self, root: str) -> Iterator[bytes]:
        """The paths of all files below a folder, in order."""
        low = os.fsencode(root.rstrip("/") + "/")
        with closing(self.db.cursor()) as cursor:
            cursor.execute("SELECT path FROM files WHERE path >= ? AND path < ? ORDER BY path", (low, low[:-1] + b"0"))
            for (path,) in cursor:
                yield path


def read(dest: Path) -> Journal:
    """Open the journal of a destination to read it.

    Raises:
        ArchiveError: there is none.
    """
    path = dest / NAME
    if not path.is_file():
        raise ArchiveError(f"{dest}: không phải kho của congvan (không có {NAME}); kho do `congvan batch … -o` lập")
    return Journal(path, readonly=True)
