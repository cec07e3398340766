"""Reading: one pass over files: what is new or changed is read, and what became of it is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from congvan.archive import outcomes, sources, work
from congvan.archive.flow import Flow
from congvan.archive.intake import Intake
from congvan.archive.outcomes import Outcome
from congvan.archive.sources import Entry, Trouble
from congvan.archive.tally import Tally
from congvan.archive.work import Job

if TYPE_CHECKING:
    from congvan.archive.run import Session

MIRROR_EVERY = 2000
"""After so many files the mirrored tree is brought up to date: each time the disk is asked to have written them."""


class Reading:
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
        self.flow = Flow(session.pool(), self.versions, session.stop, session.settings.max_size)
        self.intake = Intake(self.journal, self.version, session.settings, self.flow.window, width, session.scans)
        self.unmirrored = 0
        self.blind: list[str] = []

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *error: object) -> None:
        self.intake.close()

    def read(self, items: Iterable[Entry | Trouble], *, scans: bool = True) -> None:
        """Read what is new or changed among the entries: texts, then scans, unless those are left for later."""
        groups: Iterator[list[Job] | None] | None = self.intake.groups(items)
        while groups:
            changed: list[Entry] = []
            for landed in self.flow.run(groups):
                self._write(landed, changed)
                self._tell()
            self._write([], changed)
            groups = self._more(changed, scans=scans)
        self.tally.interrupted = self.session.stop.is_set()
        self._mirror()
        self._tell()

    def _more(self, changed: list[Entry], *, scans: bool) -> Iterator[list[Job] | None] | None:
        """What is left to be read when all else has been."""
        if self.session.stop.is_set():
            return None
        if changed:
            self.intake.again(changed)
            return self.intake.groups(changed)
        if not scans or not self.session.scans:
            return None
        self._mirror()
        return self.intake.scanned()

    def scanned(self) -> Iterator[None]:
        """Read the scans that wait, and give way now and then; one that changed or went meanwhile is let go."""
        for landed in self.flow.run(self.intake.scanned()):
            changed: list[Entry] = []
            fresh = [(job, outcome if _is_still(job.entry) else Outcome("")) for job, outcome in landed]
            self._write(fresh, changed)
            for entry in changed:
                self.session.scans.put(entry, "")
            if landed:
                self._mirror()
            yield

    def _write(self, landed: list[tuple[Job, Outcome]], changed: list[Entry]) -> None:
        """Write what has landed, and what needed no flight, in one transaction."""
        intake, found, troubles = self.intake, self.intake.found, self.intake.troubles
        if not landed and not found and not troubles:
            return
        intake.found, intake.troubles = [], []
        with self.journal.transaction():
            for job, outcome in landed:
                intake.back(job)
                if outcome.postponed:
                    intake.postpone(job)
                    continue
                same, other = intake.same(job, outcome.sha256)
                self._land(job.entry, outcome)
                found += [(entry, outcome) for entry in same]
                changed += other
            for entry, outcome in found:
                self._record(entry, outcome)
                self.tally.add_same(outcome)
            for trouble in troubles:
                self._trouble(trouble)
        if self.unmirrored >= MIRROR_EVERY:
            self._mirror()

    def _land(self, entry: Entry, outcome: Outcome) -> None:
        if outcome.parts:
            self.journal.keep(entry, outcome, self.version)
            self._record(entry, outcome)
            self.tally.add(outcomes.shown(entry.path), outcome)

    def _record(self, entry: Entry, outcome: Outcome) -> None:
        for part in outcome.failures:
            self._failed(outcomes.shown(entry.path) + part.inside, part.reason)
        if self.journal.record(entry, outcome, self.version):
            self.journal.touch()
            self.unmirrored += 1

    def _trouble(self, trouble: Trouble) -> None:
        """A folder that cannot be walked: what was known below it stays."""
        self.blind.append(trouble.path)
        if not trouble.failed:
            if trouble.reason:
                self.session.hearing.line(f"{outcomes.shown(trouble.path)}: {trouble.reason}")
            return
        outcome = outcomes.unread("", trouble.reason)
        self.tally.add_same(outcome)
        self._record(Entry(trouble.path, trouble.path), outcome)

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


def _is_still(entry: Entry) -> bool:
    """Whether a file is what it was."""
    seen = sources.looked_at(entry.path)
    return isinstance(seen, Entry) and (seen.size, seen.mtime_ns) == (entry.size, entry.mtime_ns)
