"""The head: where it begins, what each of its lines is, and where the body begins below it."""

from __future__ import annotations

from collections.abc import Sequence

from congvan.grammar import Grammars
from congvan.lines import Lines
from congvan.text import Block, Piece, Source, View, join
from congvan.zones import addressed, titles
from congvan.zones.columns import Reading, Seams

_HEAD_LINES = (28, 60)  # the boxes of most heads take no more lines, and of none more
_WINDOW = 4  # a part of the head may be wrapped over so many lines
_OPEN = ("subject", "addressee", "telegram")  # parts that go on as long as their block does
_BOXES = (("reference", "reference", "own"), ("stamp", "header", "stamp"), ("type", "header", "type"))
_SURE = ("national-title", "party-title", "reference", "addressee", "telegram")
_NAMED = ("header.type.with-subject", "header.type.longer", "header.type.wide")  # the type and its subject on one line
_LOW = ("header.type.longer", "header.type.wide")  # words that open no head: a headline has them too
_WIDE = "header.type.wide"  # words that a body's name goes on with, too: a type below number or date alone
_TYPE_NAME = "header.type.name"
_TITLES = ("national-title", "party-title")
_NEAR = 12  # the title of a page and the head below it stand so close together
_ROLES = ("national-title", "motto", "party-title")


class Roles(dict[str, tuple[str, str] | None]):
    """The role of each text of a head and the rule that told it, or None; a text is asked about once."""

    def __init__(self, grammars: Grammars) -> None:
        super().__init__()
        self.grammars = grammars
        self.rules = grammars["layout"]

    def __missing__(self, key: str) -> tuple[str, str] | None:
        self[key] = role = _told(key, self.grammars)
        return role


def start(source: Source, lines: Lines, roles: Roles) -> int | None:
    """The first line of the head, or None: no line among the first hundreds is one that only documents have."""
    anchor = roles.rules["anchor.line"].compiled
    seen = 0
    for at, text in enumerate(lines.texts[:1500]):
        if not text:
            continue
        seen += 1
        if seen > 300:
            return None
        if len(text) < 300 and anchor.search(text) and _is_anchor(_reading(source, lines, at, 6, roles), roles, seen):
            titled = _titled(lines, at, roles)
            return _bodies_above(lines, titled, at + 1, roles) if titled > at else _with_bodies(lines, at, roles)
    return None


def _titled(lines: Lines, at: int, roles: Roles) -> int:
    """The line of the state's or the Party's title, where the head begins with a type that a page repeats above it."""
    if not roles.rules["head.announced"].find(lines.texts[at]):
        return at
    for near in range(at + 1, min(at + _NEAR, len(lines))):
        text = lines.texts[near]
        if text and any(roles.rules[f"head.{role}"].find(text.split("   ")[-1].strip(" |")) for role in _TITLES):
            return near
    return at


def _reading(source: Source, lines: Lines, start: int, size: int, roles: Roles) -> Reading:
    wanted = (lines[at] for at in range(start, min(start + size, len(lines))))
    return Reading(source, wanted, Seams(roles.rules, "column", "seam.column"))


def _is_anchor(cells: Reading, roles: Roles, seen: int) -> bool:
    """Whether a cell of the first line is a part that only heads have."""
    at = 0
    while cell := cells.get(at):
        if cell.row == 0:
            piece, _ = _role(cells, at, roles)
            named = piece.role == "type" and seen <= 15 and piece.view.text.isupper() and piece.rule not in _LOW
            if piece.role in _SURE or named:
                return True
        at += 1
    return False


def _with_bodies(lines: Lines, at: int, roles: Roles) -> int:
    """Go up from the first sure line over the lines that name the issuing body."""
    nonblank = [near for near in range(at) if lines.texts[near]]
    if len(nonblank) <= 5 and all(len(lines.texts[near]) < 70 for near in nonblank):
        return nonblank[0] if nonblank else at
    return _bodies_above(lines, at, 0, roles)


