"""Speed: a document twice as long takes at most twice the time, within a quarter, however hostile it is."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import cache

import pytest

from congvan import parse

HEAD = "UBND XÃ ĐẤT MỚI\n\nSố: 12/TB-UBND\n\nĐất Mới, ngày 05 tháng 3 năm 2024\n\nTHÔNG BÁO\nVề việc trồng cây\n\nKết luận:\n\n"
FOOT = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Mẫu\n"

HOSTILE = {
    "one repeated line": "- Rà soát, bổ sung quy hoạch mạng lưới chợ.\n",
    "one long line": "rà soát bổ sung quy hoạch mạng lưới chợ ",
    "opening brackets": "(",
    "nested brackets": "([{(a ",
    "brackets in pairs": "(a) ",
    "dashes": "-",
    "dashes apart": "- ",
    "long dashes": "—",
    "digits and slashes": "1/",
    "digits": "1",
    "dots": ".",
    "dotted digits": "1.",
    "letters": "a",
    "capitals": "Ủ",
    "words in capitals": "ỦY BAN NHÂN DÂN ",
    "capital letters apart": "A B ",
    "names": "Nguyễn ",
    "repeated number": "Số: 1/QĐ-",
    "repeated article": "Điều 1. ",
    "repeated day": "trước ngày 1/1/",
    "repeated body": "Sở Tài chính, ",
    "repeated order": "Giao Sở Tài chính chủ trì, ",
    "repeated citation": "Công văn số 1/ABC-D ngày 1/1/2020 của Sở Tài chính, ",
    "repeated basis": "Căn cứ Luật số 1/2020/QH14; ",
    "repeated copies": "Nơi nhận: ",
    "repeated address": "Kính gửi: ",
    "repeated authority": "KT. CHỦ TỊCH ",
    "repeated annex": "Phụ lục I ",
    "opening quotes": "“",
    "straight quotes": '"',
    "quotes in pairs": "“a” ",
    "spaces": " ",
    "tabs": "\t",
    "empty lines": "\n",
    "form feeds": "\f",
    "bars": "| ",
    "stars": "*",
    "bullets": "* ",
    "low lines": "_",
    "combining marks": "\u0301",
    "zero width": "\u200b",
}
"""What is repeated without end."""

ROOMS: dict[str, Callable[[str], str]] = {
    "alone": lambda text: text,
    "in a head": lambda text: f"UBND XÃ ĐẤT MỚI\n\nSố: 12/TB-UBND\n\nTHÔNG BÁO\n{text}",
    "in a body": lambda text: f"{HEAD}{text}{FOOT}",
    "in a foot": lambda text: f"{HEAD}1. Trồng cây.\n\nNơi nhận:\n{text}",
}
"""Where it stands in the document."""

DOUBLE = 2 * 1.25
FLOOR = 0.05
"""Below so many seconds a clock tells nothing."""

SLOW = 6.0
"""A document of less than half a megabyte never takes so many seconds."""

SIZES = (31_250, 62_500, 125_000, 250_000, 500_000)
TRIES = 4


def hostile(unit: str, room: str, size: int, *, lines: bool = False) -> str:
    """Make a hostile text of so many characters."""
    unit = unit.rstrip() + "\n" if lines and unit.strip() else unit
    return ROOMS[room](unit * (size // len(unit)))


def seconds(text: str) -> float:
    """The time of one warm parse, of this process alone."""
    gc.collect()
    start = time.process_time()
    parse(text, fast=True)
    return time.process_time() - start


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
    best = [seconds(text) for text in texts[-2:]]
    for _ in range(TRIES):
        if best[1] <= DOUBLE * max(best[0], FLOOR):
            break
        best = [min(pair) for pair in zip(best, map(seconds, texts[-2:]), strict=True)]
    told = f"{best[0]:.2f} s for {sizes[-2]:,} characters, {best[1]:.2f} s for {sizes[-1]:,}"
    return told, best[1] <= DOUBLE * max(best[0], FLOOR)


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("lines", [False, True], ids=["one line", "lines"])
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_takes_twice_the_time(unit: str, lines: bool, room: str) -> None:
    """Time grows no faster than the text, within a quarter, whatever is repeated and wherever it stands."""
    told, linear = growth(lambda size: hostile(unit, room, size, lines=lines), SIZES)

    assert (told, True) == (told, linear)
