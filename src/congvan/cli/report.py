"""What people are told, on standard error, and the exit code that follows from it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from congvan.errors import CongvanError, UnreadableError, fault

if TYPE_CHECKING:
    from congvan.record import Record
    from congvan.text import Source

ALL_READ, SOME_NOT, WRONG_USE = 0, 1, 2

T = TypeVar("T")


def tell(line: str) -> None:
    """Say one line on standard error, where there is one."""
    if sys.stderr is not None:
        print(" ".join(line.splitlines()), file=sys.stderr, flush=True)


@dataclass(slots=True)
class Report:
    """What became of each document; it owns the exit code.

    The code is 1 when some document could not be read or, where `strict`, was found faulty; else 0.
    """

    strict: bool = False
    quiet: bool = False
    read: int = 0
    unread: int = 0
    faulty: int = 0

    @property
    def exit_code(self) -> int:
        """0 or 1, by what happened so far."""
        return SOME_NOT if self.unread or (self.strict and self.faulty) else ALL_READ

    def opened(self, names: Iterable[str], read: Callable[[str], Iterator[Source]]) -> Iterator[Source]:
        """The documents of files; a file that cannot be read is told of in one line, and the others go on."""
        for name in names:
            with self._guarded(name):
                yield from read(name)

    def each(self, sources: Iterable[Source], work: Callable[[Source], T], seconds: float) -> Iterator[T]:
        """Do the work on each document, for so many seconds at most.

        A fault of ours in one, or its taking too long, does not keep the others from being read.
        """
        from congvan.loaders.settings import within

        for source in sources:
            done: list[T] = []
            with self._guarded(source.name), within(seconds):
                done.append(work(source))
            self.read += len(done)
            yield from done
        self._sum_up()

    @contextmanager
    def _guarded(self, name: str) -> Iterator[None]:
        try:
            yield
        except UnreadableError as error:
            self._failed(str(error) if error.document else f"{name}: {error}")
        except CongvanError:
            raise
        except Exception as error:  # a fault of ours must not keep the other documents from being read
            self._failed(f"{name}: {fault(error)}")

    def failed(self, error: UnreadableError) -> None:
        """Tell of a document that cannot be read."""
        self._failed(str(error))

    def watched(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass records on, taking note of those with an error; say which where that decides the exit code."""
        for record in records:
            errors = [problem.message for problem in record.problems if problem.severity == "error"]
            self.faulty += bool(errors)
            if self.strict and not self.quiet:
                for message in errors:
                    tell(f"{record.source.name}: {message}")
            yield record

    def _failed(self, message: str) -> None:
        self.unread += 1
        tell(message)

    def _sum_up(self) -> None:
        """For people at a terminal alone: in a script a line is a failure."""
        if self.read + self.unread > 1 and not self.quiet and sys.stderr is not None and sys.stderr.isatty():
            tell(f"Đã đọc {self.read} văn bản" + (f"; {self.unread} không đọc được." if self.unread else "."))
