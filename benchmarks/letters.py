"""A made archive: the samples, varied by seed; sizes as in an office's own archive, some files broken, some hostile."""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
BROKEN, HOSTILE = 0.02, 0.01
MEDIAN, SPREAD, LARGEST = 5_000, 0.8, 200_000
"""Sizes in bytes: half of the documents have less than the median; the logarithm is spread normally."""

IN_A_FOLDER = 500
HOSTILE_SIZE = (10_000, 60_000)
NAMES = ("Trần Văn Mẫu", "Lê Thị Thử", "Nông Quốc Ví", "Lò Văn Dụ", "Đinh Thị Giả", "Phan Văn Tỉ")


@cache
def samples() -> tuple[tuple[str, ...], ...]:
    """The lines of each sample; the one hostile sample, of a hundred kilobytes, left out."""
    texts = [path.read_bytes() for path in sorted(SAMPLES.glob("*/*.txt"))]
    return tuple(
        tuple(re.sub(r"\r\n?", "\n", text.decode()).split("\n")) for text in texts if len(text) < 10_000 and _utf8(text)
    )


def _utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def letter(chance: random.Random) -> str:
    """One document: head and foot of a sample, a body of as many lines of it and of others as its size asks for."""
    lines = list(chance.choice(samples()))
    head, foot = len(lines) * 2 // 5, max(1, len(lines) // 4)
    body, wanted = lines[head:-foot], min(LARGEST, int(chance.lognormvariate(0, SPREAD) * MEDIAN))
    size = sum(len(line.encode()) + 1 for line in lines)
    while size < wanted:
        other = chance.choice(samples())
        start = chance.randrange(len(other))
        more = other[start : start + chance.randint(3, 12)]
        body += more
        size += sum(len(line.encode()) + 1 for line in more)
    while size > wanted and len(body) > 4:
        size -= len(body.pop(chance.randrange(len(body))).encode()) + 1
    return _varied("\n".join([*lines[:head], *body, *lines[-foot:]]), chance)


def _varied(text: str, chance: random.Random) -> str:
    """Other numbers, days and names."""
    text = re.sub(r"(?<=[Ss]ố: )\d+", lambda _: str(chance.randint(1, 4000)), text)
    text = re.sub(r"(?<=ngày )\d{1,2}(?= tháng)", lambda _: f"{chance.randint(1, 28):02}", text)
    text = re.sub(r"(?<=tháng )\d{1,2}(?= năm)", lambda _: str(chance.randint(1, 12)), text)
    return re.sub(r"\n[^\W\d_]\w+( [^\W\d_]\w+){2,3}\s*$", f"\n{chance.choice(NAMES)}\n", text)


def broken(chance: random.Random) -> bytes:
    """A file that is no text: empty, cut in a letter, of an old encoding, a PDF, an archive, zeros."""
    text = letter(chance).encode()
    return chance.choice(
        (b"", text[: text.rindex("ệ".encode()) + 1] if "ệ".encode() in text else b"\xe1", b"\xa9\xb5 " + text,
         b"%PDF-1.4\n\0" + text, b"PK\x03\x04\0" + text, bytes(2000))
    )  # fmt: skip


def hostile(chance: random.Random) -> bytes:
    """A file that repeats one thing without end."""
    sys.path.insert(0, str(ROOT / "tests"))
    from hostile import HOSTILE as UNITS
    from hostile import ROOMS
    from hostile import hostile as made

    unit, room = UNITS[chance.choice(sorted(UNITS))], chance.choice(sorted(ROOMS))
    if not unit.strip(" \t\n\f\u0301\u200b"):
        room = "in a body"  # alone it would be no text
    return made(unit, room, chance.randint(*HOSTILE_SIZE)).encode()


def documents(
    count: int, seed: int, *, broken_share: float = BROKEN, hostile_share: float = HOSTILE
) -> Iterator[bytes]:
    """So many files' bytes; the same for the same seed."""
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        draw = chance.random()
        if draw < broken_share:
            yield broken(chance)
        elif draw < broken_share + hostile_share:
            yield hostile(chance)
        else:
            yield letter(chance).encode()


def is_broken(number: int, seed: int) -> bool:
    """Whether a file of a made archive is no text."""
    return random.Random(f"{seed}-{number}").random() < BROKEN


def fill(folder: Path, count: int, seed: int = 0, **shares: float) -> None:
    """Write an archive: folders of a few hundred files, as years and months make them."""
    for number, content in enumerate(documents(count, seed, **shares)):
        place = folder / str(2010 + number // IN_A_FOLDER // 12) / f"{number // IN_A_FOLDER % 12 + 1:02}"
        if number % IN_A_FOLDER == 0:
            place.mkdir(parents=True, exist_ok=True)
        (place / f"van-ban-{number:06}.txt").write_bytes(content)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    print(sys.argv[1], sum(len(files) for _, _, files in os.walk(sys.argv[1])), "files")
