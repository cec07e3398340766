"""Thể thức phần đầu: titles, bodies, stamps, type and regime (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from congvan.grammar import Grammar
from congvan.letters import bare
from congvan.record import DocumentType, Header, Regime, Text
from congvan.text import Piece, View, join

PLACE = 3
"""How many spaces the line has at least that begins as a body does and is no place: `HỘI AN`, `ĐOÀN KẾT`."""
_BELOW = frozenset(("reference", "date"))  # below both of them no body is named any more
CONSOLIDATED = "VBHN"  # a consolidated text prints the name of what it consolidates


class Found(NamedTuple):
    """The boxes of the head, and by field name the rule that gave each; of `bodies` the last is the issuing one."""

    titles: dict[str, View]
    bodies: tuple[View, ...]
    stamps: dict[str, View]
    rules: dict[str, str]

    def record(self) -> Header:
        """The record's part."""
        return Header(
            national_title=_text(self.titles.get("national-title")),
            motto=_text(self.titles.get("motto")),
            party_title=_text(self.titles.get("party-title")),
            parent_body=_text(self.bodies[-2] if len(self.bodies) > 1 else None),
            issuing_body=_text(self.bodies[-1] if self.bodies else None),
            urgency=_text(self.stamps.get("urgency")),
            secrecy=_text(self.stamps.get("secrecy")),
            circulation=_text(self.stamps.get("circulation")),
            draft=_text(self.stamps.get("draft")),
        )


def find(pieces: Sequence[Piece], rules: Grammar) -> Found:
    """Read titles, stamps and the names of the issuing body and the one above it."""
    titles: dict[str, View] = {}
    stamps: dict[str, View] = {}
    told: dict[str, str] = {}
    for piece in pieces:
        name = piece.role.replace("-", "_")
        if piece.role in ("national-title", "motto", "party-title") and piece.role not in titles:
            titles[piece.role], told[name] = piece.view, piece.rule
        elif piece.role == "stamp" and (match := rules.first(piece.view.key, "stamp")):
            stamp = match.rule.name.split(".")[1]
            stamps.setdefault(stamp, piece.view.cut(*match.span(stamp)))
            told.setdefault(stamp, piece.rule)
    bodies = _bodies(pieces, rules)
    if bodies:
        told["issuing_body"] = "header.body_heads"
    if len(bodies) > 1:
        told["parent_body"] = "header.body_heads"
    return Found(titles, tuple(bodies), stamps, told)


def _bodies(pieces: Sequence[Piece], rules: Grammar) -> list[View]:
    """The bodies named in the left column: a line opens a new one when it begins with a word that bodies begin with."""
    heads = tuple(f"{word} " for word in rules.lists["body_heads"])
    bodies: list[list[View]] = []
    below: frozenset[str] = frozenset()
    for piece in pieces:
        if piece.role in ("type", "subject", "addressee", "telegram") or (bodies and below == _BELOW):
            break
        below = below | {piece.role} & _BELOW
        upper = piece.view.key.upper()
        if below and bodies and upper == join(bodies[0]).key.upper():
            break  # who decides, named once more below the number
        before = " ".join(view.key.upper() for view in bodies[-1]) if bodies else ""
        wanted = before in rules.lists["unfinished_bodies"] and upper.startswith(tuple(rules.lists["unit_heads"]))
        if piece.role != "other" or not (wanted or _names_body(piece.view, upper, heads, bool(bodies))):
            continue
        opens = _opens(upper, heads) and before not in rules.lists["unfinished_bodies"]
        if bodies and not (opens and not _wants_more(before, upper, rules)):
            bodies[-1].append(piece.view)
        else:
            bodies.append([piece.view])
    if len(bodies) > 2 and bodies[-1][0].key.upper() in rules.lists["organs"]:
        bodies[-2:] = [bodies[-2] + bodies[-1]]
    return [join(sorted(lines, key=lambda view: view.origin(0))) for lines in bodies] or _entitled(pieces, rules)


def _entitled(pieces: Sequence[Piece], rules: Grammar) -> list[View]:
    """The body that only the title names, under the type; of who heads it the body alone."""
    views = (piece.view for piece in pieces if piece.role == "type-body")
    return [view.cut(*found.span("body")) for view in views if (found := rules["body.entitled"].find(view.key))][:1]


