"""Settings: how far a loader may go with one document, and what it was told of it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from types import FrameType, TracebackType
from typing import Any, Literal, NamedTuple

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


def within(seconds: float, limit: float | None = None) -> AbstractContextManager[None]:
    """Stop what runs inside after so many seconds, with an UnreadableError; `limit` is what it tells people instead.

    It rests on the clock that Unix gives to a process's main thread; elsewhere nothing is stopped here, and only
    the programs that a loader starts are.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return nullcontext()
    return _Clock(seconds, limit or seconds)


class _Clock:
    """Rings when time is up, and again and again: Python drops what is raised while it frees an object."""

    def __init__(self, seconds: float, limit: float) -> None:
        self._seconds, self._limit = seconds, limit

    def __enter__(self) -> None:
        self._unraised = sys.unraisablehook
        sys.unraisablehook = self._quiet
        self._handler = signal.signal(signal.SIGALRM, _ring)
        self._before = signal.getitimer(signal.ITIMER_REAL)
        try:
            signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN)
        except _Overdue as error:  # so little time that it is over already
            self.__exit__(_Overdue, error, None)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, *self._before)
        signal.signal(signal.SIGALRM, self._handler)
        sys.unraisablehook = self._unraised
        if kind is _Overdue:
            raise overdue(self._limit) from None

    def _quiet(self, dropped: Any) -> None:
        """What was dropped of this clock comes again; of all else people are told."""
        if dropped.exc_type is not _Overdue:
            self._unraised(dropped)


def overdue(seconds: float) -> UnreadableError:
    """The error for a document that takes too long."""
    return UnreadableError(f"đọc quá {seconds:g} giây chưa xong; hãy tách nhỏ tệp, hoặc nâng mức bằng --timeout")


class _Overdue(BaseException):
    """Time is up; no loader may catch it as an error of its own."""


def _ring(number: int, frame: FrameType | None) -> None:
    """Time is up, unless the clock is being put away: memory that takes long to free lets it ring in between."""
    if frame is None or frame.f_code is not _Clock.__exit__.__code__:
        raise _Overdue
