"""Kinds: what a file is, told by its content alone."""

from __future__ import annotations

import re
import struct

ZIP, OLE, SEVEN, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"7z\xbc\xaf\x27\x1c", b"{\\rtf"
_BEGINNING = 4096
_MAIN = re.compile(rb"PK\x01\x02.{42}word/document\d*\.xml", re.S)
_FOREIGN = re.compile(rb"PK\x01\x02.{42}(?:xl/workbook|ppt/presentation)\.xml", re.S)
_STREAMS = ("Workbook", "Book", "PowerPoint Document")
_MESSAGE = "__properties_version1.0"
_HEAD = 512  # bytes of a compound file's head
_END = 22  # bytes of a zip's last record, without a comment
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf|<\?xml[^>]{0,200}>|\s|<!--.{0,2000}?-->)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|center|font)\b",
    re.I | re.S,
)
_FIELD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL = re.compile(rb"^(?:mime-version|received|message-id|return-path|from|content-type):", re.I | re.M)
_SENDER = re.compile(rb"^from:[^\r\n]*[@<]", re.I | re.M)
_PAGE = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_BITMAP = re.compile(rb"BM.{4}\0{4}.{4}[\x0c\x28\x6c\x7c]\0{3}", re.S)
_FLAT = re.compile(rb"<office:document\s")
_EXCHANGE = re.compile(rb"<(?:\w{1,20}:)?edXML(?:Envelope)?[\s>]", re.I)


def is_zip(content: bytes) -> bool:
    """Any zip, damaged ones too, but for workbooks and slides."""
    return content.startswith((ZIP, b"PK\x05\x06")) and not is_foreign_office(content)


def is_docx(content: bytes) -> bool:
    """A zip with Word's main part: .docx, .docm, .dotx."""
    return content.startswith(ZIP) and _MAIN.search(directory(content)) is not None


def is_odt(content: bytes) -> bool:
    """A zip that calls itself a text of OpenDocument, or such a text in one XML."""
    return is_flat_odt(content) or (
        content.startswith(ZIP) and content[30:38] == b"mimetype" and b"opendocument.text" in content[38:90]
    )


def is_flat_odt(content: bytes) -> bool:
    """A text of OpenDocument in one XML, as .fodt."""
    beginning = _plain(content) if b"<" in content[:64] else b""
    return _FLAT.search(beginning) is not None and b"opendocument.text" in beginning


def is_pdf(content: bytes) -> bool:
    """A PDF says so in its first kilobyte."""
    return b"%PDF-" in content[:1024]


def is_picture(content: bytes) -> bool:
    """A picture as scanners and telephones make them: PNG, JPEG, TIFF, GIF, WebP, BMP."""
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")):
        return True
    return content[8:12] == b"WEBP" if content.startswith(b"RIFF") else _BITMAP.match(content) is not None


def is_foreign_office(content: bytes) -> bool:
    """A zip that is a workbook or slides."""
    if not content.startswith(ZIP) or is_odt(content):
        return False
    called = content[30:38] == b"mimetype" and b"opendocument." in content[38:90]
    return called or _FOREIGN.search(directory(content)) is not None


def is_doc(content: bytes) -> bool:
    """A compound file with a stream of Word's; a document behind a password looks like one too, and is told of."""
    return _is_compound(content) and _stream("WordDocument") in content


def is_message(content: bytes) -> bool:
    """A compound file that is a mail of Outlook."""
    return _is_compound(content) and _stream(_MESSAGE) in content and not is_doc(content)


def is_foreign_ole(content: bytes) -> bool:
    """A compound file with a stream of another program's: a workbook, slides."""
    return content.startswith(OLE) and any(_stream(name) in content for name in _STREAMS)


def is_encrypted_office(content: bytes) -> bool:
    """A compound file that holds nothing but an encrypted .docx or .xlsx."""
    return content.startswith(OLE) and _stream("EncryptedPackage") in content


def is_rtf(content: bytes) -> bool:
    """RTF opens with its own name."""
    return content.startswith(RTF)


def is_seven(content: bytes) -> bool:
    """A 7-Zip archive."""
    return content.startswith(SEVEN)


def is_html(content: bytes) -> bool:
    """A page: its first mark is one of HTML's."""
    return _MARKUP.match(_plain(content)) is not None


def is_mail(content: bytes) -> bool:
    """A mail: it opens with header lines, and one is such as only mails have."""
    fields = _fields(content)
    return bool(_MAIL.search(fields) and (_SENDER.search(fields) or b"MIME-Version" in fields))


def is_saved_page(content: bytes) -> bool:
    """A page saved whole by a browser or by Word: a mail that holds a page and what belongs to it."""
    return is_mail(content) and _PAGE.search(_fields(content)) is not None and b"text/html" in content[:20_000]


def is_exchange(content: bytes) -> bool:
    """A package of the state's document exchange (QCVN 102:2016): XML whose root is edXML."""
    return b"<" in content[:64] and _EXCHANGE.search(_plain(content)) is not None


def directory(content: bytes) -> bytes:
    """The bytes in which a zip names its members; none of a damaged one."""
    end = content.rfind(b"PK\x05\x06", -_END - 65_536)
    if end < 0 or len(content) < end + _END:
        return b""
    size, start = struct.unpack_from("<II", content, end + 12)
    start = max(end - size, 0) if start + size != end else start  # something may stand before the zip
    return content[start:end]


def _plain(content: bytes) -> bytes:
    """The beginning as bytes of ASCII, whether one or two bytes make a letter."""
    beginning = content[:_BEGINNING]
    return beginning[2:].replace(b"\0", b"") if beginning[:2] in (b"\xff\xfe", b"\xfe\xff") else beginning


def _fields(content: bytes) -> bytes:
    match = _FIELD.match(content[: 4 * _BEGINNING])
    return match[0] if match else b""


def _is_compound(content: bytes) -> bool:
    """A compound file whose head makes sense: of another, programs would show the bytes themselves as text."""
    if not content.startswith(OLE) or len(content) < _HEAD:
        return False
    order, power = struct.unpack_from("<HH", content, 28)
    listed = struct.unpack_from("<I", content, 48)[0]
    return order == 0xFFFE and power in (9, 12) and (listed + 1) << power < len(content)


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")
