"""Foreign: files that no loader reads, and what people can do with them, in one line for each."""

from __future__ import annotations

import re
from collections.abc import Callable

from congvan.errors import UnreadableError
from congvan.loaders import kinds
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Source

_AS_TEXT = "bản này chưa đọc được; hãy lưu thành văn bản thuần (.txt, UTF-8) rồi thử lại"
_SIGNED = re.compile(rb"\x30[\x80-\x84].{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x02\x03]", re.S)
_PHOTO = re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1|avi[fs])", re.S)
_WORD_XML = re.compile(rb"<\?mso-application\s+progid=[\"']Word\.Document|<w:wordDocument\b|<pkg:package\b")
_TAR = 257

_Look = Callable[[bytes], bool]


def _begins(*magic: bytes) -> _Look:
    return lambda content: content.startswith(magic)


def _holds(name: bytes) -> _Look:
    """A zip with a member of that name."""
    return lambda content: content.startswith(kinds.ZIP) and name in kinds.directory(content)


KINDS: tuple[tuple[_Look, str], ...] = (
    (kinds.is_encrypted_office, "có đặt mật khẩu; hãy mở bằng mật khẩu rồi lưu lại không mật khẩu"),
    (kinds.is_foreign_office, f"bảng tính hoặc trang chiếu (.xlsx, .pptx, .ods, .odp), {_AS_TEXT}"),
    (kinds.is_foreign_ole, f"tệp Excel, PowerPoint đời cũ (.xls, .ppt), {_AS_TEXT}"),
    (
        _begins(kinds.OLE),
        "tệp Word đời cũ (.doc) bị hỏng, hoặc của phần mềm khác (.wps, .pub, .vsd); hãy chép lại cả tệp, hoặc mở bằng "
        "phần mềm đã viết ra nó rồi lưu thành .docx",
    ),
    (_begins(b"Rar!"), "tệp nén .rar, không mở được ở đây; hãy giải nén rồi đưa thư mục, hoặc nén lại thành .zip"),
    (
        _begins(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF"),
        "tệp nén .gz, .bz2, .xz, .zst hoặc .cab, không mở được ở đây; hãy giải nén rồi đưa từng tệp",
    ),
    (
        lambda content: content[_TAR : _TAR + 5] == b"ustar",
        "tệp gói .tar, không mở được ở đây; hãy giải nén rồi đưa thư mục, hoặc nén lại thành .zip",
    ),
    (
        lambda content: _PHOTO.match(content) is not None,
        "ảnh .heic, .avif của điện thoại, không mở được ở đây; hãy lưu lại thành .jpg rồi thử lại",
    ),
    (_begins(b"AT&TFORM"), "tệp .djvu, không mở được ở đây; hãy in ra PDF rồi thử lại"),
    (
        lambda content: _SIGNED.match(content) is not None or content.startswith(b"-----BEGIN PKCS7"),
        "tệp ký số đóng gói (.p7m, .p7s); hãy mở bằng phần mềm ký số, lấy văn bản bên trong ra rồi thử lại",
    ),
    (_holds(b"FixedDocSeq"), "tệp XPS (.xps, .oxps), không mở được ở đây; hãy mở rồi in ra PDF"),
    (_holds(b"OFD.xml"), "tệp .ofd, không mở được ở đây; hãy in ra PDF rồi thử lại"),
    (_holds(b"Index/Document.iwa"), "tệp Pages của Apple (.pages), không mở được ở đây; hãy lưu thành .docx hoặc PDF"),
    (
        lambda content: _WORD_XML.search(content[:4096]) is not None,
        "tệp XML của Word (.xml), không đọc ở dạng này; hãy mở bằng Word rồi lưu lại thành .docx",
    ),
)
"""What a file is, told by its content, and what is said of it; the first that fits."""


UNKNOWN = "tệp nhị phân, không phải văn bản; hãy lưu thành văn bản thuần (.txt, UTF-8) rồi thử lại"
"""What is said of any other file that is no text."""


def knows(content: bytes) -> bool:
    """Whether a file is of one of these kinds."""
    return bool(_told(content))


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Say what a file is, and what to do with it.

    Raises:
        UnreadableError: always.
    """
    raise UnreadableError(_told(content) or UNKNOWN)


def _told(content: bytes) -> str:
    return next((line for looks, line in KINDS if looks(content)), "")
