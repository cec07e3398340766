"""Scans: files whose pages are pictures wait here until texts have been read; on disk, as there may be very many."""

from __future__ import annotations

import os
import pickle
import sqlite3

from congvan.archive.sources import Entry


class Scans:
    """A queue of files, each once, with the digest that each had when it was looked at."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # private, gone when closed
        self._db.executescript(
            "CREATE TABLE scans(number INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB UNIQUE, item BLOB); BEGIN;"
        )

    def __len__(self) -> int:
        found: int = self._db.execute("SELECT count(*) FROM scans").fetchone()[0]
        return found

    def put(self, entry: Entry, sha256: str) -> None:
        """Put a file at the end; one that has changed meanwhile takes the place of what it was."""
        row = (os.fsencode(entry.path), pickle.dumps((entry, sha256)))
        self._db.execute("INSERT OR REPLACE INTO scans(path, item) VALUES (?, ?)", row)

    def take(self) -> tuple[Entry, str] | None:
        """The file that has waited longest."""
        found = self._db.execute("SELECT number, item FROM scans ORDER BY number LIMIT 1").fetchone()
        if found is None:
            return None
        self._db.execute("DELETE FROM scans WHERE number = ?", found[:1])
        entry, sha256 = pickle.loads(found[1])
        return entry, sha256

    def hold(self, entry: Entry) -> bool:
        """Whether this very file waits, as it is now."""
        query = "SELECT item FROM scans WHERE path = ?"
        found = self._db.execute(query, (os.fsencode(entry.path),)).fetchone()
        return bool(found) and pickle.loads(found[0])[0] == entry

    def close(self) -> None:
        """Forget what waits."""
        self._db.close()
