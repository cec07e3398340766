"""PDF: the words that a page shows, stamps and all, by their places → `Source`; pages without text go to the scanner.

The number and the day that the signing software stamps are annotations or form fields; they are drawn onto the page
before its words are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_double, c_int, create_string_buffer
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from congvan.encodings.syllables import parted
from congvan.errors import UnreadableError
from congvan.loaders import layers, misread, paper, readers, ruled
from congvan.loaders.layers import Page
from congvan.loaders.paper import Word
from congvan.loaders.settings import DEFAULT, Settings, lacking
from congvan.loaders.writing import ODD
from congvan.text import Note, Source, normal

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

    from congvan.loaders.scan import Read

MEDIA_TYPE = "application/pdf"
MOST_ANNOTATIONS = 200
HYPHENS = "\x02\ufffe"
LETTER = 0.72
"""Letters are so high, measured by their line."""
SHORTEST = 5
PAGE = "\n\n\f"
MOST_AGAIN = 20
"""So many pages whose letters are worth little are read again; all of a book would take hours."""
MOST_PIXELS = 40_000_000
FEW = 20
"""A page with fewer letters than that is a picture, or empty."""

_TOKEN = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_SIGNED = re.compile(
    r"(?i)người ký|ký bởi|thời gian ký|ngày ký|giờ ký|signature|digitally|signed by|email\s*:|\d\d:\d\d:\d\d\s*\+07"
)
_LETTERS = re.compile(r"[^\W\d_]{5,}")


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read a PDF; pages without text go to the scanner, as the settings allow.

    Raises:
        UnreadableError: pypdfium2 is missing, the file is damaged, locked or too long, or has no text and no scanner.
    """
    document = _opened(content, settings)
    try:
        found, encoding = layers.by_fonts([_page(document, number) for number in range(len(document))])
        text = _text(found)
        garbled = layers.is_garbled(text)
        if garbled:
            found = [page._replace(drawn=bool(page.words) and at < MOST_AGAIN) for at, page in enumerate(found)]
        read, notes = _scanned(content, found, settings)
        text = misread.mended(_text(read)) if notes else text
        if garbled:
            read, notes = [page._replace(drawn=False) for page in read], [_garbled(found, notes), *notes]
    finally:
        document.close()
    if not any(map(str.isalpha, text)):
        raise UnreadableError("không có chữ nào; nếu là bản quét, hãy bỏ --ocr never, hoặc quét lại rõ hơn")
    return Source(
        name=name, text=normal(text), sha256=sha256(content).hexdigest(), media_type=MEDIA_TYPE, encoding=encoding,
        notes=(*_notes(read), *notes),
    )  # fmt: skip


def _scanned(content: bytes, found: list[Page], settings: Settings) -> tuple[list[Page], list[Note]]:
    """Have the pages read that are pictures, or all that show anything where the settings say so."""
    wanted = [at for at, page in enumerate(found) if page.drawn or settings.ocr == "always"]
    if not wanted or settings.ocr == "never":
        return found, []
    from congvan.loaders import scan

    if not readers.languages() and any(page.words for page in found):
        return found, []
    with _opened(content, settings) as document:  # as it was before stamps were drawn onto its pages
        read = list(scan.recognised((_picture(document[at], found[at]) for at in wanted), settings))
    pages_read = {at: _with_stamps(one, found[at]) for at, one in zip(wanted, read, strict=True)}
    return [pages_read.get(at, page) for at, page in enumerate(found)], list(scan.notes(read))


def _picture(page: PdfPage, shown: Page) -> Image:
    """A page as a scanner would see it, without the marks of digital signatures."""
    picture: Image = page.render(scale=_scale(page.get_size()), draw_annots=not shown.annotated).to_pil()
    page.close()
    return picture


def _scale(size: tuple[float, float]) -> float:
    return float(min(readers.DPI / 72, (MOST_PIXELS / max(size[0] * size[1], 1)) ** 0.5))


def _with_stamps(read: Read, shown: Page) -> Page:
    """What was seen in the picture of a page, and what was stamped on it: as letters, so for sure."""
    scale = _scale(shown.size)
    top = shown.size[1] * scale
    stamps = [
        word._replace(
            left=word.left * scale, right=word.right * scale, foot=word.foot * scale - top, height=word.height * scale
        )
        for word in shown.stamps
    ]
    return shown._replace(words=[*read.words, *stamps], drawn=False, strokes=())


def _opened(content: bytes, settings: Settings) -> PdfDocument:
    try:
        import pypdfium2
    except ImportError:
        raise lacking("pdf") from None
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        told = (
            "có mật khẩu; hãy mở khóa rồi lưu lại" if locked else "tệp PDF hỏng, không mở được; hãy tải hoặc chép lại"
        )
        raise UnreadableError(told) from None
    if len(document) > settings.max_pages:
        raise UnreadableError(
            f"dài {len(document)} trang, quá mức cho phép ({settings.max_pages}); hãy tách nhỏ, hoặc nâng --max-pages"
        )
    return document


def _page(document: PdfDocument, number: int) -> Page:
    """Read a page: its words with what was stamped on it, signature marks set aside."""
    import pypdfium2.raw as pdfium

    page = document[number]
    words, size, strokes = _words(page), page.get_size(), ruled.strokes(page, pdfium)
    drawn = sum(len(word.text) for word in words) < FEW and any(
        True for _ in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )
    stamps: list[Word] = []
    rectangles = list(_annotated(page, pdfium))
    if rectangles and pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[number]
        words, stamps = _stamped(words, _words(page), rectangles)
    page.close()
    return Page(words, stamps, drawn, bool(rectangles), size, strokes)


