"""Speed: a document twice as long takes at most twice the time, within a quarter, however hostile it is."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cache

import pytest

from congvan import parse
from hostile import HOSTILE, ITEMS, ROOMS, USUAL, hostile, seconds

DOUBLE = 2 * 1.25
FLOOR = 0.1
"""Below so many seconds a clock tells nothing."""

SLOW = 6.0
"""A document of less than half a megabyte never takes so many seconds."""

SIZES = (62_500, 125_000, 250_000, 500_000)
TRIES = 4


@cache
def warm() -> None:
    """Load and compile what is loaded and compiled once."""
    for room in ROOMS:
        parse(hostile("- Giao Sở Tài chính rà soát trước ngày 1/1/2024.\n", room, 2000), fast=True)


def growth(make: Callable[[int], str], sizes: tuple[int, ...]) -> tuple[str, bool]:
    """What doubling costs at the largest sizes, in words, and whether that is at most what a doubled length may.

    Smaller ones go before, so that what grows too fast is told before it takes minutes; a busy machine is asked again.
    """
    warm()
    texts = [make(size) for size in sizes]
    for size, text in zip(sizes[:-1], texts[:-1], strict=True):
        if (took := seconds(text)) > SLOW:
            return f"{took:.1f} s for {size:,} characters", False
    gc.collect()
    gc.freeze()  # what other tests left in memory is not searched while this one is timed
    best = [seconds(text) for text in texts[-2:]]
    for _ in range(TRIES):
        if best[1] <= DOUBLE * max(best[0], FLOOR):
            break
        best = [min(pair) for pair in zip(best, map(seconds, texts[-2:]), strict=True)]
    told = f"{best[0]:.2f} s for {sizes[-2]:,} characters, {best[1]:.2f} s for {sizes[-1]:,}"
    return told, best[1] <= DOUBLE * max(best[0], FLOOR)


@pytest.mark.parametrize("room", ["alone", "in a body"])
@pytest.mark.parametrize("name", USUAL)
def test_twice_the_text_takes_twice_the_time(name: str, room: str) -> None:
    """Time grows no faster than the text, within a quarter, whatever is repeated."""
    told, linear = growth(lambda size: hostile(HOSTILE[name], room, size), SIZES)

    assert (told, True) == (told, linear)


@pytest.mark.parametrize("room", ["alone", "in a body"])
@pytest.mark.parametrize("name", ITEMS)
def test_twice_the_items_take_twice_the_time(name: str, room: str) -> None:
    """The same where each repetition is an item of its own: what looks back does so over a bounded stretch."""
    told, linear = growth(lambda size: hostile(HOSTILE[name], room, size, lines=True), SIZES[:-1])

    assert (told, True) == (told, linear)


@pytest.mark.nightly
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("lines", [False, True], ids=["one line", "lines"])
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_it_does_so_wherever_it_stands(unit: str, lines: bool, room: str) -> None:
    """The same for more texts, in one line or in many, in every part of a document."""
    told, linear = growth(lambda size: hostile(unit, room, size, lines=lines), SIZES)

    assert (told, True) == (told, linear)
