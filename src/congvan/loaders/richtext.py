"""Rich text: .rtf → `Source`: what a word processor shows, tables and drawn numbers with it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from congvan.errors import UnreadableError
from congvan.loaders import codepages, margins, pages, richwords
from congvan.loaders.fonts import Fonts
from congvan.loaders.pages import Block, Paragraph, Table
from congvan.loaders.richwords import (
    APART,
    BORDERS,
    BRACE,
    BYTE,
    LOOKS,
    NUMBER,
    PLAIN,
    SIGN,
    SPELLING,
    SPELT,
    TOKEN,
    TOLD,
    WORD,
    closing,
)
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Source

MEDIA_TYPE = "application/rtf"
_LABEL = re.compile(r"^\s*(\S{1,12})\t")
_DEEPEST = 500


class Look(NamedTuple):
    """How letters are shown inside one group; `aside` is what no reader sees."""

    font: int = 0
    hidden: bool = False
    caps: bool = False
    aside: bool = False
    skipped: int = 1
    table: bool = False
    fonts: bool = False


@lru_cache(maxsize=1024)
def _turned(look: Look, word: str, number: int | None) -> Look:
    """How letters are shown after a word of looks."""
    if word == "f":
        return look._replace(font=number or 0)
    if word == "plain":
        return look._replace(hidden=False, caps=False)
    if word == "pard":
        return look._replace(table=False)
    if word == "uc":
        return look._replace(skipped=number or 0)
    return look._replace(**{richwords.SWITCHES[word]: number != 0})


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read a rich text.

    Raises:
        UnreadableError: groups are nested too deep, or there is no letter in it.
    """
    reader = _Reader()
    reader.read(content.decode("latin-1"))
    found = margins.placed(reader.done(), reader.edges)
    encoding = reader.fonts.encoding(codepages.NAMES.get(reader.codec, reader.codec))
    return pages.source(name, content, found.blocks, MEDIA_TYPE, found.notes, encoding, found.aside)


