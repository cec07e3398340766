"""Markup: XML from strangers → a tree, with no DTD, no entity and nothing fetched."""

from __future__ import annotations

from xml.etree import ElementTree

from congvan.errors import UnreadableError

MOST = 32 * 1024 * 1024
"""A tree takes several times the room of its XML: no part of a document is larger than this."""


def tree(content: bytes, most: int = MOST) -> ElementTree.Element:
    """The root of a document's XML, if it is no larger than `most`.

    Raises:
        UnreadableError: it is damaged, too large, or declares a document type, through which entities come.
    """
    if b"<!DOCTYPE" in content or b"<!DOCTYPE" in content[:4096].replace(b"\0", b""):
        raise UnreadableError("XML bên trong có khai báo DTD (DOCTYPE), không đọc vì không an toàn")
    if len(content) > most:
        raise UnreadableError("phần chữ bên trong quá lớn; hãy tách nhỏ tệp")
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableError("XML bên trong bị hỏng; hãy mở bằng phần mềm soạn thảo rồi lưu lại") from None


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""
