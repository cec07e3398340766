"""Packages: zips opened within bounds, and what containers give: their members, one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from typing import NamedTuple

from congvan.errors import UnreadableError
from congvan.text import Envelope, Note

MOST_MEMBERS = 20_000
_BROKEN = "tệp nén hoặc tệp Word, OpenDocument (.zip, .docx, .odt) bị hỏng; hãy chép hoặc tải lại cả tệp"
_LOCKED = "có đặt mật khẩu; hãy mở bằng mật khẩu rồi lưu lại không mật khẩu"


class Member(NamedTuple):
    """A file inside a container, what is to be noted of it, and why it could not be taken out, if it could not."""

    name: str
    content: bytes
    notes: tuple[Note, ...] = ()
    fault: str = ""
    envelope: Envelope | None = None


Opening = Callable[[], Member]
"""Takes one member out of its container; nothing is unpacked before."""


class Share:
    """Which of the files directly inside another are read: from `first` up to `last`, or all.

    `members` says afterwards how many there are, 0 where it holds none; `unpacked` how many bytes were.
    """

    def __init__(self, first: int = 0, last: int | None = None) -> None:
        self._bounds = slice(first, last)
        self.members = self.unpacked = 0

    def of(self, openings: Sequence[Opening]) -> Sequence[Opening]:
        """Those that are read."""
        self.members = len(openings)
        return openings[self._bounds]


class Room:
    """How many bytes may still be unpacked from one file, whatever lies inside what."""

    def __init__(self, size: int) -> None:
        self.left = size

    def take(self, size: int) -> None:
        """Use so many bytes.

        Raises:
            UnreadableError: there is no room for them.
        """
        self.left -= size
        if self.left < 0:
            raise UnreadableError(
                "giải nén ra lớn hơn mức cho phép; hãy giải nén rồi đưa từng tệp, hoặc nâng mức bằng --max-size"
            )


class Package:
    """A zip in memory. What it claims of sizes is not believed: bytes are counted as they come."""

    def __init__(self, content: bytes, room: Room) -> None:
        import zipfile

        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _damage():
            raise UnreadableError(_BROKEN) from None
        self._room = room
        self.names = self._zip.namelist()
        if len(self.names) > MOST_MEMBERS:
            raise UnreadableError(f"tệp nén có hơn {MOST_MEMBERS} tệp; hãy chia nhỏ")

    def read(self, name: str) -> bytes:
        """One member's bytes.

        Raises:
            UnreadableError: not there, damaged, locked with a password, or larger than the room that is left.
        """
        if name not in self._zip.NameToInfo:
            raise UnreadableError(_BROKEN)
        if self._zip.getinfo(name).flag_bits & 1:
            raise UnreadableError(_LOCKED)
        try:
            with self._zip.open(name) as stream:
                content = stream.read(self._room.left + 1)
        except _damage():
            raise UnreadableError(_BROKEN) from None
        self._room.take(len(content))
        return content

    def find(self, name: str) -> bytes:
        """A member's bytes; none where there is no such member."""
        return self.read(name) if name in self._zip.NameToInfo else b""


def _damage() -> tuple[type[Exception], ...]:
    """What a damaged zip, or one packed in an unknown way, makes the library raise."""
    import lzma
    import zipfile
    import zlib

    return (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError)


def members(content: bytes, room: Room) -> list[Opening]:
    """The files of a zip, in its order: folders, and what systems put beside files, are left out.

    A name is only ever a label: nothing is written, wherever it points.
    """
    package = Package(content, room)
    names = (name for name in package.names if not name.endswith("/") and not is_litter(name))
    return [partial(_member, package, name, room) for name in names]


def _member(package: Package, name: str, room: Room) -> Member:
    """One file that cannot be taken out does not keep the others in, unless there is no room."""
    try:
        return Member(name, package.read(name))
    except UnreadableError as error:
        if room.left < 0:
            raise
        return Member(name, b"", fault=str(error))


def is_litter(name: str) -> bool:
    """Whether a file inside an archive is none of its sender's: put there by a system, or a program's lock."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return name.startswith("__MACOSX/") or last in (".DS_Store", "Thumbs.db", "desktop.ini") or last.startswith("~$")
