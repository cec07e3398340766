"""Old Word files made byte by byte ([MS-DOC], [MS-CFB]), as small as they can be."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SECTOR = 512
TEXT_AT = 1024
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
WIDE, NARROW = "utf-16-le", "cp1252"


class Run(NamedTuple):
    """Letters, and what is said of them; with `narrow` they are a piece of one byte a letter, changed by `changes`."""

    text: str
    said: bytes = b""
    narrow: bool = False
    modifier: int = 0


class Par(NamedTuple):
    """A paragraph: its runs, the last of which ends with its mark; its style; what is said of it."""

    runs: Sequence[Run]
    said: bytes = b""
    style: int = 0


def one(code: int, value: int) -> bytes:
    """A property of a size that its number tells."""
    size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
    return struct.pack("<H", code) + value.to_bytes(size, "little")


def par(text: str, said: bytes = b"", style: int = 0, look: bytes = b"", mark: str = "\r") -> Par:
    """A paragraph of letters of one look."""
    return Par([Run(text + mark, look)], said, style)


def row(edges: Sequence[int], flags: Sequence[int] = (), border: int = 1, depth: int = 1) -> Par:
    """The end of a row whose cells have edges, flags of merging, and lines of a kind."""
    cells = b"".join(
        struct.pack("<HH", flags[at] if flags else 0, 0) + bytes((4, border, 0, 0)) * 4 for at in range(len(edges) - 1)
    )
    told = bytes((len(edges) - 1,)) + struct.pack(f"<{len(edges)}h", *edges) + cells
    said = struct.pack("<HH", 0xD608, len(told) + 1) + told
    inner = one(0x6649, depth) + one(0x244C, 1) if depth > 1 else one(0x2417, 1)
    return Par([Run("\r" if depth > 1 else "\x07")], one(0x2416, 1) + inner + said)


def cell(text: str, depth: int = 1, look: bytes = b"") -> Par:
    """A cell that ends with a paragraph."""
    inner = one(0x6649, depth) + one(0x244B, 1) if depth > 1 else b""
    return par(text, one(0x2416, 1) + inner, look=look, mark="\r" if depth > 1 else "\x07")


def plc(places: Sequence[int], data: Sequence[bytes] = ()) -> bytes:
    """Places, and what belongs to each but the last."""
    return struct.pack(f"<{len(places)}I", *places) + b"".join(data)


def fonts(*names: str) -> bytes:
    """The table of fonts."""
    found = struct.pack("<HH", len(names), 0)
    for name in names:
        body = bytes(39) + (name + "\0").encode(WIDE)
        found += bytes((len(body),)) + body
    return found


def style(kind: int, base: int, *sets: bytes) -> bytes:
    """A style: what it rests on, and what it says of paragraphs (behind a number), then of letters."""
    body = struct.pack("<HHHHH", 0, kind | base << 4, len(sets), 0, 0) + struct.pack("<H", 1) + "A\0".encode(WIDE)
    for one_set in sets:
        body += struct.pack("<H", len(one_set)) + one_set + bytes(len(one_set) % 2)
    return body


def sheet(*styles: bytes) -> bytes:
    """The style sheet."""
    head = struct.pack("<9H", len(styles), 10, 0, 0, 0, 0, 0, 0, 0)
    return struct.pack("<H", len(head)) + head + b"".join(struct.pack("<H", len(body)) + body for body in styles)


class Level(NamedTuple):
    """A level of a list; `\\0` to `\\x08` in its text stand for the numbers of levels."""

    text: str
    form: int = 0
    start: int = 1
    flags: int = 0
    behind: int = 0
    limit: int = 0
    letters: bytes = b""

    def made(self) -> bytes:
        """Its bytes."""
        places = bytes(at for at, letter in enumerate(self.text, 1) if letter < "\x09").ljust(9, b"\0")
        told = (self.start, self.form, self.flags, places, self.behind, len(self.letters), 0, self.limit)
        head = struct.pack("<iBB9sB8xBBBx", *told)
        return head + self.letters + struct.pack("<H", len(self.text)) + self.text.encode(WIDE)


def lists(*levels: Sequence[Level], styles: Sequence[int] = ()) -> bytes:
    """Lists of nine levels each (those not given draw nothing), called 100, 101, …"""
    linked = [*styles, *[0xFFF] * (9 - len(styles))]
    heads = b"".join(struct.pack("<II9HBx", 100 + at, 0, *linked, 0) for at in range(len(levels)))
    nothing = [Level("", 255)] * 9
    return struct.pack("<H", len(levels)) + heads + b"".join(
        level.made() for some in levels for level in [*some, *nothing][:9]
    )  # fmt: skip


def overrides(*given: tuple[int, Sequence[bytes]]) -> bytes:
    """What paragraphs call 1, 2, …: a list, and what is told otherwise of its levels."""
    heads = b"".join(struct.pack("<I8xBxxx", name, len(more)) for name, more in given)
    told = b"".join(struct.pack("<I", 0xFFFFFFFF) + b"".join(more) for _, more in given)
    return struct.pack("<I", len(given)) + heads + told


def document(
    *documents: Sequence[Par],
    parts: Mapping[int, bytes] | None = None,
    data: bytes = b"",
    changes: Sequence[bytes] = (),
    version: int = 0xC1,
    flags: int = 0x0200,
) -> bytes:
    """A file of the main document and of those behind it (footnotes, headers, macros, comments, …)."""
    pars = [one_par for some in documents for one_par in some]
    main, limits, pieces, at = bytearray(TEXT_AT), [TEXT_AT], list[bytes](), 0
    places = [0]
    ends: list[int] = []
    for one_par in pars:
        for run in one_par.runs:
            coded = 0x40000000 | len(main) * 2 if run.narrow else len(main)
            pieces.append(struct.pack("<HIH", 0, coded, run.modifier))
            main += run.text.encode(NARROW if run.narrow else WIDE)
            at += _count(run.text)
            places.append(at)
            limits.append(len(main))
        ends.append(len(main))
    main += bytes(-len(main) % SECTOR)
    table = bytearray(16)
    where = dict[int, tuple[int, int]]()

    def put(part: int, content: bytes) -> None:
        where[part] = (len(table), len(content))
        table.extend(content)

    letters = [run.said for one_par in pars for run in one_par.runs]
    put(12, _pages(main, limits, letters, False))
    put(13, _pages(main, [TEXT_AT, *ends], [struct.pack("<H", p.style) + p.said for p in pars], True))
    prcs = b"".join(b"\1" + struct.pack("<H", len(one_change)) + one_change for one_change in changes)
    told = plc(places, pieces)
    put(33, prcs + b"\2" + struct.pack("<I", len(told)) + told)
    for part, content in (parts or {}).items():
        put(part, content)
    counts = [sum(_count(run.text) for some_par in some for run in some_par.runs) for some in documents]
    main[:900] = _beginning(version, flags, counts, where)
    return container({"WordDocument": bytes(main), "1Table": bytes(table), "Data": data})


def _count(text: str) -> int:
    """How many letters a text has in Word's eyes."""
    return len(text.encode(WIDE)) // 2