class _Reader:
    """One pass over the tokens."""

    def __init__(self, whole: _Reader | None = None) -> None:
        self.codec: str = whole.codec if whole else "cp1252"
        self.fonts: Fonts = whole.fonts if whole else Fonts()
        self.edges: list[list[Block]] = []
        self._inside = whole is not None
        self._look = Look()
        self._stack: list[Look] = []
        self._faces: dict[int, tuple[str, str]] = whole._faces if whole else {}
        self._face = 0
        self._runs: list[tuple[tuple[int, bool], list[str | bytes]]] = []
        self._found: list[Block] = []
        self._rows: list[list[list[Block]]] = []
        self._cells: list[list[Block]] = []
        self._cell: list[Block] = []
        self._ruled = self._border = self._fresh = False
        self._skip = 0
        self._star = False
        self._acts = {"par": self._paragraph, "sect": self._paragraph, "page": self._paragraph, "cell": self._end_cell,
                      "nestcell": self._end_cell, "row": self._end_row, "nestrow": self._end_row,
                      "footnote": self._begin_note}  # fmt: skip
        self._notes: list[Block] = []
        self._notes_at: list[tuple[int, list[tuple[tuple[int, bool], list[str | bytes]]]]] = []

    def read(self, text: str) -> None:
        """Take all tokens, those of groups that no reader sees left out."""
        at = 0
        while at < len(text):
            at = self._stretch(text, at)

    def _stretch(self, text: str, at: int, tokens: re.Pattern[str] = TOKEN) -> int:
        """Take the tokens from a place to the next group that is left out; give the place where that one ends."""
        for match in tokens.finditer(text, at):
            kind = match.lastindex
            if kind == PLAIN:
                self._letters(match[PLAIN].encode("latin-1"))
            elif kind == SPELT:
                self._spelt(match[SPELT])
            elif kind == BRACE:
                self._brace(match[BRACE])
            elif kind == BYTE:
                self._letters(bytes([int(match[BYTE], 16)]))
            elif kind == SIGN:
                self._sign(match[SIGN])
            elif kind:
                word, number = match.group(WORD, NUMBER)
                if self._fresh or self._look.fonts:
                    self._first(word, int(number) if number else None)
                    if self._look.aside:
                        return self._past(word, text, match.end())
                elif word in TOLD or word.startswith(BORDERS):
                    self._shown(word, int(number) if number else None)
        return len(text)

    def _past(self, word: str, text: str, at: int) -> int:
        """Where a group that is left out ends; what it draws at the edge of pages is read by itself."""
        end = closing(text, at)
        if word in richwords.EDGES and not self._inside:
            inside = _Reader(self)
            inside.read(text[at:end])
            self.edges.append(inside.done())
        return end

    def done(self) -> list[Block]:
        """The paragraphs and tables, then the footnotes."""
        if self._runs:
            self._paragraph()
        self._end_table()
        return [*self._found, *self._notes]

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if len(self._stack) == _DEEPEST:
                raise UnreadableError("nhóm RTF lồng nhau quá sâu; tệp hỏng hoặc có ý phá")
            self._stack.append(self._look)
            self._fresh = True
            return
        if self._stack:
            self._look = self._stack.pop()
        self._skip = 0
        if self._notes_at and self._notes_at[-1][0] > len(self._stack):
            self._end_note()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._fresh = True
            self._star = True
        elif sign in "\r\n":
            self._paragraph()
        elif sign in "\\{}~_-":
            self._letters({"~": "\u00a0", "_": "-", "-": "\u00ad"}.get(sign, sign))

    def _first(self, word: str, number: int | None) -> None:
        """The first word of a group, which may tell what the group is, or a word of the table of fonts."""
        star, self._star = self._star, False
        fresh, self._fresh = self._fresh, False
        if fresh and (word in richwords.ASIDE or (star and word not in richwords.SHOWN)):
            self._look = self._look._replace(aside=True)
        elif word == "fonttbl":
            self._look = self._look._replace(fonts=True)
        elif self._look.fonts:
            self._font_table(word, number)
        else:
            self._shown(word, number)

    def _shown(self, word: str, number: int | None) -> None:
        """A word that says something of what is seen."""
        if word in LOOKS:
            self._look = _turned(self._look, word, number)
        elif word in self._acts:
            self._acts[word]()
        elif word == "u" and number is not None:
            self._letters(chr(number % 65536))
            self._skip = self._look.skipped
        elif word in richwords.SIGNS:
            self._letters(richwords.SIGNS[word])
        elif word == "ansicpg" and number:
            self.codec = f"cp{number}"
        elif word.startswith("clbrdr"):
            self._border = True
        elif word.startswith("brdr") and self._border:
            self._ruled = self._ruled or word not in richwords.UNDRAWN
            self._border = False
        elif word in ("trowd", "cellx"):
            self._border = False

    def _font_table(self, word: str, number: int | None) -> None:
        if word == "f":
            self._face = number or 0
            self._faces[self._face] = ("", "")
        elif word == "fcharset" and self._face in self._faces:
            self._faces[self._face] = (self._faces[self._face][0], codepages.of_charset(number or 0))

    def _letters(self, letters: str | bytes) -> None:
        self._fresh = False
        look = self._look
        if self._skip and letters:
            taken = min(self._skip, len(letters))
            self._skip -= taken
            letters = letters[taken:]
        if look.aside or not letters:
            return
        if look.fonts:
            name, codec = self._faces.get(self._face, ("", ""))
            shown = letters.decode("latin-1") if isinstance(letters, bytes) else letters
            self._faces[self._face] = ((name + shown).rstrip(";"), codec)
        elif not look.hidden:
            key = (look.font, look.caps)
            if not self._runs or self._runs[-1][0] != key:
                self._runs.append((key, []))
            self._runs[-1][1].append(letters)

    def _spelt(self, letters: str) -> None:
        """Letters by their numbers, one byte behind each that is not shown, among plain ones; else one by one."""
        look = self._look
        if look.skipped == 1 and not self._skip and not look.fonts and letters.isascii():
            self._letters(SPELLING.sub(_letter, letters))
        else:
            self._stretch(letters, 0, APART)

    def _text(self) -> str:
        """What the runs since the last paragraph say."""
        found = ""
        for (font, caps), pieces in self._runs:
            face, codec = self._faces.get(font, ("", ""))
            text = self.fonts.written(codepages.joined(pieces, codec or self.codec), face)
            found += text.upper() if caps else text
        self._runs = []
        return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _paragraph(self) -> None:
        block = Paragraph(_LABEL.sub(r"\1 ", self._text()))
        if self._look.table:
            self._cell.append(block)
        else:
            self._end_table()
            self._found.append(block)

    def _end_cell(self) -> None:
        self._cell.append(Paragraph(self._text()))
        self._cells.append(self._cell)
        self._cell = []

    def _end_row(self) -> None:
        if self._cells:
            self._rows.append(self._cells)
        self._cells = []

    def _end_table(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
        self._end_row()
        if self._rows:
            self._found.append(Table(self._rows, self._ruled))
        self._rows, self._cell, self._ruled = [], [], False

    def _begin_note(self) -> None:
        """A footnote stands inside the paragraph that cites it."""
        self._letters(f"[{len(self._notes) + len(self._notes_at) + 1}]")
        self._notes_at.append((len(self._stack), self._runs))
        self._runs = []

    def _end_note(self) -> None:
        text = self._text()
        self._notes.append(Paragraph(f"[{len(self._notes) + 1}] {text.strip()}"))
        self._runs = self._notes_at.pop()[1]


def _letter(spelt: re.Match[str]) -> str:
    return chr(int(spelt[1]) % 65536)
