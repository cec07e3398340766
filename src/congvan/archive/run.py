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
from congvan.archive.flow import Flow, Job, Stop
from congvan.archive.intake import Intake
from congvan.archive.pools import Pool
from congvan.archive.sources import Entry, Selection, Trouble
from congvan.archive.tally import Tally
from congvan.archive.work import Outcome, Settings

MIRROR_EVERY = 2000
"""After so many files the mirrored tree is brought up to date: each time the disk is asked to have written them."""


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
    _pool: Pool | None = None

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.close()
        self._pool = None

    def sweep(
        self,
        roots: Sequence[str],
        selection: Selection,
        more: Iterable[Entry | Trouble] | None = None,
        held: Callable[[Entry], bool] = lambda entry: False,
    ) -> dict[str, Any]:
        """Read what is new or changed under the roots and in `more`, forget what is gone from the roots, publish.

        What is held is left as it is known, if it is. Gives the report. Interrupted, it leaves the stores as they were.

        Raises:
            ArchiveError: a root is known here by another name, or nothing can be read.
        """
        self._known(roots, selection)
        tally = Tally()
        if more is None and self.hearing.counting:
            _count(tally, roots, selection)
        with _Run(self, tally) as run:
            run.read(_let_through(chain(sources.walk(roots, selection), more or ()), held))
            if not tally.interrupted:
                run.forget(roots)
                self.dest.publish()
        content = report.content(self.dest.journal, tally)
        self.dest.report(content)
        return content

    def update(self, items: Iterable[Entry | Trouble], gone: Iterable[bytes] = ()) -> Tally:
        """Read the files that are named, forget those that are gone; stores are left as they are."""
        tally = Tally()
        with _Run(self, tally) as run:
            run.read(items)
            run.drop(gone)
        return tally

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


class _Run:
    """One pass: what comes in, and what is written of it."""

    def __init__(self, session: Session, tally: Tally) -> None:
        self.session, self.tally = session, tally
        self.journal = session.dest.journal
        self.versions = work.versions(session.settings)
        with self.journal.transaction():
            self.version = self.journal.version(self.versions)
            if session.retry:
                self.journal.retry()
        width = session.pool().width
        self.flow = Flow(session.pool(), self.versions, session.stop)
        self.intake = Intake(self.journal, self.version, session.settings, self.flow.window, width)
        self.unmirrored = 0
        self.blind: list[str] = []

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *error: object) -> None:
        self.intake.close()

    def read(self, items: Iterable[Entry | Trouble]) -> None:
        """Read what is new or changed among the entries."""
        while True:
            changed: list[Entry] = []
            for landed in self.flow.run(self.intake.groups(items)):
                self._write(landed, changed)
                self._tell()
            self._write([], changed)
            if not changed or self.session.stop.is_set():
                break
            self.intake.again(changed)
            items = changed
        self.tally.interrupted = self.session.stop.is_set()
        self._mirror()
        self._tell()

    def _write(self, landed: list[tuple[Job, Outcome]], changed: list[Entry]) -> None:
        """Write what has landed, and what needed no flight, in one transaction."""
        intake, found, troubles = self.intake, self.intake.found, self.intake.troubles
        if not landed and not found and not troubles:
            return
        intake.found, intake.troubles = [], []
        with self.journal.transaction():
            for job, outcome in landed:
                self.journal.keep(outcome, self.version)
                same, other = intake.same(job, outcome)
                self._record(job.entry, outcome)
                self.tally.add(work.shown(job.entry.path), outcome)
                found += [(entry, outcome) for entry in same]
                changed += other
            for entry, outcome in found:
                self._record(entry, outcome)
                self._same(outcome)
            for trouble in troubles:
                self._trouble(trouble)
        if self.unmirrored >= MIRROR_EVERY:
            self._mirror()

    def _record(self, entry: Entry, outcome: Outcome) -> None:
        if outcome.failed:
            self._failed(work.shown(entry.path), outcome.reason)
        if self.journal.record(entry, outcome, self.version):
            self.journal.touch()
            self.unmirrored += 1

    def _same(self, outcome: Outcome) -> None:
        self.tally.same += not outcome.failed
        if outcome.failed:
            self.tally.fail(outcome.reason)

    def _trouble(self, trouble: Trouble) -> None:
        """A folder that cannot be walked: what was known below it stays."""
        self.blind.append(trouble.path)
        if not trouble.failed:
            if trouble.reason:
                self.session.hearing.line(f"{work.shown(trouble.path)}: {trouble.reason}")
            return
        self.tally.fail(trouble.reason)
        self._record(Entry(trouble.path, trouble.path), Outcome("", trouble.reason))

    def _failed(self, name: str, reason: str) -> None:
        self.session.hearing.line(f"{name}: {reason}")
        if self.session.fail_fast:
            self.session.stop.set()

    def _mirror(self) -> None:
        self.unmirrored = 0
        for fault in self.session.dest.mirror():
            self.tally.fail(fault)
            self.session.hearing.line(fault)

    def _tell(self) -> None:
        self.tally.passed, self.tally.known = self.intake.passed, self.intake.known
        self.tally.known_failed = self.intake.known_failed
        self.tally.beat()
        self.session.hearing.progress(self.tally)

    def forget(self, roots: Sequence[str]) -> None:
        """Forget files that are no longer under a root; not where the root, or a folder in it, could not be walked."""
        for root in roots:
            if "://" in root or os.path.isdir(root):
                gone = self.intake.unseen(self.journal.under(root))
                self.drop(path for path in gone if not self._hidden(path))

    def _hidden(self, path: bytes) -> bool:
        return any(path.startswith(os.fsencode(folder).rstrip(b"/") + b"/") for folder in self.blind)

    def drop(self, paths: Iterable[bytes]) -> None:
        """Forget files, and contents that none has any more."""
        gone = list(paths)
        self.tally.gone += len(gone)
        if gone:
            self.session.dest.remove(gone)


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
