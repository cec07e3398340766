"""Apart: what a library in C reads can neither hang nor end the program, and the other files are read."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from congvan.errors import UnreadableError
from congvan.loaders import apart, read_all
from congvan.loaders.settings import Settings, within
from congvan.text import Source
from pdfs import pdf

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def deaf() -> Source:
    """Hear no signal that a program may send itself, as a library that never comes back."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(60)
    return Source.of("a")


def killed() -> Source:
    """End as a library ends that writes where it must not."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Source.of("a")


def greedy() -> Source:
    """Take more memory than there may be."""
    return Source.of("a" * apart.MEMORY)


def refused() -> Source:
    """Tell what is wrong."""
    raise UnreadableError("tệp hỏng")


ENDS: dict[str, tuple[Callable[[], Source], str]] = {
    "hangs": (deaf, r"đọc quá 0\.1 giây"),
    "is ended": (killed, "dừng đột ngột"),
    "takes all memory": (greedy, "quá nhiều bộ nhớ"),
    "refuses": (refused, "^tệp hỏng$"),
}


@pytest.mark.parametrize(("work", "told"), ENDS.values(), ids=ENDS)
def test_whatever_becomes_of_it_is_one_line(work: Callable[[], Source], told: str) -> None:
    """A library that hangs, breaks down or takes all memory is a file that cannot be read."""
    with pytest.raises(UnreadableError, match=told):
        apart.read(work, "json", 0.1 if work is deaf else 20)


class Heavy:
    """Something that takes long to free, as a large tree does."""

    def __del__(self) -> None:
        """Take longer than the clock waits before it rings again."""
        time.sleep(0.6)


def test_a_clock_that_rings_while_memory_is_freed(capsys: pytest.CaptureFixture[str]) -> None:
    """Time is up once, in one line, however long it takes to leave."""
    with pytest.raises(UnreadableError, match=r"đọc quá 0\.05 giây"), within(0.05):
        held = [Heavy()]
        while held:
            pass

    assert "" == capsys.readouterr().err
    assert (0.0, 0.0) == signal.getitimer(signal.ITIMER_REAL)


def test_what_is_read_apart_is_the_same(tmp_path: Path) -> None:
    """A document is the same wherever it was read, notes and all."""
    pytest.importorskip("pypdfium2")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[(72, 700, "Thông báo số 12, điều 1 và điều 2")]]))

    assert list(read_all(path)) == list(read_all(path, settings=Settings(apart=True)))
