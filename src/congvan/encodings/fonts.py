"""Fonts: whose name tells the encoding of what is set in them."""

from __future__ import annotations

import re
from functools import lru_cache

from congvan.encodings.letters import decoded

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FAMILIES = (
    (re.compile(r"\.?Vn(?=[A-Z3])"), "tcvn3"),
    (re.compile(r"VNI[- ]"), "vni"),
    (re.compile(r"VPS[- ]"), "vps"),
)
_HEAVY = re.compile(r"(?:[ ,-]?(?:bold|italic|regular|normal|oblique|mt))+$", re.IGNORECASE)
_UNICODE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


@lru_cache(maxsize=256)
def of_font(name: str) -> tuple[str, bool] | None:
    """The encoding of a font, and whether its small letters look like capitals (`.VnTimeH`); None for other fonts."""
    bare = _HEAVY.sub("", _SUBSET.sub("", name).strip())
    for pattern, encoding in _FAMILIES:
        if pattern.match(bare):
            return encoding, encoding == "tcvn3" and bare.endswith("H")
    return None


def by_font(text: str, font: str) -> str:
    """Read a run of text by the name of its font; as it is where the font tells nothing or the text is Unicode."""
    found = of_font(font)
    if not found or _UNICODE.search(text):
        return text
    return decoded(text, found[0], capitals=found[1])
