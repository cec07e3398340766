"""The work of one process: a group of files → what became of each. The same on this machine and on a cluster."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from congvan import loaders
from congvan.archive import outcomes
from congvan.archive.outcomes import Outcome, Part
from congvan.archive.sources import Entry
from congvan.errors import CongvanError, UnreadableError, fault
from congvan.loaders import apart
from congvan.loaders import settings as bounds
from congvan.loaders.packages import Share
from congvan.loaders.settings import Postponed

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from congvan.text import Source

TIMED_OUT = 1
"""The exit code of a process that its alarm ended, as faulthandler gives it."""

GRACE = 1.0
"""By so many seconds the alarm comes later than the end of the time, as whoever can stops by himself then."""

FOREVER = 1e6
"""Seconds that stand for no limit."""

_ONE_AT_A_TIME = Lock()


class Settings(NamedTuple):
    """How documents are read; `own` is a folder of an office's own words, `timeout` is in seconds, 0 for none.

    `scratch` is a folder of this run, where processes put what is removed when it ends.
    """

    fast: bool
    own: str | None
    max_size: int
    timeout: float
    max_pages: int = bounds.DEFAULT.max_pages
    encoding: str | None = None
    ocr: bounds.Ocr = "auto"
    scratch: str | None = None

    def loading(self, scan: int) -> bounds.Settings:
        """The same as loaders are told it; so many pictures are read at a time, or later."""
        return bounds.Settings(
            self.max_size, self.max_pages, self.timeout or FOREVER, self.encoding, self.ocr, apart=True, at_once=scan,
            later=not scan,
        )  # fmt: skip


class Versions(NamedTuple):
    """What a record depends on, beside its document; and the bounds, on which a failure depends."""

    schema: str
    grammar: str
    program: str
    fast: bool
    encoding: str = ""
    ocr: str = "auto"
    bounds: str = ""


class Work(NamedTuple):
    """A file to read: where it is, and the digest it had when it was looked at ("" where it was not).

    `scan` where pages that are pictures are to be read too: so many at a time. `apart` where each document is to have
    a process of its own, as one of them ended that which read them all. Of a file that holds others those from `first`
    up to `last` are read, or all.
    """

    address: str
    sha256: str
    scan: int = 0
    apart: bool = False
    first: int = 0
    last: int | None = None


class Job(NamedTuple):
    """A file, and the work that it is."""

    entry: Entry
    work: Work


def holds(path: str) -> bool:
    """Whether a file may hold several documents, as its name tells."""
    return any(
        isinstance(loader, loaders.Container) and loaders.suffix(path) in loader.suffixes for loader in loaders.LOADERS
    )


@cache
def versions(settings: Settings) -> Versions:
    """The versions by which records are made in this process."""
    from congvan import grammar
    from congvan.record import Record

    digest = grammar.load(Path(settings.own) if settings.own else None).digest
    schema, program = Record.schema_version, str(sys.modules["congvan"].__version__)
    limits = f"{settings.max_size} {settings.max_pages} {settings.timeout:g}"
    return Versions(schema, digest, program, settings.fast, settings.encoding or "", settings.ocr, limits)


def parse(group: Sequence[Work], settings: Settings) -> tuple[Versions, list[Outcome]]:
    """Read each file of a group; one that cannot be read, or breaks the program, is an outcome like the others."""
    with _ONE_AT_A_TIME:  # a cluster's worker may have several threads, and there is one alarm a process
        _warm(settings)
        with _alarm(settings.timeout):
            loaders.prepare([work.address for work in group], settings=settings.loading(0))
        done = [_timed(work, settings) for work in group]
        _kept(settings)
        return versions(settings._replace(scratch=None)), done


@cache
def _warm(settings: Settings) -> None:
    """Load what is loaded once; the collector need not look at it again."""
    from congvan import pipeline  # noqa: F401

    versions(settings)
    if settings.scratch and os.path.isdir(settings.scratch):
        tempfile.tempdir = settings.scratch
    gc.collect()
    gc.freeze()


def _kept(settings: Settings) -> None:
    """Keep the patterns that were compiled for these documents: a worker ends without the ceremonies of an exit."""
    from congvan import cache, grammar

    cache.keep(grammar.load(Path(settings.own) if settings.own else None))


def _timed(work: Work, settings: Settings) -> Outcome:
    start = time.perf_counter()
    outcome = _outcome(work, settings)
    return outcome._replace(seconds=round(time.perf_counter() - start, 6))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End this process when the time is long over: a pattern that runs astray cannot be stopped otherwise."""
    _set(seconds)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _set(seconds: float) -> None:
    if seconds:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=_nowhere())


@cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def _outcome(work: Work, settings: Settings) -> Outcome:
    try:
        with _local(work, settings) as path:
            share = Share(work.first, work.last)
            parts = tuple(_parts(path, settings, work, share))
            digest = _digest(work, path, parts, settings, opened=bool(share.members))
            return Outcome(digest, parts, members=share.members, unpacked=share.unpacked)
    except Postponed:
        return Outcome(work.sha256, postponed=True)
    except UnreadableError as error:
        return outcomes.unread("", str(error))
    except CongvanError:
        raise
    except Exception as error:  # a fault of ours must not keep the other files from being read
        return outcomes.unread(work.sha256, fault(error))


def _local(work: Work, settings: Settings) -> AbstractContextManager[str]:
    if "://" not in work.address:
        return nullcontext(work.address)
    from congvan.archive import remote

    return remote.fetched(work.address, settings.max_size)


def _digest(work: Work, path: str, parts: Sequence[Part], settings: Settings, *, opened: bool) -> str:
    """The digest of what was read; of a file that could not be read only where it is still what was looked at.

    One that is gone says nothing of it.
    """
    if parts and parts[0].record and not parts[0].inside:
        return parts[0].sha256
    found = digest(path, settings.max_size)
    return found if found == work.sha256 or opened else ""


def _parts(path: str, settings: Settings, work: Work, share: Share) -> Iterator[Part]:
    """Each document of a file in its order, those that could not be read among them."""
    own = len(outcomes.shown(path))
    unread: list[Part] = []
    begun = 0.0

    def failed(error: UnreadableError) -> None:
        nonlocal begun
        unread.append(Part(error.document[own:], error.reason))
        begun = time.monotonic()
        _set(settings.timeout)  # the time is that of one document

    sources = loaders.read_all(path, settings=settings.loading(work.scan), failed=failed, share=share)
    while True:
        with _alarm(settings.timeout):
            begun = time.monotonic()
            source = _next(sources, unread, failed)
            part = _read(source, source.name[own:], settings, begun, work) if source else None
        found = [*unread, part] if part else [*unread]
        yield from found
        unread.clear()
        if part is None:
            break


def _next(sources: Iterator[Source], unread: list[Part], failed: Callable[[UnreadableError], None]) -> Source | None:
    try:
        return next(sources, None)
    except UnreadableError as error:
        failed(error)
    except (CongvanError, Postponed):
        raise
    except Exception as error:  # a fault of ours must not lose what was read before it
        unread.append(Part(reason=fault(error)))
    return None


def _read(source: Source, inside: str, settings: Settings, begun: float, work: Work) -> Part:
    """Parse one document in what is left of its time."""
    from congvan import grammar, pipeline

    rules = grammar.load(Path(settings.own) if settings.own else None)
    limit = settings.timeout or FOREVER

    def parsed() -> Part:
        return outcomes.kept(pipeline.parse_source(source, rules, fast=settings.fast).record, inside)

    try:
        if work.apart:
            _set(settings.timeout and settings.timeout + GRACE)  # so that the other process is ended first
            return apart.read(parsed, "congvan.pipeline", limit)
        with bounds.within(max(limit - time.monotonic() + begun, 0.001), limit):
            return parsed()
    except UnreadableError as error:
        return Part(inside, str(error))
    except CongvanError:
        raise
    except Exception as error:  # nor keep the others from being read
        return Part(inside, fault(error))


def digest(path: str, max_size: int) -> str:
    """The digest of a file's bytes; empty where it cannot be read or is too large, which its reader will tell."""
    with suppress(OSError, ValueError), open(path, "rb") as stream:
        content = stream.read(max_size + 1)
        return sha256(content).hexdigest() if len(content) <= max_size else ""
    return ""
