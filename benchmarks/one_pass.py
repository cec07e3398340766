"""One warm pass: read all texts of a folder once with one worker, print the seconds that it took.

    python one_pass.py pyvi|fast|words WARM FOLDER

The texts of WARM are read before, so that all is loaded and compiled. A process of its own does nothing else: what
another worker leaves in the processor's caches and in memory is no part of the time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path


def texts(folder: Path) -> list[str]:
    """The `.txt` files of a folder and of those in it, in order."""
    return [path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.txt"))]


def worker(name: str) -> Callable[[str], object]:
    """What reads one text."""
    if name == "pyvi":
        from pyvi import ViTokenizer

        return ViTokenizer.tokenize  # type: ignore[no-any-return]
    from congvan import parse

    return (lambda text: parse(text, fast=True)) if name == "fast" else parse


def main() -> None:
    """Warm up, read, print."""
    read = worker(sys.argv[1])
    for text in texts(Path(sys.argv[2])):
        read(text)
    waiting = texts(Path(sys.argv[3]))
    start = time.perf_counter()
    for text in waiting:
        read(text)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
