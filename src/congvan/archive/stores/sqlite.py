"""SQLite: the four tables, views for people with any viewer, and a full-text index with and without marks.

The index has two columns: `words` as written (marks count), `plain` without marks and with đ as d, as FTS5 itself never
folds đ. It holds no text of its own: what was found is read from `documents`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from congvan.archive.stores import columns, folding

if TYPE_CHECKING:
    from congvan.archive.stores import Kept

FORM = 1
TYPES = {"int": "INTEGER", "text": "TEXT", "bool": "INTEGER"}
KEYS = {"documents": "document", "tasks": "document, task", "parties": "document, party",
        "citations": "document, citation"}  # fmt: skip
BATCH = 1000

REST = """
CREATE INDEX documents_date ON documents(date);
CREATE INDEX documents_type ON documents(type_code);
CREATE INDEX tasks_due ON tasks(due);
CREATE INDEX citations_number ON citations(number);
CREATE VIEW "Văn bản" AS SELECT name AS "Tệp", reference AS "Số, ký hiệu", date AS "Ngày", type_name AS "Loại",
  issuer AS "Cơ quan ban hành", subject AS "Trích yếu", signer AS "Người ký", problems AS "Vấn đề" FROM documents;
CREATE VIEW "Nhiệm vụ" AS SELECT reference AS "Văn bản", date AS "Ngày", leads AS "Chủ trì", supports AS "Phối hợp",
  text AS "Nội dung", deadline AS "Thời hạn", due AS "Hạn cuối", name AS "Tệp"
  FROM tasks JOIN documents USING (document);
CREATE VIEW "Văn bản viện dẫn" AS SELECT citations.number AS "Số, ký hiệu", citations.date AS "Ngày",
  citations.issuer AS "Cơ quan ban hành", documents.reference AS "Trong văn bản", documents.name AS "Tệp"
  FROM citations JOIN documents USING (document);
CREATE VIEW "Cơ quan, người" AS SELECT parties.name AS "Tên", kind AS "Là", roles AS "Vai trò",
  documents.reference AS "Trong văn bản", documents.name AS "Tệp" FROM parties JOIN documents USING (document);
"""


def ready(kind: str) -> None:
    """Nothing is needed: SQLite comes with Python."""


def write(rows: Iterable[Kept], target: Path, kind: str) -> None:
    """Write all tables, in one transaction into a new file."""
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = {FORM};")
        db.execute("BEGIN")
        for table in columns.TABLES:
            db.execute(_made(table))
        db.execute(
            "CREATE VIRTUAL TABLE search USING fts5(words, plain, content = '',"
            ' tokenize = "unicode61 remove_diacritics 0")'
        )
        _filled(db, rows)
        for statement in REST.split(";\n"):
            db.execute(statement)
        db.execute("INSERT INTO search(search) VALUES ('optimize')")
        db.execute("COMMIT")
    _flushed(target)


def _made(table: str) -> str:
    parts = [
        f"{column.name} {TYPES[column.type]}{'' if column.optional else ' NOT NULL'}"
        for column in columns.TABLES[table]
    ]
    return f"CREATE TABLE {table}({', '.join(parts)}, PRIMARY KEY ({KEYS[table]}))"


def _filled(db: sqlite3.Connection, rows: Iterable[Kept]) -> None:
    inserts = {
        table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(parts))})" for table, parts in columns.TABLES.items()
    }
    for record, tables in columns.tables(iter(rows)):
        for table, found in tables.items():
            db.executemany(inserts[table], found)
        words = folding.written(columns.words(record))
        number = tables["documents"][0][0]
        db.execute("INSERT INTO search(rowid, words, plain) VALUES (?, ?, ?)", (number, words, folding.plain(words)))


def _flushed(target: Path) -> None:
    with open(target, "rb+") as file:
        os.fsync(file.fileno())


def read(source: Path, kind: str) -> Iterator[bytes]:
    """The records, in the order of paths."""
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as db:
        for (record,) in db.execute("SELECT record FROM documents ORDER BY document"):
            yield record.encode()