def _bodies_above(lines: Lines, at: int, low: int, roles: Roles) -> int:
    """Go up from a line, no further than `low`, over lines in capitals, rules and the number."""
    start, room = at, 8
    for near in reversed([near for near in range(low, at) if lines.texts[near]][-room:]):
        text = lines.texts[near]
        if len(text) > 90 or not (text.isupper() or not any(map(str.isalnum, text)) or _is_number(text, roles)):
            break
        start = near
    return start


def _is_number(text: str, roles: Roles) -> bool:
    role = roles[text]
    return role is not None and role[0] == "reference"


def read_top(source: Source, lines: Lines, start: int, roles: Roles) -> tuple[list[Piece], int]:
    """Read the head's boxes. Returns its pieces and the index of the first line below the last of them."""
    pieces: list[Piece] = []
    low = 0
    for size in _HEAD_LINES:
        pieces, low, ended = _boxes(_reading(source, lines, start, size, roles), roles)
        if ended:
            break
    return pieces, start + low


def _boxes(cells: Reading, roles: Roles) -> tuple[list[Piece], int, bool]:
    """The pieces of the boxes, the row below the last of them, and whether the head ended before the cells did."""
    pieces: list[Piece] = []
    done = at = low = 0
    while cell := cells.get(at):
        piece, used = _role(cells, at, roles)
        if piece.rule == _WIDE and not any(one.role in ("reference", "date") for one in pieces):
            piece, used = Piece("other", cell.view, "", cell.gap), 1
        stacked, start = _stacked(piece, cell.view, roles), 0
        if stacked:
            number, piece, start = stacked
            pieces.append(number)
        elif piece.role == "other" and _ends_head(cell.view, roles, bool(pieces)):
            return pieces[:done], low, True
        if piece.role == "subject":
            piece, used = _whole_subject(cells, at, roles, start)
        if piece.role in ("addressee", "telegram"):
            return [*pieces, *_beside(cells, at, roles)], max(low, cell.row), True
        pieces.append(piece)
        if piece.role != "other":
            done = len(pieces)
            low = max(low, max(cell.row for cell in cells.some(at, used)) + 1)
        at += used
        if piece.role == "type":
            return pieces, low, True
    return pieces[:done], low, False


def _stacked(piece: Piece, view: View, roles: Roles) -> tuple[Piece, Piece, int] | None:
    """The number of a line that holds number and subject, or number and day; then the other, and where it starts."""
    for role, group in (("subject", "stacked"), ("date", "dated")) if piece.role == "other" else ():
        if found := roles.rules[f"head.{group}"].find(view.key):
            rule, start = f"layout.head.{group}", found.span(role)[0]
            number = Piece("reference", view.cut(0, found.span("number")[1]), rule)
            return number, Piece(role, view.cut(start), rule), start
    return None


def _beside(cells: Reading, at: int, roles: Roles) -> list[Piece]:
    """The pieces of the right column that stand above the addressees, where these open a row of two columns."""
    label = cells.get(at)
    pieces: list[Piece] = []
    at += 1
    while label and not label.right and (cell := cells.get(at)):
        used = 1
        if (cell.right and cell.row >= label.row) or cell.row > label.row + _WINDOW:
            break
        if cell.right:
            piece, used = _role(cells, at, roles)
            pieces.append(piece)
        at += used
    return pieces


def _ends_head(view: View, roles: Roles, begun: bool) -> bool:
    """A line that only a body can hold."""
    rules, key = roles.rules, view.key
    return begun and bool(len(key) > 160 or rules["body.opening"].find(key) or rules["body.resolves"].find(key))


