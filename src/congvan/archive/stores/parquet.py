"""Parquet: a folder for each of the four tables, in parts (extra `[parquet]`); for DuckDB, pandas, polars, Spark."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from congvan.archive import extra
from congvan.archive.stores import columns

if TYPE_CHECKING:
    from congvan.archive.stores import Kept

PART = 10_000
"""Documents in a part."""

GROUP = 1000
"""Documents in memory at a time: a row group of each table."""


def ready(kind: str) -> None:
    """See that pyarrow is there."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise extra("parquet", "pyarrow", "kho Parquet") from None


def schema(table: str) -> Any:
    """The Arrow schema of a table: it does not change with what is in it."""
    import pyarrow as pa

    types = {"int": pa.int64(), "text": pa.string(), "bool": pa.bool_()}
    fields = [pa.field(column.name, types[column.type], nullable=column.optional) for column in columns.TABLES[table]]
    return pa.schema(fields, metadata={"congvan.table": table})


def write(rows: Iterable[Kept], target: Path, kind: str) -> None:
    """Write all tables; an archive without records has one empty part of each."""
    for table in columns.TABLES:
        (target / table).mkdir(parents=True)
    part = 0
    with _Part(target, part) as writer:
        for number, (_, tables) in enumerate(columns.tables(iter(rows))):
            if number // PART != part:
                part = number // PART
                writer.turn(part)
            writer.add(tables)
    for table in columns.TABLES:
        _flushed(target / table)
    _flushed(target)


class _Part:
    """The files of one part, one for each table."""

    def __init__(self, target: Path, part: int) -> None:
        self.target = target
        self._open(part)

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *error: object) -> None:
        self._close()

    def _open(self, part: int) -> None:
        import pyarrow.parquet as pq

        self.pending: columns.Tables = {table: [] for table in columns.TABLES}
        self.writers: dict[str, Any] = {
            table: pq.ParquetWriter(self.target / table / f"part-{part:05}.parquet", schema(table), compression="zstd")
            for table in columns.TABLES
        }

    def turn(self, part: int) -> None:
        """Begin the next part."""
        self._close()
        self._open(part)

    def add(self, tables: columns.Tables) -> None:
        """Add the rows of one document."""
        for table, rows in tables.items():
            self.pending[table] += rows
        if len(self.pending["documents"]) >= GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        for table, rows in self.pending.items():
            names = schema(table).names
            found = {name: [row[place] for row in rows] for place, name in enumerate(names)}
            self.writers[table].write_table(pa.table(found, schema=schema(table)))
            self.pending[table] = []

    def _close(self) -> None:
        self._write()
        for writer in self.writers.values():
            writer.close()


def _flushed(folder: Path) -> None:
    for file in folder.glob("*.parquet"):
        with open(file, "rb+") as stream:
            os.fsync(stream.fileno())


def read(source: Path, kind: str) -> Iterator[bytes]:
    """The records, in the order of paths."""
    import pyarrow.parquet as pq

    for file in sorted((source / "documents").glob("*.parquet")):
        for batch in pq.ParquetFile(file).iter_batches(batch_size=GROUP, columns=["record"]):
            for record in batch.column(0).to_pylist():
                yield record.encode()
