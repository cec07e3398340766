"""The tables: what a byte, or a letter and the mark behind it, stands for in the encodings of the nineties.

Old text reaches us as bytes, or as the characters that Windows shows for those bytes (`Th«ng b¸o`); a table takes
either. The assignments are those of TCVN 5712:1993 (VN3, the fonts `.Vn…` called ABC), of VNI for Windows, of VISCII
1.1 (RFC 1456), of VPS, and of Microsoft's code page 1258.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

TONES = "\u0300\u0309\u0303\u0301\u0323"
VOWELS = "aăâeêioôơuưy"
LETTERS = "đ" + "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in VOWELS
    for tone in ("", *TONES)
    if tone or vowel not in "aeiouy"
)
"""The small letters of Vietnamese that ASCII lacks."""

_TCVN3 = {
    "àảãáạ": "B5 B6 B7 B8 B9", "ăằẳẵắặ": "A8 BB BC BD BE C6", "âầẩẫấậ": "A9 C7 C8 C9 CA CB", "đ": "AE",
    "èẻẽéẹ": "CC CE CF D0 D1", "êềểễếệ": "AA D2 D3 D4 D5 D6", "ìỉĩíị": "D7 D8 DC DD DE",
    "òỏõóọ": "DF E1 E2 E3 E4", "ôồổỗốộ": "AB E5 E6 E7 E8 E9", "ơờởỡớợ": "AC EA EB EC ED EE",
    "ùủũúụ": "EF F1 F2 F3 F4", "ưừửữứự": "AD F5 F6 F7 F8 F9", "ỳỷỹýỵ": "FA FB FC FD FE",
    "ĂÂÊÔƠƯĐ": "A1 A2 A3 A4 A5 A6 A7",
}  # fmt: skip
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" "Õắằặấầẩậẽẹếềểễệố" "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ" "ĐứÒÓÔạỷừửÙÚỹỵÝỡư" "àáâãảăữẫèéêẻìíĩỉ" "đựòóôõỏọụùúũủýợỮ"
)  # fmt: skip
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ" "Ế  ỀỂỄỐỒỔỖýỷỵỚỜỞ" " ắằẳẵặỠớÙờởỡŨỨợỪ" "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ" "ƯỦồốÔỏơÈừứÚũưÝẺ " "àáâãảạă èéêẽìí ĩ" "ẴĐòóôõ Ơụùúủ ỶẼỳ"
)  # fmt: skip
_LOW = {
    "viscii": {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"},
    "vps": {
        0x02: "Ạ", 0x03: "Ậ", 0x04: "Ặ", 0x05: "Ẹ", 0x06: "Ệ", 0x10: "Ị", 0x11: "Ọ", 0x12: "Ộ", 0x13: "Ợ", 0x14: "Ụ",
        0x15: "Ự", 0x19: "Ỵ", 0x1C: "Ẫ", 0x1D: "Ữ",
    },
}  # fmt: skip
_CP1258 = {
    0xC3: "Ă", 0xCC: "\u0300", 0xD0: "Đ", 0xD2: "\u0309", 0xD5: "Ơ", 0xDD: "Ư", 0xDE: "\u0303", 0xE3: "ă",
    0xEC: "\u0301", 0xF0: "đ", 0xF2: "\u0323", 0xF5: "ơ", 0xFD: "ư", 0xFE: "₫",
}  # fmt: skip
_VNI_MARKS = {
    "\u0301": "F9", "\u0300": "F8", "\u0309": "FB", "\u0303": "F5", "\u0323": "EF", "\u0302": "E2",
    "\u0302\u0301": "E1", "\u0302\u0300": "E0", "\u0302\u0309": "E5", "\u0302\u0303": "E3", "\u0302\u0323": "E4",
    "\u0306": "EA", "\u0306\u0301": "E9", "\u0306\u0300": "E8", "\u0306\u0309": "FA", "\u0306\u0303": "FC",
    "\u0306\u0323": "EB",
}  # fmt: skip
_VNI_SINGLE = {"đ": "F1", "í": "ED", "ì": "EC", "ỉ": "E6", "ĩ": "F3", "ị": "F2", "ơ": "F4", "ư": "F6", "ỵ": "EE"}
_SEEN_AS = {0x2212: 0xAD, 0x2219: 0xB7, 0x03BC: 0xB5, 0x2044: 0xF7, 0x0111: 0xF0, 0x0110: 0xD0}
"""What PDF fonts call the signs of some bytes (`−` for the ư of TCVN3), by the byte."""


def surface(byte: int) -> str:
    """The character that Windows shows for a byte (windows-1252, and the control character where it has none)."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


