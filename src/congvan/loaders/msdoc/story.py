"""The story: the text of an old Word file, with all that is said of it → paragraphs and tables in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from congvan.loaders import pages
from congvan.loaders.fonts import Line
from congvan.loaders.msdoc import anchors
from congvan.loaders.msdoc.nest import Nest
from congvan.loaders.msdoc.properties import Shape
from congvan.loaders.msdoc.whole import Whole
from congvan.loaders.numbering import Counter
from congvan.loaders.pages import Block, Paragraph

_CELL = "\x07"
_END = re.compile("[\r\x07\x0c]")
_SIGN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_SIGNS: dict[int, str | None] = dict.fromkeys(range(32))
_SIGNS |= {9: "\t", 10: "\n", 11: "\n", 12: "\n", 14: "\n", 30: "-", 31: "\u00ad"}
_EMPTY = Paragraph("")


class Story:
    """One pass over a body or over the edge of a page, counting its lists as it goes."""

    def __init__(self, whole: Whole, known: anchors.Anchors) -> None:
        self._whole, self._known = whole, known
        self._marks = sorted({*known.notes, *known.boxes})
        self._counter = Counter()
        self._cited: dict[anchors.Range, int] = {}

    def blocks(self, start: int, end: int) -> list[Block]:
        """The paragraphs and tables from one place of the text to another."""
        nest, pending = Nest(self._whole.sheet.ruled), ""
        for first, last in self._paragraphs(start, end):
            pending = self._paragraph(first, last, min(last, end - 1), pending, nest)
        if pending:
            nest.add(Paragraph(pending), 0)
        return nest.done()

    def _paragraph(self, first: int, last: int, place: int, pending: str, nest: Nest) -> str:
        """Take a paragraph; gives what the next one is to go on with, where the mark between them was deleted."""
        shape, in_cell = self._whole.shape(place), self._whole.text[place] == _CELL
        depth = shape.depth or int(in_cell)
        if shape.ends_row and depth:
            nest.end_row(depth, shape.row, kept=not self._whole.shown(place, shape.style).gone)
            return pending
        text, boxes, gone = self._text(first, last, place, shape.style)
        ends_cell = bool(depth) and (in_cell or shape.ends_cell)
        if text or not gone or ends_cell:
            pending += self._label(shape, place, bool(text.strip())) + text
        if ends_cell or not gone:
            nest.add(Paragraph(pending), depth)
            pending = ""
        for box in boxes:
            nest.add(box, depth)
        if ends_cell:
            nest.end_cell(depth)
        return pending

    def apart(self, start: int, end: int) -> list[Block]:
        """What stands in a box or at the edge of pages, without the empty paragraph that ends it."""
        found = self.blocks(start, end)
        while found and found[-1] == _EMPTY:
            found.pop()
        return found

    def loose(self) -> list[Block]:
        """What stands in boxes whose place is not known."""
        return [block for box in self._known.loose for block in self.apart(*box)]

    def notes(self) -> list[Block]:
        """The notes that the text cites, by the numbers they have there."""
        found: list[Block] = []
        for (start, end), number in list(self._cited.items()):
            text = " ".join(line for line in pages.lines(self.blocks(start, end)) if line)
            found.append(Paragraph(f"[{number}] {text.strip()}"))
        return found

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each paragraph begins and where its mark is; most breaks of pages end none, those of sections do."""
        for match in _END.finditer(self._whole.text, start, end):
            last = match.start()
            if match[0] != "\x0c" or last + 1 in self._whole.sections:
                yield start, last
                start = last + 1
        if start < end:
            yield start, end

    def _text(self, first: int, last: int, place: int, style: int) -> tuple[str, list[Block], bool]:
        """What a paragraph says as it is shown, the boxes that hang on it, and whether its mark is not shown."""
        if first == last:
            return "", [], self._whole.shown(place, style).gone
        line, boxes, gone, hung = Line(self._whole.fonts), list[Block](), False, len(self._marks)
        for start, upto, shown in self._whole.runs(first, place + 1, style):
            end, gone = min(upto, last), shown.gone
            if gone or start == end:
                continue
            if hung and (at := bisect_left(self._marks, start)) < hung and self._marks[at] < end:
                start = self._hung(start, end, (line, shown.font, shown.caps), boxes)
            text = shown.sign * (end - start) if shown.sign else _read(self._whole.text[start:end])
            if text:
                line.add(text, shown.font, shown.caps)
        return line.text(), boxes, gone

    def _hung(self, start: int, end: int, into: tuple[Line, str, bool], boxes: list[Block]) -> int:
        """Take a run up to the last thing that hangs on it: the marks of notes, the blocks of boxes."""
        line, font, caps = into
        for place in self._marks[bisect_left(self._marks, start) : bisect_right(self._marks, end - 1)]:
            line.add(_read(self._whole.text[start:place]), font, caps)
            start = place
            if place in self._known.notes:
                number = self._cited.setdefault(self._known.notes[place], len(self._cited) + 1)
                line.add(f"[{number}]", font, caps)
            for box in self._known.boxes.get(place, ()):
                boxes += self.apart(*box)
        return start

    def _label(self, shape: Shape, place: int, shown: bool) -> str:
        """What is drawn before a paragraph; what is drawn before nothing is counted and not shown."""
        numbered = self._whole.numbered(shape)
        items = self._whole.lists.items(numbered[0]) if numbered else None
        if not numbered or not items:
            return ""
        label = self._counter.label(str(numbered[0]), items, numbered[1])
        if not label or not shown:
            return ""
        if items.levels[numbered[1]].form == "bullet":
            return label
        font = self._whole.lists.font(*numbered) or self._whole.shown(place, shape.style).font
        return self._whole.fonts.written(label, font)


def _read(text: str) -> str:
    """Letters without the signs among them that stand for something else; pairs of surrogates as one."""
    if not _SIGN.search(text):
        return text
    return text.translate(_SIGNS).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
