"""OpenDocument: .odt → `Source`, by a walk of the XML itself; what is kept and left out is as in Word's files."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Set
from xml.etree.ElementTree import Element

from congvan.loaders import margins, markup, pages
from congvan.loaders.fonts import Fonts
from congvan.loaders.kinds import is_flat_odt
from congvan.loaders.numbering import MOST, Counter, whole
from congvan.loaders.outlines import DRAW, MASTER, TABLE, TEXT, Outlines
from congvan.loaders.packages import Package, Room
from congvan.loaders.pages import Block, Paragraph, Table
from congvan.loaders.settings import DEFAULT, Settings
from congvan.loaders.styles import Look
from congvan.text import Source

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLANKS = re.compile(r"[ \t\r\n]+")
_ASIDE = frozenset({TEXT + "tracked-changes", TEXT + "sequence-decls", TEXT + "hidden-text", TEXT + "hidden-paragraph",
                    _OFFICE + "annotation", _OFFICE + "forms", TEXT + "note-citation"})  # fmt: skip
_CHANGE, _DELETION = "{http://www.w3.org/XML/1998/namespace}id", TEXT + "deletion"
_MOST_REPEATED = 63


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read an OpenDocument text, in a package or flat in one XML (.fodt).

    Raises:
        UnreadableError: damaged, locked, too large when unpacked, or without a letter.
    """
    main, common = _trees(content, settings)
    outlines = Outlines([main] if common in (None, main) else [main, common])
    walk = _Walk(outlines)
    body = main.find(f"{_OFFICE}body/{_OFFICE}text")
    blocks = list(walk.blocks(body)) if body is not None else []
    found = margins.placed([*blocks, *walk.notes], _edges(common, outlines))
    return pages.source(name, content, found.blocks, MEDIA_TYPE, found.notes, walk.fonts.encoding(), found.aside)


def _trees(content: bytes, settings: Settings) -> tuple[Element, Element | None]:
    """The text with its own styles, and the common styles where they stand apart."""
    if is_flat_odt(content):
        flat = markup.tree(content)
        regions = flat.iter(TEXT + "changed-region")
        deleted = {region.get(_CHANGE) for region in regions if region.find(_DELETION) is not None}
        _drop(flat, deleted, set())
        return flat, flat
    package = Package(content, Room(settings.max_size))
    styles = package.find("styles.xml")
    return markup.tree(package.read("content.xml")), markup.tree(styles) if styles else None


def _drop(parent: Element, deleted: Set[str | None], open: set[str | None]) -> None:
    """Empty what stands between the marks of a deletion: a flat text shows it, a package keeps it apart."""
    for child in parent:
        change = child.get(TEXT + "change-id")
        if child.tag == TEXT + "change-start" and change in deleted:
            open.add(change)
        elif child.tag == TEXT + "change-end":
            open.discard(change)
        elif child.tag != TEXT + "tracked-changes":
            child.text = "" if open else child.text
            _drop(child, deleted, open)
        child.tail = "" if open else child.tail


def _edges(styles: Element | None, outlines: Outlines) -> Iterator[list[Block]]:
    """What stands in the headers and footers of pages."""
    for page in styles.iterfind(f"{_OFFICE}master-styles/{MASTER}") if styles is not None else ():
        for edge in page:
            yield list(_Walk(outlines).blocks(edge))