def _beginning(version: int, flags: int, counts: Sequence[int], where: Mapping[int, tuple[int, int]]) -> bytes:
    numbers = [0, 0, 0, *counts, *[0] * (19 - len(counts))]
    pairs = [number for part in range(93) for number in where.get(part, (0, 0))]
    return (
        struct.pack("<HH6xH20x", 0xA5EC, version, flags) + struct.pack("<H28x", 14) + struct.pack("<H22I", 22, *numbers)
        + struct.pack("<H186I", 93, *pairs) + bytes(2)
    )  # fmt: skip


def _pages(main: bytearray, limits: Sequence[int], said: Sequence[bytes], of_paragraphs: bool) -> bytes:
    """Pages of properties behind the text, two runs a page, and the table of pages."""
    firsts, numbers = [], []
    for at in range(0, len(said), 2):
        some = said[at : at + 2]
        page = bytearray(SECTOR)
        struct.pack_into(f"<{len(some) + 1}I", page, 0, *limits[at : at + len(some) + 1])
        end = SECTOR - 2
        for place, told in enumerate(some):
            body = _worded(told) if of_paragraphs else bytes((len(told),)) + told
            end = (end - len(body)) & ~1
            page[end : end + len(body)] = body
            page[4 * (len(some) + 1) + place * (13 if of_paragraphs else 1)] = end // 2
        page[SECTOR - 1] = len(some)
        firsts.append(limits[at])
        numbers.append(struct.pack("<I", len(main) // SECTOR))
        main += page
    return plc([*firsts, limits[-1]], numbers)


def _worded(told: bytes) -> bytes:
    """Behind its length in words, odd or even."""
    return bytes(((len(told) + 1) // 2,)) + told if len(told) % 2 else bytes((0, len(told) // 2)) + told


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of streams, each in sectors of its own."""
    sectors, table, entries = [], list[int](), list[bytes]()
    for name, content in streams.items():
        whole = content + bytes(max(4096 - len(content), -len(content) % SECTOR))
        first = len(table)
        sectors.append(whole)
        table += [*range(first + 1, first + len(whole) // SECTOR), END]
        right = len(entries) + 2 if len(entries) + 1 < len(streams) else FREE
        entries.append(_entry(name, 2, right, FREE, first, len(whole)))
    listed = b"".join([_entry("Root Entry", 5, FREE, 1, END, 0), *entries])
    listed += bytes(-len(listed) % SECTOR)
    directory = len(table)
    table += [*range(directory + 1, directory + len(listed) // SECTOR), END]
    own = -(-(len(table) + 8) // 128)
    first = len(table)
    table += [FAT] * own
    table += [FREE] * (own * 128 - len(table))
    told = (MAGIC, 0x3E, 3, 0xFFFE, 9, 6, 0, own, directory, 0, 4096, END, 0, END, 0)
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", *told)
    head += struct.pack("<109I", *[*range(first, first + own), *[FREE] * (109 - own)])
    return head + b"".join(sectors) + listed + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    coded = (name + "\0").encode(WIDE)
    return struct.pack("<64sHBBIII16xI16xIQ", coded, len(coded), kind, 1, FREE, right, child, 0, first, size)
