"""PDF: milliseconds a document beside pypdfium2's bare text of the same files, in one run.

    python benchmarks/pdf.py FILE.pdf…

Processor time, the best of several runs. Ours may take at most four times as long: it asks where words stand, reads
what is stamped, and writes columns.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from congvan.loaders import pdf

ROUNDS = 20
ALLOWED = 4.0


def bare(content: bytes) -> None:
    """The text as pypdfium2 gives it."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    document.close()


def best(work: Callable[[], object]) -> float:
    """The shortest processor time of some rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken) * 1000


def main() -> None:
    """Print a line a file and how many times longer ours takes."""
    print("| tệp · file | pypdfium2 (ms) | congvan (ms) | lần · times |\n|---|---|---|---|")
    for name in sys.argv[1:]:
        content = Path(name).read_bytes()
        theirs, ours = best(lambda: bare(content)), best(lambda: pdf.load(name, content))  # noqa: B023
        missed = "" if ours <= ALLOWED * theirs else " (chưa đạt · *missed*)"
        print(f"| {Path(name).name} | {theirs:.1f} | {ours:.1f} | {ours / theirs:.1f}{missed} |")


if __name__ == "__main__":
    main()
