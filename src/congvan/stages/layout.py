"""Layout: which line belongs to the head, the body, the foot, and what is of the page and not of the document.

Two passes: the lines of the page are set aside, then the head is read cell by cell until its last part, the foot is found,
and what stands between is joined into paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from congvan import columns, wraps
from congvan.columns import Cell
from congvan.grammar import Grammar, Grammars
from congvan.text import Block, Line, Piece, Source, View, join

_NEAR = 15  # an annex's label, its title and what it was issued with stand so close together
_FOOT_LINES = 160  # nor does a foot
_APART = 20  # a name that stands so far in is not of the list at the left
_MENU = regex.compile(r"\S(?: {3,}|\t+| *[|»›>] *)\S")
_WORD = regex.compile(r"[\p{L}\p{N}]")
_HEAD_LINES = 60  # the boxes of a head take no more lines
_WINDOW = 4  # a part of the head may be wrapped over so many lines
_OPEN = ("subject", "addressee", "telegram")  # parts that go on as long as their block does
_ROLES = ("national-title", "motto", "party-title")


@dataclass(frozen=True, slots=True)
class Zones:
    """What the document is made of, each line in one place; `official` is false for a write-up."""

    official: bool
    head: tuple[Piece, ...]
    body: tuple[Block, ...]
    recipients: tuple[View, ...]
    signing: tuple[View, ...]
    notes: tuple[View, ...]
    after: tuple[View, ...]


def find(source: Source, grammars: Grammars) -> Zones:
    """Part a document into zones. After it every line stands in one zone or is of the page."""
    rules = grammars["layout"]
    lines = _own_lines(source.lines, rules)
    start = _head_start(source, lines, grammars)
    if start is None:
        return _write_up(source, lines, grammars)
    head, low = _read_top(source, lines, start, grammars)
    foot, end = _foot(source, lines, low, rules)
    blocks = _blocks(source, lines[low:foot] if foot < len(lines) else _unframed(lines[low:], rules), rules)
    bottom, body = _read_bottom(blocks, head, grammars)
    recipients, signing = _foot_columns(source, lines[foot:end], rules)
    notes, after = _after(source, lines[end:], rules)
    return Zones(True, (*head, *bottom), tuple(body), recipients, signing, notes, after)


# --- The page -------------------------------------------------------------------------------------------------------


def _own_lines(lines: Sequence[Line], rules: Grammar) -> list[Line]:
    """The document's own lines: page numbers, stamps and the like become empty ones, so that gaps stay."""
    furniture = rules.union("furniture")
    stamp = rules["furniture.stamp-time"].compiled
    arrival, entry = rules["furniture.arrival"].compiled, rules["stamp.entry"].compiled
    kept: list[Line] = []
    page = since = 0
    stamped = -2
    for at, line in enumerate(lines):
        since += bool(line.text)
        if stamped == at - 1 and line.text and entry.fullmatch(line.text):
            stamped = at
            kept.append(_emptied(line))
        elif len(line.text) > 260 or not line.text:
            kept.append(line)
        elif not furniture.fullmatch(line.text):
            kept.append(line if line.text[0].isalnum() or _WORD.search(line.text) else _emptied(line))
        elif line.text.strip("-–—~ ").isdigit() and not _is_page_number(lines, at, page, since):
            kept.append(line)
        else:
            if line.text.strip("-–—~ ").isdigit():
                page, since = int(line.text.strip("-–—~ ")), 0
            elif stamp.fullmatch(line.text) or arrival.fullmatch(line.text):
                _drop_stamp(kept)
            stamped = at if arrival.fullmatch(line.text) else stamped
            kept.append(_emptied(line))
    return kept


def _is_page_number(lines: Sequence[Line], at: int, page: int, since: int) -> bool:
    """A lone number counts pages when it is the next one, a page of text lies behind it and no table around it."""
    number = int(lines[at].text.strip("-–—~ "))
    if not (number == page + 1 or (page == 0 and number <= 3)) or since < 8:
        return False
    around = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if any(not line.text and line.start > line.low for line in around):
        return False
    return lines[at].indent > 15 or any(not line.text for line in around) or len(around) < 2


def _drop_stamp(kept: list[Line]) -> None:
    """The lines in capitals right above a signing stamp's time or address name who stamped: of the page too."""
    for back in range(1, min(4, len(kept)) + 1):
        if not kept[-back].text:
            continue
        if len(kept) - back > 6 or not kept[-back].text.strip("'*").isupper() and len(kept[-back].text) > 25:
            return
        kept[-back] = _emptied(kept[-back])


