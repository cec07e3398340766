"""Outlines: what OpenDocument's styles say of letters, lists and the lines of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from congvan.loaders.numbering import DEEPEST, MOST, Level, List, whole
from congvan.loaders.styles import Look

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MASTER = _STYLE + "master-page"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TEXTS = frozenset(
    f"{{urn:oasis:names:tc:opendocument:xmlns:office:1.0}}{name}" for name in ("body", "master-styles", "scripts")
)
_PLACES = re.compile(r"%(\d+)%")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_DEEPEST_STYLE = 30


class Outlines:
    """The styles of one document, from its content and its common styles."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._faces: dict[str, str] = {}
        self._looks: dict[str, Look] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        outline = None
        for root in roots:
            for element in (inside for part in root if part.tag not in _TEXTS for inside in part.iter()):
                if element.tag == _STYLE + "style":
                    self._styles.setdefault(element.get(_STYLE + "name") or "", element)
                elif element.tag == TEXT + "list-style":
                    self._lists.setdefault(element.get(_STYLE + "name") or "", element)
                elif element.tag == _STYLE + "font-face":
                    self._faces[element.get(_STYLE + "name") or ""] = element.get(_SVG + "font-family") or ""
                elif element.tag == TEXT + "outline-style":
                    outline = element
        levels = _levels(outline) if outline is not None else {}
        drawn = any(level.form != "none" for level in levels.values())
        self.outline = List("outline", levels, {}) if drawn else None

    def look(self, name: str, depth: int = 0) -> Look:
        """How letters of a style are shown, with the styles it rests on."""
        if name not in self._looks:
            style = self._styles.get(name)
            if style is None or depth > _DEEPEST_STYLE:
                return Look()
            base = style.get(_STYLE + "parent-style-name") or ""
            self._looks[name] = self._own(style).over(self.look(base, depth + 1))
        return self._looks[name]

    def _own(self, style: Element) -> Look:
        letters = style.find(_STYLE + "text-properties")
        if letters is None:
            return Look()
        face, display = letters.get(_STYLE + "font-name") or "", letters.get(TEXT + "display")
        font = letters.get(_FO + "font-family") or self._faces.get(face) or face or None
        case = letters.get(_FO + "text-transform")
        return Look(
            font and font.strip("'\""),
            None if case is None else case == "uppercase",
            None if display is None else display == "none",
        )

    def list_style(self, name: str, depth: int = 0) -> str:
        """The list that a style of paragraphs belongs to."""
        style = self._styles.get(name)
        if style is None or depth > _DEEPEST_STYLE:
            return ""
        own = style.get(_STYLE + "list-style-name")
        return own if own is not None else self.list_style(style.get(_STYLE + "parent-style-name") or "", depth + 1)

    def items(self, style: str, count: str) -> List | None:
        """A list of a style, counted by itself."""
        if style not in self._lists:
            return None
        if style not in self._levels:
            self._levels[style] = _levels(self._lists[style])
        return List(count, self._levels[style], {})

    def ruled(self, name: str) -> bool:
        """Whether a cell of a style has lines drawn around it."""
        style = self._styles.get(name)
        cell = style.find(_STYLE + "table-cell-properties") if style is not None else None
        if cell is None:
            return False
        return any(value != "none" for key, value in cell.items() if key.startswith(_FO + "border"))


def _levels(style: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in style:
        at = element.get(TEXT + "level") or ""
        if at.isdecimal() and 1 <= whole(at, MOST) <= DEEPEST:
            found[int(at) - 1] = _level(element, int(at))
    return found


def _level(element: Element, at: int) -> Level:
    """A level, `%1` standing for the number of the first one."""
    bullet = element.get(TEXT + "bullet-char")
    if bullet is not None:
        return Level(text=bullet, form="bullet")
    written = element.get(_STYLE + "num-list-format") or element.get(_LOEXT + "num-list-format")
    if written is None:
        levels = whole(element.get(TEXT + "display-levels"), DEEPEST)
        places = ".".join(f"%{place}%" for place in range(max(at - levels, 0) + 1, at + 1))
        written = (element.get(_STYLE + "num-prefix") or "") + places + (element.get(_STYLE + "num-suffix") or "")
    return Level(
        text=_PLACES.sub(r"%\1", written), form=_FORMS.get(element.get(_STYLE + "num-format") or "", "decimal"),
        start=whole(element.get(TEXT + "start-value"), MOST),
    )  # fmt: skip
