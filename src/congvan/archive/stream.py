"""A stream: records on standard output in the order of their documents; no journal, nothing kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congvan.archive import outcomes, pools, work
from congvan.archive.flow import Flow, Stop
from congvan.archive.intake import Intake
from congvan.archive.journal import Version
from congvan.archive.outcomes import Outcome
from congvan.archive.run import Hearing
from congvan.archive.scans import Scans
from congvan.archive.sources import Entry, Trouble
from congvan.archive.tally import Tally
from congvan.archive.work import Job, Settings

AHEAD = 1000
"""How many documents may wait for one that came before them and is still being read."""


def records(
    items: Iterable[Entry | Trouble],
    settings: Settings,
    *,
    jobs: int,
    cluster: str | None,
    hearing: Hearing,
    stop: Stop,
    tally: Tally,
    fail_fast: bool = False,
) -> Iterator[bytes]:
    """The JSON of each record, in the order of the entries; what cannot be read is told of and counted."""
    pool = pools.opened(jobs, cluster, settings)
    flow = Flow(pool, work.versions(settings), stop, settings.max_size)
    intake = Intake(None, Version(0, 0), settings, flow.window, pool.width, Scans())
    order = _Order(intake, pool.width)
    try:
        for landed in flow.run(order.numbered(intake.groups(items))):
            order.put(landed)
            for entry, outcome in order.due():
                tally.add(outcomes.shown(entry.path), outcome)
                for part in outcome.parts:
                    name = outcomes.shown(entry.path) + part.inside
                    if part.record is not None:
                        yield outcomes.unpacked(part.record, name)
                        continue
                    hearing.line(f"{name}: {part.reason}")
                    if fail_fast:
                        stop.set()
            _troubles(intake, hearing, tally)
            tally.passed = intake.passed
            tally.beat()
            hearing.progress(tally)
        _troubles(intake, hearing, tally)
    finally:
        tally.interrupted = stop.is_set()
        intake.scans.close()
        intake.close()
        pool.close()


def _troubles(intake: Intake, hearing: Hearing, tally: Tally) -> None:
    troubles, intake.troubles = intake.troubles, []
    for trouble in troubles:
        hearing.line(f"{outcomes.shown(trouble.path)}: {trouble.reason}")
        if trouble.failed:
            tally.add_same(outcomes.unread("", trouble.reason))


class _Order:
    """What has landed out of order waits here; groups are held back while too much waits.

    Scans are read beside the texts, as whatever comes after them waits for them: so many at a time as texts are.
    """

    def __init__(self, intake: Intake, width: int) -> None:
        self._intake, self._width = intake, width
        self._numbers: dict[str, int] = {}
        self._landed: dict[int, tuple[Entry, Outcome]] = {}
        self._next = 0

    def numbered(self, groups: Iterator[list[Job] | None]) -> Iterator[list[Job] | None]:
        """Pass groups on, taking note of the order of their documents."""
        number = 0
        for group in groups:
            while len(self._landed) > AHEAD:
                yield self._scan()
            if scan := self._scan():
                yield scan
            for job in group or ():
                self._numbers[job.entry.path] = number
                number += 1
            yield group
        while self._numbers:
            yield self._scan()

    def _scan(self) -> list[Job] | None:
        return self._intake.scan() if self._intake.scanning < self._width else None

    def put(self, landed: Iterable[tuple[Job, Outcome]]) -> None:
        """Take what has landed."""
        for job, outcome in landed:
            self._intake.back(job)
            if outcome.postponed:
                self._intake.postpone(job)
                continue
            self._landed[self._numbers.pop(job.entry.path)] = (job.entry, outcome)

    def due(self) -> Iterator[tuple[Entry, Outcome]]:
        """What may go out now, as everything before it has."""
        while self._next in self._landed:
            yield self._landed.pop(self._next)
            self._next += 1