def _emptied(line: Line) -> Line:
    return Line(line.low, line.low, line.low, line.low, "")


# --- The head -------------------------------------------------------------------------------------------------------


def _head_start(source: Source, lines: Sequence[Line], grammars: Grammars) -> int | None:
    """The first line of the head, or None: no line among the first hundreds is one that only documents have."""
    anchor = grammars["layout"]["anchor.line"].compiled
    seen = 0
    for at, line in enumerate(lines[:1500]):
        if not line.text:
            continue
        seen += 1
        if seen > 300:
            return None
        if len(line.text) < 300 and anchor.search(line.text):
            cells = columns.cells(source, lines[at : at + 6], _glued(grammars))
            if any(cell.row == 0 and _is_anchor(cells, place, grammars, seen) for place, cell in enumerate(cells)):
                return _with_bodies(lines, at)
    return None


def _is_anchor(cells: Sequence[Cell], at: int, grammars: Grammars, seen: int) -> bool:
    piece, _ = _role(cells, at, grammars)
    if piece.role == "type":
        return seen <= 15 and piece.view.text.isupper()
    return piece.role in ("national-title", "party-title", "reference", "addressee", "telegram")


def _with_bodies(lines: Sequence[Line], at: int) -> int:
    """Go up from the first sure line over the lines that name the issuing body."""
    start, room = at, 8
    nonblank = [near for near in range(at) if lines[near].text]
    if len(nonblank) <= 5 and all(len(lines[near].text) < 70 for near in nonblank):
        return nonblank[0] if nonblank else at
    for near in reversed(nonblank[-room:]):
        text = lines[near].text
        if not (text.isupper() or not any(map(str.isalnum, text))) or len(text) > 90:
            break
        start = near
    return start


def _glued(grammars: Grammars) -> list[regex.Pattern[str]]:
    return [rule.compiled for rule in grammars["layout"].family("column")]


def _read_top(source: Source, lines: Sequence[Line], start: int, grammars: Grammars) -> tuple[list[Piece], int]:
    """Read the head's boxes. Returns its pieces and the index of the first line below the last of them."""
    window = lines[start : start + _HEAD_LINES]
    cells = columns.cells(source, window, _glued(grammars))
    pieces: list[Piece] = []
    done = at = low = 0
    while at < len(cells):
        piece, used = _role(cells, at, grammars)
        if piece.role == "other" and _ends_head(cells[at].view, grammars, bool(pieces)):
            break
        if piece.role == "subject":
            piece, used = _whole_subject(cells, at, grammars)
        if piece.role in ("addressee", "telegram"):
            low = max(low, cells[at].row)
            return pieces[: max(done, len(pieces))], start + low
        pieces.append(piece)
        at += used
        if piece.role != "other":
            done = len(pieces)
            low = max(low, max(cell.row for cell in cells[at - used : at]) + 1)
        if piece.role == "type":
            return pieces, start + low
    return pieces[:done], start + low


def _ends_head(view: View, grammars: Grammars, begun: bool) -> bool:
    """A line that only a body can hold."""
    return begun and (len(view.text) > 160 or bool(grammars["layout"]["body.opening"].find(view.key)))


def _role(cells: Sequence[Cell], at: int, grammars: Grammars) -> tuple[Piece, int]:
    """What the part that begins at this cell is, and over how many cells it is wrapped."""
    first = cells[at]
    best = (Piece("other", first.view, "", first.gap), 1)
    for used in range(1, (_WINDOW if len(first.view.text) <= 160 else 1) + 1):
        if at + used > len(cells) or any(cell.gap or cell.right != first.right for cell in cells[at + 1 : at + used]):
            break
        view = first.view if used == 1 else join(cell.view for cell in cells[at : at + used])
        role = _told(view, grammars)
        if role and best[0].role in ("other", role[0]) and (used == 1 or role[0] != "type" or role[1] == "header.type.name"):
            best = (Piece(role[0], view, role[1], first.gap), used)
        if best[0].role in _OPEN:
            break
    return best


def _told(view: View, grammars: Grammars) -> tuple[str, str] | None:
    """The role of one text and the rule that told it."""
    key = view.key
    if not (found := grammars["layout"]["anchor.line"].compiled.search(key, 0, 200)):
        return None
    start = found.group(0)[:1]
    if len(key) < 120:
        if "ngày" in key.casefold() and (rule := grammars["date"].first(key, "line")):
            return "date", f"date.{rule.rule.name}"
        if start in "CcĐđD" and (rule := grammars["layout"].first(key, "head")):
            if rule.rule.name.removeprefix("head.") in _ROLES:
                return rule.rule.name.removeprefix("head."), f"layout.{rule.rule.name}"
        if rule := grammars["reference"].first(key, "own"):
            return "reference", f"reference.{rule.rule.name}"
        if rule := grammars["header"].first(key, "stamp"):
            return "stamp", f"header.{rule.rule.name}"
        if type_rule := _type(key, grammars):
            return "type", type_rule
    for name in ("addressee", "telegram", "subject"):
        if grammars["layout"][f"head.{name}"].find(key):
            return name, f"layout.head.{name}"
    return None


