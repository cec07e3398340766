"""Fonts: runs of letters set in fonts with an encoding of their own (`.VnTime`, `VNI-Times`) → Unicode."""

from __future__ import annotations

from collections import Counter

from congvan import encodings


class Fonts:
    """The fonts of one document; remembers which encodings its letters were written in."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def written(self, text: str, font: str) -> str:
        """What a run of letters says when it is shown in a font."""
        found = encodings.of_font(font)
        if not found:
            return text
        meant = encodings.by_font(text, font)
        if meant != text:
            self._met[found[0]] += len(text)
        return meant

    def encoding(self, usual: str = "utf-8") -> str:
        """The encoding that most letters were written in, if any; else the usual one of the format."""
        return self._met.most_common(1)[0][0] if self._met else usual
