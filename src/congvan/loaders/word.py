"""Word: .docx, .docm, .dotx → `Source`, by a walk of the XML itself.

Kept: numbers that Word draws, tables, text boxes, insertions, line breaks, footnotes. Left out: deletions, hidden
text. Headers and footers of pages are set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from congvan.loaders import margins, markup, pages
from congvan.loaders.fonts import Fonts, Line, sign
from congvan.loaders.markup import local
from congvan.loaders.numbering import Counter, whole
from congvan.loaders.packages import Package, Room
from congvan.loaders.pages import Block, Paragraph, Table
from congvan.loaders.settings import DEFAULT, Settings
from congvan.loaders.styles import Look, Styles
from congvan.text import Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = re.compile(r"word/document\d*\.xml")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_THROUGH = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo", "ruby",
     "rubyBase", "oMath", "oMathPara"}
)  # fmt: skip
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "ptab": "\t"}
_LINES = ("top", "bottom", "left", "right", "start", "end", "insideH", "insideV")
_CODE = re.compile(r"[0-9A-Fa-f]{1,8}")
_WIDEST, _BROADEST = 63, 31_680


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read a Word document.

    Raises:
        UnreadableError: damaged, locked, too large when unpacked, or without a letter.
    """
    package = Package(content, Room(settings.max_size))
    main = markup.tree(package.read(next(filter(_MAIN.fullmatch, package.names), "")))
    space = main.tag[: main.tag.find("}") + 1]
    parts = {part: _part(package, f"word/{part}.xml") for part in ("styles", "numbering", "footnotes", "endnotes")}
    walk = Walk(Styles(parts["styles"], parts["numbering"], space), space)
    body = main.find(space + "body")
    blocks = list(walk.blocks(body)) if body is not None else []
    blocks += walk.notes(parts["footnotes"], "footnote") + walk.notes(parts["endnotes"], "endnote")
    found = margins.placed(blocks, _edges(package, walk.styles, space))
    return pages.source(name, content, found.blocks, MEDIA_TYPE, found.notes, walk.fonts.encoding(), found.aside)


def _part(package: Package, name: str) -> Element | None:
    content = package.find(name)
    return markup.tree(content) if content else None


def _edges(package: Package, styles: Styles, space: str) -> Iterator[list[Block]]:
    """What stands in the headers and footers of pages."""
    for name in filter(_MARGIN.fullmatch, package.names):
        yield list(Walk(styles, space).blocks(markup.tree(package.read(name))))


