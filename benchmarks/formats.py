#!/usr/bin/env python3
"""Milliseconds a document for each format, beside the bare extraction of kreuzberg and python-docx, in one run.

    python benchmarks/formats.py [FILE…]

Without files: those of `samples/dinh-dang`. A peer that is not installed is left out, and said so. The least of many
times of the process counts, and of the processes that it starts, as antiword is one.
The exit code is 1 when a mark is missed: at most 3 × the faster peer.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from congvan import loaders

SAMPLES = Path(__file__).parents[1] / "samples" / "dinh-dang"
SUFFIXES = (".docx", ".doc", ".odt", ".rtf", ".html")
MARK = 3.0
ROUNDS = 30
READ = {"python-docx": (".docx",), "antiword": (".doc",)}
"""What a peer reads, if not all."""

Reader = Callable[[Path], object]


def ours(path: Path) -> object:
    """Read with congvan's loader."""
    return loaders.read(path)


def peers() -> dict[str, Reader]:
    """The peers that are installed."""
    found: dict[str, Reader] = {}
    try:
        import kreuzberg

        found["kreuzberg"] = lambda path: kreuzberg.extract_file_sync(str(path))
    except ImportError:
        print("kreuzberg is not installed: left out", file=sys.stderr)
    try:
        import docx

        found["python-docx"] = lambda path: _bare(docx.Document(str(path)))
    except ImportError:
        print("python-docx is not installed: left out", file=sys.stderr)
    if shutil.which("antiword"):
        found["antiword"] = lambda path: subprocess.run(["antiword", str(path)], capture_output=True)
    return found


def _bare(document: object) -> str:
    pieces = []
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        rows = getattr(block, "rows", None)
        texts = [block.text] if rows is None else [cell.text for row in rows for cell in row.cells]
        pieces.append("\n".join(texts))
    return "\n".join(pieces)


def least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least time of some rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = spent()
        work()
        times.append(spent() - start)
    return 1000 * min(times)


def spent() -> float:
    """Seconds that this process has worked, and those that it started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


def measured(paths: list[Path], others: dict[str, Reader]) -> dict[str, float]:
    """Milliseconds a document for congvan and each peer that reads the format."""
    found: dict[str, float] = defaultdict(float)
    for path in paths:
        found["congvan"] += least(partial(ours, path)) / len(paths)
        for name, read in others.items():
            if path.suffix in READ.get(name, SUFFIXES):
                found[name] += least(partial(read, path)) / len(paths)
    return found


def main() -> int:
    """Print the table."""
    named = [Path(name) for name in sys.argv[1:]] or sorted(SAMPLES.iterdir())
    others, missed = peers(), 0
    print(f"{'format':8}{'files':>6}" + "".join(f"{name:>14}" for name in ("congvan", *others)) + f"{'× faster':>10}")
    for suffix in SUFFIXES:
        paths = [path for path in named if path.suffix == suffix]
        if not paths:
            continue
        found = measured(paths, others)
        rivals = [value for name, value in found.items() if name != "congvan"]
        ratio = found["congvan"] / min(rivals) if rivals else 0.0
        missed += ratio > MARK
        row = "".join(f"{found[name]:11.2f} ms" if name in found else f"{'-':>14}" for name in ("congvan", *others))
        print(f"{suffix:8}{len(paths):6}{row}{ratio:10.2f}", flush=True)
    return os.EX_OK if not missed else 1


if __name__ == "__main__":
    sys.exit(main())
