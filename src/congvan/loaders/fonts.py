"""Fonts: runs of letters set in fonts with an encoding of their own (`.VnTime`, `VNI-Times`) → Unicode."""

from __future__ import annotations

import re
from collections import Counter

from congvan import encodings
from congvan.loaders.numbering import DRAWN

_PRIVATE = re.compile("[\uf020-\uf0ff]")
"""Letters of a font that calls itself one of signs, as Word keeps them: their bytes in the area of private use."""

_AS_USUAL = "()[]{}+,./:;<=>?!%&|_0123456789"
"""What the font Symbol shows as every other does."""


class Fonts:
    """The fonts of one document; remembers which encodings its letters were written in."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def written(self, text: str, font: str) -> str:
        """What a run of letters says when it is shown in a font."""
        found = encodings.of_font(font)
        if not found:
            return text
        text = _PRIVATE.sub(lambda letter: encodings.as_shown(bytes([ord(letter[0]) & 0xFF])), text)
        meant = encodings.by_font(text, font)
        if meant != text:
            self._met[found[0]] += len(text)
        return meant

    def encoding(self, usual: str = "utf-8") -> str:
        """The encoding that most letters were written in, if any; else the usual one of the format."""
        return self._met.most_common(1)[0][0] if self._met else usual


def sign(font: str, code: int) -> str:
    """A sign by its number in a font of signs: a bracket, a mark or a digit as such, a dash, anything else a bullet."""
    letter = chr(code & 0xFF)
    return letter if font == "Symbol" and letter in _AS_USUAL else DRAWN.get(chr(0xF000 | code & 0xFF), "•")


class Line:
    """The runs of one paragraph, those of one look joined."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._runs: list[tuple[str, bool, list[str]]] = []

    def add(self, text: str, font: str, caps: bool) -> None:
        """Add letters that are shown in a font, as capitals or not."""
        if not self._runs or self._runs[-1][:2] != (font, caps):
            self._runs.append((font, caps, []))
        self._runs[-1][2].append(text)

    def text(self) -> str:
        """What the paragraph says as it is shown: letters of old fonts converted, capitals where they are drawn."""
        found = ""
        for font, caps, pieces in self._runs:
            text = self._fonts.written("".join(pieces), font)
            found += text.upper() if caps else text
        return found
