"""Outcomes: what became of a file, document by document, and records as they are kept.

Most files are one document; an archive, a mail or a package holds several, each called by what comes behind the file's
own name: `!/inside/a.docx`.
"""

from __future__ import annotations

import json
import os
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from congvan.record import Record

DONE, PARTLY, FAILED = "done", "partly", "failed"

NAME = b'"source":{"name":'
HOLE = b"\0"
"""Stands in a kept record where the file's name stood: the same bytes under two names are parsed once."""

_LEVEL = 1


class Part(NamedTuple):
    """One document of a file: its record, or the reason why there is none.

    `inside` is its name behind the file's own, empty for the file itself; `document` is issuer, number, notation and
    day, by which the same document is known in two files.
    """

    inside: str = ""
    reason: str = ""
    sha256: str = ""
    problems: str = "[]"
    document: str | None = None
    record: bytes | None = None


class Outcome(NamedTuple):
    """What became of a file. `sha256` is empty where it could not be opened.

    A file that is `postponed` holds pictures of pages, and has not been read yet. Of a file that holds others `members`
    is how many lie directly in it, of which a share was read, and `unpacked` how many bytes those were.
    """

    sha256: str
    parts: tuple[Part, ...] = ()
    seconds: float = 0.0
    postponed: bool = False
    members: int = 0
    unpacked: int = 0

    @property
    def failures(self) -> list[Part]:
        """The documents without a record."""
        return [part for part in self.parts if part.record is None]

    @property
    def records(self) -> int:
        """How many documents have a record."""
        return len(self.parts) - len(self.failures)

    @property
    def failed(self) -> bool:
        """Whether there is no record at all."""
        return self.records == 0

    @property
    def told(self) -> bool:
        """Whether anything is said against the file itself."""
        return any(not part.inside and part.record is None for part in self.parts)

    @property
    def state(self) -> str:
        """`done`, `failed`, or `partly` where there is something of both."""
        return FAILED if self.failed else PARTLY if self.failures else DONE

    @property
    def reason(self) -> str:
        """What is said against the file itself, if anything is."""
        return next((part.reason for part in self.parts if not part.inside), "")


def unread(sha256: str, reason: str) -> Outcome:
    """What became of a file that could not be read."""
    return Outcome(sha256, (Part(reason=reason),))


def kept(record: Record, inside: str) -> Part:
    """A document that was read, as it is kept."""
    problems = json.dumps([problem.code for problem in record.problems])
    return Part(inside, "", record.source.sha256, problems, _document(record), packed(record))


def _document(record: Record) -> str | None:
    """Issuer, number, notation and day in one line; None where one of them was not read."""
    number, issuer, day = record.reference_number, record.header.issuing_body, record.date
    parts = (issuer and issuer.text, number and number.number, number and number.notation, day and day.edtf)
    return " · ".join(map(str, parts)).casefold() if all(parts) and "X" not in str(parts[-1]) else None


def packed(record: Record) -> bytes:
    """A record's JSON, compressed, with a hole where the file's name stood, and the name inside it."""
    whole = record.model_dump_json().encode()
    before, mark, after = whole.partition(NAME)
    return zlib.compress(before + mark + HOLE + after.removeprefix(quoted(record.source.name)), _LEVEL)


def unpacked(kept: bytes, name: str) -> bytes:
    """The JSON of a kept record for a document of this name: what `record.model_dump_json()` gives."""
    before, _, after = zlib.decompress(kept).partition(HOLE)
    return before + quoted(name) + after


def quoted(name: str) -> bytes:
    """A name as pydantic writes it in JSON."""
    return json.dumps(name, ensure_ascii=False).encode()


def shown(path: str) -> str:
    """The name of a file as records hold it: what is not UTF-8 in it is U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
