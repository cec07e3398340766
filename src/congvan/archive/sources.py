"""Sources: folders, patterns, lists of names, fsspec addresses → a stream of entries in a fixed order.

Folders are walked with a stack instead of recursion, sorted by name, one folder in memory at a time; names that are not
UTF-8 pass as Python writes them (surrogateescape).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from glob import glob
from typing import BinaryIO, NamedTuple

from congvan.archive import ArchiveError

UNKNOWN = -1
"""The size of a file that could not be looked at: whoever reads it will say why."""

_WILD = frozenset("*?[")
_CHUNK = 1 << 16


class Entry(NamedTuple):
    """A file of the archive: its name as given, its place in a mirrored tree, and what tells whether it changed."""

    path: str
    place: str
    size: int = UNKNOWN
    mtime_ns: int = 0

    @property
    def remote(self) -> bool:
        """Whether fsspec must read it."""
        return "://" in self.path


class Trouble(NamedTuple):
    """A folder that could not be walked; one that is no failure (a loop of links) is told of and left."""

    path: str
    reason: str
    failed: bool = True


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files of a folder are wanted: globs over the path inside the source, or over the name alone."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    avoid: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Folders that are never walked (device, inode): the destination, where it lies inside the source."""

    def wants(self, place: str) -> bool:
        """Tell whether a file is wanted."""
        return (not self.include or _fits(place, self.include)) and not _fits(place, self.exclude)

    def enters(self, place: str) -> bool:
        """Tell whether a folder is walked."""
        return not _fits(place, self.exclude)


def _fits(place: str, patterns: Sequence[str]) -> bool:
    name = place.rpartition("/")[2]
    return any(fnmatchcase(place if "/" in pattern else name, pattern) for pattern in patterns)


def roots(sources: Sequence[str]) -> list[str]:
    """The sources as they are walked: patterns expanded, `./` and a last `/` dropped; each once."""
    named = (name for source in sources for name in _expanded(source))
    return list(dict.fromkeys(map(_plain, named)))


def _expanded(source: str) -> Sequence[str]:
    """A file of that very name wins over the pattern; a pattern that fits nothing stays, to be told of."""
    if "://" in source or _WILD.isdisjoint(source) or os.path.lexists(source):
        return [source]
    return sorted(glob(source, recursive=True), key=os.fsencode) or [source]


def _plain(source: str) -> str:
    if "://" in source:
        return source.rstrip("/")
    while source.startswith("./") and len(source) > 2:
        source = source[2:].lstrip("/") or "."
    return source.rstrip(os.sep) or os.sep


def walk(roots: Sequence[str], selection: Selection) -> Iterator[Entry | Trouble]:
    """Every wanted file under the roots, in the order of roots and sorted inside; a root may be a file.

    With several folders each file's place begins with the last name of its folder.
    """
    for root in roots:
        if "://" in root:
            from congvan.archive import remote

            yield from remote.walk(root, selection, _prefix(root, roots))
        elif os.path.isdir(root):
            yield from _walked(root, selection, _prefix(root, roots))
        else:
            yield looked_at(root)


def _prefix(root: str, roots: Sequence[str]) -> str:
    name = os.path.basename(os.path.abspath(root)) if "://" not in root else root.rpartition("/")[2]
    return f"{name}/" if len(roots) > 1 else ""


def looked_at(path: str) -> Entry | Trouble:
    """The entry of a file that was named by itself; a pipe or a device, which may never end, is trouble."""
    place = "/".join(part for part in path.replace(os.sep, "/").split("/") if part not in ("", ".", ".."))
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return Entry(path, place)
    if stat.S_ISREG(status.st_mode):
        return Entry(path, place, status.st_size, status.st_mtime_ns)
    return Entry(path, place) if stat.S_ISDIR(status.st_mode) else Trouble(path, "không phải tệp thường; bỏ qua")


class _Folder(NamedTuple):
    """A folder still to be walked, and the folders above it (device, inode), by which a loop is known."""

    path: str
    place: str
    above: frozenset[tuple[int, int]]


def _walked(root: str, selection: Selection, prefix: str) -> Iterator[Entry | Trouble]:
    stack: list[_Folder | Entry | Trouble] = [_Folder(root, prefix, frozenset())]
    while stack:
        item = stack.pop()
        if isinstance(item, _Folder):
            stack.extend(_inside(item, selection, len(prefix)))
        else:
            yield item


