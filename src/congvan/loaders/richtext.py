"""Rich text: .rtf → `Source`: what a word processor shows, tables and drawn numbers with it."""

from __future__ import annotations

import re
from typing import NamedTuple

from congvan.errors import UnreadableError
from congvan.loaders import codepages, pages
from congvan.loaders.fonts import Fonts
from congvan.loaders.pages import Block, Paragraph, Table
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Source

MEDIA_TYPE = "application/rtf"
_NOISE = (
    r"(?:\\(?:fs|lang|langfe|langnp|langfenp|ltrch|rtlch|ltrpar|rtlpar|loch|hich|dbch|af|afs|alang|aspalpha|aspnum|adjustright|"
    r"ql|qc|qr|qj|li|lin|ri|rin|fi|sb|sa|sl|slmult|widctlpar|nowidctlpar|wrapdefault|faauto|insrsid|charrsid|pararsid|kerning|"
    r"cf|cb|b|i|ab|ai|itap|cgrid|noproof|hyphpar|keepn|clvertalt|clftsWidth|clwWidth|brdrw|brdrcf|trgaph|trleft)"
    r"-?\d{0,10}(?![a-zA-Z0-9]) ?)+"
)
"""Words of looks that change no letter, skipped many at once."""
_TOKEN = re.compile(
    rf"{_NOISE}|"
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_ASIDE_WORDS = """
    colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf object objdata fldinst
    themedata listtable listoverridetable rsidtbl generator xmlnstbl pnseclvl latentstyles datastore shprslt nonshppict
    sp sn sv bkmkstart bkmkend annotation atnid atnauthor filetbl revtbl nextfile template falt panose fname
    ftnsep ftnsepc aftnsep aftnsepc pgdsctbl colorschememapping mmathPr userprops docvar xe tc
"""
_ASIDE = frozenset(_ASIDE_WORDS.split())
_SIGNS = {"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
          "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "softline": "\n"}  # fmt: skip
_BRACE = re.compile(r"[{}]|\\.", re.S)
_LABEL = re.compile(r"^\s*(\S{1,12})\t")
_DEEPEST = 500


_LOOKS = {"v": "hidden", "deleted": "hidden", "caps": "caps", "intbl": "table"}
_BORDERS = ("clbrdr", "brdr")
_TOLD = frozenset(
    {*_SIGNS, *_LOOKS, "u", "par", "sect", "page", "cell", "nestcell", "row", "nestrow", "f", "plain", "pard", "uc",
     "ansicpg", "footnote", "trowd", "cellx", "fonttbl", "fcharset"}
)  # fmt: skip
"""The words that say something; of others only the first of a group does."""


class Look(NamedTuple):
    """How letters are shown inside one group; `aside` is what no reader sees."""

    font: int = 0
    hidden: bool = False
    caps: bool = False
    aside: bool = False
    skipped: int = 1
    table: bool = False
    fonts: bool = False


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read a rich text.

    Raises:
        UnreadableError: groups are nested too deep, or there is no letter in it.
    """
    reader = _Reader()
    reader.read(content.decode("latin-1"))
    return pages.source(
        name,
        content,
        reader.done(),
        MEDIA_TYPE,
        (),
        reader.fonts.encoding(codepages.NAMES.get(reader.codec, reader.codec)),
    )


class _Reader:
    """One pass over the tokens."""

    def __init__(self) -> None:
        self.codec = "cp1252"
        self.fonts = Fonts()
        self._look = Look()
        self._stack: list[Look] = []
        self._faces: dict[int, tuple[str, str]] = {}
        self._face = 0
        self._runs: list[tuple[tuple[int, bool], list[str | bytes]]] = []
        self._found: list[Block] = []
        self._rows: list[list[list[Block]]] = []
        self._cells: list[list[Block]] = []
        self._cell: list[Block] = []
        self._ruled = self._border = self._fresh = False
        self._skip = 0
        self._notes: list[Block] = []
        self._notes_at: list[tuple[int, list[tuple[tuple[int, bool], list[str | bytes]]]]] = []

    def read(self, text: str) -> None:
        """Take all tokens, those of groups that no reader sees left out."""
        at = 0
        while at < len(text):
            at = self._stretch(text, at)

    def _stretch(self, text: str, at: int) -> int:
        """Take the tokens from a place to the next group that is left out; give the place where that one ends."""
        for match in _TOKEN.finditer(text, at):
            word, number, byte, sign, brace, plain = match.groups()
            if word:
                if self._fresh or word in _TOLD or word.startswith(_BORDERS):
                    self._word(word, int(number) if number else None)
                    if self._look.aside:
                        return _closing(text, match.end())
            elif brace:
                self._brace(brace)
            elif byte:
                self._letters(bytes([int(byte, 16)]))
            elif sign:
                self._sign(sign)
            elif plain:
                self._letters(plain.encode("latin-1"))
        return len(text)

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

    _star = False

    def _word(self, word: str, number: int | None) -> None:
        star, self._star = self._star, False
        fresh, self._fresh = self._fresh, False
        if fresh and (word in _ASIDE or (star and word not in ("shpinst", "shptxt", "listtext", "pntext"))):
            self._look = self._look._replace(aside=True)
        elif word == "fonttbl":
            self._look = self._look._replace(fonts=True)
        elif self._look.fonts:
            self._font_table(word, number)
        elif not self._look.aside:
            self._shown(word, number)

    def _shown(self, word: str, number: int | None) -> None:
        """A word that says something of what is seen."""
        look, on = self._look, number != 0
        if word == "u" and number is not None:
            self._letters(chr(number % 65536))
            self._skip = look.skipped
        elif word in _SIGNS:
            self._letters(_SIGNS[word])
        elif word in ("par", "sect", "page"):
            self._paragraph()
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word in _LOOKS:
            self._look = look._replace(**{_LOOKS[word]: on})
        elif word == "f":
            self._look = look._replace(font=number or 0)
        else:
            self._rest(word, number)

    def _rest(self, word: str, number: int | None) -> None:
        look = self._look
        if word == "plain":
            self._look = look._replace(hidden=False, caps=False)
        elif word == "pard":
            self._look = look._replace(table=False)
        elif word == "uc":
            self._look = look._replace(skipped=number or 0)
        elif word == "ansicpg" and number:
            self.codec = f"cp{number}"
        elif word == "footnote":
            self._begin_note()
        elif word.startswith("clbrdr"):
            self._border = True
        elif word.startswith("brdr") and self._border:
            self._ruled = self._ruled or word not in ("brdrnone", "brdrnil", "brdrw", "brdrcf", "brdrtbl")
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


def _closing(text: str, at: int) -> int:
    """The place of the brace that closes the group that a place is in; the end of the text where none does."""
    depth = 1
    for match in _BRACE.finditer(text, at):
        depth += 1 if match[0] == "{" else -1 if match[0] == "}" else 0
        if depth == 0:
            return match.start()
    return len(text)
