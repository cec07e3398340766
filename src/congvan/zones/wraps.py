"""Wraps: which lines of a text are one paragraph.

Lines of a file end where a paragraph ends, or where a page or a screen was full. What tells them apart is typography:
how far the lines reach, where they are indented, how they end and begin. Markers and openers come from the grammar.
"""

from __future__ import annotations

from collections.abc import Sequence

from congvan.lines import Line
from congvan.zones.habits import LONG, STOP, Habit, Signs, is_full, is_narrow, learned, reach

_LEFT_SHORT = 0.7  # a line that reaches less of the width may have ended on purpose without a stop
_FAR = 20_000  # emphasis that was opened longer ago is forgotten: counting from the start would cost its square
_OPEN = 3000  # emphasis that stays open for so long was never meant to be
_ROMAN = frozenset("IVXLC")


def paragraphs(text: str, lines: Sequence[Line], signs: Signs) -> list[list[Line]]:
    """Part lines of a text into paragraphs. After it every line with words is in exactly one, in order."""
    habit = learned(lines, signs)
    found: list[list[Line]] = []
    gap = 2
    for line in lines:
        if not line.text:
            gap = max(gap, 2 if _is_bar(line) else 1)
            continue
        if (
            found
            and gap < 2
            and not _is_closed(text, found[-1], line)
            and _joins(text, found[-1], line, gap, habit, signs)
        ):
            found[-1].append(line)
        else:
            found.append([line])
        gap = 0
    return found


def _is_bar(line: Line) -> bool:
    """An empty line that holds decoration parts two cells of a table, which no paragraph crosses."""
    return line.high - line.low > 0 and line.start > line.low


def _is_closed(text: str, paragraph: Sequence[Line], line: Line) -> bool:
    """Whether marks close a paragraph whatever the words say: emphasis that ends, a table row before or behind."""
    last = paragraph[-1]
    return _is_row(text, last) or _is_row(text, line) or _bold_ends(text, paragraph)


def _is_row(text: str, line: Line) -> bool:
    """Whether a line is a row of a table: bars or tabs part its cells."""
    return text.count("|", line.low, line.high) > 1 or text.count("\t", line.start, line.end) > 1


def _bold_ends(text: str, paragraph: Sequence[Line]) -> bool:
    """Emphasis that opened with a paragraph and closes with a line closes the paragraph too."""
    first, last = paragraph[0], paragraph[-1]
    if first.start == first.low or text[first.start - 1] != "*" or text[last.end : last.end + 1] != "*":
        return False
    return "*" not in text[first.start : last.end]


def _joins(text: str, paragraph: list[Line], line: Line, gap: int, habit: Habit, signs: Signs) -> bool:
    last = paragraph[-1]
    if len(last.text) == 1 and not gap:
        return True  # a bullet on a line of its own
    unfinished = last.text[-1] not in STOP and bool(signs.unfinished.match(last.text[-24:]))
    unfinished = unfinished or (last.text[-1] == "," and _enumerates(paragraph, line, gap, habit, signs))
    unfinished = unfinished or (bool(signs.numbered.match(last.text[-24:])) and _is_number(line))
    unfinished = unfinished or (bool(signs.cited.match(last.text[-24:])) and _cites(line, habit, signs))
    if signs.marker.match(line.text) and not (_in_brackets(last, line) and not gap):
        if last.text.isupper() and " " not in last.text and line.text[0].isupper() and not gap and len(paragraph) == 1:
            return _is_caps(line.text.split(" ", 1)[0])  # a line in capitals that was broken after its first word
        return bool(habit.width) and not gap and _holds_marker(last, line, habit, signs)
    if _is_caps(last.text) and _is_caps(line.text) and len(line.text) < LONG:
        return not gap and (
            unfinished
            or not (last.text[-1] == ":" or _opens_bold(text, paragraph, line) or signs.alone.match(line.text))
        )
    if unfinished or (not gap and _is_open(text, paragraph, line)):
        return True
    if signs.label.match(paragraph[0].text) and not _goes_on(line) and not (habit.width and is_full(last, line, habit)):
        return False
    if _is_caps(last.text) != _is_caps(line.text) and (len(line.text) > 15 or not habit.width):
        return False
    if gap:
        return _joins_over_gap(last, line, habit)
    if not habit.width:
        return _goes_on(line) and last.text[-1] not in STOP
    return _joins_wrapped(paragraph, line, habit, signs)


def _enumerates(paragraph: Sequence[Line], line: Line, gap: int, habit: Habit, signs: Signs) -> bool:
    """Whether a line goes on after a comma; capitals do not, nor a new sentence after that of a legal basis."""
    last = paragraph[-1]
    if _goes_on(line):
        return len(last.text) > 40
    if gap or len(last.text) <= 40 or (_is_caps(line.text) and " " in line.text and not _is_caps(last.text)):
        return False
    return (habit.width > 0 and is_full(last, line, habit)) or not signs.basis.match(paragraph[0].text)


