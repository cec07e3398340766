"""A stream: records on standard output in the order of their documents; no journal, nothing kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congvan.archive import pools, work
from congvan.archive.flow import Flow, Job, Stop
from congvan.archive.intake import Intake
from congvan.archive.run import Hearing
from congvan.archive.sources import Entry, Trouble
from congvan.archive.tally import Tally
from congvan.archive.work import Outcome, Settings

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
    flow = Flow(pool, work.versions(settings), stop)
    intake = Intake(None, 0, settings, flow.window, pool.width)
    order = _Order()
    try:
        for landed in flow.run(order.numbered(intake.groups(items))):
            order.put(landed)
            for entry, outcome in order.due():
                name = work.shown(entry.path)
                tally.add(name, outcome)
                if outcome.record is None:
                    hearing.line(f"{name}: {outcome.reason}")
                    if fail_fast:
                        stop.set()
                else:
                    yield work.unpacked(outcome.record, name)
            _troubles(intake, hearing, tally)
            tally.passed = intake.passed
            tally.beat()
            hearing.progress(tally)
        _troubles(intake, hearing, tally)
    finally:
        tally.interrupted = stop.is_set()
        intake.close()
        pool.close()


def _troubles(intake: Intake, hearing: Hearing, tally: Tally) -> None:
    troubles, intake.troubles = intake.troubles, []
    for trouble in troubles:
        hearing.line(f"{work.shown(trouble.path)}: {trouble.reason}")
        if trouble.failed:
            tally.fail(trouble.reason)


class _Order:
    """What has landed out of order waits here; groups are held back while too much waits."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._landed: dict[int, tuple[Entry, Outcome]] = {}
        self._next = 0

    def numbered(self, groups: Iterator[list[Job] | None]) -> Iterator[list[Job] | None]:
        """Pass groups on, taking note of the order of their documents."""
        number = 0
        for group in groups:
            while len(self._landed) > AHEAD:
                yield None
            for job in group or ():
                self._numbers[job.entry.path] = number
                number += 1
            yield group

    def put(self, landed: Iterable[tuple[Job, Outcome]]) -> None:
        """Take what has landed."""
        for job, outcome in landed:
            self._landed[self._numbers.pop(job.entry.path)] = (job.entry, outcome)

    def due(self) -> Iterator[tuple[Entry, Outcome]]:
        """What may go out now, as everything before it has."""
        while self._next in self._landed:
            yield self._landed.pop(self._next)
            self._next += 1
