"""Loaders: the bytes of a file → `Source`; one format a file here, and one line in `LOADERS`."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from os import PathLike
from typing import BinaryIO, NamedTuple

from congvan.errors import UnreadableError
from congvan.loaders import plain
from congvan.text import Source

STDIN = "-"


class Loader(NamedTuple):
    """A format: does it know these bytes, and what it makes of them (name and bytes → source)."""

    knows: Callable[[bytes], bool]
    load: Callable[[str, bytes], Source]


LOADERS: tuple[Loader, ...] = (Loader(plain.knows, plain.load),)
"""The formats that can be read; the first that knows the content wins, whatever the file is called."""

FOREIGN = {
    b"%PDF-": "tệp PDF",
    b"PK\x03\x04": "tệp nén hoặc tệp Word, Excel, OpenDocument (.docx, .xlsx, .odt, .zip)",
    b"\xd0\xcf\x11\xe0": "tệp Word, Excel đời cũ (.doc, .xls)",
    b"{\\rtf": "tệp RTF",
    b"\x89PNG": "tệp ảnh",
    b"\xff\xd8\xff": "tệp ảnh",
    b"II*\0": "tệp ảnh",
    b"MM\0*": "tệp ảnh",
}
"""First bytes of the formats that people bring and that cannot be read yet."""


def read(path: str | PathLike[str], *, max_size: int) -> Source:
    """Read a file, or standard input where the path is `-`, with the loader that knows its content.

    After it, the source's text is in NFC with `\\n` line ends, holds more than white space, and nothing that UTF-8
    cannot write; its name is the path as given.

    Raises:
        UnreadableError: no such file, a folder, not allowed, too large, empty, or no text.
    """
    name = os.fsencode(path).decode("utf-8", "replace")
    content = _standard_input(max_size) if name == STDIN else _file(path, name, max_size)
    if not content:
        raise UnreadableError(f"{_shown(name)}: tệp rỗng, không có gì để đọc; hãy kiểm tra lại tệp")
    for loader in LOADERS:
        if loader.knows(content):
            return _named(loader, name, content)
    raise UnreadableError(f"{_shown(name)}: {_foreign(content)}")


def _named(loader: Loader, name: str, content: bytes) -> Source:
    """Load, and put the file's name before whatever the loader has to say against it."""
    try:
        return loader.load(name, content)
    except UnreadableError as error:
        raise UnreadableError(f"{_shown(name)}: {error}") from None


def _shown(name: str) -> str:
    """The name as it may stand in a message: on one line."""
    label = "đầu vào chuẩn (stdin)" if name == STDIN else name
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in label)


def _foreign(content: bytes) -> str:
    for magic, kind in FOREIGN.items():
        if content.startswith(magic):
            return f"{kind}, bản này chưa đọc được; hãy lưu thành văn bản thuần (.txt, UTF-8) rồi thử lại"
    return "tệp nhị phân, không phải văn bản; hãy lưu thành văn bản thuần (.txt, UTF-8) rồi thử lại"


def _standard_input(max_size: int) -> bytes:
    if sys.stdin is None:
        raise UnreadableError(f"{_shown(STDIN)}: đã đóng, không có gì để đọc; hãy đưa tên tệp")
    return _bounded(sys.stdin.buffer, STDIN, max_size)


def _file(path: str | PathLike[str], name: str, max_size: int) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if status.st_size > max_size:
            raise _too_large(name, max_size)
        with open(path, "rb") as stream:
            return _bounded(stream, name, max_size)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{_shown(name)}: {_reason(error)}") from None


def _bounded(stream: BinaryIO, name: str, max_size: int) -> bytes:
    """Read no more than allowed: a pipe, a device or a growing file does not tell its size beforehand."""
    content = stream.read(max_size + 1)
    if len(content) > max_size:
        raise _too_large(name, max_size)
    return content


def _too_large(name: str, max_size: int) -> UnreadableError:
    size = f"{max_size / 1024**2:.3g} MB" if max_size >= 1024**2 else f"{max_size} byte"
    return UnreadableError(
        f"{_shown(name)}: lớn hơn mức cho phép ({size}); hãy tách nhỏ, hoặc nâng mức bằng --max-size (max_size)"
    )


def _reason(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "không có tệp này; hãy kiểm tra lại tên và đường dẫn"
        case IsADirectoryError():
            return "là thư mục, không phải tệp; hãy đưa tên từng tệp, hoặc một mẫu như 'thư mục/*.txt'"
        case PermissionError():
            return "không có quyền đọc; hãy xin quyền, hoặc chép tệp sang chỗ của mình"
        case OSError():
            return f"hệ điều hành không mở được ({error.strerror}); hãy kiểm tra lại tên và ổ đĩa"
    return "tên tệp có ký tự không dùng được; hãy kiểm tra lại tên"