def _inside(folder: _Folder, selection: Selection, skip: int) -> list[_Folder | Entry | Trouble]:
    """What is in a folder, last first; nothing in one that is to be avoided."""
    try:
        status = os.stat(folder.path)
        identity = (status.st_dev, status.st_ino)
        if identity in selection.avoid:
            return []
        if identity in folder.above and os.name != "nt":
            return [Trouble(folder.path, "liên kết vòng trở lại thư mục bên trên; bỏ qua", failed=False)]
        with os.scandir(folder.path) as listing:
            found = sorted(listing, key=lambda entry: os.fsencode(entry.name), reverse=True)
    except OSError as error:
        return [Trouble(folder.path, f"không mở được thư mục ({error.strerror}); hãy kiểm tra quyền đọc")]
    above = folder.above | {identity}
    return [item for entry in found if (item := _item(entry, folder, above, selection, skip))]


def _item(
    entry: os.DirEntry[str], folder: _Folder, above: frozenset[tuple[int, int]], selection: Selection, skip: int
) -> _Folder | Entry | None:
    """A folder or a wanted file; nothing for pipes, sockets and devices."""
    place = folder.place + entry.name
    try:
        if entry.is_dir():
            return _Folder(entry.path, f"{place}/", above) if selection.enters(place[skip:]) else None
        if not selection.wants(place[skip:]):
            return None
        status = entry.stat()
    except OSError:
        return Entry(entry.path, place) if selection.wants(place[skip:]) else None
    return Entry(entry.path, place, status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def one(path: str, root: str, roots: Sequence[str], selection: Selection) -> Entry | None:
    """The entry of a path below a root, as `walk` would give it; one of unknown size where it is gone."""
    inside = os.path.relpath(path, root).replace(os.sep, "/")
    if not selection.wants(inside) or not all(map(selection.enters, _folders(inside))):
        return None
    seen = looked_at(path)
    return seen._replace(place=_prefix(root, roots) + inside) if isinstance(seen, Entry) else None


def _folders(inside: str) -> Iterator[str]:
    """The folders that a place lies in, from the outermost."""
    parts = inside.split("/")[:-1]
    return ("/".join(parts[: end + 1]) for end in range(len(parts)))


def inside(folder: str, root: str, roots: Sequence[str], selection: Selection) -> Iterator[Entry]:
    """The files of a folder below a root, as `walk` would give them."""
    if all(map(selection.enters, _folders(os.path.relpath(folder, root).replace(os.sep, "/") + "/"))):
        for item in _walked(folder, replace(selection, include=(), exclude=()), ""):
            found = one(item.path, root, roots, selection) if isinstance(item, Entry) else None
            if found:
                yield found


def count(roots: Sequence[str], selection: Selection) -> int | None:
    """How many files there are; None where it cannot be known without asking another machine."""
    if any("://" in root for root in roots):
        return None
    return sum(1 for item in walk(roots, selection) if isinstance(item, Entry))


def listed(stream: BinaryIO) -> Iterator[Entry | Trouble]:
    """The files of a list as `find -print0`, `find` or `git ls-files -z` write it: NUL between names, else newlines."""
    for name in names(stream):
        if b"://" in name:
            from congvan.archive import remote

            yield remote.looked_at(name.decode("utf-8", "replace"))
        else:
            yield looked_at(os.fsdecode(name))


def names(stream: BinaryIO) -> Iterator[bytes]:
    """Names as they come; which mark parts them is seen in the first piece that holds one."""
    mark, rest = b"", b""
    while piece := _some(stream):
        rest += piece
        mark = mark or (b"\0" if b"\0" in rest else b"\n" if b"\n" in rest else b"")
        if mark:
            *whole, rest = rest.split(mark)
            yield from _cleaned(whole, mark)
    yield from _cleaned([rest], mark)


def _some(stream: BinaryIO) -> bytes:
    """What is there to be read now, so that a slow list is worked on as it grows."""
    read = getattr(stream, "read1", stream.read)
    piece: bytes = read(_CHUNK)
    return piece


def _cleaned(names: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    return (name for name in (name if mark == b"\0" else name.rstrip(b"\r") for name in names) if name)


def identity(path: str) -> frozenset[tuple[int, int]]:
    """A folder as `Selection.avoid` knows it; nothing where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return frozenset()
    return frozenset({(status.st_dev, status.st_ino)})


def opened(name: str) -> BinaryIO:
    """Open a list of names.

    Raises:
        ArchiveError: there is no such file.
    """
    try:
        return open(name, "rb")
    except OSError as error:
        raise ArchiveError(f"{name}: không mở được danh sách ({error.strerror})") from None
