"""Problems: what is missing in a record or looks odd, told from the finished record, in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from congvan.letters import fold_tones
from congvan.record import Problem, Record, Section, Severity, Span, Spans
from congvan.text import SEEN, Envelope, Note

_UNDATED = ("BB",)  # minutes carry their date in the body (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9)
_UNSUBJECTED = ("CV", "BB", "GGT", "PG", "PC", "PB")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "abcdđefghijklmnopqrstuưvwxyz"
_SKIPPED = frozenset("đfjwzư")
_CODES, _LEAST = re.compile("[-/]"), 4
_MANY = 20  # so many findings of one kind tell enough


def find(
    record: Record,
    doubtful: Set[str] = frozenset(),
    notes: Sequence[Note] = (),
    envelope: Envelope | None = None,
    known: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """List what the loader noted, then what a careful clerk would remark, in the order of the document's parts.

    `doubtful` are the ids of tasks whose leads no list of names knows: only who read them can tell. `envelope` is what
    the package that the document came in says of it, `known` the codes that notations commonly hold.
    """
    noted = [*(_problem(*note) for note in notes), *(_differences(record, envelope) if envelope else ())]
    if any(note.code == SEEN for note in notes):
        noted += _misread(record, known)
    told = (*_tasks(record), *_leads(record, doubtful))
    if record.regime == "none":
        return (*noted, *told)
    return (*noted, *_reference(record), *_date(record), *_parts(record), *_numbering(record.sections), *told)


def _problem(code: str, severity: Severity, message: str, spans: Spans = ()) -> Problem:
    return Problem(code=code, severity=severity, message=message, spans=spans)


def _differences(record: Record, envelope: Envelope) -> Iterator[Problem]:
    """Facts that the envelope tells otherwise than the document: both must be there to differ."""
    number, day, about, signed = record.reference_number, record.date, record.subject, record.signatures
    facts = (
        ("số", envelope.number, number and number.number, number and number.spans),
        ("ký hiệu", envelope.notation, number and number.notation, number and number.spans),
        ("ngày ban hành", envelope.date, day and day.edtf, day and day.spans),
        ("địa danh", envelope.place, record.place and record.place.text, record.place and record.place.spans),
        ("tên loại", envelope.type_name, record.document_type and record.document_type.name, ()),
        ("trích yếu", envelope.subject, about and about.text, about and about.spans),
        ("người ký", envelope.signer, signed[0].name if signed else None, signed[0].spans if signed else ()),
    )
    for name, told, read, spans in facts:
        if told and read and _plain(told) != _plain(read):
            message = f"Gói edXML ghi {name} «{told}», văn bản ghi «{read}»"
            yield _problem("envelope-differs", "warning", message, spans or ())


def _misread(record: Record, known: Sequence[str]) -> Iterator[Problem]:
    """Codes in notations read from a picture that differ in one letter from the only known one that is like them."""
    number = record.reference_number
    notations = [(one.notation, one.spans) for one in record.citations]
    for notation, spans in ([(number.notation or "", number.spans)] if number else []) + notations:
        for code in _CODES.split(notation):
            if code not in known and len(likely := [one for one in known if _near(code, one)]) == 1:
                message = f"Ký hiệu «{code}» do máy nhận dạng, có thể là «{likely[0]}»: hãy xem bản gốc"
                yield _problem("notation-doubtful", "info", message, spans)


def _near(code: str, known: str) -> bool:
    alike = len(code) == len(known) >= _LEAST
    return alike and sum(one != other for one, other in zip(code, known, strict=True)) == 1


def _plain(words: str) -> str:
    """Words without what two writings of one fact may differ in: case, spaces, zeros before a number, `Về việc`."""
    key = fold_tones("".join(words.casefold().split()))
    return key.removeprefix("vềviệc").removeprefix("v/v").lstrip("0").rstrip(".;/")


def _reference(record: Record) -> Iterator[Problem]:
    number = record.reference_number
    if number is None:
        yield _problem("reference-missing", "warning", "Không tìm thấy số, ký hiệu của văn bản")
    elif number.blank:
        yield _problem("number-blank", "info", "Số văn bản để trống: văn bản chưa vào sổ", number.spans)
    elif number.number is None:
        yield _problem("number-unreadable", "warning", "Chỗ của số văn bản không đọc được", number.spans)
    if (
        number
        and number.year
        and record.date
        and record.date.edtf
        and not record.date.edtf.startswith(str(number.year))
    ):
        message = f"Năm trong số ký hiệu ({number.year}) khác năm ban hành ({record.date.edtf[:4]})"
        yield _problem("year-mismatch", "warning", message, number.spans)
    if number and number.type_code and record.document_type and number.type_code != record.document_type.code:
        message = f"Ký hiệu ghi loại {number.type_code} nhưng tên loại là {record.document_type.name}"
        yield _problem("type-mismatch", "warning", message, number.spans)


def _date(record: Record) -> Iterator[Problem]:
    if record.date is None:
        if not record.document_type or record.document_type.code not in _UNDATED:
            yield _problem("date-missing", "warning", "Không tìm thấy ngày ban hành")
    elif record.date.edtf is None:
        yield _problem("date-impossible", "error", f"Ngày không có thật: {record.date.text}", record.date.spans)
    elif "X" in record.date.edtf:
        yield _problem("date-partial", "info", f"Ngày ban hành chưa điền đủ: {record.date.text}", record.date.spans)


def _parts(record: Record) -> Iterator[Problem]:
    kind = record.document_type
    if kind is None:
        yield _problem("type-missing", "warning", "Không xác định được tên loại văn bản")
    if record.header.issuing_body is None:
        yield _problem("issuer-missing", "info", "Không tìm thấy tên cơ quan ban hành ở đầu văn bản")
    if record.subject is None and kind is not None and kind.code not in _UNSUBJECTED:
        yield _problem("subject-missing", "warning", "Không tìm thấy trích yếu")
    if not record.signatures:
        yield _problem("signature-missing", "info", "Không tìm thấy chữ ký")
    for signature in record.signatures:
        if signature.name is None:
            yield _problem("signer-missing", "info", "Khối chữ ký không có họ tên người ký", signature.spans)


def _numbering(sections: Sequence[Section]) -> Iterator[Problem]:
    """Numbers that skip or come twice among sections that stand side by side."""
    for _, found in zip(range(_MANY), _odd_numbers(sections), strict=False):
        yield found


def _odd_numbers(sections: Sequence[Section]) -> Iterator[Problem]:
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for section in sections:
        series, value = _place(section)
        before, shown = last.get(series, (None, ""))
        if value is not None and before is not None and value != 1 and not _follows(section, before, value):
            code = "numbering-repeats" if value == before else "numbering-skips"
            message = f"Đánh số không liền: {section.marker} đứng sau số {shown}"
            yield _problem(code, "info", message, ((section.spans[0][0], section.spans[0][0] + len(section.marker)),))
        if value is not None:
            last[series] = value, section.number or ""
        yield from _odd_numbers(section.sections)


def _follows(section: Section, before: int, value: int) -> bool:
    """Whether a number comes right after another; a list of letters may leave out đ, f, j, w, z, ư."""
    between = range(before + 1, value)
    return before < value and (
        not between or (section.kind == "point" and set(_LETTERS[at - 1] for at in between) <= _SKIPPED)
    )


def _place(section: Section) -> tuple[tuple[str, str], int | None]:
    """The series of a section's number, and its place there; None where parts of the number leave it open."""
    number = section.number or ""
    *above, own = number.split(".")
    series = section.kind, ".".join(above)
    if own.isdecimal():
        return series, int(own)
    if section.kind in ("section", "part", "chapter") and number and set(number) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in number]
        return series, sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    if section.kind == "point" and len(number) == 1 and number in _LETTERS and not section.marker.startswith("("):
        return series, _LETTERS.index(number) + 1
    return series, None


