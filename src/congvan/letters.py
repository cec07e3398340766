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


_TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_GREAT = "A-ZĂÂĐÊÔƠƯ"
_LOST = re.compile(f"[{_TONED}](?=[{_GREAT}])")
_LOST_WORD = re.compile(rf"(?<!\w)(?:(?=\w?[{_GREAT}]{{2}})|(?=\w?[{_TONED}][{_GREAT}]))[{_GREAT}{_TONED}]+(?!\w)")
_LOST_BODY = re.compile(r"(?<!\w)ủy(?= ban(?!\w| hành))")


def lost_capitals(text: str) -> bool:
    """Whether capitals with tone marks became small letters: `CộNG HòA`.

    TCVN3 (TCVN 5712:1993) has none: texts that were converted from it without their fonts have small letters there.
    """
    return _LOST.search(text) is not None


def fold_capitals(text: str) -> str:
    """Write `CộNG HòA`, `PHó`, `ủY BAN` as `CỘNG HÒA`, `PHÓ`, `ỦY BAN`: the same length, as it was meant."""
    return _LOST_WORD.sub(lambda word: word[0].upper(), text)


def fold(text: str) -> str:
    """One spelling of a text for rules to match, of the same length: tone marks in one place, `ủy ban` a name."""
    text = fold_tones(text)
    return _LOST_BODY.sub("Ủy", text) if "ủy ban" in text else text


def repair(text: str) -> str:
    """Replace look-alike letters, one by one: the same length."""
    return text.translate(LOOKALIKES) if _LOOKALIKE.search(text) else text


def bare(text: str) -> str:
    """Take all marks off the letters (`SỞ ĐIỆN` → `SO DIEN`), as a poor scan does."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
