"""Plain text: Unicode of any kind, or one of the old encodings → `Source`."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from hashlib import sha256

import regex

from congvan.errors import UnreadableError
from congvan.loaders import writing
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Note, Source, normal

BOMS_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
MOST_CONTROLS = 0.1
"""The share of control characters that no text has."""

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r")) + b"\x7f"
_EMPTY = regex.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]*+")
_LONE = regex.compile(r"[\ud800-\udfff]")
_RTF = b"{\\rtf"
_BINARY = "tệp nhị phân, không phải văn bản; hãy lưu thành văn bản thuần (.txt, UTF-8) rồi thử lại"


def knows(content: bytes) -> bool:
    """Tell a text from other files: UTF-16, or neither NUL bytes nor many other control characters."""
    if content.startswith(BOMS_16):
        return True
    if b"\0" in content:
        from congvan.encodings.garbled import utf16

        return utf16(content) is not None
    return not content.startswith(_RTF) and not _mostly_controls(content)


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Decode a text file.

    Raises:
        UnreadableError: its UTF-8 is broken, it is not what the settings say, or holds nothing but white space.
    """
    text, encoding, notes = _decoded(content, settings.encoding)
    if _EMPTY.fullmatch(text):
        raise UnreadableError("chỉ có khoảng trắng, không có chữ nào; hãy kiểm tra lại tệp")
    return Source(name=name, text=normal(text), sha256=sha256(content).hexdigest(), encoding=encoding, notes=notes)


def written(text: str, name: str) -> Source:
    """Make a source of a string: half characters (lone surrogates), which UTF-8 cannot write, become U+FFFD."""
    return Source.of(_LONE.sub("\ufffd", text), name)


def _decoded(content: bytes, told: str | None) -> tuple[str, str, tuple[Note, ...]]:
    """The text, what it was written in, and what is to be said of that."""
    if content.startswith(BOMS_16):
        return _utf16(content), "utf-16", ()
    try:
        if b"\0" not in content:
            return content.removeprefix(BOM_UTF8).decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        fault = _broken(error, content)
    else:
        fault = _BINARY
    found = writing.of_bytes(content, told)
    if not found:
        raise UnreadableError(fault)
    return found


def _broken(error: UnicodeDecodeError, content: bytes) -> str:
    """Where UTF-8 is broken."""
    at = error.start + len(content) - len(content.removeprefix(BOM_UTF8))
    if error.reason == "unexpected end of data":
        return f"bị cắt giữa một chữ ở byte thứ {at + 1}; hãy tải hoặc chép lại cả tệp"
    line = content.count(b"\n", 0, at) + 1
    return f"UTF-8 hỏng: byte thứ {at + 1} (dòng {line}) là 0x{content[at]:02X}; hãy tải hoặc chép lại cả tệp"


def _utf16(content: bytes) -> str:
    """Decode; what is no character becomes U+FFFD, as the mark says that the rest is UTF-16."""
    text = content.decode("utf-16", "replace")
    if _mostly_controls(text.encode()):
        raise UnreadableError(_BINARY)
    return text


def _mostly_controls(content: bytes) -> bool:
    """Whether control characters make up more of it than of any text."""
    return len(content) - len(content.translate(None, _CONTROLS)) > MOST_CONTROLS * len(content)
