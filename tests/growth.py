"""Growth: what a longer text costs beside a shorter one, in processor time of this process alone."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TRIES = 8
"""How often a pair is timed before it is held to grow too fast: a busy machine is asked again."""

TICK = 0.01
"""Below so many seconds a clock tells nothing."""


def seconds(read: Callable[[T], object], given: T) -> float:
    """The time of one reading; what lay in memory before is nothing for the collector."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    read(given)
    took = time.process_time() - start
    gc.unfreeze()
    return took


def growth(read: Callable[[T], object], short: T, long: T, *, most: float, floor: float = TICK) -> float:
    """How many times the time of `short` is that of `long`, the least time of each; `most` is what it may be.

    A time below `floor` seconds counts as that. The pair is timed until the growth is no more than it may be, at most
    TRIES times: what grows too fast does so each time.
    """
    read(short)  # what is loaded and compiled once
    best = (float("inf"), float("inf"))
    for _ in range(TRIES):
        best = (min(best[0], seconds(read, short)), min(best[1], seconds(read, long)))
        if best[1] <= most * max(best[0], floor):
            break
    return best[1] / max(best[0], floor)


def least(read: Callable[[T], object], given: T, *, most: float) -> float:
    """The least time of reading it, in seconds; timed until it is no more than it may be, at most TRIES times."""
    read(given)
    best = float("inf")
    for _ in range(TRIES):
        best = min(best, seconds(read, given))
        if best <= most:
            break
    return best
