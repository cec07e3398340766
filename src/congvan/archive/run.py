"""One run over an archive: entries → what is new or changed → pool → journal → stores → tally."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from congvan.archive import ArchiveError, destination, journal, pools, report, sources, work
from congvan.archive.destination import Destination
from congvan.archive.flow import Stop
from congvan.archive.pools import Pool
from congvan.archive.reading import Reading
from congvan.archive.scans import Scans
from congvan.archive.sources import Entry, Selection, Trouble
from congvan.archive.tally import Tally
from congvan.archive.work import Settings


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who is told what, while it happens: how far the run is, and each failure in one line."""

    progress: Callable[[Tally], None] = lambda tally: None
    line: Callable[[str], None] = lambda line: None
    counting: bool = False
    """Whether anybody wants to know how many files there are, which takes a walk of its own."""


@dataclass(slots=True)
class Session:
    """A destination, and a pool that is opened when there is something to read; for one run or, in a watch, many."""

    dest: Destination
    settings: Settings
    jobs: int
    cluster: str | None = None
    hearing: Hearing = field(default_factory=Hearing)
    stop: Stop = field(default_factory=Stop)
    fail_fast: bool = False
    retry: bool = False
    scans: Scans = field(default_factory=Scans)
    """Files whose pages are pictures, which have not had their turn yet."""

    _pool: Pool | None = None
    _scanning: Iterator[Tally] | None = None

    def close(self) -> None:
        """End the processes, and forget what waits."""
        self.scans.close()
        if self._pool:
            self._pool.close()
        self._pool = None

    def sweep(
        self,
        roots: Sequence[str],
        selection: Selection,
        more: Iterable[Entry | Trouble] | None = None,
        held: Callable[[Entry], bool] = lambda entry: False,
        scans: bool = True,
    ) -> dict[str, Any]:
        """Read what is new or changed under the roots and in `more`, forget what is gone from the roots, publish.

        What is held is left as it is known, if it is; so are scans, where they are left for later. Gives the report.
        Interrupted, it leaves the stores as they were.

        Raises:
            ArchiveError: a root is known here by another name, or nothing can be read.
        """
        self._known(roots, selection)
        tally = Tally()
        if more is None and self.hearing.counting:
            _count(tally, roots, selection)
        with Reading(self, tally) as run:
            run.read(_let_through(chain(sources.walk(roots, selection), more or ()), held), scans=scans)
            if not tally.interrupted:
                run.forget(roots)
                self.dest.publish()
        content = report.content(self.dest.journal, tally)
        self.dest.report(content)
        return content

    def update(self, items: Iterable[Entry | Trouble], gone: Iterable[bytes] = ()) -> Tally:
        """Read the files that are named, forget those that are gone; stores are left as they are, and scans wait."""
        tally = Tally()
        with Reading(self, tally) as run:
            run.read(items, scans=False)
            run.drop(gone)
        return tally

    def scan(self) -> Tally | None:
        """Go on for a moment with the scans that wait: what has been done of them till now; None where none waits."""
        if self._scanning is None and self.scans and not self.stop.is_set():
            self._scanning = self._scans(Tally())
        tally = next(self._scanning, None) if self._scanning else None
        if tally is None:
            self._scanning = None
        return tally

    def _scans(self, tally: Tally) -> Iterator[Tally]:
        with Reading(self, tally) as run:
            for _ in run.scanned():
                yield tally

    def _known(self, roots: Sequence[str], selection: Selection) -> None:
        """See that no root comes under two names: each of its files would be there twice; nor is the destination."""
        for root in roots:
            if sources.identity(root) & selection.avoid:
                raise ArchiveError(f"{root}: vừa là nguồn vừa là nơi ghi; hãy chọn thư mục khác sau -o")
        folders = [root for root in roots if "://" not in root and os.path.isdir(root)]
        with self.dest.journal.transaction():
            for root in folders:
                real = os.path.realpath(root)
                earlier = self.dest.journal.meta(f"root {real!r}")
                if earlier and earlier != repr(root):
                    raise ArchiveError(f"{root}: kho này đã ghi thư mục ấy dưới tên {earlier}; hãy dùng lại tên đó")
                self.dest.journal.note(f"root {real!r}", repr(root))

    def pool(self) -> Pool:
        """The pool, opened when first asked for."""
        self._pool = self._pool or pools.opened(self.jobs, self.cluster, self.settings)
        return self._pool


def _let_through(items: Iterable[Entry | Trouble], held: Callable[[Entry], bool]) -> Iterator[Entry | Trouble]:
    """Pass entries on; of those that are held nothing is said, and nothing is forgotten."""
    for item in items:
        yield Trouble(item.path, "", failed=False) if isinstance(item, Entry) and held(item) else item


def _count(tally: Tally, roots: Sequence[str], selection: Selection) -> None:
    """Count the files beside the run: the time left is known when that is done."""

    def count() -> None:
        tally.total = sources.count(roots, selection)

    threading.Thread(target=count, daemon=True).start()


def jobs(asked: int | None) -> int:
    """How many processes: those asked for, or one for each processor that we may use."""
    if asked:
        return asked
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def plan(items: Iterable[Entry | Trouble], dest: Path, settings: Settings) -> Iterator[Entry]:
    """The files that a run would read; nothing is written."""
    kept = journal.read(dest) if destination.usable(dest) else None
    version = kept.known(work.versions(settings)) if kept else None
    for item in items:
        if isinstance(item, Entry) and not (kept and version is not None and kept.current(item, version)):
            yield item
