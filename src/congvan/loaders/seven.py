"""7-Zip: .7z → its files, unpacked in memory and no further than allowed."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any

from congvan.errors import UnreadableError
from congvan.loaders.packages import MOST_MEMBERS, Member, Opening, Room, is_litter
from congvan.loaders.settings import lacking

_BROKEN = "tệp nén .7z bị hỏng; hãy chép hoặc tải lại cả tệp"
_LOCKED = "có đặt mật khẩu; hãy giải nén bằng mật khẩu rồi đưa từng tệp"


def members(content: bytes, room: Room) -> list[Opening]:
    """The files of an archive, in its order.

    Raises:
        UnreadableError: the library is missing, or it is damaged, locked or too large when unpacked.
    """
    try:
        import py7zr
    except ImportError:
        raise lacking("office") from None
    try:
        return _unpacked(py7zr, content, room)
    except UnreadableError:
        raise
    except py7zr.exceptions.PasswordRequired:
        raise UnreadableError(_LOCKED) from None
    except Exception:  # whatever a damaged archive makes the library stumble over
        raise UnreadableError(_BROKEN) from None


def _unpacked(py7zr: Any, content: bytes, room: Room) -> list[Opening]:
    with py7zr.SevenZipFile(BytesIO(content)) as archive:
        if archive.needs_password():
            raise UnreadableError(_LOCKED)
        listed = [entry for entry in archive.list() if not entry.is_directory and not is_litter(entry.filename)]
        if len(listed) > MOST_MEMBERS:
            raise UnreadableError(f"tệp nén có hơn {MOST_MEMBERS} tệp; hãy chia nhỏ")
        Room(room.left).take(sum(entry.uncompressed for entry in listed))
        memory = _memory(py7zr, room)
        archive.extractall(factory=memory)
    return [partial(_taken, memory, entry.filename, room) for entry in listed]


def _taken(memory: Any, name: str, room: Room) -> Member:
    content = memory.get(name)
    room.take(len(content))
    return Member(name, content)


def _memory(py7zr: Any, room: Room) -> Any:
    """Where members are unpacked to: memory, with what is written counted whatever the archive claims."""

    class Sheet(py7zr.io.Py7zIO):  # type: ignore[misc]
        def __init__(self) -> None:
            self.stream = BytesIO()

        def write(self, s: bytes | bytearray) -> int:
            counted.take(len(s))
            return self.stream.write(s)

        def read(self, size: int | None = None) -> bytes:
            return self.stream.read(size)

        def seek(self, offset: int, whence: int = 0) -> int:
            return self.stream.seek(offset, whence)

        def flush(self) -> None:
            return None

        def size(self) -> int:
            return len(self.stream.getbuffer())

    class Memory(py7zr.io.WriterFactory):  # type: ignore[misc]
        def __init__(self) -> None:
            self.sheets: dict[str, Sheet] = {}

        def create(self, filename: str) -> Any:
            return self.sheets.setdefault(filename, Sheet())

        def get(self, filename: str) -> bytes:
            sheet = self.sheets.pop(filename, None)
            return sheet.stream.getvalue() if sheet else b""

    counted = Room(room.left + 1024)
    return Memory()
