"""Foreign: files of programs that are not read here have one line that says what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from congvan import loaders
from congvan.errors import UnreadableError
from congvan.loaders import foreign, kinds


def packed(*names: str) -> bytes:
    """A zip of empty files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, b"")
    return made.getvalue()


FILES = {
    "a.rar": (b"Rar!\x1a\x07\x01\0" + bytes(90), "tệp nén .rar", "giải nén"),
    "a.tar": (b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "tệp gói .tar", "giải nén"),
    "a.gz": (b"\x1f\x8b\x08" + bytes(90), ".gz", "giải nén"),
    "a.heic": (b"\0\0\0\x18ftypheic" + bytes(90), "ảnh .heic", ".jpg"),
    "a.djvu": (b"AT&TFORM" + bytes(90), "tệp .djvu", "PDF"),
    "a.p7m": (b"\x30\x82\x10\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + bytes(90), "tệp ký số", "phần mềm ký số"),
    "a.xps": (packed("FixedDocSeq.fdseq", "Documents/1/FixedDoc.fdoc"), "tệp XPS", "PDF"),
    "a.pages": (packed("Index/Document.iwa"), "Pages của Apple", ".docx"),
    "a.xml": (b'<?mso-application progid="Word.Document"?><w:wordDocument/>', "XML của Word", ".docx"),
    "a.wps": (kinds.OLE + bytes(900), "phần mềm khác (.wps", ".docx"),
    "a.xls": (kinds.OLE + "Workbook".encode("utf-16-le"), "tệp Excel", ".txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_is_and_what_to_do(name: str, tmp_path: Path) -> None:
    """One line: what it is, and what makes it readable."""
    content, what, remedy = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableError) as raised:
        list(loaders.read_all(path))

    told = str(raised.value)
    assert (True, True, 1) == (what in told, remedy in told, len(told.splitlines()))


PLAIN = ("UBND XÃ MẪU\n", "BM 12/QĐ\n", "Rar là một loại tệp nén\n", "<w:p>", "PK", "0\x0c3")


@pytest.mark.parametrize("text", PLAIN)
def test_texts_are_not_foreign(text: str) -> None:
    """A text that speaks of such files is a text."""
    assert (False, False) == (foreign.knows(text.encode()), kinds.is_picture(text.encode()))


@pytest.mark.parametrize("form", ["GIF", "WEBP", "BMP", "PNG", "TIFF"])
def test_pictures_of_any_common_form(form: str) -> None:
    """What Pillow opens is a picture, and only its letters are asked for."""
    image = pytest.importorskip("PIL.Image", reason="needs the extra [scan]").new("L", (20, 20), 255)
    held = BytesIO()
    image.save(held, form)

    assert kinds.is_picture(held.getvalue())
