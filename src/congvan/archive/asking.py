"""Questions to an archive: which documents say this, of this type, by this body, of these days, with tasks due then?

Any store can be asked. SQLite answers; where a destination has none that is up to date, one is made beside it and kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from congvan import grammar
from congvan.archive import ArchiveError, destination, journal, stores
from congvan.archive.journal import Journal
from congvan.archive.stores import folding, sqlite
from congvan.folding import folder

INDEX = ".search-{revision}.sqlite"


class Question(NamedTuple):
    """What is asked: all of it must hold. Each of `phrases` stands in the document as it is, in this order of words."""

    phrases: Sequence[str] = ()
    ignore_accents: bool = False
    types: Sequence[str] = ()
    issuer: str | None = None
    since: str | None = None
    until: str | None = None
    due_before: str | None = None
    limit: int | None = None


class Hit(NamedTuple):
    """A document that fits, and how many of its tasks are due before the day that was asked for, the first when."""

    name: str
    type_code: str | None
    reference: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    due: str | None
    due_tasks: int
    record: str


class _Raw(NamedTuple):
    """A record as a store without a journal gives it."""

    record: bytes


def answers(store: Path, question: Question) -> Iterator[Hit]:
    """The documents that fit: the best first where words are asked for, else the newest."""
    with opened(store) as db:
        query, values = _query(question)
        for row in db.execute(query, values):
            yield Hit(*row)


@contextmanager
def opened(store: Path) -> Iterator[sqlite3.Connection]:
    """An SQLite store of the archive, to be read.

    Raises:
        ArchiveError: there is no archive, or no store.
    """
    with _file(store) as file, closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
        db.create_function("body", 1, _body, deterministic=True)
        try:
            db.execute("SELECT document FROM documents LIMIT 1")
        except sqlite3.DatabaseError:
            raise ArchiveError(f"{file}: không phải kho SQLite của congvan") from None
        yield db


@contextmanager
def _file(store: Path) -> Iterator[Path]:
    if store.is_file() and store.suffix == ".sqlite" and store.name != journal.NAME:
        yield store
    elif destination.usable(store):
        with closing(journal.read(store)) as kept, _beside(store, kept) as file:
            yield file
    else:
        with TemporaryDirectory(prefix="congvan-") as folder:
            file = Path(folder) / "records.sqlite"
            sqlite.write((_Raw(record) for record in stores.contents(store)), file, "sqlite")
            yield file


@contextmanager
def _beside(dest: Path, kept: Journal) -> Iterator[Path]:
    """The SQLite store of a destination, or an index like it: kept there, or for now where that may not be written."""
    revision = kept.meta("revision") or "0"
    published = stores.path(dest, "sqlite")
    index = dest / INDEX.format(revision=revision)
    if published.exists() and kept.meta("published sqlite") == revision:
        yield published
    elif index.exists() or _made(dest, index, kept):
        yield index
    else:
        with TemporaryDirectory(prefix="congvan-") as folder:
            sqlite.write(kept.rows(), Path(folder) / index.name, "sqlite")
            yield Path(folder) / index.name


def _made(dest: Path, index: Path, kept: Journal) -> bool:
    draft = index.with_suffix(".new")
    try:
        draft.unlink(missing_ok=True)
        for old in dest.glob(INDEX.format(revision="*")):
            old.unlink()
        sqlite.write(kept.rows(), draft, "sqlite")
        draft.replace(index)
    except (OSError, sqlite3.OperationalError):
        return False
    return True


@lru_cache(maxsize=100_000)
def _body(name: str) -> str:
    """A body's name as it is compared: abbreviations opened, no marks, small letters."""
    return folding.plain(folder(grammar.load()).opened(name))


def _query(question: Question) -> tuple[str, list[object]]:
    tables, where, values = "documents", ["1"], []
    due = "SELECT {} FROM tasks WHERE tasks.document = documents.document AND due < ?"
    if question.phrases:
        tables += " JOIN search ON search.rowid = documents.document"
        where.append("search MATCH ?")
        values.append(_match(question))
    if question.types:
        where.append(f"upper(type_code) IN ({', '.join('?' * len(question.types))})")
        values += [code.upper() for code in question.types]
    if question.issuer:
        where.append("body(coalesce(issuer, '') || ' ' || coalesce(parent_body, '')) LIKE '%' || ? || '%'")
        values.append(_body(question.issuer))
    for value, condition in (
        (question.since, "replace(date, 'X', '9') >= ?"),
        (question.until, "replace(date, 'X', '0') <= ?"),
        (question.due_before, f"EXISTS ({due.format(1)})"),
    ):
        if value:
            where.append(condition)
            values.append(value)
    order = "search.rank" if question.phrases else "date DESC, documents.document"
    day = question.due_before or ""
    found = (
        f"SELECT name, type_code, reference, date, issuer, subject, ({due.format('min(due)')}),"
        f" ({due.format('count(*)')}), record FROM {tables} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?"
    )
    return found, [day, day, *values, -1 if question.limit is None else question.limit]


def _match(question: Question) -> str:
    """Each phrase in the column with marks, or without them: when that is asked for, or it was typed without any."""
    parts = []
    for phrase in question.phrases:
        bare = question.ignore_accents or not folding.marked(phrase)
        text = (folding.plain if bare else folding.written)(phrase).replace('"', " ")
        parts.append(f'{"plain" if bare else "words"} : "{text}"')
    return " AND ".join(parts)
