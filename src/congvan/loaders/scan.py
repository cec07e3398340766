"""Scans: pictures of pages → words and their places → `Source`, by a program that reads letters.

What such a program reads is never certain, and the notes say so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from congvan.encodings.syllables import hatted, possible
from congvan.errors import UnreadableError
from congvan.loaders import handwriting, ink, misread, paper, pictures, readers, readings, rereading, strokes
from congvan.loaders.paper import Word
from congvan.loaders.readers import Seen
from congvan.loaders.readings import Difference
from congvan.loaders.rereading import POOR
from congvan.loaders.settings import DEFAULT, Postponed, Settings
from congvan.text import BY_HAND, SEEN, Note, Source, normal

if TYPE_CHECKING:
    from PIL.Image import Image

HEAD = 0.4
"""The head stands in this part of a first page."""
LEAST, WHOLE = 45.0, 3
"""Words less sure are specks, but for those of so many letters or digits."""
_SIGNS = re.compile(r"[\W_]*")
_DASH = re.compile(r"[-–—]{1,2}")
_LETTERS = re.compile(r"[^\W\d_]+")
_ARRIVAL = re.compile(r"(?i)(?:ng[àa]y|gi[ờơòỡ]|chuyển)\W*[:.…]|\S*\.{4,}")
_ABOUT = re.compile(r"V[/⁄\\](?:[vV]|\W)?\W?")
_PURPOSE = re.compile(r"\((?:b/[c€e]|t/h|p/h)\)")
_LIST = ("+", "•", "*")
_BELOW = re.compile(r"[gpqyjạậặẹệịọộợụựỵçQ,;/(){}\[\]|]")
_PAGE = "\n\n\f"


class Read(NamedTuple):
    """A page as it was read: its words and how sure they are on average.

    And what was found and done: `number`, `date` (by hand), `turned`, `second`; what a second reader saw differently.
    """

    words: list[Word]
    sure: float
    filled: frozenset[str] = frozenset()
    differing: tuple[Difference, ...] = ()


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read the picture of a document.

    Raises:
        UnreadableError: OCR is not wanted or not installed, the picture is damaged, or no letter is seen in it.
    """
    if settings.ocr == "never":
        raise UnreadableError("là ảnh, muốn đọc phải nhận dạng chữ; hãy bỏ --ocr never")
    found = list(recognised(pictures.opened(content, settings), settings))
    text = misread.mended(_PAGE.join(paper.text(page.words) for page in found))
    if not any(map(str.isalpha, text)):
        raise UnreadableError("ảnh không có chữ nào nhận dạng được; hãy quét lại rõ hơn")
    return Source(
        name=name, text=normal(text), sha256=sha256(content).hexdigest(), media_type=_media_type(content),
        notes=tuple(notes(found)),
    )  # fmt: skip


def recognised(images: Iterable[Image], settings: Settings) -> Iterator[Read]:
    """Read pictures of pages in their order, several at a time as the settings say.

    Raises:
        UnreadableError: there is no reader, or it failed.
        Postponed: pictures are to be read later.
    """
    readers.needed()
    if settings.later:
        raise Postponed
    many = settings.at_once or os.cpu_count() or 1
    rest = enumerate(images)
    with ThreadPoolExecutor(many) as pool:
        while batch := list(islice(rest, many)):
            yield from pool.map(partial(_read, timeout=settings.timeout), batch)


def notes(found: Sequence[Read]) -> Iterator[Note]:
    """What is to be said of pages that were read by a program."""
    yield Note(SEEN, "warning", "Chữ do máy nhận dạng từ ảnh, có thể sai: số, ngày và tên phải đối chiếu với bản gốc")
    filled = frozenset().union(*(page.filled for page in found))
    if "number" in filled:
        yield Note(BY_HAND, "warning", "Số văn bản viết tay hoặc đóng dấu, không đọc: hãy điền theo bản gốc")
    if "date" in filled:
        yield Note("date-handwritten", "warning", "Ngày, tháng viết tay, không đọc được chắc: hãy điền theo bản gốc")
    if told := "; ".join(f"«{seen}» hay «{other or '?'}»" for page in found for seen, other in page.differing):
        yield Note("ocr-differs", "warning", f"Hai chương trình nhận dạng đọc khác nhau, phải xem bản gốc: {told}")
    for done, message in _DONE.items():
        if pages := [str(number) for number, page in enumerate(found, 1) if done in page.filled]:
            yield Note(f"ocr-{done}", "info", f"{message}: {', '.join(pages)}")
    poor = [str(number) for number, page in enumerate(found, 1) if page.sure < POOR]
    if poor:
        yield Note("ocr-poor", "warning", f"Trang nhận dạng kém, nhiều chữ sai: {', '.join(poor)}")


