"""The journal: what became of each file, in `DEST/journal.sqlite`; the truth of which every store is a view.

Contents (by digest) are apart from files (by name): the same bytes under two names are one content and two files. The
parts of a content are its documents: one, or those of an archive, a mail, a package. Writes are transactions; whatever
kills the program leaves whole transactions, and the next run goes on from them.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from congvan import loaders
from congvan.archive import ArchiveError, outcomes, stores
from congvan.archive.outcomes import DONE, FAILED, Outcome, Part
from congvan.archive.sources import Entry
from congvan.archive.work import Versions

NAME = stores.JOURNAL
FORM = "2"
"""The form of the tables; a journal of another form is not read."""

TABLES = """
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions(
  id INTEGER PRIMARY KEY, schema TEXT, grammar TEXT, program TEXT, fast INTEGER, encoding TEXT, ocr TEXT, bounds TEXT,
  UNIQUE(schema, grammar, program, fast, encoding, ocr, bounds));
CREATE TABLE IF NOT EXISTS contents(
  id INTEGER PRIMARY KEY, sha256 TEXT, suffix TEXT, version INTEGER, seconds REAL, UNIQUE(sha256, suffix));
CREATE TABLE IF NOT EXISTS parts(
  content INTEGER, number INTEGER, inside TEXT, reason TEXT, sha256 TEXT, problems TEXT, document TEXT, record BLOB,
  PRIMARY KEY(content, number));
