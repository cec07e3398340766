"""The head: where it begins, what each of its lines is, and where the body begins below it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from congvan.grammar import Grammar, Grammars
from congvan.text import Block, Line, Piece, Source, View, join
from congvan.zones import columns
from congvan.zones.columns import Cell

_HEAD_LINES = (28, 60)  # the boxes of most heads take no more lines, and of none more
_WINDOW = 4  # a part of the head may be wrapped over so many lines
_OPEN = ("subject", "addressee", "telegram")  # parts that go on as long as their block does
_BOXES = (("reference", "reference", "own"), ("stamp", "header", "stamp"), ("type", "header", "type"))
_ROLES = ("national-title", "motto", "party-title")


def start(source: Source, lines: Sequence[Line], grammars: Grammars) -> int | None:
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


def read_top(source: Source, lines: Sequence[Line], start: int, grammars: Grammars) -> tuple[list[Piece], int]:
    """Read the head's boxes. Returns its pieces and the index of the first line below the last of them."""
    pieces: list[Piece] = []
    low = 0
    for size in _HEAD_LINES:
        cells = columns.cells(source, lines[start : start + size], _glued(grammars))
        pieces, low, ended = _boxes(cells, grammars)
        if ended:
            break
    return pieces, start + low


def _boxes(cells: Sequence[Cell], grammars: Grammars) -> tuple[list[Piece], int, bool]:
    """The pieces of the boxes, the row below the last of them, and whether the head ended before the cells did."""
    pieces: list[Piece] = []
    done = at = low = 0
    while at < len(cells):
        piece, used = _role(cells, at, grammars)
        if piece.role == "other" and _ends_head(cells[at].view, grammars, bool(pieces)):
            return pieces[:done], low, True
        if piece.role == "subject":
            piece, used = _whole_subject(cells, at, grammars)
        if piece.role in ("addressee", "telegram"):
            return pieces, max(low, cells[at].row), True
        pieces.append(piece)
        at += used
        if piece.role != "other":
            done = len(pieces)
            low = max(low, max(cell.row for cell in cells[at - used : at]) + 1)
        if piece.role == "type":
            return pieces, low, True
    return pieces[:done], low, False


def _ends_head(view: View, grammars: Grammars, begun: bool) -> bool:
    """A line that only a body can hold."""
    rules = grammars["layout"]
    return begun and bool(
        len(view.text) > 160 or rules["body.opening"].find(view.key) or rules["body.resolves"].find(view.key)
    )


def _role(cells: Sequence[Cell], at: int, grammars: Grammars) -> tuple[Piece, int]:
    """What the part that begins at this cell is, and over how many cells it is wrapped."""
    first = cells[at]
    best = (Piece("other", first.view, "", first.gap), 1)
    for used in range(1, (_WINDOW if len(first.view.text) <= 160 else 1) + 1):
        if at + used > len(cells) or any(cell.gap or cell.right != first.right for cell in cells[at + 1 : at + used]):
            break
        view = first.view if used == 1 else join(cell.view for cell in cells[at : at + used])
        role = _told(view, grammars)
        if (
            role
            and best[0].role in ("other", role[0])
            and (used == 1 or role[0] != "type" or role[1] == "header.type.name")
        ):
            best = (Piece(role[0], view, role[1], first.gap), used)
        if best[0].role in _OPEN:
            break
    return best


def _told(view: View, grammars: Grammars) -> tuple[str, str] | None:
    """The role of one text and the rule that told it."""
    if not grammars["layout"]["anchor.line"].compiled.search(view.key, 0, 200):
        return None
    if len(view.key) < 120 and (boxed := _box(view.key, grammars)):
        return boxed
    for name in _OPEN[1:] + _OPEN[:1]:
        if grammars["layout"][f"head.{name}"].find(view.key):
            return name, f"layout.head.{name}"
    return None


def _box(key: str, grammars: Grammars) -> tuple[str, str] | None:
    """The role of a text that fills one of the head's boxes."""
    if "ngày" in key.casefold() and (found := grammars["date"].first(key, "line")):
        return "date", f"date.{found.rule.name}"
    for role in _ROLES:
        if grammars["layout"][f"head.{role}"].find(key):
            return role, f"layout.head.{role}"
    for role, grammar, family in _BOXES:
        if found := grammars[grammar].first(key, family):
            return role, f"{grammar}.{found.rule.name}"
    return None


def _whole_subject(cells: Sequence[Cell], at: int, grammars: Grammars) -> tuple[Piece, int]:
    """A V/v beside the head goes on over the lines of its own cell."""
    used = 1
    while at + used < len(cells) and used < 12:
        cell = cells[at + used]
        if (
            cell.gap
            or cell.right != cells[at].right
            or _told(cell.view, grammars)
            or _ends_head(cell.view, grammars, True)
        ):
            break
        if not any(map(str.isalnum, cell.view.text)):
            break
        used += 1
    return Piece(
        "subject", join(cell.view for cell in cells[at : at + used]), "layout.head.subject", cells[at].gap
    ), used


def read_bottom(blocks: list[Block], top: Sequence[Piece], grammars: Grammars) -> tuple[list[Piece], list[Block]]:
    """Read what stands below the boxes in one column: the trích yếu, then who is addressed."""
    pieces: list[Piece] = []
    typed = any(piece.role == "type" for piece in top)
    at, title = 0, _title_end(blocks, grammars) if typed else 0
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
        elif typed and (at < title or _is_subject(view, pieces, grammars["layout"])):
            pieces.append(Piece("subject", view, rule or "subject.under-type"))
        else:
            break
        at += 1
    return pieces, blocks[at:]


def _title_end(blocks: Sequence[Block], grammars: Grammars) -> int:
    """Where the lines between the type and the first legal basis end, if all may be the trích yếu's; else 0."""
    rules = grammars["layout"]
    for at, block in enumerate(blocks[:8]):
        key = block.view.key
        if rules["basis.line"].find(key) or rules["body.authority"].find(key):
            return at
        if _told(block.view, grammars) or rules["marker.any"].find(key) or key[-1] == "." or len(key) > 600:
            return 0
    return 0


def _is_subject(view: View, pieces: Sequence[Piece], rules: Grammar) -> bool:
    """Whether a block under the type is (still) the trích yếu and not the body's first."""
    before = [piece.view for piece in pieces if piece.role == "subject"]
    if not before:
        opening = (
            rules["basis.line"].find(view.key)
            or rules["marker.any"].find(view.key)
            or rules["body.resolves"].find(view.key)
        )
        return not (
            opening or view.text[-1] in ":;" or (view.text[-1] == "." and len(view.text) > 200) or len(view.text) > 1200
        )
    if (
        len(view.text) > 1200
        or rules.union("body").fullmatch(view.key)
        or rules["body.authority"].find(view.key.upper())
    ):
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
        if rules["basis.line"].find(view.text) or (not is_item and _opens_body(view, before, dashed, rules)):
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
        return before[-1] in ".;" or text[-1] not in ";.," or len(text) > 80
    return before[-1] not in ":;," and not before.rstrip(":").casefold().endswith(("gửi", "điện"))
