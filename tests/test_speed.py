"""Speed: a document twice as long takes at most twice the time, within a quarter, however hostile it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from congvan import parse
from growth import growth
from hostile import HOSTILE, ITEMS, ROOMS, USUAL, hostile, read, seconds

DOUBLE = 2 * 1.25
FLOOR = 0.1
"""Below so many seconds a clock tells nothing."""

SLOW = 6.0
"""A document of less than half a megabyte never takes so many seconds."""

SIZES = (62_500, 125_000, 250_000, 500_000)


@cache
def warm() -> None:
    """Load and compile what is loaded and compiled once."""
    for room in ROOMS:
        parse(hostile("- Giao Sở Tài chính rà soát trước ngày 1/1/2024.\n", room, 2000), fast=True)


def doubling(make: Callable[[int], str], sizes: tuple[int, ...]) -> float:
    """What doubling costs at the largest sizes; infinite where a text before the last takes too long already.

    Smaller ones go before, so that what grows too fast is told before it takes minutes.
    """
    warm()
    texts = [make(size) for size in sizes]
    if any(seconds(text) > SLOW for text in texts[:-1]):
        return float("inf")
    return growth(read, *texts[-2:], most=DOUBLE, floor=FLOOR)


@pytest.mark.parametrize("room", ["alone", "in a body"])
@pytest.mark.parametrize("name", USUAL)
def test_twice_the_text_takes_twice_the_time(name: str, room: str) -> None:
    """Time grows no faster than the text, within a quarter, whatever is repeated."""
    assert doubling(lambda size: hostile(HOSTILE[name], room, size), SIZES) <= DOUBLE


@pytest.mark.parametrize("room", ["alone", "in a body"])
@pytest.mark.parametrize("name", ITEMS)
def test_twice_the_items_take_twice_the_time(name: str, room: str) -> None:
    """The same where each repetition is an item of its own: what looks back does so over a bounded stretch."""
    assert doubling(lambda size: hostile(HOSTILE[name], room, size, lines=True), SIZES[:-1]) <= DOUBLE


@pytest.mark.nightly
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("lines", [False, True], ids=["one line", "lines"])
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_it_does_so_wherever_it_stands(unit: str, lines: bool, room: str) -> None:
    """The same for more texts, in one line or in many, in every part of a document."""
    assert doubling(lambda size: hostile(unit, room, size, lines=lines), SIZES) <= DOUBLE
