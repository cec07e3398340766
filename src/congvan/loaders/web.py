"""Web: .html, .htm → `Source`: the document, without the page's frame around it."""

from __future__ import annotations

import codecs
import re
from typing import Any

from congvan.errors import UnreadableError
from congvan.loaders import pages
from congvan.loaders.fonts import Fonts
from congvan.loaders.numbering import whole, written
from congvan.loaders.pages import Block, Paragraph, Table
from congvan.loaders.settings import DEFAULT, Settings, lacking
from congvan.text import Note, Source

MEDIA_TYPE = "text/html"
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I)
_FRAME = "script, style, noscript, template, nav, aside, iframe, select, button, svg, object, embed, textarea, head"
_OUTSIDE = "header, footer"
_BLOCK_WORDS = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary ul
    caption tbody thead tfoot tr td th
"""
_BLOCKS = frozenset(_BLOCK_WORDS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_DRAWN = re.compile(r"border(?:-(?:top|bottom|left|right))?(?:-style|-width)?\s*:\s*([^;]*)", re.I)
_NO_LINE = re.compile(r"none|hidden|^0|^medium$|^initial$", re.I)
_FACE = re.compile(r"font-family\s*:\s*['\"]?([^;,'\"]+)", re.I)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_LINKS = 0.6  # a block whose letters are links for so large a part is a menu
_WIDEST = 63
_NOTHING: list[Block] = []
_DEEPEST = 600  # deeper than any page is; the parser's time grows with the square of the depth
_TAG = re.compile(r"<(/?)(?!(?:br|hr|img|p|li|td|tr|th|dd|dt|input|meta|link|col|option|o:p)\b)[a-zA-Z][^>]{0,1000}>")


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read a web page.

    Raises:
        UnreadableError: the library is missing, or there is no letter in it.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise lacking("office") from None
    text, encoding, notes = decoded(content)
    if _depth(text) > _DEEPEST:
        raise UnreadableError("trang lồng nhau quá sâu, không đọc được; tệp hỏng hoặc có ý phá")
    parser = LexborHTMLParser(text)
    fonts = Fonts()
    walk = _Walk(fonts)
    if parser.body is not None:
        walk.take(_article(parser.body))
    return pages.source(name, content, walk.done(), MEDIA_TYPE, notes, fonts.encoding(encoding))


def decoded(content: bytes) -> tuple[str, str, list[Note]]:
    """The text of a page and its encoding: that of its mark, the one it declares, else UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace"), "utf-16", []
    declared = _CHARSET.search(content[:4096])
    names = ["utf-8"] if not declared else [declared[1].decode("ascii").lower(), "utf-8"]
    for name in names:
        try:
            known = codecs.lookup(name).name
            return content.decode(known).removeprefix("\ufeff"), known, []
        except (LookupError, ValueError):
            continue
    note = Note("encoding-guessed", "warning", "Trang không ghi đúng bảng mã; đọc theo windows-1252, chữ có thể sai")
    return content.decode("cp1252", "replace"), "windows-1252", [note]


