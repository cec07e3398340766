"""The flow of groups through a pool: few in flight, none lost, the one that kills found and set aside."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from threading import Event

from congvan.archive import ArchiveError
from congvan.archive.outcomes import Outcome, unread
from congvan.archive.pools import Done, Pool, Verdict, mismatch
from congvan.archive.shares import Shares
from congvan.archive.work import Job, Versions, holds
from congvan.loaders import settings as bounds

TICK = 0.5
"""How often whoever waits looks up, in seconds."""

PATIENCE = 5
"""How often a group is sent again for no fault of its own before that is held to be its fault."""

HOPELESS = 100
"""So many documents set aside one after the other as killers: it is the machine, not the documents."""


class Stop(Event):
    """Set when no more groups are to be sent; `by_hand` when it was a person who said so."""

    by_hand: bool = False


@dataclass(slots=True)
class Flight:
    """A group under way: how often its process died while it was alone there, how often it came back unread."""

    jobs: list[Job]
    deaths: int = 0
    returned: int = 0


@dataclass(slots=True)
class Flow:
    """Send groups as there is room, give back what became of them in the order in which it comes."""

    pool: Pool
    versions: Versions
    stop: Stop
    most: int = bounds.DEFAULT.max_size
    """How many bytes may be unpacked of one file."""

    _flying: dict[Future[Done], Flight] = field(default_factory=dict)
    _again: deque[Flight] = field(default_factory=deque)
    _killers: int = 0
    _read: int = 0
    _shares: Shares = field(init=False)

    def __post_init__(self) -> None:
        self._shares = Shares(self.pool.width, self.most)

    @property
    def window(self) -> int:
        """How many groups may be under way: one read and one waiting for each process, and one to spare."""
        return 2 * self.pool.width + 1

    def run(self, groups: Iterator[list[Job] | None]) -> Iterator[list[tuple[Job, Outcome]]]:
        """Outcomes as they come, nothing now and then while others are waited for.

        A group that is None says that there is none now; it is asked for again. When stopped, what is in flight is
        finished.
        """
        while self._launch(groups) or self._flying:
            if not self._flying:
                yield []
                continue
            done, _ = wait(self._flying, timeout=TICK, return_when=FIRST_COMPLETED)
            for future in done:
                yield self._landed(self._flying.pop(future), future)
            if not done:
                self.pool.tend()
                yield []

    def _launch(self, groups: Iterator[list[Job] | None]) -> bool:
        """Fill what room there is; tell whether there may be more groups.

        What has been begun goes first.
        """
        while len(self._flying) < self.window:
            if self.stop.is_set():
                return False
            if self._again:
                self._send(self._again.popleft())
            elif share := self._shares.deal():
                self._send(Flight([share]))
            else:
                try:
                    group = next(groups)
                except StopIteration:
                    return False
                if group is None:
                    return True
                self._send(Flight(group))
        return True

    def _send(self, flight: Flight) -> None:
        self._flying[self.pool.submit([job.work for job in flight.jobs])] = flight

    def _landed(self, flight: Flight, future: Future[Done]) -> list[tuple[Job, Outcome]]:
        error = future.exception() if not future.cancelled() else ArchiveError("việc bị hủy")
        if error is None:
            versions, outcomes = future.result()
            if versions != self.versions:
                raise mismatch(self.versions, versions)
            self._killers = 0
            self._read += len(outcomes)
            return [whole for pair in zip(flight.jobs, outcomes, strict=True) for whole in self._shares.landed(*pair)]
        verdict = self.pool.verdict(error)
        if verdict is None and flight.returned < PATIENCE:
            flight.returned += 1
            self._again.append(flight)
            return []
        if verdict is None and not self._read:
            raise ArchiveError("tiến trình đọc không khởi động được; hãy kiểm tra máy (bộ nhớ, số tiến trình)")
        return self._struck(flight, verdict or Verdict("tiến trình đọc nhiều lần bị dừng"))

    def _struck(self, flight: Flight, verdict: Verdict) -> list[tuple[Job, Outcome]]:
        """Send a group that lost its process again, file by file; set aside one that does so alone.

        Twice, where somebody else may have killed the process. Of a file that holds documents each is then read in a
        process of its own, so that one alone is lost.
        """
        if len(flight.jobs) > 1:
            self._again.extend(Flight([job]) for job in flight.jobs)
            return []
        flight.deaths += 1
        if flight.deaths < 2 and not verdict.sure:
            self._again.append(flight)
            return []
        (job,) = flight.jobs
        if holds(job.entry.path) and not job.work.apart:
            self._again.append(Flight([job._replace(work=job.work._replace(apart=True))]))
            return []
        self._killers += 1
        if self._killers >= HOPELESS:
            raise ArchiveError(f"{HOPELESS} văn bản liền nhau đều {verdict.reason}; hãy kiểm tra máy rồi chạy lại")
        return self._shares.landed(job, unread(job.work.sha256, verdict.reason))