_DONE = {
    "turned": "Trang quét nằm ngang hoặc ngược, đã xoay lại",
    "second": "Trang tesseract đọc kém, đã nhận dạng lại bằng trueocr",
}


def _read(numbered: tuple[int, Image], timeout: float) -> Read:
    number, image = numbered
    ready, words, filled = rereading.read(image, timeout)
    seen = [_mended(word) for word in ink.printed(words)]
    lines = [[seen[word.key] for word in row] for row in paper.lines(_placed(seen))]
    lines = [line for row in lines if (line := _words(row))]
    differing: tuple[Difference, ...] = ()
    if number == 0:
        lines, by_hand = _head(lines, HEAD * ready.height)
        filled |= by_hand
        if other := readers.second(ready.crop((0, 0, ready.width, round(HEAD * ready.height)))):
            differing = readings.in_head((line for line in lines if line and line[0].top < HEAD * ready.height), other)
    foot = readings.foot(lines)
    if foot is not None and (other := readers.second(ready.crop((0, foot, ready.width, ready.height)))):
        differing += readings.in_foot(lines, foot, ready.width // 2, other)
    placed = strokes.written(list(_placed([word for line in lines for word in line])), ready)
    return Read(placed, rereading.sure(seen), filled, differing)


def _words(line: Sequence[Seen]) -> list[Seen]:
    """The words of a line without specks, ruled lines and edges of the paper; a dash stays among words."""
    kept: list[Seen] = []
    for word in line:
        if _DASH.fullmatch(word.text) and (kept or word.sure > LEAST):
            kept.append(word._replace(text="-"))
        elif _SIGNS.fullmatch(word.text):
            kept += [word] if word.text in _LIST and word.sure > LEAST else []
        elif word.sure >= LEAST or sum(map(str.isalnum, word.text)) >= WHOLE or _is_known(word.text):
            kept.append(word)
    return kept


def _is_known(text: str) -> bool:
    """Whether a short word is one that documents have: a notation, the purpose of a copy."""
    return bool(handwriting.NOTATION.match(text) or _PURPOSE.match(text))


def _mended(word: Seen) -> Seen:
    """A word with the hats that small pictures lose, where it can only be so."""
    return word._replace(text=_LETTERS.sub(lambda match: hatted(match[0]), word.text))


def _head(lines: list[list[Seen]], low: float) -> tuple[list[list[Seen]], frozenset[str]]:
    """The lines of a first page without what was scribbled above its head or filled in by hand."""
    title = next((at for at, line in enumerate(lines[:15]) if paper.is_title(word.text for word in line)), 0)
    lines = [line for at, line in enumerate(lines) if at >= title or _is_print(line)]
    head = [line for line in lines if line[0].top < low]
    found, filled = handwriting.without(line for row in head if (line := _unstamped(row)))
    return [*found, *lines[len(head) :]], filled


def _unstamped(line: Sequence[Seen]) -> list[Seen]:
    """A line without the words of an arrival stamp (`ĐẾN Giờ: … Ngày: …`), and with its `V/v` whole."""
    kept = [word for word in line if not _ARRIVAL.match(word.text)]
    if len(kept) < len(line):
        kept = [word for word in kept if word.text not in ("ĐẾN", "ĐÉN", "CÔNG", "VĂN")]
        kept = kept if any(len(word.text) > 1 and possible(word.text) for word in kept) else []
    return [word._replace(text="V/v") if _ABOUT.fullmatch(word.text) else word for word in kept]


def _is_print(line: Sequence[Seen]) -> bool:
    """Whether most of a line are syllables that a reader is sure of."""
    return sum(possible(word.text.strip(".,:;()")) and word.sure > POOR for word in line) * 2 > len(line)


def _placed(seen: Sequence[Seen]) -> Iterator[Word]:
    """Words on the page: feet are counted upwards, and all words of a line stand where most of them do."""
    feet: dict[tuple[int, int, int], list[float]] = {}
    for word in seen:
        reach = 0.22 * word.height if _BELOW.search(word.text) else 0.0
        feet.setdefault(word.line, []).append(word.top + word.height - reach)
    height = 0.8 * median([word.height for word in seen] or [1])
    for place, word in enumerate(seen):
        foot = -median(feet[word.line])
        yield Word(word.text, word.left, word.left + word.width, foot, height, place)


def _media_type(content: bytes) -> str:
    return next((kind for magic, kind in KINDS.items() if content.startswith(magic)), "image/tiff")


KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
