"""Writing: the text of a document as its loader found it → as it was meant, whatever it had been written in."""

from __future__ import annotations

import re

from congvan.errors import UnreadableError
from congvan.loaders.settings import Settings
from congvan.text import Note, Source, normal

SHOWN = {
    "tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "vps": "VPS", "windows-1258": "windows-1258",
    "utf-16": "UTF-16 không có dấu đầu tệp", "utf-8, đọc hai lần": "UTF-8 bị đọc nhầm thành bảng mã khác",
}  # fmt: skip
"""What people call the encodings."""

ODD = re.compile(
    "[\x80-\x9f\xa1-\xaa\xac-\xaf\xb4-\xb6\xb8-\xba\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf"
    "\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u0300-\u036f]"
)
"""What stands for letters in every old encoding, and hardly ever in Vietnamese as Unicode writes it."""


def meant(source: Source, settings: Settings) -> Source:
    """Put right what is not Unicode in a document, and note what was done; Unicode stays as it is.

    An encoding that the settings name is taken at its word, where the loader has not read in it already.
    """
    told = settings.encoding
    if not told and not ODD.search(source.text):
        return source
    from congvan import encodings

    if told in encodings.NAMES:
        if source.encoding == told:
            return source
        return source.changed(text=normal(encodings.decoded(source.text, told)), encoding=told)
    found = encodings.of_text(source.text)
    if found.doubtful and source.encoding != "windows-1252":
        return source.changed(notes=(*source.notes, _DOUBTFUL))
    if found.text == source.text:
        return source
    if found.encoding is None:
        return source.changed(text=normal(found.text))
    note = guessed(found.encoding)
    encoding = found.encoding if found.encoding in encodings.NAMES else source.encoding
    return source.changed(text=normal(found.text), encoding=encoding, notes=(*source.notes, note))


def of_bytes(content: bytes, told: str | None) -> tuple[str, str, tuple[Note, ...]] | None:
    """Text, encoding and notes of a file that is no UTF-8; None where it is UTF-8 with broken bytes.

    Raises:
        UnreadableError: it cannot be what the settings say that it is.
    """
    from congvan import encodings

    if told in encodings.NAMES:
        return encodings.decoded(encodings.as_shown(content), told), told, ()
    if told:
        return _as_told(content, told), told, ()
    found = encodings.of_bytes(content)
    if found is None or found.encoding is None:
        return None
    return found.text, found.encoding, (_UNKNOWN if found.doubtful else guessed(found.encoding),)


def guessed(encoding: str) -> Note:
    """The note on an encoding that was told by the text alone."""
    message = f"Văn bản gõ bằng {SHOWN.get(encoding, encoding)}, đã chuyển sang Unicode; bảng mã do congvan đoán"
    return Note("encoding-guessed", "info", message)


def _as_told(content: bytes, told: str) -> str:
    try:
        return content.decode(told)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"không phải {told}: byte thứ {error.start + 1} không đọc được; bỏ --encoding") from None


_UNKNOWN = Note(
    "encoding-unknown",
    "warning",
    "Không đoán được bảng mã, chữ để nguyên như Windows hiện; nếu biết, hãy chạy lại với --encoding",
)
_DOUBTFUL = Note(
    "encoding-doubtful",
    "warning",
    "Nhiều chữ không phải tiếng Việt: có thể văn bản gõ bằng bảng mã khác; nếu biết, hãy chạy lại với --encoding",
)
