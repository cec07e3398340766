"""Settings: how far a loader may go with one document, and what it was told of it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

from congvan.errors import UnreadableError

Ocr = Literal["auto", "never", "always"]


class Settings(NamedTuple):
    """Bounds for one document: bytes of the file and of what is unpacked from it, pages, seconds.

    And what is known of it: `encoding`, if not told by the file itself. `apart`: libraries in C read in a process of
    their own. Pages that are pictures are read `at_once` so many at a time, as many as there are processors where that
    is 0; with `later` they are not read now.
    """

    max_size: int = 50 * 1024 * 1024
    max_pages: int = 500
    timeout: float = 300.0
    encoding: str | None = None
    ocr: Ocr = "auto"
    apart: bool = False
    at_once: int = 0
    later: bool = False


class Postponed(Exception):
    """A document has pages that are pictures, and those are to be read later; it is no failure."""


DEFAULT = Settings()
_AGAIN = 0.25


def lacking(extra: str) -> UnreadableError:
    """The error for a format whose library is not installed: which extra brings it."""
    return UnreadableError(f"cần gói [{extra}] để đọc loại tệp này; hãy cài: pip install 'congvan[{extra}]'")


@contextmanager
def within(seconds: float, limit: float | None = None) -> Iterator[None]:
    """Stop what runs inside after so many seconds, with an UnreadableError; `limit` is what it tells people instead.

    It rests on the clock that Unix gives to a process's main thread; elsewhere nothing is stopped here, and only
    the programs that a loader starts are.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    # again and again: Python drops what is raised while it frees an object
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    except _Overdue:
        raise overdue(limit or seconds) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, every)
        signal.signal(signal.SIGALRM, before)


def overdue(seconds: float) -> UnreadableError:
    """The error for a document that takes too long."""
    return UnreadableError(f"đọc quá {seconds:g} giây chưa xong; hãy tách nhỏ tệp, hoặc nâng mức bằng --timeout")


class _Overdue(BaseException):
    """Time is up; no loader may catch it as an error of its own."""


def _stop(number: int, frame: object) -> None:
    raise _Overdue
