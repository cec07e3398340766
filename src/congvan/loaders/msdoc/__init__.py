"""The binary format of Word 97 to 2003 ([MS-DOC]): streams, pieces of text, properties, styles, lists, the story."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from congvan.loaders import margins, pages
from congvan.loaders.msdoc import anchors
from congvan.loaders.msdoc.file import OldFile, Part, Strange, Sub
from congvan.loaders.msdoc.story import Story
from congvan.loaders.msdoc.whole import Whole
from congvan.loaders.pages import Block
from congvan.text import Source

__all__ = ["MEDIA_TYPE", "Strange", "knows", "read"]

MEDIA_TYPE = "application/msword"
_ODD = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError, struct.error)
_FIRST_EDGE = 6  # before it lies what parts footnotes from the text


def knows(content: bytes) -> bool:
    """Whether a file is of a version that is read here; what is wrong further inside shows only when it is read."""
    try:
        OldFile(content)
    except (*_ODD, Strange):
        return False
    return True


def read(name: str, content: bytes) -> Source:
    """Read a file of Word 97 to 2003, all by itself.

    Raises:
        Strange: it is of another version, or not as the format is written down, so that some other program may try.
        UnreadableError: there is no letter in it.
    """
    try:
        whole = Whole(OldFile(content))
        story = Story(whole, anchors.read(whole.file, Sub.MAIN))
        blocks = story.blocks(0, whole.file.counts[Sub.MAIN])
        blocks += [*story.loose(), *story.notes()]
        found = margins.placed(blocks, list(_edges(whole)))
    except _ODD as error:
        raise Strange(repr(error)) from None
    return pages.source(name, content, found.blocks, MEDIA_TYPE, found.notes, whole.fonts.encoding(), found.aside)


def _edges(whole: Whole) -> Iterator[list[Block]]:
    """What stands in the headers and footers of pages."""
    places = whole.file.plc(Part.HEADERS, 0)[0][_FIRST_EDGE:]
    start, most = whole.file.start(Sub.HEADERS), whole.file.counts[Sub.HEADERS]
    known = anchors.read(whole.file, Sub.HEADERS) if places else None
    for first, last in pairwise(places):
        if known and first < last <= most:
            yield Story(whole, known).apart(start + first, start + last)
