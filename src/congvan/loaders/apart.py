"""Apart: what libraries in C read, read in a process of its own, so that none of them can hang or end this one."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, TypeVar

from congvan.errors import UnreadableError
from congvan.loaders.settings import overdue, within

_GRACE = 1.0
"""So many seconds after its time a process that does not end by itself is ended."""

MEMORY = 2 * 1024**3
"""So many bytes of memory may a process take for itself."""


T = TypeVar("T")


def read(work: Callable[[], T], library: str, seconds: float) -> T:
    """Do some work of reading in a process of its own where the system can copy this one, else here.

    Raises:
        UnreadableError: as the loader, or it takes too long, or its process ended without a word.
    """
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        return work()
    with suppress(ImportError):
        import_module(library)  # once, for all the processes to come
    receiving, sending = os.pipe()
    process = os.fork()
    if process == 0:
        _answer(work, sending, seconds)
    os.close(sending)
    try:
        answer = _received(receiving, seconds)
    finally:
        _end(process, receiving)
    if not answer:
        raise UnreadableError(
            "chương trình đọc tệp này dừng đột ngột, hoặc cần quá nhiều bộ nhớ; tệp hỏng hoặc có ý phá"
        )
    found: Any = pickle.loads(answer)
    if isinstance(found, Exception):
        raise found
    done: T = found
    return done


def _answer(work: Callable[[], object], sending: int, seconds: float) -> None:
    """The other process: do the work, send what came of it, and end with nothing else done."""
    import resource

    try:
        os.setsid()  # so that what it starts ends with it
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        try:
            with within(seconds):
                found: object = work()
        except MemoryError:
            found = UnreadableError("cần quá nhiều bộ nhớ để đọc; hãy tách nhỏ tệp")
        except Exception as error:
            found = error
        with os.fdopen(sending, "wb") as stream:
            pickle.dump(found, stream)
    finally:
        os._exit(0)


def _end(process: int, receiving: int) -> None:
    """End a process and what it started, whatever alarm rings meanwhile."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    os.close(receiving)
    for kill in (os.killpg, os.kill):
        with suppress(OSError):
            kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})


def _received(receiving: int, seconds: float) -> bytes:
    """All that a process sends; empty where it ended without a word."""
    from time import monotonic

    end = monotonic() + seconds + _GRACE
    pieces: list[bytes] = []
    while select.select([receiving], [], [], max(end - monotonic(), 0))[0]:
        piece = os.read(receiving, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    raise overdue(seconds)
