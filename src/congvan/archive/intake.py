"""The intake: entries → groups of work. What is known is passed by, known bytes are recorded, the rest is read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator

from congvan import loaders
from congvan.archive import work
from congvan.archive.journal import Journal, Version
from congvan.archive.outcomes import Outcome
from congvan.archive.scans import Scans
from congvan.archive.shares import FEW
from congvan.archive.sources import UNKNOWN, Entry, Trouble
from congvan.archive.work import Job, Settings, Work

Key = tuple[str, str]
"""A content: its digest, and the suffix under which it is read."""

LARGEST_GROUP = 100
LARGEST_BYTES = 4 * 1024**2
FIRST_GROUP = 4
IN_FLIGHT = 400
"""How many documents may be under way at a time, where there are not more processes than that."""

BREATH = 500
"""After so many entries whoever waits for groups is told that there is none yet."""


class Intake:
    """What of a stream of entries is to be read; the journal and the tally are told of the rest."""

    def __init__(
        self, journal: Journal | None, version: Version, settings: Settings, window: int, width: int, scans: Scans
    ) -> None:
        self.journal, self.version, self.settings, self.scans = journal, version, settings, scans
        self.found: list[tuple[Entry, Outcome]] = []
        """Files whose outcome is known without reading them, still to be recorded."""

        self.troubles: list[Trouble] = []
        self.scanning = 0
        """How many scans are under way."""

        self.passed = 0
        self.known = 0
        self._cap = max(1, min(LARGEST_GROUP, IN_FLIGHT // window))
        self._width = width
        self._waiting: dict[Key, list[Entry]] = {}
        self._seen = sqlite3.connect("", isolation_level=None)  # on disk, private, gone when closed
        self._seen.executescript("CREATE TABLE seen(path BLOB PRIMARY KEY) WITHOUT ROWID; BEGIN;")

    def close(self) -> None:
        """Forget what was seen."""
        self._seen.close()

    def groups(self, items: Iterable[Entry | Trouble]) -> Iterator[list[Job] | None]:
        """Groups of new or changed files, small ones first, so that few files too are shared among the processes."""
        group: list[Job] = []
        size, made = 0, 0
        for item in items:
            job = self._job(item)
            if job:
                group.append(job)
                size += max(job.entry.size, 0)
            cap = min(self._cap, FIRST_GROUP * 2 ** (made // self._width))
            if group and (len(group) >= cap or size >= LARGEST_BYTES):
                yield group
                group, size, made = [], 0, made + 1
            elif self.passed % BREATH == 0:
                yield None
        if group:
            yield group

    def _job(self, item: Entry | Trouble) -> Job | None:
        """What is to be done for an entry; nothing where it is known, seen already, or the same as one under way."""
        if not self._first(os.fsencode(item.path)):
            return None
        self.passed += 1
        if isinstance(item, Trouble):
            self.troubles.append(item)
            return None
        if self.journal is None:
            return _job(item, "")
        if self.journal.current(item, self.version):
            self.known += 1
            return None
        if self.scans.hold(item):
            return None
        sha256 = "" if item.remote or item.size == UNKNOWN else work.digest(item.path, self.settings.max_size)
        return self._new(item, sha256)

    def _new(self, entry: Entry, sha256: str) -> Job | None:
        key = (sha256, loaders.suffix(entry.path))
        if key in self._waiting:
            self._waiting[key].append(entry)
            return None
        known = self.journal.content(*key, self.version) if self.journal and sha256 else None
        if known:
            self.found.append((entry, known))
            return None
        if sha256:
            self._waiting[key] = []
        return _job(entry, sha256)

    def same(self, job: Job, sha256: str) -> tuple[list[Entry], list[Entry]]:
        """The files that waited for this one: those of its bytes, and those to be read after all as it changed."""
        waited = self._waiting.pop((job.work.sha256, loaders.suffix(job.entry.path)), [])
        return (waited, []) if sha256 == job.work.sha256 else ([], waited)

    def postpone(self, job: Job) -> None:
        """Let a file wait whose pages are pictures, and those that wait for it."""
        for entry in (job.entry, *self.same(job, job.work.sha256)[0]):
            self.scans.put(entry, job.work.sha256)

    def scan(self) -> list[Job] | None:
        """The file that has waited longest, by itself; nothing where its bytes were read meanwhile.

        Its pages share the processors with the scans that are under way and those that still wait.
        """
        taken = self.scans.take()
        job = self._new(*taken) if taken else None
        if job is None:
            return None
        self.scanning += 1
        share = max(1, self._width // (self.scanning + len(self.scans)))
        return [job._replace(work=job.work._replace(scan=share))]

    def back(self, job: Job) -> None:
        """Take note that a file is not under way any more."""
        self.scanning -= bool(job.work.scan)

    def scanned(self) -> Iterator[list[Job] | None]:
        """Groups of one, as long as files wait."""
        while self.scans:
            yield self.scan()

    def _first(self, path: bytes) -> bool:
        return self._seen.execute("INSERT OR IGNORE INTO seen VALUES (?)", (path,)).rowcount == 1

    def again(self, entries: Iterable[Entry]) -> None:
        """Let files through a second time."""
        self._seen.executemany("DELETE FROM seen WHERE path = ?", ((os.fsencode(entry.path),) for entry in entries))

    def unseen(self, paths: Iterable[bytes]) -> Iterator[bytes]:
        """Those of some paths that were not among the entries."""
        for path in paths:
            if not self._seen.execute("SELECT 1 FROM seen WHERE path = ?", (path,)).fetchone():
                yield path


def _job(entry: Entry, sha256: str) -> Job:
    """What lies elsewhere is fetched once; of what lies here a few documents are read first, if it holds several."""
    return Job(entry, Work(address(entry.path), sha256, last=None if entry.remote else FEW))


def address(path: str) -> str:
    """Where a process that stands elsewhere finds a file."""
    return path if "://" in path else os.path.abspath(path)
