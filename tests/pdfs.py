"""PDFs made for tests: words at their places, stamps as a signing program puts them, and pages without text."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, str]

_CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    b"1 beginbfrange <0000> <ffff> <0000> endbfrange\nendcmap end end"
)


def pdf(pages: Sequence[Sequence[Placed]], stamps: Sequence[Placed] = (), font: str = "Times") -> bytes:
    """A PDF of pages of words (left, foot, words; 13 points high); stamps are fields on the first page."""
    objects: list[bytes] = [b"", b""]
    objects.append(_stream(_CMAP))
    objects.append(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font} /DW 500"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode()
    )
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 3 0 R >>".encode()
    )
    kids = []
    for number, page in enumerate(pages):
        annotations = [_stamp(objects, *stamp) for stamp in stamps] if number == 0 else []
        objects.append(_stream(b"\n".join(_drawn(*words) for words in page)))
        shown = " ".join(f"{at} 0 R" for at in annotations)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Annots [{shown}]"
            " /Resources << /Font << /F 5 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return _file(objects)


def _stamp(objects: list[bytes], left: float, foot: float, text: str) -> int:
    width = 7 * len(text) + 10
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 {width} 20] /Resources << /Font << /F 5 0 R >> >>"
    objects.append(_stream(_drawn(0, 5, text), form))
    objects.append(
        f"<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [{left} {foot - 5} {left + width} {foot + 15}]"
        f" /AP << /N {len(objects)} 0 R >> >>".encode()
    )
    return len(objects)


def _drawn(left: float, foot: float, text: str) -> bytes:
    return f"BT /F 13 Tf {left} {foot} Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()


def _stream(content: bytes, more: str = "") -> bytes:
    return f"<< {more} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
