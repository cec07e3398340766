"""Files elsewhere, through fsspec (`s3://`, `sftp://`, …; extra `[remote]`): walked, looked at, fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from hashlib import sha256
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from congvan.archive import ArchiveError, extra
from congvan.errors import UnreadableError

if TYPE_CHECKING:
    from congvan.archive.sources import Entry, Selection, Trouble


@cache
def _system(protocol: str) -> Any:
    """The file system of a protocol.

    Raises:
        ArchiveError: fsspec, or what this protocol needs beside it, is not installed.
    """
    try:
        import fsspec
    except ImportError:
        raise extra("remote", "fsspec", f"đọc địa chỉ {protocol}://") from None
    try:
        return fsspec.filesystem(protocol)
    except (ImportError, ValueError) as error:
        raise ArchiveError(f"không mở được {protocol}://: {error}") from None


def _parted(address: str) -> tuple[str, Any, str]:
    protocol = address.partition("://")[0]
    system = _system(protocol)
    return protocol, system, system._strip_protocol(address)


def walk(root: str, selection: Selection, prefix: str) -> Iterator[Entry | Trouble]:
    """Every wanted file under an address, sorted inside each folder."""
    from congvan.archive.sources import Trouble

    protocol, system, top = _parted(root)
    stack: list[tuple[str, dict[str, Any] | None]] = [(top, None)]
    while stack:
        path, known = stack.pop()
        place = path.removeprefix(top).lstrip("/")
        if known and known["type"] != "directory":
            if selection.wants(place):
                yield _entry(f"{protocol}://{path}", prefix + place, known)
        elif not place or selection.enters(place):
            try:
                found = system.ls(path, detail=True)
            except Exception as error:  # each file system raises its own
                yield Trouble(f"{protocol}://{path}", f"không mở được thư mục ({error})")
                continue
            named = ((item["name"].rstrip("/"), item) for item in found if item["name"].rstrip("/") != path or known)
            stack.extend(sorted(named, key=lambda pair: pair[0], reverse=True))


def looked_at(address: str) -> Entry:
    """The entry of one address."""
    from congvan.archive.sources import Entry

    _, system, path = _parted(address)
    place = path.strip("/")
    try:
        return _entry(address, place, system.info(path))
    except Exception:  # whoever reads it will say why
        return Entry(address, place)


def _entry(address: str, place: str, known: dict[str, Any]) -> Entry:
    """What does not tell when it was written is known by its tag, else by its size alone."""
    from congvan.archive.sources import UNKNOWN, Entry

    written = known.get("mtime") or known.get("LastModified") or known.get("last_modified") or known.get("ETag")
    if isinstance(written, datetime):
        written = written.timestamp()
    if isinstance(written, str):
        written = int(sha256(written.encode()).hexdigest()[:12], 16) / 1e9
    size = known.get("size")
    return Entry(address, place, UNKNOWN if size is None else int(size), int(float(written or 0) * 1e9))


@contextmanager
def fetched(address: str, max_size: int) -> Iterator[str]:
    """A local copy of a file, for as long as it is needed; no more than `max_size` bytes and one are fetched.

    Raises:
        UnreadableError: it cannot be had.
    """
    try:
        _, system, path = _parted(address)
        with system.open(path, "rb") as stream:
            content = stream.read(max_size + 1)
    except ArchiveError:
        raise
    except FileNotFoundError:
        raise UnreadableError("không có tệp này; hãy kiểm tra lại địa chỉ") from None
    except Exception as error:  # each file system raises its own
        raise UnreadableError(f"không tải về được ({type(error).__name__}: {error})") from None
    with NamedTemporaryFile(prefix="congvan-") as copy:
        copy.write(content)
        copy.flush()
        yield copy.name
