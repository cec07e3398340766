"""Files: the bytes of a file or of standard input, within bounds, and what is said against one."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from typing import BinaryIO

from congvan.errors import UnreadableError

STDIN = "-"


def called(path: str | PathLike[str]) -> str:
    """The name of a file as records hold it."""
    return os.fsencode(path).decode("utf-8", "replace")


def content(path: str | PathLike[str], max_size: int) -> bytes:
    """The bytes of a file, or of standard input where the path is `-`.

    Raises:
        UnreadableError: no such file, a folder, not allowed, too large.
    """
    name = called(path)
    return _standard_input(max_size) if name == STDIN else _file(path, name, max_size)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Put the file's name before whatever is said against it."""
    try:
        yield
    except UnreadableError as error:
        raise against(name, str(error)) from None
    except RecursionError:
        raise against(name, "lồng nhau quá sâu, không đọc được; tệp hỏng hoặc có ý phá") from None


def against(name: str, reason: str) -> UnreadableError:
    """The error that says something against a file, or against what is inside one."""
    error = UnreadableError(f"{_shown(name)}: {reason}")
    error.document, error.reason = name, reason
    return error


def _shown(name: str) -> str:
    """The name as it may stand in a message: on one line."""
    label = "đầu vào chuẩn (stdin)" if name == STDIN else name
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in label)


def _standard_input(max_size: int) -> bytes:
    if sys.stdin is None:
        raise against(STDIN, "đã đóng, không có gì để đọc; hãy đưa tên tệp")
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
        raise against(name, _reason(error)) from None


def _bounded(stream: BinaryIO, name: str, max_size: int) -> bytes:
    """Read no more than allowed: a pipe, a device or a growing file does not tell its size beforehand."""
    content = stream.read(max_size + 1)
    if len(content) > max_size:
        raise _too_large(name, max_size)
    return content


def _too_large(name: str, max_size: int) -> UnreadableError:
    size = f"{max_size / 1024**2:.3g} MB" if max_size >= 1024**2 else f"{max_size} byte"
    return against(name, f"lớn hơn mức cho phép ({size}); hãy tách nhỏ, hoặc nâng mức bằng --max-size (max_size)")


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
