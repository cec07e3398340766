"""The record: the fixed schema that `congvan parse` writes.

Every part is frozen and refuses unknown keys; every key is always present; what is absent is `None` or `()`.

The parts are plain dataclasses, for the parser makes them by the thousand and knows what it puts in. pydantic stands at
the edge: it validates what comes from elsewhere and writes the JSON Schema, and is imported when that is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

if TYPE_CHECKING:
    from pydantic import TypeAdapter

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


class Part:
    """What every part of a record is: frozen, closed to unknown keys, with methods named as pydantic names them."""

    __slots__: ClassVar[tuple[str, ...]] = ()
    __pydantic_config__: ClassVar[Mapping[str, object]] = {
        "extra": "forbid", "json_schema_serialization_defaults_required": True,
    }  # fmt: skip

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """The fields as `(name, value)`, in order: a dataclass with slots names them there."""
        return ((name, getattr(self, name)) for name in self.__slots__)

    @classmethod
    def model_validate(cls, value: object) -> Self:
        """Make a part of what JSON gives: mappings, lists, strings.

        Raises:
            pydantic.ValidationError: a key is missing or unknown, or a value is not of its type.
        """
        return _adapter(cls).validate_python(value)  # type: ignore[no-any-return]

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """Make a part of its JSON.

        Raises:
            pydantic.ValidationError: the text is no JSON, or not that of such a part.
        """
        return _adapter(cls).validate_json(text)  # type: ignore[no-any-return]

    @classmethod
    def model_json_schema(cls, mode: Literal["validation", "serialization"] = "validation") -> dict[str, Any]:
        """The JSON Schema of what is read (`validation`) or written (`serialization`: every key required)."""
        return _adapter(cls).json_schema(mode=mode)

    def model_dump(self) -> dict[str, Any]:
        """The part as mappings, lists and strings, as JSON has them."""
        return json.loads(self.model_dump_json())  # type: ignore[no-any-return]

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """The part as JSON: letters as they are, without spaces where it is not indented."""
        separators = None if indent else (",", ":")
        return json.dumps(self, default=dict, ensure_ascii=False, indent=indent, separators=separators)


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(part: type[Part]) -> TypeAdapter[Any]:
    """What pydantic makes of a part; made when first asked for."""
    from pydantic import TypeAdapter

    if part.__name__ not in _ADAPTERS:
        _ADAPTERS[part.__name__] = TypeAdapter(part)
    return _ADAPTERS[part.__name__]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Part):
    """A value as it was read: its clean text and where it stands."""

    text: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo(Part):
    """Where the text came from. `sha256` is that of the bytes, `characters` counts code points."""

    name: str
    sha256: str
    media_type: str
    encoding: str
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType(Part):
    """Tên loại văn bản: the official abbreviation and name (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

    code: str
    name: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Part):
    """A day as written; `edtf` has X for unknown digits and is null when the day cannot be."""

    text: str
    spans: Spans
    edtf: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee(Part):
    """Kính gửi: one printed item and the parties it names."""

    text: str
    spans: Spans
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis(Part):
    """Căn cứ: one line and the indexes of the citations in it."""

    text: str
    spans: Spans
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Part):
    """Anyone the document speaks to or of; `mentions` holds the spans of each time it is named."""

    id: str
    name: str
    kind: PartyKind
    abbreviation: str | None
    roles: tuple[Role, ...]
    mentions: tuple[Spans, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Part):
    """Thời hạn: the words, and what they come to."""

    text: str
    spans: Spans
    kind: DeadlineKind
    edtf: str | None
    due: str | None
    recurrence: str | None
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Part):
    """Cuộc họp: of a notice of conclusions or a write-up."""

    name: Text | None
    date: Date | None
    chair: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Part):
    """Nơi nhận: one printed item."""

    text: str
    spans: Spans
    party: str | None
    purpose: Purpose | None
    archive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Part):
    """Quyền hạn ký: `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` and on whose behalf."""

    code: AuthorityCode
    on_behalf_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Part):
    """Chữ ký: one signer."""

    authority: tuple[Authority, ...]
    position: str | None
    name: str | None
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Part):
    """Văn bản kèm theo: what follows the foot, unparsed."""

    label: str
    title: str | None
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Part):
    """What could not be read or looks wrong; `message` is in Vietnamese."""

    code: str
    severity: Severity
    message: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
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
