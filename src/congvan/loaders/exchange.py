"""Exchange: packages of the state's document exchange (.edxml, QCVN 102:2016) → the documents they carry."""

from __future__ import annotations

import base64
import binascii
from functools import partial
from xml.etree.ElementTree import Element

from congvan.errors import UnreadableError
from congvan.loaders import markup
from congvan.loaders.packages import Member, Opening, Room
from congvan.text import Envelope


def members(content: bytes, room: Room) -> list[Opening]:
    """The attachments of a package; the first is the document that the envelope speaks of.

    Raises:
        UnreadableError: the package is damaged, or brings nothing.
    """
    root = markup.tree(content, len(content))
    envelope: Envelope | None = _envelope(root)
    brought = [element for element in root.iter() if markup.local(element) == "Attachment"]
    if not brought:
        raise UnreadableError("gói edXML không có tệp đính kèm nào")
    return [
        partial(_attached, element, f"tep-{at}", None if at > 1 else envelope, room)
        for at, element in enumerate(brought, 1)
    ]


def _attached(element: Element, unnamed: str, envelope: Envelope | None, room: Room) -> Member:
    facts = {markup.local(child): (child.text or "").strip() for child in element}
    name = facts.get("AttachmentName") or facts.get("Description") or unnamed
    coded = facts.get("ContentTransferEncoded", "")
    room.take(len(coded) * 3 // 4)
    try:
        return Member(name, base64.b64decode(coded), envelope=envelope)
    except (binascii.Error, ValueError):
        return Member(name, b"", fault="phần đính kèm bị hỏng (base64)")


def _envelope(root: Element) -> Envelope | None:
    header = next((element for element in root.iter() if markup.local(element) == "MessageHeader"), None)
    if header is None:
        return None
    return Envelope(
        number=_said(header, "Code", "CodeNumber"), notation=_said(header, "Code", "CodeNotation"),
        date=_said(header, "PromulgationInfo", "PromulgationDate").replace("/", "-"),
        place=_said(header, "PromulgationInfo", "Place"), type_name=_said(header, "DocumentType", "TypeName"),
        subject=_said(header, "Subject"),
        signer=_said(header, "SignerInfo", "FullName"),
    )  # fmt: skip


def _said(parent: Element, *path: str) -> str:
    """What the first element of a path says, whatever its namespace."""
    for name in path:
        found = next((child for child in parent if markup.local(child) == name), None)
        if found is None:
            return ""
        parent = found
    return " ".join((parent.text or "").split())
