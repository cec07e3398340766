"""Readers: programs that see letters in a picture, behind one adapter.

A reader takes a picture and gives words with their places and how sure it is of them (0 to 100).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from congvan.errors import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image

COMMAND = "tesseract"
LANGUAGE = "vie"
DPI = 300
SURELY = 2.0
"""tesseract is sure how a page stands where it says so much."""

NEVER_SURE = 80.0
_WORD = "5"
_TOLD = re.compile(r"(Rotate|Orientation confidence): ([\d.]+)")


class Seen(NamedTuple):
    """A word in a picture: its box in pixels, how sure its reader is, and the line that the reader puts it in."""

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float
    line: tuple[int, int, int] = (0, 0, 0)


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that tesseract has; none where it is not installed."""
    if not shutil.which(COMMAND):
        return frozenset()
    told = subprocess.run([COMMAND, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(told.stdout.split()[1:])


def needed() -> None:
    """Make sure that there is a reader.

    Raises:
        UnreadableError: tesseract or its Vietnamese is missing; it says how to get them.
    """
    if LANGUAGE not in languages():
        raise UnreadableError(
            "ảnh quét cần chương trình tesseract có tiếng Việt; hãy cài: apt install tesseract-ocr tesseract-ocr-vie"
        )


def tesseract(picture: Image, timeout: float) -> list[Seen]:
    """Read a picture with tesseract, in one thread.

    Raises:
        UnreadableError: it failed or took too long.
    """
    told = _asked(picture, timeout, "-l", LANGUAGE, "--dpi", str(DPI), "--psm", "3", "tsv")
    if told is None:
        raise UnreadableError("tesseract không nhận dạng được trang ảnh; hãy kiểm tra lại tệp")
    return [seen for line in told.splitlines() if (seen := _seen(line))]


def turn(picture: Image, timeout: float) -> int:
    """By how many degrees, with the clock, a picture must be turned to stand upright; 0 where that is not sure."""
    if "osd" not in languages():
        return 0
    told = _asked(picture, timeout, "-l", "osd", "--dpi", str(DPI), "--psm", "0") or ""
    found = dict(_TOLD.findall(told))
    return int(found["Rotate"]) if float(found.get("Orientation confidence", 0)) >= SURELY else 0


def _asked(picture: Image, timeout: float, *how: str) -> str | None:
    """What tesseract answers; None where it fails."""
    held = BytesIO()
    picture.save(held, "PNG", compress_level=1)
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    call = [COMMAND, "stdin", "stdout", *how]
    try:
        done = subprocess.run(call, input=held.getvalue(), capture_output=True, timeout=timeout, env=environment)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"nhận dạng một trang quá {timeout:g} giây; hãy nâng mức bằng --timeout") from None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def second(picture: Image) -> str | None:
    """What another reader, trueocr, sees in a picture; None where it is not installed."""
    model = _trueocr()
    return None if model is None else str(model.predict(picture).text)


def again(picture: Image) -> list[Seen] | None:
    """The words that the other reader sees in a page, never quite sure; None where it is not installed."""
    model = _trueocr()
    if model is None:
        return None
    found: list[Seen] = []
    for number, line in enumerate(model.predict(picture).lines):
        found += _shared(line["text"], line["bbox"], min(100 * float(line["confidence"]), NEVER_SURE), number)
    return found


def _shared(text: str, box: Sequence[int], sure: float, number: int) -> Iterator[Seen]:
    """The words of a line, its box shared out by their letters."""
    left, top, right, bottom = box
    letter = (right - left) / max(len(text), 1)
    for match in re.finditer(r"\S+", text):
        start, width = left + round(match.start() * letter), round(len(match[0]) * letter)
        yield Seen(match[0], start, top, width, bottom - top, sure, (0, 0, number))


@lru_cache(maxsize=1)
def _trueocr() -> Any:
    try:
        from trueocr import OCRConfig, TrueOCR
    except ImportError:
        return None
    return TrueOCR(OCRConfig(threads=1, auto_rotate=False))


def _seen(line: str) -> Seen | None:
    cells = line.split("\t")
    if len(cells) != 12 or cells[0] != _WORD or not cells[11].strip():
        return None
    left, top, width, height = map(int, cells[6:10])
    block, paragraph, row = map(int, cells[2:5])
    return Seen(cells[11].strip(), left, top, width, height, float(cells[10]), (block, paragraph, row))
