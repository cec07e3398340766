"""Styles: what Word's styles.xml and numbering.xml say of paragraphs and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from congvan.loaders import markup
from congvan.loaders.numbering import DEEPEST, Level, List, whole

_DEEPEST_STYLE = 30


class Look(NamedTuple):
    """How letters are shown; None where nothing is said."""

    font: str | None = None
    caps: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """What is said here, else what is said below."""
        return Look(
            below.font if self.font is None else self.font,
            below.caps if self.caps is None else self.caps,
            below.hidden if self.hidden is None else self.hidden,
        )


class Numbered(NamedTuple):
    """The list and level that a paragraph or style names; a level may be left out."""

    items: str | None
    level: int | None


class Styles:
    """The styles and lists of one document. `space` is the namespace of its elements, in braces."""

    def __init__(self, styles: Element | None, numbering: Element | None, space: str) -> None:
        self._w = space
        self._styles: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self._numbered: dict[str, tuple[str, int] | None] = {}
        self.base = Look()
        self.default = ""
        self._read(styles)
        self._abstract, self._nums = self._lists(numbering)
        self._made: dict[str, List | None] = {}
        self._drawn: dict[tuple[str, int], Element] = {}

    def look(self, properties: Element | None) -> Look:
        """What run properties (`w:rPr`) themselves say, their character style included."""
        if properties is None:
            return Look()
        fonts, style = properties.find(self._w + "rFonts"), properties.find(self._w + "rStyle")
        font = None
        if fonts is not None:
            font = fonts.get(self._w + "ascii") or fonts.get(self._w + "hAnsi")
        own = Look(font, self._flag(properties, "caps"), self._flag(properties, "vanish"))
        return own if style is None else own.over(self.style(style.get(self._w + "val") or ""))

    def style(self, name: str, depth: int = 0) -> Look:
        """What a style says of letters, with the styles it rests on."""
        if name not in self._looks:
            style = self._styles.get(name)
            if style is None or depth > _DEEPEST_STYLE:
                return Look()
            own, base = self.look(style.find(self._w + "rPr")), self._value(style, "basedOn")
            self._looks[name] = own.over(self.style(base, depth + 1)) if base else own
        return self._looks[name]

    def numbered(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph, by its own properties or by its style."""
        own = self._own(properties)
        if own is None or own.items is None:
            inherited = self._by_style(style)
            if inherited and own and own.level is not None:
                return inherited[0], own.level
            return inherited
        return (own.items, own.level or 0) if own.items != "0" else None

    def items(self, name: str) -> List | None:
        """The list that paragraphs name so."""
        if name not in self._made:
            self._made[name] = self._list(name)
        return self._made[name]

    def number_font(self, name: str, level: int) -> str | None:
        """The font that the numbers of a list's level are set in, where one is told."""
        drawn = self._drawn.get((name, level))
        return self.look(drawn.find(self._w + "rPr")).font if drawn is not None else None

    def ruled(self, name: str, depth: int = 0) -> bool:
        """Whether a style of tables draws lines."""
        style = self._styles.get(name)
        if style is None or depth > _DEEPEST_STYLE:
            return False
        borders = style.find(f"{self._w}tblPr/{self._w}tblBorders")
        if borders is None:
            return self.ruled(self._value(style, "basedOn"), depth + 1)
        return any(side.get(self._w + "val") not in ("nil", "none") for side in borders)

    def _by_style(self, name: str, depth: int = 0) -> tuple[str, int] | None:
        if name not in self._numbered:
            style = self._styles.get(name)
            if style is None or depth > _DEEPEST_STYLE:
                return None
            own = self._own(style.find(self._w + "pPr"))
            if own and own.items:
                level = own.level if own.level is not None else self._linked(own.items, name)
                self._numbered[name] = (own.items, level) if own.items != "0" else None
            else:
                inherited = self._by_style(self._value(style, "basedOn"), depth + 1)
                deeper = own.level if own else None
                self._numbered[name] = (inherited[0], deeper) if inherited and deeper is not None else inherited
        return self._numbered[name]

    def _linked(self, items: str, style: str) -> int:
        """The level of a list that is drawn for a style."""
        for level in self._levels(self._nums.get(items)):
            if self._value(level, "pStyle") == style:
                return self._place(level)
        return 0

    def _own(self, properties: Element | None) -> Numbered | None:
        found = properties.find(self._w + "numPr") if properties is not None else None
        if found is None:
            return None
        level = self._value(found, "ilvl")
        at = whole(level, DEEPEST - 1) if level.isdecimal() else None
        return Numbered(self._value(found, "numId") or None, at)

    def _read(self, root: Element | None) -> None:
        for child in root if root is not None else ():
            if child.tag == self._w + "style":
                name = child.get(self._w + "styleId") or ""
                self._styles[name] = child
                if child.get(self._w + "type") == "paragraph" and child.get(self._w + "default") in ("1", "true", "on"):
                    self.default = name
            elif child.tag == self._w + "docDefaults":
                self.base = self.look(child.find(f"{self._w}rPrDefault/{self._w}rPr"))

    def _lists(self, root: Element | None) -> tuple[Mapping[str, Element], Mapping[str, Element]]:
        found: tuple[dict[str, Element], dict[str, Element]] = ({}, {})
        for child in root if root is not None else ():
            name = markup.local(child)
            if name == "abstractNum":
                found[0][child.get(self._w + "abstractNumId") or ""] = child
            elif name == "num":
                found[1][child.get(self._w + "numId") or ""] = child
        return found

    def _levels(self, num: Element | None, depth: int = 0) -> Iterator[Element]:
        """The levels of a list, those of the style that it borrows them from where it does."""
        abstract = self._abstract.get(self._value(num, "abstractNumId")) if num is not None else None
        if abstract is None or depth > 3:
            return
        link = self._value(abstract, "numStyleLink")
        style = self._styles.get(link) if link else None
        own = self._own(style.find(self._w + "pPr")) if style is not None else None
        if own and own.items:
            yield from self._levels(self._nums.get(own.items), depth + 1)
        yield from abstract.findall(self._w + "lvl")

    def _list(self, name: str) -> List | None:
        num = self._nums.get(name)
        if num is None:
            return None
        levels, starts = {self._place(level): level for level in self._levels(num)}, {}
        for override in num.findall(self._w + "lvlOverride"):
            at, start = self._place(override), self._value(override, "startOverride")
            if start.isdecimal():
                starts[at] = whole(start)
            for level in override.findall(self._w + "lvl"):
                levels[at] = level
        self._drawn |= {(name, at): level for at, level in levels.items()}
        made = {at: self._level(level) for at, level in levels.items()}
        return List(self._value(num, "abstractNumId"), made, starts)

    def _place(self, level: Element) -> int:
        return whole(level.get(self._w + "ilvl"), DEEPEST - 1, 0)

    def _level(self, level: Element) -> Level:
        start, restart = self._value(level, "start"), self._value(level, "lvlRestart")
        return Level(
            text=self._value(level, "lvlText"), form=self._value(level, "numFmt") or "decimal",
            start=whole(start) if start else 0,
            restart=whole(restart) if restart.isdecimal() else None,
            legal=bool(self._flag(level, "isLgl")), glued=self._value(level, "suff") == "nothing",
        )  # fmt: skip

    def _value(self, parent: Element, name: str) -> str:
        child = parent.find(self._w + name)
        return (child.get(self._w + "val") or "") if child is not None else ""

    def _flag(self, parent: Element, name: str) -> bool | None:
        child = parent.find(self._w + name)
        return None if child is None else child.get(self._w + "val") not in ("0", "false", "off")