def _cites(line: Line, habit: Habit, signs: Signs) -> bool:
    """Whether a line goes on after the number of an article: any in a wrapped text, else one that names a document."""
    return bool(habit.width) or _goes_on(line) or bool(signs.instrument.match(line.text))


def _in_brackets(last: Line, line: Line) -> bool:
    """Whether a line closes a bracket that the line above left open: a number at its beginning is no marker."""
    close, reopen = line.text.find(")"), line.text.find("(")
    return last.text.rfind("(") > last.text.rfind(")") and close >= 0 and not 0 <= reopen < close


def _holds_marker(last: Line, line: Line, habit: Habit, signs: Signs) -> bool:
    """Whether what looks like a marker goes on with the line above: the number of an article, a dash inside a name."""
    if signs.numbered.match(last.text[-24:]):
        return True
    return line.text[0] in "-–" and last.text[-1] not in STOP + "," and is_full(last, line, habit)


def _is_open(text: str, paragraph: Sequence[Line], line: Line) -> bool:
    """Whether emphasis that opened with a paragraph closes further down, in the next line or in one right below it.

    Markdown lets emphasis run over the ends of lines, not over an empty line.
    """
    first, last = paragraph[0], paragraph[-1]
    if first.start == first.low or text[first.start - 1] != "*" or last.end - first.start > _OPEN:
        return False
    closed = text.find("*", line.low, line.low + _OPEN)
    if closed <= line.start or text[closed - 1].isspace() or "*" in text[first.start : last.high]:
        return False
    return "\n\n" not in text[line.low : closed]


def _opens_bold(text: str, paragraph: Sequence[Line], line: Line) -> bool:
    """Whether emphasis opens with this line and none was open before it."""
    if not text[line.low : line.start].rstrip().endswith("**"):
        return False
    return text.count("**", max(paragraph[0].low, line.low - _FAR), line.low) % 2 == 0


def _joins_over_gap(last: Line, line: Line, habit: Habit) -> bool:
    """A paragraph broken by a page goes on in the middle of its sentence."""
    if last.text[-1] in STOP or len(last.text) < 30:
        return False
    return _goes_on(line) or (bool(habit.width) and len(last.text) > 50 and is_full(last, line, habit))


def _joins_wrapped(paragraph: list[Line], line: Line, habit: Habit, signs: Signs) -> bool:
    last = paragraph[-1]
    if last.text[-1] == "." and not is_full(last, line, habit) and signs.opener.match(line.text):
        return False  # a short last line, and a sentence that opens
    if line.low in habit.firsts and signs.marker.match(paragraph[0].text) and not is_full(last, line, habit):
        return False  # the short line above is a heading
    if habit.indented and abs(line.indent - habit.base) <= 1:
        full = _goes_on(line) and is_full(last, line, habit)
        return full or (last.text[-1] not in ":;" and not last.text.endswith("./."))
    if habit.indented and habit.base + 2 <= line.indent <= habit.base + 14 and last.indent <= habit.base + 1:
        return False
    stopped = last.text[-1] in STOP
    if _goes_on(line):
        return not (last.text[-1] == "." and not is_full(last, line, habit))
    if is_full(last, line, habit):
        return not stopped or _sentence_ended(last, line, habit, signs)
    if stopped or signs.opener.match(line.text):
        return False
    if reach(last) > _LEFT_SHORT * habit.width and not (len(paragraph) == 1 and signs.marker.match(last.text)):
        return True  # too long for a heading, and no sentence ends without a stop
    if len(paragraph) > 1:
        return False
    return is_narrow(last, habit)


def _sentence_ended(last: Line, line: Line, habit: Habit, signs: Signs) -> bool:
    """Whether a full stop at the end of a full line ends a sentence and not the paragraph.

    Only pages whose first lines are narrow tell: a line as wide as the others then is no first line.
    """
    if not habit.narrow[1] or last.text[-1] != "." or last.text.endswith("./."):
        return False
    return not is_narrow(line, habit) and not signs.opener.match(line.text)


def _goes_on(line: Line) -> bool:
    head = line.text.lstrip("(\"“'*")
    return bool(head) and (head[0].islower() or (head[0].isdigit() and head is line.text) or line.text[0] in ",;)&/%")


def _is_number(line: Line) -> bool:
    """Whether a line begins with a number, in digits or Roman, and goes on in small letters or ends."""
    number, _, rest = line.text.partition(" ")
    number = number.rstrip(".,;:)")
    return bool(number) and (number.isdigit() or _ROMAN.issuperset(number)) and not rest[:1].isupper()


def _is_caps(text: str) -> bool:
    return len(text) > 1 and text.isupper()