def _depth(text: str) -> int:
    """How deep elements lie in one another, those that close by themselves left out."""
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match[1]:
            depth = max(depth - 1, 0)
        elif not match[0].endswith("/>"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _article(body: Any) -> Any:
    """The node that holds the document; what is of the frame is taken out of the page."""
    for node in body.css(_FRAME):
        node.decompose()
    for node in body.css(_OUTSIDE):
        if not any(parent.tag in ("article", "main") for parent in _parents(node)):
            node.decompose()
    for node in body.css("ul, ol, div, table"):
        if _is_menu(node):
            node.decompose()
    whole = len(body.text())
    chosen = [node for node in body.css("article, main, [role=main]") if 2 * len(node.text()) > whole]
    return chosen[-1] if chosen else body


def _parents(node: Any) -> list[Any]:
    found = []
    while (node := node.parent) is not None:
        found.append(node)
    return found


def _is_menu(node: Any) -> bool:
    """Whether a block is little else than links."""
    links = node.css("a")
    if len(links) < 3:
        return False
    letters = len("".join(node.text().split()))
    return sum(len("".join(link.text().split())) for link in links) > _MOST_LINKS * letters


class _Walk:
    """One pass over a page: paragraphs and tables as a browser draws them."""

    def __init__(self, fonts: Fonts, font: str = "") -> None:
        self._fonts = fonts
        self._found: list[Block] = []
        self._line = ""
        self._label = ""
        self._font = font

    def done(self) -> list[Block]:
        """What was taken."""
        self._flush()
        return self._found

    def take(self, node: Any) -> None:
        """Take what is below a node."""
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag == "-text":
                self._text(child.text_content or "", node.tag == "pre")
            elif tag == "br":
                self._line = self._line.rstrip(" ") + "\n"
            elif tag == "table":
                self._flush()
                if not self._hidden(child):
                    self._found.append(self._table(child))
            elif not self._hidden(child):
                self._element(child, tag)

    def _element(self, node: Any, tag: str) -> None:
        font, self._font = self._font, self._face(node) or self._font
        if tag in ("ol", "ul"):
            self._flush()
            self._list(node, tag)
        elif tag in _BLOCKS:
            self._flush()
            self.take(node)
            self._flush()
        else:
            self.take(node)
        self._font = font

    def _text(self, text: str, kept: bool) -> None:
        text = self._fonts.written(text if kept else _BLANKS.sub(" ", text), self._font)
        self._line += text[1:] if text[:1] == " " and self._line[-1:] in ("", " ", "\n") else text

    def _flush(self) -> None:
        if self._line.strip():
            self._found.append(Paragraph(self._label + self._line.strip()))
            self._label = ""
        self._line = ""

    def _list(self, node: Any, tag: str) -> None:
        start = node.attributes.get("start") or ""
        number = whole(start)
        form = _FORMS.get(node.attributes.get("type") or "", "decimal")
        for item in node.iter():
            value = item.attributes.get("value") or ""
            number = whole(value, otherwise=number)
            if item.tag == "li":
                self._label = f"{written(number, form)}. " if tag == "ol" else "- "
                number += 1
            self.take(item)
            self._flush()
            self._label = ""

    def _table(self, node: Any) -> Table:
        rows: list[list[list[Block]]] = []
        above: dict[int, int] = {}
        for row in _rows(node):
            rows.append(self._row(row, above))
        return Table(rows, _ruled(node))

    def _row(self, row: Any, above: dict[int, int]) -> list[list[Block]]:
        """The cells of a row; `above` says in which columns cells of former rows still reach down."""
        cells: list[list[Block]] = []
        for cell in row.iter():
            if cell.tag not in ("td", "th") or len(cells) > _WIDEST:
                continue
            while above.get(len(cells), 0) and len(cells) <= _WIDEST:
                above[len(cells)] -= 1
                cells.append(_NOTHING)
            walk = _Walk(self._fonts, self._face(cell) or self._font)
            if not self._hidden(cell):
                walk.take(cell)
            for place in range(min(_span(cell, "colspan"), _WIDEST + 1 - len(cells)) or 1):
                above[len(cells)] = _span(cell, "rowspan") - 1
                cells.append(walk.done() if place == 0 else _NOTHING)
        return cells

    @staticmethod
    def _hidden(node: Any) -> bool:
        attributes = node.attributes
        return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))

    @staticmethod
    def _face(node: Any) -> str:
        style = _FACE.search(node.attributes.get("style") or "")
        return style[1].strip() if style else (node.attributes.get("face") or "").split(",")[0].strip()


def _rows(table: Any) -> list[Any]:
    """The rows of a table, without those of tables in its cells."""
    found: list[Any] = []
    for child in table.iter():
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            found += _rows(child)
    return found


def _span(cell: Any, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return max(whole(value, _WIDEST), 1)


def _ruled(table: Any) -> bool | None:
    """Whether lines are drawn, by the table's attribute or the style of its cells; None if nothing is said."""
    border = table.attributes.get("border")
    if border is not None:
        return border.strip() not in ("", "0")
    cells = [table, *table.css("td, th")[:4]]
    said = [match[1].strip() for cell in cells for match in _DRAWN.finditer(cell.attributes.get("style") or "")]
    return any(not _NO_LINE.search(line) for line in said) if said else None