def _type(key: str, grammars: Grammars) -> str | None:
    found = grammars["header"].first(key, "type")
    return f"header.{found.rule.name}" if found else None


def _whole_subject(cells: Sequence[Cell], at: int, grammars: Grammars) -> tuple[Piece, int]:
    """A V/v beside the head goes on over the lines of its own cell."""
    used = 1
    while at + used < len(cells) and used < 12:
        cell = cells[at + used]
        if cell.gap or cell.right != cells[at].right or _told(cell.view, grammars) or _ends_head(cell.view, grammars, True):
            break
        if not any(map(str.isalnum, cell.view.text)):
            break
        used += 1
    return Piece("subject", join(cell.view for cell in cells[at : at + used]), "layout.head.subject", cells[at].gap), used


def _read_bottom(blocks: list[Block], top: Sequence[Piece], grammars: Grammars) -> tuple[list[Piece], list[Block]]:
    """Read what stands below the boxes in one column: the trích yếu, then who is addressed."""
    pieces: list[Piece] = []
    typed = any(piece.role == "type" for piece in top)
    at = 0
    while at < len(blocks) and at < 40:
        view = blocks[at].view
        role, rule = _told(view, grammars) or ("other", "")
        if role in ("addressee", "telegram"):
            views, used = _addressees(blocks, at, grammars["layout"])
            pieces += [Piece("addressee-item" if place else role, view, rule) for place, view in enumerate(views)]
            return pieces, blocks[at + used :]
        if role in ("reference", "date", "stamp") and len(view.text) < 120:
            pieces.append(Piece(role, view, rule))
        elif typed and not pieces and grammars["layout"]["head.of-body"].find(view.key):
            pieces.append(Piece("type-body", view, "layout.head.of-body"))
        elif typed and _is_subject(view, pieces, grammars["layout"]):
            pieces.append(Piece("subject", view, rule or "subject.under-type"))
        else:
            break
        at += 1
    return pieces, blocks[at:]


def _is_subject(view: View, pieces: Sequence[Piece], rules: Grammar) -> bool:
    """Whether a block under the type is (still) the trích yếu and not the body's first."""
    before = [piece.view for piece in pieces if piece.role == "subject"]
    if not before:
        opening = rules["body.basis"].find(view.key) or rules["marker.any"].find(view.key) or rules["body.resolves"].find(view.key)
        return not (opening or view.text[-1] in ":;" or (view.text[-1] == "." and len(view.text) > 200) or len(view.text) > 1200)
    if len(view.text) > 1200 or rules.union("body").fullmatch(view.key):
        return False
    last = before[-1].text
    if last.isupper() != view.text.isupper() or last[-1] in ".;:" or len(before) >= 6:
        return view.text.startswith("(") and len(view.text) < 80 and len(before) < 6
    return len(view.text) < 130 and view.text[-1] not in ".;:"


def _addressees(blocks: Sequence[Block], at: int, rules: Grammar) -> tuple[list[View], int]:
    """The items of the list of addressees, the label's block first, and how many blocks they take."""
    views, used, dashed = [blocks[at].view], 1, False
    while at + used < len(blocks) and used < 60:
        view, before = blocks[at + used].view, views[-1].text
        is_item = view.text[0] in "-–—+•"
        if rules["body.basis"].find(view.text) or (not is_item and _opens_body(view, before, dashed, rules)):
            break
        if dashed and not is_item and before[-1] not in ",;" and not view.text.startswith("("):
            views[-1] = join((views[-1], view))
        else:
            views.append(view)
        dashed = dashed or is_item
        used += 1
    return views, used


def _opens_body(view: View, before: str, dashed: bool, rules: Grammar) -> bool:
    """Whether a block without dash below an addressee is the body's first and no addressee itself."""
    text = view.text
    if text.startswith("(") and len(text) < 200:
        return False
    if len(text) > 250 or rules.union("body").fullmatch(text):
        return True
    if dashed:
        return before[-1] in ".;:" or text[-1] not in ";.," or len(text) > 80
    return before[-1] not in ":;," and not before.rstrip(":").casefold().endswith(("gửi", "điện"))