def _wants_more(before: str, line: str, rules: Grammar) -> bool:
    """Tell whether a name ends with a word that calls for another; a unit does where a place may stand below."""
    last = before.rsplit(" ", 1)[-1]
    return last in rules.lists["joining_words"] and (last not in rules.lists["units"] or line.count(" ") < PLACE)


def _names_body(view: View, upper: str, heads: tuple[str, ...], begun: bool) -> bool:
    if sum(map(str.isalpha, view.text)) < 2 or len(view.text) > 120:
        return False
    if " " not in view.text and view.text.isalnum() and not view.text.isalpha():
        return False  # the mark of a clerk or of a copying machine: KT72
    return _opens(upper, heads) or (view.text.isupper() and (begun or len(view.text) <= 60))


def _opens(upper: str, heads: tuple[str, ...]) -> bool:
    """Tell whether a line begins as names of bodies begin, also where a scan lost all its marks."""
    line = f"{upper} "
    return line.startswith(heads) or (line.isascii() and line.startswith(tuple(map(bare, heads))))


class Type(NamedTuple):
    """Tên loại: its code, its name as in the decree, where it stands (None: deduced) and the rule."""

    code: str
    name: str
    view: View | None
    rule: str

    def record(self) -> DocumentType:
        """The record's part."""
        spans = self.view.spans() if self.view else ()
        return DocumentType(code=self.code, name=self.name, spans=spans)


def document_type(official: bool, pieces: Sequence[Piece], code: str | None, rules: Grammar) -> Type | None:
    """Tell the type: by its printed name, else a letter (V/v, Kính gửi) is a công văn, else by the notation's `code`.

    A write-up has none; a consolidated text prints the name of what it consolidates, so there the notation decides.
    """
    if not official:
        return None
    codes = rules.tables["type_codes"]
    if code != CONSOLIDATED:
        if printed := _printed_type(pieces, codes, rules):
            return printed
        if code == "CV" or any(piece.role in ("subject", "addressee") for piece in pieces):
            return Type("CV", "Công văn", None, "header.official-letter")
    name = next((name for name in codes if codes[name] == code), None)
    return Type(codes[name], _plain_name(name, codes), None, "header.by-notation") if name else None


def _printed_type(pieces: Sequence[Piece], codes: Mapping[str, str], rules: Grammar) -> Type | None:
    folded = {name.casefold(): name for name in codes}
    for piece in pieces:
        if piece.role == "type" and (match := rules.first(piece.view.key, "type")):
            name = folded.get(" ".join((match.group("name") or "").casefold().split()))
            if name:
                return Type(codes[name], _plain_name(name, codes), piece.view.cut(*match.span("name")), piece.rule)
    return None


def _plain_name(name: str, codes: Mapping[str, str]) -> str:
    """The decree's own name of a type that is printed with more words (`Công điện khẩn` → `Công điện`)."""
    return min((short for short in codes if codes[short] == codes[name] and name.startswith(short)), key=len)


def regime(
    official: bool,
    pieces: Sequence[Piece],
    notation: str | None,
    year: int | None,
    rules: Grammar,
    issuer: View | None = None,
) -> Regime:
    """Tell which rule set a document follows, by its titles, bodies and notation (Nghị định 30, Quy định 399-QĐ/TW).

    A school or a company that an association runs writes as schools and companies do: there it alone tells.
    """
    if not official:
        return "none"
    if issuer and rules["own.establishment"].find(issuer.key.upper()):
        said = [issuer.key, *(piece.view.key for piece in pieces if piece.role == "party-title")]
    else:
        said = [piece.view.key for piece in pieces if piece.role in ("other", "party-title")]
    text = " ".join([notation or "", *said])
    for rule in rules.family("regime"):
        if rule.find(text):
            return rule.gives["regime"]  # type: ignore[index,no-any-return]
    if any(piece.role == "party-title" or piece.rule == "reference.own.party" for piece in pieces):
        return "dang"
    legal = year and rules["legal.notation"].find(notation or "")
    return "vbqppl" if legal or any(piece.rule == "reference.own.law" for piece in pieces) else "nd30"


def _text(view: View | None) -> Text | None:
    return view.value() if view else None