BYTES = {ord(surface(byte)): byte for byte in range(0x80, 0x100)}
"""A character of windows-1252 → its byte."""


class Table(NamedTuple):
    """An encoding: from what Windows shows to letters, and from letters to what Windows shows."""

    decode: Callable[[str], str]
    written: Mapping[str, str]


def _single(letters: Mapping[int, str]) -> Table:
    """A table of one byte a letter."""
    shown = {ord(surface(byte)): letter for byte, letter in letters.items()}
    shown |= letters
    shown |= {seen: letters[byte] for seen, byte in _SEEN_AS.items() if byte in letters and byte < 0xF0}

    def decode(text: str) -> str:
        return unicodedata.normalize("NFC", text.translate(shown))

    return Table(decode, {letter: surface(byte) for byte, letter in letters.items()})


def _vni() -> Table:
    """Letters are parted into a base and a mark behind it, which is a byte of its own; some have one byte for both."""
    written: dict[str, str] = {}
    for cased in (str.lower, str.upper):
        step = 0x20 if cased is str.upper else 0
        single = {letter: surface(int(code, 16) - step) for letter, code in _VNI_SINGLE.items()}
        for base in "aeouyơư":
            for mark, code in _VNI_MARKS.items():
                letter = unicodedata.normalize("NFC", base + mark)
                if len(letter) == 1 and letter in LETTERS:
                    written[cased(letter)] = cased(single.get(base, base)) + surface(int(code, 16) - step)
        written |= {cased(letter): shown for letter, shown in single.items()}
    pairs = {shown: letter for letter, shown in written.items()}
    pairs |= {shown[0] + shown[1].lower(): letter for shown, letter in pairs.items() if len(shown) == 2}
    pairs |= {shown[0] + shown[1].upper(): letter for shown, letter in pairs.items() if len(shown) == 2}
    pattern = re.compile("|".join(map(re.escape, sorted(pairs, key=len, reverse=True))))
    return Table(lambda text: pattern.sub(lambda match: pairs[match[0]], text), written)


def _cp1258() -> Table:
    """The table of single bytes, and letters written as a base and a combining tone."""
    table = _single(_CP1258 | {byte: surface(byte) for byte in range(0xC0, 0xFF) if byte not in _CP1258})
    written = dict(table.written)
    for letter in (*LETTERS, *LETTERS.upper()):
        if letter not in written:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(part for part in parts if part in TONES)
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            written[letter] = written.get(base, base) + written[tone]
    return Table(table.decode, written)


def _high(letters: str) -> dict[int, str]:
    return {0x80 + place: letter for place, letter in enumerate(letters) if letter != " "}


def _tcvn3() -> Table:
    codes = {
        int(code, 16): letter
        for letters, row in _TCVN3.items()
        for letter, code in zip(letters, row.split(), strict=True)
    }
    return _single(codes)


_MAKERS: Mapping[str, Callable[[], Table]] = {
    "tcvn3": _tcvn3,
    "vni": _vni,
    "viscii": lambda: _single(_high(_VISCII) | _LOW["viscii"]),
    "vps": lambda: _single(_high(_VPS) | _LOW["vps"]),
    "windows-1258": _cp1258,
}
NAMES = tuple(_MAKERS)
"""The encodings that have a table."""


@lru_cache
def table(name: str) -> Table:
    """The table of an encoding, made when it is first asked for."""
    return _MAKERS[name]()