# --- The body -------------------------------------------------------------------------------------------------------


def _blocks(source: Source, lines: Sequence[Line], rules: Grammar) -> list[Block]:
    """Join the lines of the body into paragraphs; a row of a table keeps its cells."""
    signs = wraps.Signs(
        *(rules[name].compiled for name in ("marker.any", "opener.sentence", "opener.unfinished", "body.authority", "opener.numbered"))
    )
    found = []
    for paragraph in wraps.paragraphs(source.clean, lines, signs):
        view = source.view([(line.start, line.end) for line in paragraph] if len(paragraph) > 1 and _parted(source, paragraph)
                           else [(paragraph[0].start, paragraph[-1].end)]).cut()  # fmt: skip
        cells = _row_cells(source, paragraph[0]) if len(paragraph) == 1 else ()
        if view.text:
            found.append(Block(view, cells))
    return found


def _parted(source: Source, paragraph: Sequence[Line]) -> bool:
    """Whether something set aside lies between the lines of a paragraph."""
    return any(
        any(map(str.isalnum, source.clean[a.end : b.start])) for a, b in zip(paragraph, paragraph[1:], strict=False)
    )


def _row_cells(source: Source, line: Line) -> tuple[View, ...]:
    if source.clean.count("|", line.low, line.high) < 2 and source.clean.count("\t", line.start, line.end) < 2:
        return ()
    cuts = [line.low, *(at + 1 for at in range(line.low, line.high) if source.clean[at] in "|\t"), line.high + 1]
    views = (source.view([(a, b - 1)]).cut() for a, b in zip(cuts, cuts[1:], strict=False) if a < b - 1)
    return tuple(view for view in views if view.text)


def _unframed(lines: Sequence[Line], rules: Grammar) -> Sequence[Line]:
    """The lines before a page's frame begins: a byline, related news, counters."""
    frame, byline = rules["after.frame"].compiled, rules["after.byline"].compiled
    for at, line in enumerate(lines):
        if 0 < len(line.text) < 200 and at > 2 and (frame.fullmatch(line.text) or byline.fullmatch(line.text)):
            return lines[:at]
    return lines


def _write_up(source: Source, lines: Sequence[Line], grammars: Grammars) -> Zones:
    """A text that is no official document: its headline and its paragraphs, without the page around them."""
    rules = grammars["layout"]
    blocks = _blocks(source, _unframed(lines, rules), rules)
    blocks = _without(blocks, rules.union("aside"))
    headline = next((at for at, block in enumerate(blocks[:12]) if _is_headline(source, block.view)), 0)
    head = tuple(Piece("subject", block.view, "layout.headline") for block in blocks[headline : headline + 1])
    body = _without(blocks[headline + 1 :], rules.union("photo"))
    return Zones(False, head, tuple(_unsigned(body, rules)), (), (), (), ())


def _without(blocks: Sequence[Block], aside: regex.Pattern[str]) -> list[Block]:
    return [block for block in blocks if len(block.view.text) > 240 or not aside.fullmatch(block.view.key)]


def _is_headline(source: Source, view: View) -> bool:
    """A headline has words enough, and no gaps between them as the entries of a menu have."""
    low, high = view.spans()[0][0], view.spans()[-1][1]
    return view.text.count(" ") >= 5 and not _MENU.search(source.clean, low, high)


def _unsigned(body: list[Block], rules: Grammar) -> list[Block]:
    """The paragraphs before the author's name."""
    name = rules["foot.name"].compiled
    while body and len(body[-1].view.text) < 40 and name.fullmatch(body[-1].view.text):
        body = body[:-1]
    return body


# --- The foot -------------------------------------------------------------------------------------------------------


def _foot(source: Source, lines: Sequence[Line], low: int, rules: Grammar) -> tuple[int, int]:
    """The `[start, end)` of the foot's lines; both are the number of lines where there is no foot."""
    label, anchor = rules["foot.recipients"].compiled, rules["anchor.foot"].compiled
    for at in range(low, len(lines)):
        line = lines[at]
        if not line.text or len(line.text) > 400 or not (line.text.isupper() or anchor.match(line.text)):
            continue
        cells = [cell.view.key for cell in columns.cells(source, lines[at : at + 1])]
        if any(label.fullmatch(cell) for cell in cells) or (cells and _signs(source, lines, at, cells, rules)):
            return at, _foot_end(lines, at, rules)
    return len(lines), len(lines)


