"""Hostile texts: what is repeated without end, and where it stands in a document (tests and benchmarks share them)."""

from __future__ import annotations

from collections.abc import Callable

import growth
from congvan import parse

DATED = "UBND XÃ ĐẤT MỚI\n\nSố: 12/TB-UBND\n\nĐất Mới, ngày 05 tháng 3 năm 2024\n\n"
HEAD = f"{DATED}THÔNG BÁO\nVề việc trồng cây\n\nKết luận:\n\n"
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

USUAL = (
    "one repeated line", "one long line", "nested brackets", "dashes", "digits and slashes", "capitals",
    "words in capitals", "repeated number", "repeated article", "repeated day", "repeated body", "opening quotes",
    "dotted digits",
)  # fmt: skip
"""Those that every run tries."""

ITEMS = ("words in capitals", "repeated article", "repeated authority", "repeated order")
"""Those that every run tries line by line: the slowest ones."""

ROOMS: dict[str, Callable[[str], str]] = {
    "alone": lambda text: text,
    "in a head": lambda text: f"UBND XÃ ĐẤT MỚI\n\nSố: 12/TB-UBND\n\nTHÔNG BÁO\n{text}",
    "in a body": lambda text: f"{HEAD}{text}{FOOT}",
    "in a foot": lambda text: f"{HEAD}1. Trồng cây.\n\nNơi nhận:\n{text}",
}
"""Where it stands in the document."""


def hostile(unit: str, room: str, size: int, *, lines: bool = False) -> str:
    """Make a hostile text of so many characters; with `lines` each repetition is a line of its own."""
    unit = unit.rstrip() + "\n" if lines and unit.strip() else unit
    return ROOMS[room](unit * (size // len(unit)))


def read(text: str) -> None:
    """Parse it, without words."""
    parse(text, fast=True)


def seconds(text: str) -> float:
    """The time of one warm parse."""
    return growth.seconds(read, text)
