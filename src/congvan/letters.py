"""Letters: repairs of one letter by one letter, so that offsets stay: look-alikes, and the place of tone marks."""

from __future__ import annotations

import re
import unicodedata

import regex

LOOKALIKES = {
    0x00A0: " ", 0x2007: " ", 0x202F: " ", 0x2009: " ", 0x3000: " ",
    0x00D0: "Đ", 0x00F0: "đ",
    0x0410: "A", 0x0412: "B", 0x0415: "E", 0x041A: "K", 0x041C: "M", 0x041D: "H", 0x041E: "O", 0x0420: "P",
    0x0421: "C", 0x0422: "T", 0x0425: "X",
    0x2010: "-", 0x2011: "-", 0x2212: "-",
}  # fmt: skip
"""Repairs of one letter by one letter: offsets stay."""

_LOOKALIKE = re.compile("[" + "".join(map(chr, LOOKALIKES)) + "]")
_OLD_TONES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_NEW_TONES = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_TONES = {
    cased(old): cased(new)
    for old, new in zip(_OLD_TONES.split(), _NEW_TONES.split(), strict=True)
    for cased in (str.lower, str.upper, str.capitalize)
}
_OLD_TONE = regex.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\p{L})")


def _fold_tone(match: regex.Match[str]) -> str:
    pair: str = match[0]
    return _TONES.get(pair, pair)


def fold_tones(text: str) -> str:
    """Write `hoà`, `uỷ` as `hòa`, `ủy`: the same length, one spelling for word lists to match."""
    return _OLD_TONE.sub(_fold_tone, text)


def repair(text: str) -> str:
    """Replace look-alike letters, one by one: the same length."""
    return text.translate(LOOKALIKES) if _LOOKALIKE.search(text) else text


def bare(text: str) -> str:
    """Take all marks off the letters (`SỞ ĐIỆN` → `SO DIEN`), as a poor scan does."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
