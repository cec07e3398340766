"""Outlook: .msg, a mail in a compound file ([MS-OXMSG]) → the documents that it brings, as those of .eml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from congvan.errors import UnreadableError
from congvan.loaders import mail
from congvan.loaders.packages import Member, Opening, Room

_BODY, _HTML, _DATA, _INNER, _INLINE = "1000", "1013", "3701", "3701000D", "3712"
_NAMES = ("3707", "3704", "3001")
_ATTACHED = "__attach_version1.0_"
_DEEPEST = 4
_DAMAGED = "thư Outlook (.msg) bị hỏng; hãy lưu lại thư"


def members(content: bytes, room: Room) -> list[Opening]:
    """What a mail brings: its attachments, mails inside it, its own text where that is more than a cover.

    What cannot be read of it, as it is damaged or there is no room for it, is told of after what came before.
    """
    from olefile import OleFileIO

    found: list[Opening] = []
    try:
        with OleFileIO(BytesIO(content)) as file:
            for member in _brought(_Storage(file, (), room)):
                found.append(partial(_given, member))
    except UnreadableError as error:
        found.append(partial(_given, error))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        found.append(partial(_given, UnreadableError(_DAMAGED)))
    return found


def _given(found: Member | UnreadableError) -> Member:
    if isinstance(found, UnreadableError):
        raise found
    return found


class _Storage:
    """A folder of the compound file, whose streams are properties of a mail or of what is attached."""

    def __init__(self, file: Any, path: tuple[str, ...], room: Room) -> None:
        self._file, self._path, self._room = file, path, room
        size = len(path)
        below = [entry for entry in file.listdir(streams=True, storages=True) if tuple(entry[:size]) == path]
        self.names = {entry[size] for entry in below if len(entry) == size + 1}

    def below(self, name: str) -> _Storage:
        """A folder in this one."""
        return _Storage(self._file, (*self._path, name), self._room)

    def bytes(self, tag: str) -> bytes | None:
        """The bytes of a property, by its tag and type; None where there is none."""
        name = f"__substg1.0_{tag}"
        if name not in self.names:
            return None
        self._room.take(self._file.get_size([*self._path, name]))
        content: bytes = self._file.openstream([*self._path, name]).read()
        return content

    def text(self, tag: str) -> str:
        """A property that is a text; empty where there is none."""
        wide = self.bytes(f"{tag}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return (self.bytes(f"{tag}001E") or b"").decode("cp1258", "replace").rstrip("\0")


def _brought(storage: _Storage, depth: int = 0) -> Iterator[Member]:
    brought = 0
    for name in sorted(one for one in storage.names if one.startswith(_ATTACHED)):
        attached = storage.below(name)
        if f"__substg1.0_{_INNER}" in attached.names:
            if depth == _DEEPEST:
                raise UnreadableError(f"thư lồng nhau quá {_DEEPEST} lớp; hãy lưu riêng từng thư")
            yield from _brought(attached.below(f"__substg1.0_{_INNER}"), depth + 1)
        elif (content := attached.bytes(f"{_DATA}0102")) is not None and not _is_drawn(attached):
            brought += 1
            yield Member(next(filter(None, map(attached.text, _NAMES)), "khong-ten"), content)
    yield from _own(storage, brought)


def _is_drawn(attached: _Storage) -> bool:
    """A picture that the mail's own words show."""
    return bool(attached.text(_INLINE)) and attached.text("370E").startswith("image/")


def _own(storage: _Storage, brought: int) -> Iterator[Member]:
    """The mail's own text."""
    plain, page = storage.text(_BODY), storage.bytes(f"{_HTML}0102")
    if plain.strip():
        if mail.tells(plain.encode(), brought):
            yield Member("thu.txt", plain.encode("utf-8", "replace"))
    elif page and mail.tells(page, brought):
        yield Member("thu.html", page)