def _annotated(page: PdfPage, pdfium: Any) -> Iterator[tuple[float, float, float, float]]:
    """Where annotations and form fields stand: left, bottom, right, top."""
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, place)
        box = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetSubtype(annotation) in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
            pass
        elif pdfium.FPDFAnnot_GetRect(annotation, byref(box)):
            yield box.left, box.bottom, box.right, box.top
        pdfium.FPDFPage_CloseAnnot(annotation)


def _stamped(
    before: Sequence[Word], after: Sequence[Word], rectangles: Sequence[tuple[float, float, float, float]]
) -> tuple[list[Word], list[Word]]:
    """The words of a page with its stamps, but for the marks of digital signatures; and those that are stamped."""
    known = {(word.text, round(word.left), round(word.foot)) for word in before}
    new = [word for word in after if (word.text, round(word.left), round(word.foot)) not in known]
    marks: set[Word] = set()
    for left, bottom, right, top in rectangles:
        inside = [word for word in new if left - 2 <= word.left <= right + 2 and bottom - 2 <= word.foot <= top + 2]
        if _SIGNED.search(" ".join(word.text for word in inside)):
            marks.update(inside)
    return [word for word in after if word not in marks], [word for word in new if word not in marks]


def _words(page: PdfPage) -> list[Word]:
    """The words of a page as it is drawn, each with its place, and with its font where there are odd letters."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    shown = _shown(textpage, pdfium)
    place = _Places(textpage, pdfium, pdfium.FPDFPage_GetRotation(page.raw))
    odd = ODD.search(shown) is not None
    found = []
    for match in _TOKEN.finditer(shown):
        start = match.start()
        found.append(place.word(match[0], start, match.end() - 1, place.font(start) if odd else ""))
    textpage.close()
    return found


def _shown(textpage: PdfTextPage, pdfium: Any) -> str:
    """The characters of a page, one for each of its places."""
    count = pdfium.FPDFText_CountChars(textpage.raw)
    shown = str(textpage.get_text_range()) if count else ""
    if len(shown) != count:
        shown = "".join(chr(pdfium.FPDFText_GetUnicode(textpage.raw, at) or 0x20) for at in range(count))
    return shown


class _Places:
    """Asks where characters stand; what is asked for again and again is made once."""

    def __init__(self, textpage: PdfTextPage, pdfium: Any, turn: int) -> None:
        self._pdfium, self._raw, self._turn = pdfium, textpage.raw, turn % 4
        self._x, self._y, self._box = c_double(), c_double(), pdfium.FS_RECTF()
        self._point, self._room = (byref(self._x), byref(self._y)), byref(self._box)
        self._name, self._flags = create_string_buffer(128), c_int()
        self._called = byref(self._flags)
        self._fonts: dict[bytes, str] = {}

    def word(self, text: str, first: int, last: int, font: str = "") -> Word:
        """A word from its first and its last character; the sign for a hyphen at a line's end is one again."""
        self._pdfium.FPDFText_GetCharOrigin(self._raw, first, *self._point)
        if text[-1] in HYPHENS:
            text, last = text[:-1] + "-", max(last - 1, first)
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, last, self._room)
        x, y, box = self._x.value, self._y.value, self._box
        if self._turn == 0:
            return Word(text, x, box.right, y, (box.top - box.bottom) * LETTER, 0, font)
        if self._turn == 2:
            return Word(text, -x, -box.left, -y, (box.top - box.bottom) * LETTER, 0, font)
        left, right, foot = (y, box.top, -x) if self._turn == 1 else (-y, -box.bottom, x)
        return Word(text, left, right, foot, (box.right - box.left) * LETTER, 0, font)

    def font(self, at: int) -> str:
        """The name of a character's font."""
        self._pdfium.FPDFText_GetFontInfo(self._raw, at, self._name, 128, self._called)
        name = self._name.value
        if name not in self._fonts:
            self._fonts[name] = name.decode("utf-8", "replace")
        return self._fonts[name]


def _text(found: Sequence[Page]) -> str:
    return PAGE.join(paper.text(_on_paper(page)) for page in found)


def _on_paper(page: Page) -> Iterable[Word]:
    words = _apart(page.words)
    return ruled.written(list(words), page.strokes) if page.strokes else words


def _apart(words: Sequence[Word]) -> Iterator[Word]:
    """Words with the spaces put back that were lost behind toned vowels."""
    for word in words:
        if len(word.text) >= SHORTEST and not word.text.isascii() and (parts := _parts(word.text)) != word.text:
            yield word._replace(text=parts)
        else:
            yield word


def _parts(text: str) -> str:
    return _LETTERS.sub(lambda match: " ".join(parted(match[0])), text)


def _garbled(found: Sequence[Page], read: Sequence[Note]) -> Note:
    """What is said of a text layer that is worth little: which pages were read again, or how to have them read."""
    again = sum(page.drawn for page in found)
    told = f"đã nhận dạng lại từ ảnh {again} trang" if read else "chữ có thể sai; nên cài tesseract và bỏ --ocr never"
    if read and again < sum(bool(page.words) for page in found):
        told += " đầu, các trang sau chữ có thể sai"
    return Note("text-layer-garbled", "warning", f"Lớp chữ của tệp PDF hỏng (mất dấu hoặc sai bảng chữ): {told}")


def _notes(found: Sequence[Page]) -> Iterator[Note]:
    if stamped := sum(len(page.stamps) for page in found):
        yield Note(
            "stamp-read", "info", f"Có {stamped} chữ do phần mềm đóng lên trang (số, ngày…), đã đọc cùng văn bản"
        )
    unread = [str(number) for number, page in enumerate(found, 1) if page.drawn]
    if unread:
        yield Note("page-unread", "warning", f"Trang chỉ có ảnh, chưa đọc được: {', '.join(unread)}")
