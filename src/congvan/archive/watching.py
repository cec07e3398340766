"""A watch: files that come, change or vanish are read, read again, forgotten, with the journal of every other run.

What the system tells of (watchfiles, extra `[watch]`) is taken as a hint: each path is looked at until its size and
time stand still, and all is swept again from time to time, as hints are lost where very many come at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from congvan.archive import ArchiveError, extra, report, sources
from congvan.archive.run import Session
from congvan.archive.sources import UNKNOWN, Entry, Selection, Trouble
from congvan.archive.tally import Tally

TICK_MS = 300
SHARE = 10
"""Stores are published no more often than takes a tenth of the time; a mirrored tree at once."""


class Look(NamedTuple):
    """A file as it was when last looked at, and since when it has been so."""

    entry: Entry
    since: float


@dataclass(slots=True)
class Watch:
    """What is watched, and what of it is still being written."""

    session: Session
    roots: Sequence[str]
    selection: Selection
    settle: float
    rescan: float
    poll: bool = False
    done: Callable[[Tally], None] = lambda tally: None
    pending: dict[str, Look] = field(default_factory=dict)
    _swept: float = 0.0
    _published: float = 0.0
    _cost: float = 0.0
    _dirty: bool = False
    _scanned: Tally | None = None
    _told: int = 0

    def run(self) -> None:
        """Sweep, then watch until stopped; what has been read by then is published."""
        hints = self._hints()
        next(hints)
        self._sweep()
        for paths in hints:
            for path in paths:
                self._hinted(path)
            self._read()
            self._scan()
            if time.monotonic() - self._swept > self.rescan:
                self._sweep()
            self._publish()
        while self._scan():
            pass
        self._publish(now=True)

    def _hints(self) -> Iterator[list[str]]:
        """What changed since last asked, nothing at first: the watch begins before the first sweep."""
        try:
            from watchfiles import watch
        except ImportError:
            raise extra("watch", "watchfiles", "congvan watch") from None
        known = {os.path.abspath(root): root for root in self.roots}
        for root in self.roots:
            if not os.path.isdir(root):
                raise ArchiveError(f"{root}: không phải thư mục; chỉ theo dõi được thư mục trên máy này")
        changes = watch(
            *known, watch_filter=None, stop_event=self.session.stop, rust_timeout=TICK_MS, yield_on_timeout=True,
            force_polling=self.poll or None, debounce=TICK_MS, step=50, raise_interrupt=False,
        )  # fmt: skip
        yield []
        for found in changes:
            yield [named for _, path in found if (named := _named(path, known))]

    def _sweep(self) -> None:
        """Look at everything; what is being written just now waits."""
        self._swept = time.monotonic()
        self.session.sweep(self.roots, self.selection, held=self._hold, scans=False)
        self._published, self._dirty = time.monotonic(), False

    def _hold(self, entry: Entry) -> bool:
        """Whether a file was written to so lately that it may not be whole."""
        if abs(time.time() - entry.mtime_ns / 1e9) >= self.settle:
            return False
        self.pending[entry.path] = Look(entry, time.monotonic())
        return True

    def _hinted(self, path: str) -> None:
        """Look at a path, or at all below it where a whole folder came."""
        root = next(root for root in self.roots if _under(path, root))
        own = str(self.session.dest.path)
        if os.path.abspath(path) == os.path.abspath(own) or _under(path, own):
            return
        if os.path.isdir(path):
            found = sources.inside(path, root, self.roots, self.selection)
            self.pending.update((item.path, Look(item, time.monotonic())) for item in found)
        elif entry := sources.one(path, root, self.roots, self.selection):
            self.pending[path] = Look(entry, time.monotonic())

    def _read(self) -> None:
        """Read what has come to rest, forget what is gone."""
        still, gone = self._settled()
        if not still and not gone:
            return
        tally = self.session.update(still, gone)
        self._dirty = self._dirty or bool(tally.done or tally.same or tally.failed or tally.gone)
        self.done(tally)

    def _scan(self) -> Tally | None:
        """Go on with the scans, which hold up nothing else; tell of them when no more wait."""
        tally = self.session.scan()
        if tally is None and self._scanned:
            self.done(self._scanned)
        self._dirty = self._dirty or bool(tally and tally.behind > self._told)
        self._scanned, self._told = tally, tally.behind if tally else 0
        return tally

    def _settled(self) -> tuple[list[Entry], list[bytes]]:
        now, still, gone = time.monotonic(), [], []
        for path, look in list(self.pending.items()):
            seen = sources.looked_at(path)
            if isinstance(seen, Trouble) or (seen.size == UNKNOWN and not os.path.lexists(path)):
                del self.pending[path]
                gone += self.session.dest.journal.at_or_under(path)
            elif (seen.size, seen.mtime_ns) != (look.entry.size, look.entry.mtime_ns):
                entry = look.entry._replace(size=seen.size, mtime_ns=seen.mtime_ns)
                self.pending[path] = Look(entry, now)
            elif now - look.since >= self.settle:
                del self.pending[path]
                still.append(look.entry)
        return still, gone

    def _publish(self, *, now: bool = False) -> None:
        if self._dirty and (now or time.monotonic() - self._published >= max(1.0, SHARE * self._cost)):
            start = time.monotonic()
            self.session.dest.publish()
            self.session.dest.report({"archive": report.archive(self.session.dest.journal)})
            self._published, self._dirty = time.monotonic(), False
            self._cost = self._published - start


def _named(path: str, known: dict[str, str]) -> str | None:
    """A path as the watch tells it, under the name of its root as it was given."""
    for real, root in known.items():
        if _under(path, real):
            return os.path.join(root, os.path.relpath(path, real))
    return None


def _under(path: str, folder: str) -> bool:
    return os.path.abspath(path).startswith(os.path.abspath(folder).rstrip(os.sep) + os.sep)
