"""Fonts: letters written with a font of its own encoding (`.VnTime`, `VNI-Times`) → Unicode."""

from __future__ import annotations


def written(text: str, font: str) -> str:
    """What a run of letters says when it is shown in a font."""
    return text
