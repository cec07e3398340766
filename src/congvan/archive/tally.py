"""The tally of a run: what a bar of progress, a table at the end and `report.json` tell."""

from __future__ import annotations

import heapq
import json
import re
import time
from collections import Counter, deque
from dataclasses import dataclass, field

from congvan.archive.outcomes import Outcome

SLOWEST = 10
RECENT = 30.0
"""Over how many seconds the rate is taken by which the time left is told."""


@dataclass(slots=True)
class Tally:
    """Counts of one run: of files, `passed` were looked at, `known` needed nothing, `behind` have been dealt with.

    And of documents: `done` and `failed` were read, those of `same` had known bytes.
    """

    total: int | None = None
    passed: int = 0
    known: int = 0
    behind: int = 0
    same: int = 0
    done: int = 0
    failed: int = 0
    gone: int = 0
    interrupted: bool = False
    reasons: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    _recent: deque[tuple[float, int]] = field(default_factory=deque)

    def add(self, name: str, outcome: Outcome) -> None:
        """Count the documents of a file that was read, or could not be."""
        self.behind += 1
        for part in outcome.parts:
            if part.record is None:
                self.fail(part.reason)
            else:
                self.done += 1
                self.problems.update(json.loads(part.problems))
        if len(self.slowest) < SLOWEST or outcome.seconds > self.slowest[0][0]:
            push = heapq.heappush if len(self.slowest) < SLOWEST else heapq.heappushpop
            push(self.slowest, (outcome.seconds, name))

    def add_same(self, outcome: Outcome) -> None:
        """Count the documents of a file whose bytes are known."""
        self.behind += 1
        self.same += outcome.records
        for part in outcome.failures:
            self.fail(part.reason)

    def fail(self, reason: str) -> None:
        """Count a failure by its kind."""
        self.failed += 1
        self.reasons[kind(reason)] += 1

    @property
    def finished(self) -> int:
        """How many files are behind us, whatever became of them."""
        return self.known + self.behind

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return time.monotonic() - self.started

    @property
    def an_hour(self) -> float:
        """Documents read an hour, those passed by left out."""
        return (self.done + self.failed) / max(self.seconds, 1e-9) * 3600

    def beat(self) -> None:
        """Note how far we are now, for the rate of late."""
        now = time.monotonic()
        if not self._recent or now - self._recent[-1][0] >= 0.5:
            self._recent.append((now, self.finished))
        while now - self._recent[0][0] > RECENT:
            self._recent.popleft()

    @property
    def rate(self) -> float:
        """Files a second of late."""
        if len(self._recent) < 2:
            return 0.0
        (start, first), (end, last) = self._recent[0], self._recent[-1]
        return (last - first) / max(end - start, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds left at the rate of late; None while that is not known."""
        return (self.total - self.finished) / self.rate if self.total is not None and self.rate else None


def kind(reason: str) -> str:
    """A reason without what is of one file alone: numbers, and what comes after the first mark."""
    return re.sub(r"\s*(?<![\w-])(?:0x)?[\dA-F]*\d[\dA-F]*\b", " …", re.split(r"[;:(]", reason)[0]).strip()