def _signs(source: Source, lines: Sequence[Line], at: int, cells: Sequence[str], rules: Grammar) -> bool:
    """Whether a signing block opens here: an authority or a post in capitals, and a name (or Nơi nhận) soon below."""
    authority = any(rules["foot.authority"].find(cell) for cell in cells)
    if not authority and not all(rules["foot.post"].find(cell) for cell in cells):
        return False
    name, label = rules["foot.name"].compiled, rules["foot.recipients"].compiled
    below = [line for line in lines[at + 1 : at + 30] if line.text][: 12 if authority else 6]
    return any(
        name.fullmatch(cell.view.text) and not cell.view.text.isupper() or label.fullmatch(cell.view.key)
        for cell in columns.cells(source, below)
    ) or (authority and len(below) < 4)


def _foot_end(lines: Sequence[Line], start: int, rules: Grammar) -> int:
    """Where the foot ends: at an annex, a footnote, a page's frame, or below the name when something else follows."""
    name = rules["foot.name"].compiled
    named = gap = 0
    for at in range(start, min(len(lines), start + _FOOT_LINES)):
        line = lines[at]
        text = line.text
        if not text:
            gap = at
        elif at > start and _opens_other(text, rules) and not (name.fullmatch(text) and not text.isupper()):
            return at
        elif name.fullmatch(last := text.split("   ")[-1].strip()) and not last.isupper():
            named = at
        elif named and not _belongs(lines, at, gap > named, rules):
            return at
    return min(len(lines), start + _FOOT_LINES)


def _opens_other(text: str, rules: Grammar) -> bool:
    """Whether a line opens an annex, a footnote or a page's frame; an item of a list never does."""
    return len(text) < 400 and text[0] not in "-–—+•" and bool(rules.union("after").fullmatch(text))


def _belongs(lines: Sequence[Line], at: int, apart: bool, rules: Grammar) -> bool:
    """Whether a line below a signer's name is of the foot still: of its list, or another signer's."""
    text = lines[at].text
    if text[0] in "-–—+•(" or rules.union("foot").fullmatch(text) and not rules["foot.name"].find(text):
        return True
    if apart or text.isupper() or len(text) > 120:
        return False
    if text.istitle() and len(text) < 24:
        return True  # the rest of a name that was wrapped
    return any(line.text[0] in "-–—+•" for line in lines[at + 1 : at + 9] if line.text)


def _foot_columns(source: Source, lines: Sequence[Line], rules: Grammar) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """Part the foot's cells: who receives (left), who signs (right)."""
    recipients: list[View] = []
    signing: list[View] = []
    side = signing
    for cell in columns.cells(source, lines, [rule.compiled for rule in rules.family("split")]):
        if not any(map(str.isalnum, cell.view.text)):
            continue
        side = _side(cell, recipients, signing, side, rules)
        side.append(cell.view)
    return tuple(recipients), tuple(signing)


def _side(cell: Cell, recipients: list[View], signing: list[View], side: list[View], rules: Grammar) -> list[View]:
    key = cell.view.key
    if rules["foot.recipients"].find(key):
        return recipients
    if cell.right or rules["foot.authority"].find(key) or rules["foot.post"].find(key):
        return signing
    if key[0] in "-–—+•" and recipients:
        return recipients
    apart = cell.gap or cell.x >= _APART or (recipients and rules["foot.archive"].find(recipients[-1].key))
    if apart and (rules["foot.name"].find(cell.view.text) or rules["foot.post"].find(key.upper())):
        return signing
    return side


def _after(source: Source, lines: Sequence[Line], rules: Grammar) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """What follows the foot: its footnotes, joined, and the lines that annexes are looked for in."""
    frame, note = rules["after.frame"].compiled, rules["after.note"].compiled
    notes: list[Line] = []
    after: list[Line] = []
    for line in lines:
        if len(line.text) < 200 and frame.fullmatch(line.text):
            break
        if notes or (not after and note.fullmatch(line.text)):
            notes.append(line)
        elif line.text:
            after.append(line)
    views = tuple(source.view([(line.start, line.end)]) for line in _around(after, rules["after.attachment"].compiled))
    return tuple(block.view for block in _blocks(source, notes, rules)), views


def _around(lines: Sequence[Line], opening: regex.Pattern[str]) -> list[Line]:
    """The lines about every one that may open an annex, and the last line: what lies between tells nothing."""
    near: set[int] = set()
    for at, line in enumerate(lines):
        if len(line.text) < 400 and line.text[0].isupper() and opening.fullmatch(line.text):
            near.update(range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(lines))))
    return [lines[at] for at in sorted(near | {len(lines) - 1})] if near else []
