"""Mails of Outlook (.msg) made byte by byte: a compound file of folders and streams ([MS-CFB], [MS-OXMSG])."""

from __future__ import annotations

import struct

SECTOR, LAST, FREE, NONE, TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFD
LEAST = 4096
"""Streams are made at least as long, so that none lies in the short stream."""

Tree = dict[str, "bytes | Tree"]


def text(words: str) -> bytes:
    """A property that is a text."""
    return (words + "\0").encode("utf-16-le").ljust(LEAST, b"\0")


def message(body: str = "", attached: dict[str, bytes] | None = None, inner: Tree | None = None) -> Tree:
    """The folders of a mail: its words, what is attached, and a mail inside it."""
    tree: Tree = {"__properties_version1.0": bytes(LEAST)}
    if body:
        tree["__substg1.0_1000001F"] = text(body)
    for number, (name, content) in enumerate((attached or {}).items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": text(name), "__substg1.0_37010102": content.ljust(LEAST, b"\n"),
        }  # fmt: skip
    if inner:
        tree["__attach_version1.0_#000000FF"] = {"__substg1.0_3701000D": inner}
    return tree


def packed(tree: Tree) -> bytes:
    """The compound file of a tree."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries: list[list[object]] = []

    def stored(content: bytes) -> int:
        start, count = len(sectors), max(-(-len(content) // SECTOR), 1)
        sectors.extend(content[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0") for at in range(count))
        chain.extend([*range(start + 1, start + count), LAST])
        return start

    def entered(name: str, kind: int, content: bytes | Tree) -> int:
        number = len(entries)
        size = len(content) if isinstance(content, bytes) else 0
        entry: list[object] = [name, kind, NONE, NONE, stored(content) if isinstance(content, bytes) else 0, size]
        entries.append(entry)
        last = None
        for below, held in content.items() if isinstance(content, dict) else ():
            place = entered(below, 2 if isinstance(held, bytes) else 1, held)
            entry[3] = place if last is None else entry[3]
            if last is not None:
                entries[last][2] = place
            last = place
        return number

    entered("Root Entry", 5, tree)
    entries[0][4] = LAST
    listed = stored(b"".join(map(_entry, entries)))
    tables = -(-(len(sectors) + 8) // (SECTOR // 4))
    first = len(sectors)
    chain += [TABLE] * tables
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    places = [*range(first, first + tables), *[FREE] * (109 - tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, listed, 0, LEAST, LAST, 0, LAST, 0) + struct.pack("<109I", *places)
    return head + b"".join(sectors) + fat


def _entry(entry: list[object]) -> bytes:
    name, kind, right, child, start, size = entry
    letters = f"{name}\0".encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", letters, len(letters), kind, 1, NONE, right, child, start, size)
