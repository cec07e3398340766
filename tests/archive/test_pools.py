"""Pools and the flow through them: what dies is replaced, what differs is refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import psutil
import pytest

from congvan.archive import ArchiveError, pools, work
from congvan.archive.flow import HOPELESS, PATIENCE, Flow, Stop
from congvan.archive.outcomes import Outcome, Part
from congvan.archive.pools import Done, LocalPool, Verdict
from congvan.archive.sources import Entry
from congvan.archive.work import Job, Settings, Versions, Work
from made_archives import letter, readers

SETTINGS = Settings(True, None, 10**8, 60.0)
VERSIONS = Versions("1", "g", "p", False)


@pytest.fixture
def pool(bare: None) -> Iterator[LocalPool]:
    """One process."""
    made = LocalPool(1, SETTINGS)
    yield made
    made.close()


def test_a_process_that_died_idle_is_replaced(pool: LocalPool, tmp_path: Path) -> None:
    """Killed while it had nothing to do: the next group finds a new one."""
    (tmp_path / "a.txt").write_text(letter(), encoding="utf-8")
    group = [Work(str(tmp_path / "a.txt"), "")]
    before = readers(os.getpid())
    pool.submit(group).result(timeout=60)

    flow = Flow(pool, work.versions(SETTINGS), Stop())
    idle = [child for child in readers(os.getpid()) if child not in before]
    for process in idle:
        process.kill()
    psutil.wait_procs(idle, timeout=60)
    landed = [pair for some in flow.run(iter([[Job(Entry("a.txt", "a.txt"), group[0])]])) for pair in some]

    assert [False] == [outcome.failed for _, outcome in landed]


def test_a_group_whose_pool_breaks_as_it_is_sent_comes_back(pool: LocalPool, tmp_path: Path) -> None:
    """The pool took the group and then broke before it knew of it: the group is not waited for without end."""
    (slot,) = pool._slots
    hung = slot.send([], SETTINGS)
    hung.exception(timeout=60)
    lost: Future[Done] = Future()
    slot.waiting.add(lost)
    assert slot._pool is not None
    pool.tend()
    assert not lost.done()

    slot._pool.stop()
    pool.tend()

    assert BrokenProcessPool is type(lost.exception(timeout=60))


class Scripted:
    """A pool that does to each group what is told: outcomes, or an error."""

    width = 1

    def __init__(self, versions: Versions = VERSIONS, deadly: tuple[str, ...] = (), sure: bool = False) -> None:
        self.versions, self.deadly, self.sure = versions, deadly, sure
        self.sent: list[list[str]] = []

    def submit(self, group: tuple[Work, ...]) -> Future[Done]:
        """Answer at once."""
        future: Future[Done] = Future()
        self.sent.append([one.address for one in group])
        if any(one.address in self.deadly and not one.apart for one in group):
            future.set_exception(OSError())
        else:
            future.set_result((self.versions, [Outcome(one.address, (Part(record=b"x"),)) for one in group]))
        return future

    def verdict(self, error: BaseException) -> Verdict | None:
        """Blame the documents, but for those called `pool`."""
        return None if "pool" in self.deadly else Verdict("chết", self.sure)

    def tend(self) -> None:
        """Nothing hangs here."""

    def close(self) -> None:
        """Nothing is open."""


def jobs(names: str) -> list[Job]:
    """One job a letter."""
    return [Job(Entry(name, name), Work(name, name)) for name in names]


def ran(pool: Scripted, *groups: str) -> dict[str, bool]:
    """For each document whether it failed."""
    landed = Flow(pool, VERSIONS, Stop()).run(iter([jobs(group) for group in groups]))
    return {job.entry.path: outcome.failed for some in landed for job, outcome in some}


def test_the_one_that_kills_is_found() -> None:
    """Its group goes again, one by one; it alone is set aside, when it has killed twice alone."""
    pool = Scripted(deadly=("b",))

    assert {"a": False, "b": True, "c": False, "d": False} == ran(pool, "abc", "d")
    assert (1, 2) == (pool.sent.count(["a"]), pool.sent.count(["b"]))


def test_once_is_enough_where_it_is_sure() -> None:
    """A document whose alarm rang alone is not tried again."""
    pool = Scripted(deadly=("b",), sure=True)

    assert ({"a": False, "b": True}, 1) == (ran(pool, "ab"), pool.sent.count(["b"]))


def test_a_holder_that_kills_is_read_document_by_document() -> None:
    """It is sent once more, each of its documents in a process of its own, and not set aside."""
    pool = Scripted(deadly=("a.zip",), sure=True)
    holder = Job(Entry("a.zip", "a.zip"), Work("a.zip", "x"))

    landed = Flow(pool, VERSIONS, Stop()).run(iter([[holder, *jobs("b")]]))

    assert {"a.zip": False, "b": False} == {job.entry.path: outcome.failed for some in landed for job, outcome in some}
    assert 3 == sum("a.zip" in group for group in pool.sent)


def test_workers_of_another_version_are_refused() -> None:
    """What other rules made is not taken for ours."""
    with pytest.raises(ArchiveError, match="cùng một phiên bản"):
        ran(Scripted(VERSIONS._replace(grammar="x")), "a")


def test_a_pool_that_never_starts_fails_no_document() -> None:
    """Groups that come back unread, again and again, and none read: the run ends, nothing is set aside."""
    pool = Scripted(deadly=("pool", "a"))

    with pytest.raises(ArchiveError, match="không khởi động được"):
        ran(pool, "a")
    assert PATIENCE + 1 == len(pool.sent)


def test_a_machine_that_kills_everything_is_told() -> None:
    """When so many in a row die, it is not the documents."""
    with pytest.raises(ArchiveError, match="hãy kiểm tra máy"):
        ran(Scripted(deadly=tuple("abc")), *["abc" * HOPELESS])


def test_a_stopped_flow_finishes_what_is_in_flight() -> None:
    """After the stop no group is sent; those that were are given back."""
    stop, pool = Stop(), Scripted()
    landed = Flow(pool, VERSIONS, stop).run(iter([jobs(name) for name in "abcdefgh"]))
    next(landed)
    sent = len(pool.sent)
    stop.set()

    rest = [job.entry.path for some in landed for job, _ in some]
    assert (sent, sent - 1) == (len(pool.sent), len(rest))


def test_a_cluster_needs_an_address(bare: None) -> None:
    """What is no address is told in one line."""
    pytest.importorskip("distributed")

    with pytest.raises(ArchiveError, match="không nối được với cụm"):
        pools.opened(1, "khong-phai-dia-chi://x", SETTINGS)