def _role(cells: Reading, at: int, roles: Roles) -> tuple[Piece, int]:
    """What the part that begins at this cell is, and over how many cells it is wrapped."""
    window = cells.some(at, 1)
    first = window[0]
    best, rule, used = "other", "", 1
    key = first.view.key
    while True:
        role = roles[key]
        if role and best in ("other", role[0]) and (len(window) == 1 or role[0] != "type" or role[1] == _TYPE_NAME):
            (best, rule), used = role, len(window)
        cell = cells.get(at + len(window))
        if best in _OPEN or len(window) == _WINDOW or len(first.view.text) > 160 or cell is None:
            break
        if cell.gap or cell.right != first.right:
            break
        window.append(cell)
        key = f"{key} {cell.view.key}"
    view = first.view if used == 1 else join(cell.view for cell in window[:used])
    return Piece(best, view, rule, first.gap), used


def _told(key: str, grammars: Grammars) -> tuple[str, str] | None:
    """The role of one text and the rule that told it."""
    if not grammars["layout"]["anchor.line"].compiled.search(key, 0, 200):
        return None
    if len(key) < 120 and (boxed := _box(key, grammars)):
        return boxed
    for name in _OPEN[1:] + _OPEN[:1]:
        if grammars["layout"][f"head.{name}"].find(key):
            return name, f"layout.head.{name}"
    return None


def _box(key: str, grammars: Grammars) -> tuple[str, str] | None:
    """The role of a text that fills one of the head's boxes."""
    if ("ngày" in key.casefold() or ", tháng" in key) and (found := grammars["date"].first(key, "line")):
        return "date", f"date.{found.rule.name}"
    for role in _ROLES:
        if grammars["layout"][f"head.{role}"].find(key):
            return role, f"layout.head.{role}"
    for role, grammar, family in _BOXES:
        if found := grammars[grammar].first(key, family):
            return role, f"{grammar}.{found.rule.name}"
    return None


def _whole_subject(cells: Reading, at: int, roles: Roles, start: int = 0) -> tuple[Piece, int]:
    """A V/v beside the head goes on over the lines of its own cell; `start` is where it begins in its first line."""
    parts = cells.some(at, 1)
    first = parts[0]
    while len(parts) < 12 and (cell := cells.get(at + len(parts))):
        if cell.gap or cell.right != first.right or roles[cell.view.key] or _ends_head(cell.view, roles, True):
            break
        if not any(map(str.isalnum, cell.view.text)):
            break
        parts.append(cell)
    views = (cell.view.cut(start) if start and cell is first else cell.view for cell in parts)
    return Piece("subject", join(views), "layout.head.subject", first.gap), len(parts)


def read_bottom(blocks: list[Block], top: Sequence[Piece], roles: Roles) -> tuple[list[Piece], list[Block]]:
    """Read what stands below the boxes in one column: the trích yếu, then who is addressed."""
    pieces: list[Piece] = []
    typed = any(piece.role == "type" for piece in top)
    named = [piece for piece in top if piece.role == "type" and piece.rule in _NAMED]
    at, title = 0, titles.end(blocks, roles.rules, lambda key: roles[key] is not None) if typed and not named else 0
    while at < len(blocks) and at < 40:
        view = blocks[at].view
        role, rule = roles[view.key] or ("other", "")
        if role in ("addressee", "telegram"):
            views, used = addressed.listed(blocks, at, roles.rules)
            pieces += [Piece("addressee-item" if place else role, view, rule) for place, view in enumerate(views)]
            return pieces, blocks[at + used :]
        if role in ("reference", "date", "stamp") and len(view.text) < 120:
            pieces.append(Piece(role, view, rule))
        elif typed and not pieces and (entitled := titles.whole(view, top, roles.rules)):
            pieces += entitled
        elif typed and not pieces and roles.rules["head.of-body"].find(view.key):
            pieces.append(Piece("type-body", view, "layout.head.of-body"))
        elif typed and (at < title or titles.goes_on(view, [*named, *pieces], roles.rules)):
            pieces.append(Piece("subject", view, rule or "subject.under-type"))
        else:
            break
        at += 1
    return pieces, blocks[at:]