class _Walk:
    """One pass over a document's body, counting its lists as it goes."""

    def __init__(self, outlines: Outlines) -> None:
        self.notes: list[Block] = []
        self._outlines = outlines
        self.fonts = Fonts()
        self._counter = Counter()
        self._lists: dict[str, str] = {}
        self._serial = itertools.count(1)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables below, in reading order."""
        for child in parent:
            if child.tag in (TEXT + "p", TEXT + "h"):
                yield from self._paragraph(child, self._outline(child))
            elif child.tag == TEXT + "list":
                yield from self._list(child, "", "", 0)
            elif child.tag == TABLE + "table":
                yield self._table(child)
            elif child.tag not in _ASIDE:
                yield from self.blocks(child)

    def _paragraph(self, element: Element, label: str) -> Iterator[Block]:
        boxes: list[Block] = []
        base = self._outlines.look(element.get(TEXT + "style-name") or "")
        text = "".join(self._inline(element, base, boxes)).strip(" ")
        yield Paragraph(label + text if text.strip() else text)
        yield from boxes

    def _inline(self, element: Element, look: Look, boxes: list[Block]) -> Iterator[str]:
        yield self._shown(element.text, look)
        for child in element:
            yield from self._piece(child, look, boxes)
            yield self._shown(child.tail, look)

    def _piece(self, child: Element, look: Look, boxes: list[Block]) -> Iterator[str]:
        if child.tag == TEXT + "s":
            yield " " * whole(child.get(TEXT + "c"), MOST)
        elif child.tag == TEXT + "tab":
            yield "\t"
        elif child.tag == TEXT + "line-break":
            yield "\n"
        elif child.tag == TEXT + "span":
            yield from self._inline(child, self._outlines.look(child.get(TEXT + "style-name") or "").over(look), boxes)
        elif child.tag == TEXT + "note":
            yield self._note(child)
        elif child.tag == DRAW + "text-box":
            boxes += self.blocks(child)
        elif child.tag not in _ASIDE:
            yield from self._inline(child, look, boxes)

    def _shown(self, text: str | None, look: Look) -> str:
        if not text or look.hidden:
            return ""
        if "  " in text or not text.isprintable():
            text = _BLANKS.sub(" ", text)
        text = self.fonts.written(text, look.font or "")
        return text.upper() if look.caps else text

    def _note(self, element: Element) -> str:
        number = len(self.notes) + 1
        self.notes.append(Paragraph(""))
        body = element.find(TEXT + "note-body")
        text = " ".join(line for line in pages.lines(list(self.blocks(body)))) if body is not None else ""
        self.notes[number - 1] = Paragraph(f"[{number}] {text.strip()}")
        return f"[{number}]"

    def _outline(self, element: Element) -> str:
        """The number of a heading that the document's outline draws."""
        level = element.get(TEXT + "outline-level") or ""
        items = self._outlines.outline
        if element.tag != TEXT + "h" or not items or not level.isdecimal() or element.get(TEXT + "is-list-header"):
            return ""
        return self._counter.label("", items, whole(level) - 1) if "".join(element.itertext()).strip() else ""

    def _list(self, element: Element, style: str, count: str, level: int) -> Iterator[Block]:
        style = element.get(TEXT + "style-name") or style or self._first_style(element)
        count = count or self._count(element, style)
        items = self._outlines.items(style, count)
        for item in element:
            label = item.tag == TEXT + "list-item"
            start = item.get(TEXT + "start-value") or ""
            if items and start.isdecimal():
                self._counter.begin(items, level, whole(start))
            for child in item:
                if child.tag == TEXT + "list":
                    yield from self._list(child, style, count, level + 1)
                elif child.tag in (TEXT + "p", TEXT + "h"):
                    drawn = self._counter.label(count, items, level) if label and items else ""
                    label = False
                    yield from self._paragraph(child, drawn)

    def _first_style(self, element: Element) -> str:
        """The list that the first paragraph's style names, where the list itself names none."""
        first = next((child for child in element.iter() if child.tag in (TEXT + "p", TEXT + "h")), None)
        return self._outlines.list_style(first.get(TEXT + "style-name") or "") if first is not None else ""

    def _count(self, element: Element, style: str) -> str:
        """Which count a list belongs to: its own, that of the list it goes on with, or the last one of its style."""
        name = element.get("{http://www.w3.org/XML/1998/namespace}id") or ""
        before = element.get(TEXT + "continue-list") or ""
        if before and before in self._lists:
            count = self._lists[before]
        elif element.get(TEXT + "continue-numbering") == "true" and f"style {style}" in self._lists:
            count = self._lists[f"style {style}"]
        else:
            count = str(next(self._serial))
        self._lists[name] = self._lists[f"style {style}"] = count
        return count

    def _table(self, element: Element) -> Table:
        rows = [list(self._cells(row)) for row in _rows(element)]
        first = next(element.iter(TABLE + "table-cell"), None)
        style = first.get(TABLE + "style-name") if first is not None else ""
        return Table(rows, self._outlines.ruled(style or ""))

    def _cells(self, row: Element) -> Iterator[list[Block]]:
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            times = whole(cell.get(TABLE + "number-columns-repeated"), _MOST_REPEATED)
            blocks = list(self.blocks(cell)) if cell.tag == TABLE + "table-cell" else []
            yield from [blocks] * times


def _rows(table: Element) -> list[Element]:
    """The rows of a table, without those of tables in its cells."""
    found: list[Element] = []
    for child in table:
        if child.tag == TABLE + "table-row":
            found.append(child)
        elif child.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            found += _rows(child)
    return found