CREATE TRIGGER IF NOT EXISTS emptied AFTER DELETE ON contents BEGIN DELETE FROM parts WHERE content = OLD.id; END;
CREATE INDEX IF NOT EXISTS documents ON parts(document) WHERE document IS NOT NULL;
CREATE TABLE IF NOT EXISTS files(
  path BLOB PRIMARY KEY, name TEXT, place BLOB, size INTEGER, mtime_ns INTEGER, sha256 TEXT, suffix TEXT, outcome TEXT,
  reason TEXT, records INTEGER, failures INTEGER, seconds REAL, at REAL, version INTEGER, mirrored INTEGER DEFAULT 0)
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS digests ON files(sha256, suffix);
CREATE INDEX IF NOT EXISTS unmirrored ON files(path) WHERE mirrored = 0;
CREATE TABLE IF NOT EXISTS mirrored(place BLOB PRIMARY KEY, path BLOB, number INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mirrors ON mirrored(path, number);
CREATE INDEX IF NOT EXISTS orphans ON mirrored(place) WHERE number IS NULL;
CREATE TABLE IF NOT EXISTS placeless(path BLOB, number INTEGER, name TEXT, reason TEXT, PRIMARY KEY(path, number))
  WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS documents_of AS
  SELECT path, number, name || inside AS name, place, inside, parts.sha256 AS sha256, parts.reason AS reason, problems,
    document, record, size, at, outcome
  FROM files CROSS JOIN contents USING (sha256, suffix) CROSS JOIN parts ON content = contents.id;
CREATE VIEW IF NOT EXISTS failures AS
  SELECT path, -1 AS number, name, reason, size, datetime(at, 'unixepoch') AS at FROM files WHERE reason <> ''
  UNION ALL SELECT path, number, name, reason, size, datetime(at, 'unixepoch') FROM documents_of
    WHERE outcome <> 'done' AND inside <> '' AND record IS NULL
  UNION ALL SELECT path, number, placeless.name, placeless.reason, size, datetime(at, 'unixepoch')
    FROM placeless JOIN files USING (path);
"""
"""`mirrored` is what a mirrored tree holds, or is about to; what it is to lose has no number. `placeless` are records
that have no place in it."""

SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 2000;"


class Row(NamedTuple):
    """A record of the archive: its number in its file, its name, the record as kept."""

    number: int
    name: str
    kept: bytes

    @property
    def record(self) -> bytes:
        """The record's JSON."""
        return outcomes.unpacked(self.kept, self.name)


class Version(NamedTuple):
    """The number of the versions by which records are made, and that of these versions with the bounds kept to.

    Where something failed another bound may give more; a record that is whole depends on none.
    """

    whole: int
    bounded: int

    def of(self, outcome: Outcome) -> int:
        """The number under which an outcome is kept."""
        return self.whole if outcome.state == DONE else self.bounded


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

    def version(self, versions: Versions) -> Version:
        """The numbers under which these versions are known here."""
        new = f"INSERT OR IGNORE INTO versions({', '.join(Versions._fields)}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        self.db.executemany(new, [versions._replace(bounds=""), versions])
        number = self.known(versions)
        assert number is not None
        return number

    def known(self, versions: Versions) -> Version | None:
        """The numbers of these versions, None where no run was made by them and their bounds."""
        found = f"SELECT id FROM versions WHERE {' AND '.join(f'{name} = ?' for name in Versions._fields)}"
        rows = [self.db.execute(found, kept).fetchone() for kept in (versions._replace(bounds=""), versions)]
        return Version(*(row[0] if row else -1 for row in rows)) if rows[0] else None

    def current(self, entry: Entry, version: Version) -> str | None:
        """The outcome of a file that is as it was when last read, by the same versions; None for what is to be done.

        A file that could not even be opened is always tried again.
        """
        found = self.db.execute(
            "SELECT outcome FROM files WHERE path = ? AND size = ? AND mtime_ns = ? AND version IN (?, ?) AND place = ?"
            " AND sha256 <> ''",
            (os.fsencode(entry.path), entry.size, entry.mtime_ns, *version, os.fsencode(entry.place)),
        ).fetchone()
        return found[0] if found else None

    def content(self, sha256: str, suffix: str, version: Version) -> Outcome | None:
        """What became of these bytes under any name that tells of the same format, by the same versions.

        The records themselves are left out.
        """
        found = self.db.execute(
            "SELECT inside, reason, parts.sha256, problems, document, CASE WHEN record NOT NULL THEN x'' END"
            " FROM contents JOIN parts ON content = id"
            " WHERE contents.sha256 = ? AND suffix = ? AND version IN (?, ?) ORDER BY number",
            (sha256, suffix, *version),
        ).fetchall()
        return Outcome(sha256, tuple(Part(*part) for part in found)) if found else None

    # --- What is written --------------------------------------------------------------------------------------------

    def keep(self, entry: Entry, outcome: Outcome, version: Version) -> None:
        """Keep what became of a content, under the suffix of a file that has it."""
        if not outcome.sha256:
            return
        ((content,),) = self.db.execute(
            "INSERT INTO contents(sha256, suffix, version, seconds) VALUES (?, ?, ?, ?) ON CONFLICT(sha256, suffix)"
            " DO UPDATE SET version = excluded.version, seconds = excluded.seconds RETURNING id",
            (outcome.sha256, loaders.suffix(entry.path), version.of(outcome), outcome.seconds),
        ).fetchall()
        self.db.execute("DELETE FROM parts WHERE content = ?", (content,))
        self.db.executemany(
            "INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((content, number, *part) for number, part in enumerate(outcome.parts)),
        )

    def record(self, entry: Entry, outcome: Outcome, version: Version) -> bool:
        """Keep what became of a file; a mirrored tree has it no more. Tell whether that is anything new."""
        path = os.fsencode(entry.path)
        if outcome.failed and not outcome.sha256:
            same = "SELECT 1 FROM files WHERE path = ? AND outcome = ? AND reason = ? AND place = ?"
            if self.db.execute(same, (path, FAILED, outcome.reason, os.fsencode(entry.place))).fetchone():
                return False
        self.db.execute("DELETE FROM placeless WHERE path = ?", (path,))
        self.db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (
                path, outcomes.shown(entry.path), os.fsencode(entry.place), entry.size, entry.mtime_ns, outcome.sha256,
                loaders.suffix(entry.path), outcome.state, outcome.reason, outcome.records, len(outcome.failures),
                outcome.seconds, round(time.time(), 3), version.of(outcome),
            ),
        )  # fmt: skip
        return True

    def retry(self) -> None:
        """Have files read again of which something failed; what is known of them stays until then."""
        failed = "SELECT content FROM parts WHERE record IS NULL"
        self.db.execute(f"UPDATE contents SET version = NULL WHERE id IN ({failed})")
        self.db.execute("UPDATE files SET version = NULL WHERE outcome <> 'done'")
        self.db.execute("UPDATE files SET mirrored = 0 WHERE path IN (SELECT path FROM placeless)")
        self.db.execute("DELETE FROM placeless")

    def touch(self) -> None:
        """Note that stores are no longer what the journal says."""
        self.note("revision", str(int(self.meta("revision") or 0) + 1))

    def forget(self, paths: Sequence[bytes]) -> None:
        """Forget files, and contents that no file has any more; a mirrored tree still has to drop them."""
        for table in ("files", "placeless"):
            self.db.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in paths))
        self.db.executemany("UPDATE mirrored SET number = NULL WHERE path = ?", ((path,) for path in paths))
        self.sweep()

    def sweep(self) -> None:
        """Drop contents that no file has."""
        self.db.execute("DELETE FROM contents WHERE (sha256, suffix) NOT IN (SELECT sha256, suffix FROM files)")

    # --- What stores are made of ------------------------------------------------------------------------------------

    def rows(self, path: bytes | None = None) -> Iterator[Row]:
        """Every record, in the order of paths and inside a file in its own order; or those of one file."""
        one = "" if path is None else "path = ? AND"
        with closing(self.db.cursor()) as cursor:
            cursor.execute(
                f"SELECT number, name, record FROM documents_of WHERE {one} record IS NOT NULL ORDER BY path, number",
                () if path is None else (path,),
            )
            for row in cursor:
                yield Row(*row)

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
