"""Readers: programs that see letters in a picture, behind one adapter.

A reader takes a picture and gives words with their places and how sure it is of them (0 to 100).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from congvan.errors import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image

COMMAND = "tesseract"
LANGUAGE = "vie"
DPI = 300
_WORD = "5"


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
    held = BytesIO()
    picture.save(held, "PNG", compress_level=1)
    call = [COMMAND, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(call, input=held.getvalue(), capture_output=True, timeout=timeout, env=environment)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"nhận dạng một trang quá {timeout:g} giây; hãy nâng mức bằng --timeout") from None
    if done.returncode:
        raise UnreadableError("tesseract không nhận dạng được trang ảnh; hãy kiểm tra lại tệp")
    return [seen for line in done.stdout.decode("utf-8", "replace").splitlines() if (seen := _seen(line))]


def second(picture: Image) -> str | None:
    """What another reader, trueocr, sees in a picture; None where it is not installed."""
    model = _trueocr()
    return None if model is None else str(model.predict(picture).text)


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
