"""Pools of processes: a group of documents → what became of each, in processes that may die.

A pool is what can `submit` a group and gives a future, as `concurrent.futures.Executor` does. On this machine it is one
pebble pool of one process for each job, thrown away when its process dies: workers that share a channel, as they do in
one larger pool, can be killed while they hold it, and the others then wait for it. What is to be read from pictures has
processes of its own, so that no text waits for it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from tempfile import TemporaryDirectory
from threading import RLock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from congvan.archive import ArchiveError, scratch, work
from congvan.archive.outcomes import Outcome
from congvan.archive.work import Settings, Versions, Work
from congvan.errors import CongvanError

if TYPE_CHECKING:
    from pebble import ProcessPool

Done = tuple[Versions, list[Outcome]]

PRELOADED = ["congvan.archive.warm", "congvan.pipeline", "congvan.loaders"]
"""What the process that all workers are forked from has in memory already."""


class Verdict(NamedTuple):
    """Why a group was not read; `sure` where a single death of its process is enough to tell."""

    reason: str
    sure: bool = True


class Pool(Protocol):
    """Where groups are read."""

    width: int
    """How many groups are read at a time."""

    def submit(self, group: Sequence[Work]) -> Future[Done]:
        """Send a group; one of scans holds up no other."""

    def verdict(self, error: BaseException) -> Verdict | None:
        """Why a group was not read; None where it had no part in that, and may be sent again.

        Raises:
            CongvanError: nothing at all can be read.
        """

    def tend(self) -> None:
        """Fail groups that no process will ever answer for; asked now and then while nothing comes."""

    def close(self) -> None:
        """End all processes, now."""


class LocalPool:
    """Processes on this machine."""

    def __init__(self, jobs: int, settings: Settings) -> None:
        self.width = jobs
        self._scratch = TemporaryDirectory(prefix="pool-", dir=scratch.folder())
        self.settings = settings._replace(scratch=self._scratch.name)
        context: Any = multiprocessing.get_context()
        if "forkserver" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(PRELOADED)

        def make() -> ProcessPool:
            from pebble import ProcessPool

            return ProcessPool(max_workers=1, context=context)

        self._slots = [_Slot(make) for _ in range(jobs)]
        self._scanners = [_Slot(make) for _ in range(jobs)]

    def submit(self, group: Sequence[Work]) -> Future[Done]:
        """Send a group to the process that has least to do."""
        slots = self._scanners if group and group[0].scan else self._slots
        return min(slots, key=lambda slot: len(slot.waiting)).send(tuple(group), self.settings)

    def verdict(self, error: BaseException) -> Verdict | None:
        """Tell by the exit code whether the alarm ended the process."""
        from pebble import ProcessExpired

        if isinstance(error, CongvanError):
            raise error
        if isinstance(error, BrokenProcessPool | CancelledError):
            return None
        if not isinstance(error, ProcessExpired):
            return Verdict(f"tiến trình đọc không làm được ({type(error).__name__}: {error})")
        if error.exitcode == work.TIMED_OUT:
            return Verdict(f"đọc quá thời hạn {self.settings.timeout:g} giây (--timeout)")
        how = f"tín hiệu {-error.exitcode}" if error.exitcode < 0 else f"mã {error.exitcode}"
        return Verdict(f"làm chết tiến trình đọc ({how}); có thể hết bộ nhớ", sure=False)

    def tend(self) -> None:
        """Throw away the pools that broke just as a group was sent to them: such a group may hang there unseen."""
        for slot in (*self._slots, *self._scanners):
            slot.tend()

    def close(self) -> None:
        """Stop all processes without waiting for them; what they left behind is removed."""
        for slot in (*self._slots, *self._scanners):
            slot.retire()
        with suppress(OSError):  # where a process that is just being stopped still writes
            self._scratch.cleanup()


class _Slot:
    """One process, made when there is something to do, and what was sent to it."""

    def __init__(self, make: Callable[[], ProcessPool]) -> None:
        self.waiting: set[Future[Done]] = set()
        self._make = make
        self._pool: ProcessPool | None = None
        self._lock = RLock()

    def send(self, group: Sequence[Work], settings: Settings) -> Future[Done]:
        """Send a group; the future is failed when the process dies, or died before it came to this group."""
        promise: Future[Done] = Future()
        with self._lock:
            self._pool = self._pool or self._make()
            try:
                given = self._pool.schedule(work.parse, args=(group, settings))
            except RuntimeError:  # the process died while it had nothing to do
                self.retire()
                self._pool = self._make()
                given = self._pool.schedule(work.parse, args=(group, settings))
            self.waiting.add(promise)
            pool = self._pool
        given.add_done_callback(lambda given: self._pass(given, promise, pool))
        return promise

    def _pass(self, given: Future[Done], promise: Future[Done], pool: ProcessPool) -> None:
        """Pass on what became of a group; what came after it through the channel of a dead process may be cut."""
        with self._lock:
            open_still = promise in self.waiting
            self.waiting.discard(promise)
        if not open_still:
            return
        error = CancelledError() if given.cancelled() else given.exception()
        if error is None:
            promise.set_result(given.result())
            return
        promise.set_exception(error)
        with self._lock:
            if isinstance(error, OSError | BrokenProcessPool | CancelledError) and pool is self._pool:
                self.retire()

    def tend(self) -> None:
        """Throw the process away if groups wait for it and its pool is broken."""
        with self._lock:
            if self._pool and self.waiting and not self._pool.active:
                self.retire()

    def retire(self) -> None:
        """Throw the process away; groups that still wait for it are failed as those that had no part in its end."""
        with self._lock:
            pool, self._pool = self._pool, None
            cut, self.waiting = self.waiting, set()
        if pool:
            Thread(target=_end, args=(pool,), daemon=True).start()
        for promise in cut:
            promise.set_exception(BrokenProcessPool())


def _end(pool: Any) -> None:
    """Stop a pool, in a thread of its own: one whose channel is cut may never answer."""
    pool.stop()
    pool.join()


def opened(jobs: int, cluster: str | None, settings: Settings) -> Pool:
    """The pool for these options.

    Raises:
        ArchiveError: the cluster does not answer, or its library is not installed.
    """
    if cluster is None:
        return LocalPool(jobs, settings)
    from congvan.archive.cluster import ClusterPool

    return ClusterPool(cluster, settings)


def mismatch(mine: Versions, theirs: Versions) -> ArchiveError:
    """Make the error that says that workers are not what this process is."""
    return ArchiveError(
        f"máy làm việc dùng congvan {theirs.program}, ngữ pháp {theirs.grammar[:12]}; ở đây là {mine.program},"
        f" {mine.grammar[:12]}; hãy cài cùng một phiên bản"
    )
