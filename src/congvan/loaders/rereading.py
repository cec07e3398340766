"""Rereading: a page that was read badly is turned upright, and read by the second reader where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from congvan.encodings.syllables import possible
from congvan.loaders import pictures, readers
from congvan.loaders.readers import Seen

if TYPE_CHECKING:
    from PIL.Image import Image

POOR = 70.0
"""A page is poorly read where its words are less sure than that on average."""

MORE = 1.2
"""A second reader is believed where it sees so many times more syllables."""


class Reading(NamedTuple):
    """A page made ready, the words seen in it, and what had to be done: `turned`, `second`."""

    ready: Image
    seen: Sequence[Seen]
    done: frozenset[str] = frozenset()


def read(image: Image, timeout: float) -> Reading:
    """Read a page with tesseract, and once more in another way where that went badly."""
    found = _read(image, timeout)
    if sure(found.seen) >= POOR and not _stands(found.seen):
        return found
    if turn := readers.turn(found.ready, timeout):
        found = _read(image.rotate(-turn, expand=True), timeout)._replace(done=frozenset({"turned"}))
    if sure(found.seen) < POOR:
        other = readers.again(found.ready)
        if other and _syllables(other) > MORE * _syllables(found.seen):
            return Reading(found.ready, other, found.done | {"second"})
    return found


def _read(image: Image, timeout: float) -> Reading:
    ready = pictures.ready(image)
    return Reading(ready, readers.tesseract(ready, timeout))


def sure(seen: Sequence[Seen]) -> float:
    """How sure a reader is of its words on average."""
    return sum(word.sure for word in seen) / max(len(seen), 1)


def _stands(seen: Sequence[Seen]) -> bool:
    """Whether most words are higher than they are wide: the lines of the page go up or down."""
    long = [word for word in seen if len(word.text) > 3]
    return sum(word.height > word.width for word in long) * 2 > len(long) > 0


def _syllables(seen: Iterable[Seen]) -> int:
    return sum(possible(word.text.strip(".,:;()")) for word in seen)
