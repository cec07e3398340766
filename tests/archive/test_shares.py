"""Shares: of a file with many documents inside each process reads some; it is what one reader would have made of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from io import BytesIO
from pathlib import Path

import pytest

from congvan.archive import intake, shares, work
from congvan.archive.flow import Flow, Stop
from congvan.archive.outcomes import Outcome, Part
from congvan.archive.pools import Done, Verdict
from congvan.archive.shares import FEW, NOTHING, Shares
from congvan.archive.sources import Entry
from congvan.archive.work import Job, Settings, Versions, Work
from made_archives import Run, letter

MOST = 1000
VERSIONS = Versions("1", "g", "p", False)
WHOLE = Job(Entry("a.zip", "a.zip"), Work("a.zip", "x", last=FEW))


def inside(job: Job, members: int) -> Outcome:
    """What reading a share gives: a record for each member, one byte each."""
    names = range(job.work.first, min(job.work.last or members, members))
    return Outcome("x", tuple(Part(f"!/{name}", record=b"x") for name in names), 1.0, False, members, len(names))


def read(
    width: int, members: int, change: Callable[[Job, Outcome], Outcome] = lambda job, outcome: outcome
) -> tuple[list[Outcome], list[Job]]:
    """What becomes of a file at last, and what was sent for that; the last that was sent lands first."""
    held, sent, flying, done = Shares(width, MOST), [WHOLE], [WHOLE], []
    while flying:
        job = flying.pop()
        done += held.landed(job, change(job, inside(job, members)))
        while len(flying) < 2 * width and (dealt := held.deal()):
            flying.append(dealt)
            sent.append(dealt)
    return [outcome for job, outcome in done if job.entry == WHOLE.entry], sent


@pytest.mark.parametrize("width", [1, 2, 16])
@pytest.mark.parametrize("members", [1, FEW, FEW + 1, 5 * FEW, 900])
def test_every_document_is_read_once(members: int, width: int) -> None:
    """In its order, whoever read it, and no share is too small to be worth it."""
    done, sent = read(width, members)

    bounds = [(job.work.first, job.work.last or 0) for job in sent]
    assert [[f"!/{number}" for number in range(members)]] == [[part.inside for part in one.parts] for one in done]
    assert [float(len(sent))] == [one.seconds for one in done]
    assert [(0, FEW), *((low, max(low + FEW, high)) for low, high in bounds[1:])] == bounds


def test_shares_grow_smaller() -> None:
    """So that the processes end together."""
    _, sent = read(2, 900)

    sizes = [(job.work.last or 0) - job.work.first for job in sent[1:]]
    assert sorted(sizes, reverse=True) == sizes


LAST = 4 * FEW - 1
SPOILED: dict[str, Callable[[Job, Outcome], Outcome]] = {
    "something is said against the file": lambda job, one: one._replace(parts=(*one.parts, Part(reason="hỏng"))),
    "it holds more than may be unpacked": lambda job, one: one._replace(unpacked=MOST),
    "it is another file by now": lambda job, one: one._replace(sha256="y"),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_one_reads_it_all_where_a_share_is_not_sound(spoil: Callable[[Job, Outcome], Outcome]) -> None:
    """What one reader makes of it is what becomes of the file; nothing else of it is kept."""
    done, sent = read(2, 4 * FEW, lambda job, one: spoil(job, one) if job.work.first else one)

    assert (1, (0, None), 4 * FEW) == (len(done), (sent[-1].work.first, sent[-1].work.last), len(done[0].parts))


def test_what_the_first_share_says_of_the_file_stands() -> None:
    """It is the beginning of what one reader would have said; no more is read."""
    done, sent = read(2, 4 * FEW, lambda job, one: one._replace(parts=(*one.parts, Part(reason="hỏng"))))

    assert (1, 1, FEW + 1) == (len(done), len(sent), len(done[0].parts))


def test_a_picture_in_any_share_lets_the_file_wait() -> None:
    """It is read later, by shares again, which then have one page each at a time."""
    done, _ = read(2, 4 * FEW, lambda job, one: one._replace(postponed=bool(job.work.first)))
    held = Shares(2, MOST)
    scan = WHOLE._replace(work=WHOLE.work._replace(scan=2))
    held.landed(scan, inside(scan, 4 * FEW))
    dealt = held.deal()

    assert [True] == [one.postponed for one in done]
    assert dealt is not None
    assert 1 == dealt.work.scan


def test_nothing_inside_is_told() -> None:
    """Else it would be lost without a word; shares without a document are none."""
    empty, _ = read(2, 0)
    later, _ = read(2, 2 * FEW, lambda job, one: one if job.work.first else one._replace(parts=()))

    assert ([(NOTHING,)], [FEW]) == ([one.parts for one in empty], [len(one.parts) for one in later])


class Holding:
    """A pool that finds so many documents in each file; one share ends its process."""

    width = 1
    members = 4 * FEW

    def __init__(self, deadly: int | None = None) -> None:
        self.deadly = deadly
        self.sent: list[int] = []

    def submit(self, group: tuple[Work, ...]) -> Future[Done]:
        """Answer at once."""
        (one,) = group
        self.sent.append(one.first)
        future: Future[Done] = Future()
        if one.first == self.deadly and not one.apart:
            future.set_exception(OSError())
        else:
            future.set_result((VERSIONS, [inside(Job(WHOLE.entry, one), self.members)]))
        return future

    def verdict(self, error: BaseException) -> Verdict:
        """Blame the documents."""
        return Verdict("chết")

    def tend(self) -> None:
        """Nothing hangs here."""

    def close(self) -> None:
        """Nothing is open."""


def test_a_share_that_kills_is_read_document_by_document() -> None:
    """The others are read as ever."""
    pool = Holding(deadly=FEW)

    landed = [pair for some in Flow(pool, VERSIONS, Stop()).run(iter([[WHOLE]])) for pair in some]

    assert [4 * FEW] == [outcome.records for _, outcome in landed]
    assert 2 == pool.sent.count(FEW)


def test_a_stopped_flow_deals_no_share() -> None:
    """The file is not done, and the next run reads it."""
    stop, pool = Stop(), Holding()
    landed = Flow(pool, VERSIONS, stop).run(iter([[WHOLE]]))
    next(landed)
    stop.set()

    assert ([], [0]) == ([pair for some in landed for pair in some], pool.sent)


def text(number: int) -> str:
    """A document that a zip makes much smaller."""
    return letter(number, body="1. Các trường trồng cây.\n" * 40)


def packed(count: int, *more: tuple[str, bytes]) -> bytes:
    """A zip of so many texts, one of them broken, a zip inside, and more."""
    inner, made = BytesIO(), BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(f"{number}.txt", text(1000 + number))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(count):
            package.writestr(f"{number}.txt", text(number) if number != count // 2 else "")
        package.writestr("trong.zip", inner.getvalue())
        for name, content in more:
            package.writestr(name, content)
    return made.getvalue()


def seven(count: int) -> bytes:
    """The same as .7z."""
    py7zr = pytest.importorskip("py7zr")
    made = BytesIO()
    with py7zr.SevenZipFile(made, "w") as archive:
        for number in range(count):
            archive.writestr(text(number) if number != count // 2 else "", f"{number}.txt")
    return made.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip": (lambda: packed(20), "50MB"),
    "7z": (lambda: seven(20), "50MB"),
    "more than allowed": (lambda: packed(20, ("b.txt", b"b" * 30_000), ("c.txt", b"c")), "35KB"),
    "more than allowed inside": (lambda: packed(20, ("b.zip", packed(9)), ("c.zip", packed(9))), "50KB"),
}


@pytest.mark.parametrize(("made", "size"), FILES.values(), ids=FILES)
def test_it_is_what_parse_gives(
    made: Callable[[], bytes], size: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same records in the same order, the same words about what failed, with any number of processes."""
    for room in (intake, shares):
        monkeypatch.setattr(room, "FEW", 3)
    (tmp_path / "goi").write_bytes(made())
    parsed = run("parse", "goi", "-q", "--max-size", size)

    for jobs in (1, 2):
        ran = run("batch", "goi", "-o", "-", "-q", "-j", jobs, "--max-size", size)
        assert (parsed.err, parsed.out) == (ran.err, ran.out)
        assert (1, True) == (ran.code, len(ran.out.splitlines()) > 9)


def test_a_share_is_what_it_is_called(tmp_path: Path) -> None:
    """Of a file that holds others those from the first up to the last, and how many there are."""
    (tmp_path / "goi.zip").write_bytes(packed(6))
    settings = Settings(True, None, 10**8, 60.0)

    _, (some,) = work.parse([Work(str(tmp_path / "goi.zip"), "", first=1, last=4)], settings)

    assert (["!/1.txt", "!/2.txt", "!/3.txt"], 7) == ([part.inside for part in some.parts], some.members)
    assert len(text(1).encode()) + len(text(2).encode()) == some.unpacked


def test_documents_of_one_kind_are_counted(tmp_path: Path) -> None:
    """A file that is a document has no members."""
    (tmp_path / "a.txt").write_text(letter(), encoding="utf-8")

    _, (one,) = work.parse([Work(str(tmp_path / "a.txt"), "", last=1)], Settings(True, None, 10**8, 60.0))

    assert (0, 1, True) == (one.members, one.records, one.sha256 != "")