def _tasks(record: Record) -> Iterator[Problem]:
    """Deadlines that name a day or a habit which cannot be reckoned."""
    for task in record.tasks:
        for deadline in task.deadlines:
            dated = deadline.kind in ("before", "by", "on", "within", "range", "from") and deadline.edtf is None
            if dated or (deadline.kind == "recurring" and deadline.recurrence is None):
                message = f"Không tính được thời hạn: {deadline.text}"
                yield _problem("deadline-unresolved", "warning" if dated else "info", message, deadline.spans)


def _leads(record: Record, doubtful: Set[str]) -> Iterator[Problem]:
    """Leads that are uncertain, with their tasks, and tasks that name nobody, all at once.

    Who is printed as an addressee or a recipient is somebody, whatever the lists know.
    """
    known = {party.id for party in record.parties if not {"addressee", "recipient"}.isdisjoint(party.roles)}
    names = {party.id: party.name for party in record.parties}
    told: dict[tuple[str, ...], list[Span]] = {}
    for task in record.tasks:
        if task.id in doubtful and not known.issuperset(task.leads):
            told.setdefault(task.leads, []).extend(task.spans[:1])
    for leads, spans in list(told.items())[:_MANY]:
        message = f"Cần xem lại ai thực hiện: {', '.join(names[lead] for lead in leads)}"
        yield _problem("lead-uncertain", "info", message, tuple(spans))
    nobody = [task for task in record.tasks if not task.leads and task.modality == "directive"]
    if nobody:
        places = tuple(span for task in nobody[:_MANY] for span in task.spans[:1])
        yield _problem("lead-missing", "info", f"Không ghi ai thực hiện: {len(nobody)} nhiệm vụ", places)
