"""Rich words: the tokens that rich text is written in, and what each of its control words is for."""

from __future__ import annotations

import re

_SPELT = r"\\u(-?\d{1,5}) ?(?:\\'[0-9A-Fa-f]{2}|[^\\{}\r\n])"
"""A letter by its number, and the one byte for programs that do not know it."""

SPELLING = re.compile(_SPELT)

_ASIDE_WORDS = """
    colortbl stylesheet info pict object objdata fldinst
    themedata listtable listoverridetable rsidtbl generator xmlnstbl pnseclvl latentstyles datastore shprslt nonshppict
    sp sn sv bkmkstart bkmkend annotation atnid atnauthor filetbl revtbl nextfile template falt panose fname
    ftnsep ftnsepc aftnsep aftnsepc pgdsctbl colorschememapping mmathPr userprops docvar xe tc
"""
EDGES = frozenset(["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"])
"""Groups of what stands at the edge of pages."""

ASIDE = frozenset(_ASIDE_WORDS.split()) | EDGES
"""Groups that no reader sees in the text."""

SHOWN = frozenset({"shpinst", "shptxt", "listtext", "pntext"})
"""Groups that are seen although older programs may skip them."""

SIGNS = {"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
         "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "softline": "\n"}  # fmt: skip
SWITCHES = {"v": "hidden", "deleted": "hidden", "caps": "caps", "intbl": "table"}
LOOKS = frozenset({*SWITCHES, "f", "plain", "pard", "uc"})
BORDERS = ("clbrdr", "brdr")
UNDRAWN = frozenset({"brdrnone", "brdrnil", "brdrw", "brdrcf", "brdrtbl"})
TOLD = frozenset(
    {*SIGNS, *LOOKS, "u", "par", "sect", "page", "cell", "nestcell", "row", "nestrow", "ansicpg", "footnote", "trowd",
     "cellx", "fonttbl", "fcharset"}
)  # fmt: skip
"""The words that say something; of others only the first of a group does."""

_SAYS = rf"(?:{'|'.join(sorted(TOLD))})(?![A-Za-z])|clbrdr|brdr(?!w|cf)"
_NOISE = rf"(?:(?<![{{*\r\n])\\(?!{_SAYS})[A-Za-z]{{1,32}}(?:-?\d{{1,10}})? ?)++"
"""Words that say nothing and are not the first of a group, skipped many at once."""

SPELT, PLAIN, WORD, NUMBER, BYTE, SIGN, BRACE = range(1, 8)
"""The groups of a token."""

_REST = r"|([^\\{}\r\n]++)|\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|[\r\n]+"
TOKEN = re.compile(rf"{_NOISE}|((?:[^\\{{}}\r\n]*+{_SPELT.replace('(-', '(?:-')})++[^\\{{}}\r\n]*+){_REST}")
APART = re.compile(rf"{_NOISE}|((?!)){_REST}")
"""The same, each letter by itself."""

_FLAT = r"[^{}\\]++|\\."
_INSIDE = rf"{_FLAT}|\{{(?:{_FLAT}|\{{(?:{_FLAT}|\{{(?:{_FLAT})*+\}})*+\}})*+\}}"
_GROUP = re.compile(rf"(?:{_INSIDE})*+\}}", re.S)
_BRACE = re.compile(r"[{}]|\\.", re.S)


def closing(text: str, at: int) -> int:
    """The place of the brace that closes the group that a place is in; the end of the text where none does."""
    if match := _GROUP.match(text, at):
        return match.end() - 1
    depth = 1
    for match in _BRACE.finditer(text, at):
        depth += 1 if match[0] == "{" else -1 if match[0] == "}" else 0
        if depth == 0:
            return match.start()
    return len(text)
