"""Mail: .eml → the documents that it brings; .mhtml → the page that was saved whole."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from functools import partial
from hashlib import sha256

from congvan.errors import UnreadableError
from congvan.loaders import web
from congvan.loaders.packages import Member, Opening, Room
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Source

MEDIA_TYPE = "multipart/related"
_COVER = 400  # a mail's own words that are fewer only say that something is attached
MOST_PARTS = 5_000
_PART = re.compile(rb"^content-type:", re.I | re.M)
_DRAWN = ("image/", "application/pkcs7", "application/x-pkcs7", "text/calendar", "text/x-vcard")


def members(content: bytes, room: Room) -> list[Opening]:
    """What a mail brings: its attachments, and its own text where that is more than a cover or all there is."""
    message = _message(content)
    brought: list[Opening] = [
        partial(_attached, part, room)
        for part in message.iter_attachments()
        if not (part.get_content_type().startswith(_DRAWN) and part.get("content-id"))
    ]
    body = message.get_body(("plain", "html"))
    if body is None:
        return brought
    letters = _payload(body)
    if tells(letters, len(brought)):
        brought.append(partial(_own, body, room))
    return brought


def _attached(part: MIMEPart, room: Room) -> Member:
    unnamed = "thu.eml" if part.get_content_type() == "message/rfc822" else "khong-ten"
    return Member(part.get_filename() or unnamed, _bytes(part, room))


def _own(body: MIMEPart, room: Room) -> Member:
    """The mail's own text."""
    name = "thu.html" if body.get_content_type() == "text/html" else "thu.txt"
    return Member(name, _unicode(body, _bytes(body, room)))


def tells(letters: bytes, brought: int) -> bool:
    """Whether a mail's own words are a document: all there is, or more than a cover of what it brings."""
    return bool(letters.strip()) and (not brought or len(letters.split()) * 5 > _COVER)


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read a page that was saved with all that belongs to it (.mhtml).

    Raises:
        UnreadableError: there is no page in it, or no letter.
    """
    room = Room(settings.max_size)
    for part in _message(content).walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            page = _unicode(part, _bytes(part, room))
            source = web.load(name, page, settings)
            return source.changed(sha256=sha256(content).hexdigest(), media_type=MEDIA_TYPE)
    raise UnreadableError("không có trang nào bên trong; hãy lưu lại trang")


def _message(content: bytes) -> EmailMessage:
    if len(_PART.findall(content)) > MOST_PARTS:
        raise UnreadableError(f"thư có hơn {MOST_PARTS} phần; hãy lưu riêng từng tệp đính kèm")
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise UnreadableError("thư bị hỏng; hãy lưu lại thư")
    return message


def _bytes(part: MIMEPart, room: Room) -> bytes:
    """The bytes of a part, where there is room for them."""
    content = _payload(part)
    room.take(len(content))
    return content


def _payload(part: MIMEPart) -> bytes:
    """The bytes of a part; of a mail inside a mail, that mail."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unicode(part: MIMEPart, content: bytes) -> bytes:
    """A text in UTF-8 where the mail tells its encoding; else as it came."""
    charset = part.get_content_charset()
    try:
        return content.decode(charset).encode() if charset else content
    except (LookupError, ValueError):
        return content
