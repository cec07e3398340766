"""JSON Lines: one record a line, plain or compressed (`.gz`, `.zst`; the latter with the extra `[zst]`)."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from congvan.archive import extra

if TYPE_CHECKING:
    from congvan.archive.stores import Kept


def ready(kind: str) -> None:
    """See that the library for `.zst` is there."""
    if kind == "jsonl.zst":
        try:
            import zstandard  # noqa: F401
        except ImportError:
            raise extra("zst", "zstandard", "kho .jsonl.zst") from None


def write(rows: Iterable[Kept], target: Path, kind: str) -> None:
    """Write all records; compressed ones hold no time and no name, so that the same records give the same bytes."""
    with open(target, "wb") as file:
        with _packing(file, kind) as stream:
            for row in rows:
                stream.write(row.record + b"\n")
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _packing(file: BinaryIO, kind: str) -> Iterator[BinaryIO]:
    if kind == "jsonl.gz":
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif kind == "jsonl.zst":
        import zstandard

        with zstandard.ZstdCompressor(level=6).stream_writer(file, closefd=False) as packer:
            yield cast(BinaryIO, packer)
    else:
        yield file


def read(source: Path, kind: str) -> Iterator[bytes]:
    """The lines, without their ends."""
    with open(source, "rb") as file, _unpacking(file, kind) as stream:
        for line in stream:
            yield line.removesuffix(b"\n")


@contextmanager
def _unpacking(file: BinaryIO, kind: str) -> Iterator[Iterable[bytes]]:
    if kind == "jsonl.gz":
        with gzip.GzipFile("", "rb", fileobj=file) as packed:
            yield packed
    elif kind == "jsonl.zst":
        import io

        import zstandard

        with zstandard.ZstdDecompressor().stream_reader(file) as unpacker:
            yield io.BufferedReader(cast(io.RawIOBase, unpacker))
    else:
        yield file
