"""congvan: Vietnamese administrative documents → records.

>>> from congvan import parse, parse_file, Record

Nothing heavy is imported until it is needed, so `import congvan` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from congvan.record import Record as Record

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "open_store", "parse", "parse_file"]

MAX_SIZE = 50 * 1024 * 1024
"""The largest file that is read unless told otherwise, in bytes."""

MAX_PAGES = 500
"""The most pages of a document, where its format has pages."""

TIMEOUT = 300.0
"""How many seconds a document may take to be read."""


def parse(text: str, *, name: str = "-", fast: bool = False) -> Record:
    """Read a document that is already text.

    A record always comes back, a poor one for a poor text. Offsets count code points of the text in NFC with `\\n`
    line ends.
    """
    from congvan import grammar, pipeline
    from congvan.loaders import plain

    return pipeline.parse_source(plain.written(text, name), grammar.load(), fast=fast).record


def parse_file(path: str | PathLike[str], *, fast: bool = False, max_size: int = MAX_SIZE) -> Record:
    """Read a file, or standard input where the path is `-`.

    Raises:
        UnreadableError: there is no such file, it is larger than `max_size` bytes, or it holds no text.
    """
    from congvan import grammar, loaders, pipeline

    return pipeline.parse_source(loaders.read(path, max_size=max_size), grammar.load(), fast=fast).record


def open_store(path: str | PathLike[str]) -> Iterator[Record]:
    """Read the records of an archive that `congvan batch` made: a destination, or one store of it.

    They come in the order of their files' names; each is the record that was written, byte for byte.

    Raises:
        CongvanError: there is no store, or the library that reads it is not installed.
    """
    from pathlib import Path

    from congvan.archive import stores

    return stores.records(Path(path))


def __getattr__(name: str) -> object:
    if name == "Record":
        from congvan.record import Record

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
