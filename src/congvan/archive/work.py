"""The work of one process: a group of documents → what became of each. The same on this machine and on a cluster."""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from congvan.errors import CongvanError, UnreadableError, fault

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from congvan.record import Record

TIMED_OUT = 1
"""The exit code of a process that its alarm ended, as faulthandler gives it."""

NAME = b'"source":{"name":'
HOLE = b"\0"
"""Stands in a kept record where the file's name stood: the same bytes under two names are parsed once."""

_LEVEL = 1
_ONE_AT_A_TIME = Lock()


class Settings(NamedTuple):
    """How documents are read; `own` is a folder of an office's own words, `timeout` is in seconds, 0 for none."""

    fast: bool
    own: str | None
    max_size: int
    timeout: float


class Versions(NamedTuple):
    """What a record depends on, beside its document."""

    schema: str
    grammar: str
    program: str
    fast: bool


class Outcome(NamedTuple):
    """What became of one document: a record, or the reason why there is none.

    `sha256` is empty where the file could not be opened; `document` is issuer, number, notation and day, by which the
    same document is known in two files.
    """

    sha256: str
    reason: str = ""
    seconds: float = 0.0
    problems: str = "[]"
    document: str | None = None
    record: bytes | None = None

    @property
    def failed(self) -> bool:
        """Whether there is no record."""
        return self.record is None


class Work(NamedTuple):
    """One document to read: where it is, and the digest it had when it was looked at ("" where it was not)."""

    address: str
    sha256: str


@cache
def versions(settings: Settings) -> Versions:
    """The versions by which records are made in this process."""
    from congvan import grammar
    from congvan.record import Record

    digest = grammar.load(Path(settings.own) if settings.own else None).digest
    schema = next(part.default for part in fields(Record) if part.name == "schema_version")
    return Versions(str(schema), digest, str(sys.modules["congvan"].__version__), settings.fast)


def parse(group: Sequence[Work], settings: Settings) -> tuple[Versions, list[Outcome]]:
    """Read each document of a group; one that cannot be read, or breaks the program, is an outcome like the others."""
    with _ONE_AT_A_TIME:  # a cluster's worker may have several threads, and there is one alarm a process
        _warm(settings)
        done = [_timed(work, settings) for work in group]
        _kept(settings)
        return versions(settings), done


@cache
def _warm(settings: Settings) -> None:
    """Load what is loaded once; the collector need not look at it again."""
    from congvan import loaders, pipeline  # noqa: F401

    versions(settings)
    gc.collect()
    gc.freeze()


def _kept(settings: Settings) -> None:
    """Keep the patterns that were compiled for these documents: a worker ends without the ceremonies of an exit."""
    from congvan import cache, grammar

    cache.keep(grammar.load(Path(settings.own) if settings.own else None))


def _timed(work: Work, settings: Settings) -> Outcome:
    start = time.perf_counter()
    with _alarm(settings.timeout):
        outcome = _outcome(work, settings)
    return outcome._replace(seconds=round(time.perf_counter() - start, 6))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End this process when the time is over: a pattern that runs astray cannot be stopped otherwise."""
    if not seconds:
        yield
        return
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def _outcome(work: Work, settings: Settings) -> Outcome:
    try:
        with _local(work, settings) as path:
            return _read(path, settings)
    except UnreadableError as error:
        return Outcome(_unchanged(work, settings), _nameless(str(error), work.address))
    except CongvanError:
        raise
    except Exception as error:  # a fault of ours must not keep the other documents from being read
        return Outcome(work.sha256, fault(error))


def _unchanged(work: Work, settings: Settings) -> str:
    """The digest of a file that could not be read, where it is still that file: one that is gone says nothing of it."""
    return work.sha256 if work.sha256 and digest(work.address, settings.max_size) == work.sha256 else ""


def _local(work: Work, settings: Settings) -> AbstractContextManager[str]:
    if "://" not in work.address:
        return nullcontext(work.address)
    from congvan.archive import remote

    return remote.fetched(work.address, settings.max_size)


def _read(path: str, settings: Settings) -> Outcome:
    from congvan import grammar, loaders, pipeline

    rules = grammar.load(Path(settings.own) if settings.own else None)
    try:
        source = loaders.read(path, max_size=settings.max_size)
    except UnreadableError as error:
        raise UnreadableError(_nameless(str(error), path)) from None
    record = pipeline.parse_source(source, rules, fast=settings.fast).record
    problems = json.dumps([problem.code for problem in record.problems])
    return Outcome(record.source.sha256, "", 0.0, problems, _document(record), packed(record))


def _document(record: Record) -> str | None:
    """Issuer, number, notation and day in one line; None where one of them was not read."""
    number, issuer, day = record.reference_number, record.header.issuing_body, record.date
    parts = (issuer and issuer.text, number and number.number, number and number.notation, day and day.edtf)
    return " · ".join(map(str, parts)).casefold() if all(parts) and "X" not in str(parts[-1]) else None


def _nameless(message: str, path: str) -> str:
    """A message without the name that it begins with, so that the same reasons are counted as one."""
    return message.removeprefix(f"{os.fsencode(path).decode('utf-8', 'replace')}: ")


# --- Records as they are kept ---------------------------------------------------------------------------------------


def packed(record: Record) -> bytes:
    """A record's JSON, compressed, with a hole where the file's name stood."""
    whole = record.model_dump_json().encode()
    before, mark, after = whole.partition(NAME)
    return zlib.compress(before + mark + HOLE + after.removeprefix(quoted(record.source.name)), _LEVEL)


def unpacked(kept: bytes, name: str) -> bytes:
    """The JSON of a kept record for a file of this name: what `record.model_dump_json()` gives."""
    before, _, after = zlib.decompress(kept).partition(HOLE)
    return before + quoted(name) + after


def quoted(name: str) -> bytes:
    """A name as pydantic writes it in JSON."""
    return json.dumps(name, ensure_ascii=False).encode()


def shown(path: str) -> str:
    """The name of a file as records hold it: what is not UTF-8 in it is U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def digest(path: str, max_size: int) -> str:
    """The digest of a file's bytes; empty where it cannot be read or is too large, which its reader will tell."""
    try:
        with open(path, "rb") as stream:
            content = stream.read(max_size + 1)
    except (OSError, ValueError):
        return ""
    return sha256(content).hexdigest() if len(content) <= max_size else ""