class Walk:
    """One pass over a document's body, counting its lists as it goes."""

    def __init__(self, styles: Styles, space: str) -> None:
        self.styles = styles
        self.space = self._w = space
        self.fonts = Fonts()
        self._counter = Counter()
        self._cited: dict[str, int] = {}

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables of a body, a cell or a text box, in reading order."""
        pending = ""
        for child in self._children(parent):
            if child.tag == self._w + "p":
                text, joined, boxes = self._paragraph(child)
                if joined:
                    pending += text
                else:
                    yield Paragraph(pending + text)
                    pending = ""
                yield from boxes
            else:
                yield self._table(child)
        if pending:
            yield Paragraph(pending)

    def notes(self, root: Element | None, kind: str) -> list[Block]:
        """The footnotes that the text cites, by the numbers they have there."""
        found: list[tuple[int, Block]] = []
        for note in root if root is not None else ():
            number = self._cited.get(kind + (note.get(self._w + "id") or ""))
            if number:
                text = " ".join(line for line in pages.lines(list(self.blocks(note))) if line)
                found.append((number, Paragraph(f"[{number}] {text.strip()}")))
        return [block for _, block in sorted(found, key=lambda pair: pair[0])]

    def _children(self, parent: Element) -> Iterator[Element]:
        """Paragraphs and tables below, through whatever only wraps them."""
        for child in parent:
            name = local(child)
            if name in ("p", "tbl"):
                yield child
            elif name in _THROUGH:
                yield from self._children(child)
            elif name == "AlternateContent":
                yield from self._children(_choice(child))

    def _paragraph(self, element: Element) -> tuple[str, bool, list[Block]]:
        """Its text, whether its end was deleted so that the next one goes on in it, and its text boxes."""
        w = self._w
        properties = element.find(w + "pPr")
        style, marks = self.styles.default, None
        if properties is not None:
            named, marks = properties.find(w + "pStyle"), properties.find(w + "rPr")
            style = (named.get(w + "val") or style) if named is not None else style
        line = _Line(self, self.styles.style(style).over(self.styles.base))
        line.walk(element)
        joined = marks is not None and (marks.find(w + "del") is not None or bool(self.styles.look(marks).hidden))
        text = line.text()
        if not (joined and not text):
            look = self.styles.look(marks).over(line.base)
            text = self._label(properties, style, bool(text.strip()), look.font) + text
        return text, joined, line.boxes

    def _label(self, properties: Element | None, style: str, shown: bool, font: str | None) -> str:
        """What is drawn before a paragraph, in the font of the list or of the paragraph's mark."""
        numbered = self.styles.numbered(properties, style)
        items = self.styles.items(numbered[0]) if numbered else None
        label = self._counter.label(numbered[0], items, numbered[1]) if numbered and items else ""
        if not label or not shown or not numbered or not items or items.levels[numbered[1]].form == "bullet":
            return label if shown else ""
        return self.fonts.written(label, self.styles.number_font(*numbered) or font or "")

    def cite(self, kind: str, name: str) -> str:
        """The mark of a note in the text."""
        return f"[{self._cited.setdefault(kind + name, len(self._cited) + 1)}]"

    def _table(self, element: Element) -> Table:
        rows = [self._row(row) for row in self._below(element, "tr") if not self._deleted(row)]
        grid = element.findall(f"{self._w}tblGrid/{self._w}gridCol")
        widths = [whole(column.get(self._w + "w"), _BROADEST, 0) for column in grid]
        return Table(pages.without_slivers(rows, widths), self._ruled(element))

    def _row(self, row: Element) -> list[list[Block]]:
        w = self._w
        cells: list[list[Block]] = [[] for _ in range(self._number(row.find(f"{w}trPr/{w}gridBefore")))]
        for cell in self._below(row, "tc"):
            properties = cell.find(w + "tcPr")
            merged = properties.find(w + "vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(w + "val") != "restart"
            cells.append([] if goes_on else list(self.blocks(cell)))
            span = self._number(properties.find(w + "gridSpan")) if properties is not None else 1
            cells += [[] for _ in range(span - 1)]
        return cells

    def _number(self, element: Element | None) -> int:
        return whole(element.get(self._w + "val") if element is not None else None, _WIDEST, 0)

    def _below(self, parent: Element, name: str) -> Iterator[Element]:
        for child in parent:
            if child.tag == self._w + name:
                yield child
            elif local(child) in _THROUGH:
                yield from self._below(child, name)

    def _deleted(self, row: Element) -> bool:
        properties = row.find(self._w + "trPr")
        return properties is not None and properties.find(self._w + "del") is not None

    def _ruled(self, table: Element) -> bool:
        """Whether lines are drawn: by the table, by its style, or by its first cell."""
        w = self._w
        for path in (f"{w}tblPr/{w}tblBorders", f"{w}tr/{w}tc/{w}tcPr/{w}tcBorders"):
            borders = table.find(path)
            if borders is not None:
                sides = (side for name in _LINES for side in borders.findall(w + name))
                drawn = [side.get(w + "val") not in ("nil", "none") for side in sides]
                if drawn:
                    return any(drawn)
        style = table.find(f"{w}tblPr/{w}tblStyle")
        return style is not None and self.styles.ruled(style.get(w + "val") or "")


def _choice(alternates: Element) -> Element:
    """One of several ways to draw the same thing: the newest, which comes first."""
    return next(iter(alternates), alternates)


def _code(told: str) -> int:
    """The number of a sign in its font."""
    return int(told, 16) if _CODE.fullmatch(told) else 0


class _Line:
    """The runs of one paragraph, and the text boxes that hang on it."""

    def __init__(self, walk: Walk, base: Look) -> None:
        self.boxes: list[Block] = []
        self._walk, self.base = walk, base
        self._said = Line(walk.fonts)

    def text(self) -> str:
        """What the paragraph says as it is shown."""
        return self._said.text()

    def walk(self, parent: Element) -> None:
        """Take the runs below an element, as if all changes were accepted."""
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child)
            elif name in _THROUGH:
                self.walk(child)
            elif name == "AlternateContent":
                self.walk(_choice(child))

    def _run(self, run: Element) -> None:
        styles, w = self._walk.styles, self._walk.space
        properties = run.find(w + "rPr")
        look = styles.look(properties).over(self.base) if properties is not None else self.base
        for piece in () if look.hidden else self._pieces(run):
            self._said.add(piece, look.font or "", bool(look.caps))

    def _pieces(self, run: Element) -> Iterator[str]:
        w = self._walk.space
        for child in run:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "sym":
                yield sign(child.get(w + "font") or "", _code(child.get(w + "char") or ""))
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._walk.cite(name.removesuffix("Reference"), child.get(w + "id") or "")
            elif name == "AlternateContent":
                self._boxed(_choice(child))
            elif name in ("drawing", "pict", "object"):
                self._boxed(child)

    def _boxed(self, parent: Element) -> None:
        """The text boxes somewhere below, each once."""
        for child in parent:
            name = local(child)
            if name == "txbxContent":
                self.boxes += self._walk.blocks(child)
            else:
                self._boxed(_choice(child) if name == "AlternateContent" else child)
