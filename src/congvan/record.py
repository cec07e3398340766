"""The record: the fixed schema that `congvan parse` writes.

Every part is frozen and refuses unknown keys; every key is always present; what is absent is `None` or `()`.
"""

from __future__ import annotations

from typing import Literal

from congvan.parts import Part

Span = tuple[int, int]
"""One slice `[start, end)` of the document text, in code points."""

Spans = tuple[Span, ...]
"""The slices a value was read from, in order; none where it was deduced."""

Regime = Literal["nd30", "vbqppl", "dang", "doan", "mttq", "congdoan", "none"]
SectionKind = Literal["part", "chapter", "section", "subsection", "article", "clause", "point", "item", "ordinal"]
PartyKind = Literal["organization", "person", "position", "group"]
Role = Literal["issuer", "addressee", "lead", "support", "monitor", "recipient", "signer", "chair", "mentioned"]
Basis = Literal["text", "heading", "intro", "addressee"]
Modality = Literal["directive", "request", "encouragement", "prohibition"]
DeadlineKind = Literal[
    "before", "by", "on", "within", "range", "from", "duration",
    "recurring", "continuous", "immediate", "event", "reference",
]  # fmt: skip
Purpose = Literal["report", "execute", "coordinate", "inform", "direct"]
AuthorityCode = Literal["TM", "KT", "TL", "TUQ", "Q"]
Severity = Literal["error", "warning", "info"]


class Text(Part):
    """A value as it was read: its clean text and where it stands."""

    text: str
    spans: Spans


class SourceInfo(Part):
    """Where the text came from. `sha256` is that of the bytes, `characters` counts code points."""

    name: str
    sha256: str
    media_type: str
    encoding: str
    characters: int


class DocumentType(Part):
    """Tên loại văn bản: the official abbreviation and name (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

    code: str
    name: str
    spans: Spans


class Header(Part):
    """The boxes of the first page above the body (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục IV)."""

    national_title: Text | None
    motto: Text | None
    party_title: Text | None
    parent_body: Text | None
    issuing_body: Text | None
    draft: Text | None
    urgency: Text | None
    secrecy: Text | None
    circulation: Text | None


class ReferenceNumber(Part):
    """Số, ký hiệu: the document's own number and notation."""

    text: str
    spans: Spans
    number: str | None
    year: int | None
    notation: str | None
    type_code: str | None
    issuer_code: str | None
    unit_codes: tuple[str, ...]
    blank: bool


class Date(Part):
    """A day as written; `edtf` has X for unknown digits and is null when the day cannot be."""

    text: str
    spans: Spans
    edtf: str | None


class Addressee(Part):
    """Kính gửi: one printed item and the parties it names."""

    text: str
    spans: Spans
    parties: tuple[str, ...]


class LegalBasis(Part):
    """Căn cứ: one line and the indexes of the citations in it."""

    text: str
    spans: Spans
    citations: tuple[int, ...]


class Section(Part):
    """A node of the body's tree. `spans` is one slice over the whole, sub-sections included."""

    id: str
    kind: SectionKind
    marker: str
    number: str | None
    heading: Text | None
    spans: Spans
    paragraphs: tuple[Text, ...]
    sections: tuple[Section, ...]


class Party(Part):
    """Anyone the document speaks to or of; `mentions` holds the spans of each time it is named."""

    id: str
    name: str
    kind: PartyKind
    abbreviation: str | None
    roles: tuple[Role, ...]
    mentions: tuple[Spans, ...]


class Deadline(Part):
    """Thời hạn: the words, and what they come to."""

    text: str
    spans: Spans
    kind: DeadlineKind
    edtf: str | None
    due: str | None
    recurrence: str | None
    inferred: bool


class Task(Part):
    """Nhiệm vụ: who must do what by when."""

    id: str
    text: str
    spans: Spans
    section: str | None
    action: Text | None
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    monitors: tuple[str, ...]
    basis: Basis | None
    modality: Modality
    deadlines: tuple[Deadline, ...]


class Citation(Part):
    """Văn bản viện dẫn: another document named in this one."""

    text: str
    spans: Spans
    type_code: str | None
    number: str
    notation: str
    date: str | None
    issuer: str | None
    title: str | None


class Meeting(Part):
    """Cuộc họp: of a notice of conclusions or a write-up."""

    name: Text | None
    date: Date | None
    chair: str | None


class Recipient(Part):
    """Nơi nhận: one printed item."""

    text: str
    spans: Spans
    party: str | None
    purpose: Purpose | None
    archive: bool


class Authority(Part):
    """Quyền hạn ký: `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` and on whose behalf."""

    code: AuthorityCode
    on_behalf_of: str


class Signature(Part):
    """Chữ ký: one signer."""

    authority: tuple[Authority, ...]
    position: str | None
    name: str | None
    spans: Spans


class Attachment(Part):
    """Văn bản kèm theo: what follows the foot, unparsed."""

    label: str
    title: str | None
    spans: Spans


class Problem(Part):
    """What could not be read or looks wrong; `message` is in Vietnamese."""

    code: str
    severity: Severity
    message: str
    spans: Spans


class Record(Part):
    """One document, whole."""

    schema_name: Literal["congvan.record"] = "congvan.record"
    schema_version: Literal["1.0"] = "1.0"
    source: SourceInfo
    regime: Regime
    document_type: DocumentType | None
    header: Header
    reference_number: ReferenceNumber | None
    place: Text | None
    date: Date | None
    subject: Text | None
    addressees: tuple[Addressee, ...]
    legal_bases: tuple[LegalBasis, ...]
    preamble: tuple[Text, ...]
    closing: tuple[Text, ...]
    sections: tuple[Section, ...]
    parties: tuple[Party, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    meeting: Meeting | None
    recipients: tuple[Recipient, ...]
    signatures: tuple[Signature, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]


def schema() -> dict[str, object]:
    """Make the JSON Schema of the record as it is written (every key required)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Record.model_json_schema(mode="serialization")}
