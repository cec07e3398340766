"""Plain text: UTF-8 with or without BOM, UTF-16 with BOM → `Source`."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from hashlib import sha256

import regex

from congvan.errors import UnreadableError
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Source, normal

BOMS_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
MOST_CONTROLS = 0.1
"""The share of control characters that no text has."""

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r")) + b"\x7f"
_EMPTY = regex.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]*+")
_LONE = regex.compile(r"[\ud800-\udfff]")
_RTF = b"{\\rtf"


def knows(content: bytes) -> bool:
    """Tell a text from other files: a UTF-16 mark, or neither NUL bytes nor many other control characters."""
    if content.startswith(BOMS_16):
        return True
    return b"\0" not in content and not content.startswith(_RTF) and not _mostly_controls(content)


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Decode a text file.

    Raises:
        UnreadableError: it is neither UTF-8 nor UTF-16, or holds nothing but white space.
    """
    encoding = "utf-16" if content.startswith(BOMS_16) else "utf-8"
    text = _utf16(content) if encoding == "utf-16" else _utf8(content.removeprefix(BOM_UTF8), content)
    if _EMPTY.fullmatch(text):
        raise UnreadableError("chỉ có khoảng trắng, không có chữ nào; hãy kiểm tra lại tệp")
    return Source(name, normal(text), sha256(content).hexdigest(), encoding=encoding)


def written(text: str, name: str) -> Source:
    """Make a source of a string: half characters (lone surrogates), which UTF-8 cannot write, become U+FFFD."""
    return Source.of(_LONE.sub("\ufffd", text), name)


def _utf8(content: bytes, whole: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + len(whole) - len(content)
        if error.end == len(content) and error.reason == "unexpected end of data":
            raise UnreadableError(f"bị cắt giữa một chữ ở byte thứ {at + 1}; hãy tải hoặc chép lại cả tệp") from None
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"không phải UTF-8: byte thứ {at + 1} (dòng {line}) là 0x{whole[at]:02X}; các bảng mã cũ"
            " (TCVN3, VNI) chưa đọc được, hãy chuyển sang Unicode (UTF-8) rồi thử lại"
        ) from None


def _utf16(content: bytes) -> str:
    """Decode; what is no character becomes U+FFFD, as the mark says that the rest is UTF-16."""
    text = content.decode("utf-16", "replace")
    if _mostly_controls(text.encode()):
        raise UnreadableError("tệp nhị phân, không phải văn bản; hãy lưu thành văn bản thuần (.txt, UTF-8) rồi thử lại")
    return text


def _mostly_controls(content: bytes) -> bool:
    """Whether control characters make up more of it than of any text."""
    return len(content) - len(content.translate(None, _CONTROLS)) > MOST_CONTROLS * len(content)
