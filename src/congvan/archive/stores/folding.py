"""Vietnamese without its marks, as people type in a hurry: `chuyển đổi số` → `chuyen doi so`."""

from __future__ import annotations

from unicodedata import combining, normalize

from congvan.letters import fold_tones

_BARRED = str.maketrans("đĐ", "dd")


def plain(text: str) -> str:
    """Small letters without marks; đ, which no decomposition parts, is d."""
    parted = normalize("NFD", text.translate(_BARRED))
    return "".join(letter for letter in parted if not combining(letter)).lower()


def written(text: str) -> str:
    """Small letters with their marks, tone marks placed one way: `Uỷ ban` and `Ủy ban` are one."""
    return fold_tones(normalize("NFC", text)).lower()


def marked(text: str) -> bool:
    """Whether a text has letters that only Vietnamese with its marks has."""
    return plain(text) != text.lower()
