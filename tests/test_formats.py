"""Formats: kind by content, what a loader notes, documents inside archives, and bounds."""

from __future__ import annotations

import json
import shutil
import zipfile
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from congvan import MAX_PAGES, MAX_SIZE, TIMEOUT, grammar, loaders, pipeline
from congvan.errors import UnreadableError
from congvan.loaders import kinds, msdoc, oldword, readers
from congvan.loaders.settings import DEFAULT, Settings
from congvan.text import Note, Source

TEXT = "UBND XÃ MẪU\nSố: 12/TB-UBND\n\nTHÔNG BÁO\nVề việc trồng cây\n"


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of some files; what tells its type lies there as it is."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def everything(path: Path, **bounds: int) -> tuple[list[Source], list[str]]:
    """The documents of a file, and what could not be read in it."""
    told: list[str] = []
    settings = Settings()._replace(**bounds)
    return list(loaders.read_all(path, settings=settings, failed=lambda error: told.append(str(error)))), told


def test_the_bounds_are_the_same_everywhere() -> None:
    """What the package says is what the loaders do."""
    assert (MAX_SIZE, MAX_PAGES, TIMEOUT) == DEFAULT[:3]


def test_a_note_is_a_problem() -> None:
    """What a loader noted stands first among the record's problems."""
    source = Source(name="a", text=TEXT, sha256="", notes=(Note("lost", "warning", "mất số"),))

    problem = pipeline.parse_source(source, grammar.load()).record.problems[0]

    assert ("lost", "warning", "mất số", ()) == (problem.code, problem.severity, problem.message, problem.spans)


def test_a_wrong_suffix_is_noted(tmp_path: Path) -> None:
    """Content decides; a name that says otherwise is told of."""
    path = tmp_path / "a.zip"
    path.write_text(TEXT, encoding="utf-8")

    assert ["suffix-wrong"] == [note.code for note in loaders.read(path).notes]


def test_each_document_of_an_archive(tmp_path: Path) -> None:
    """Documents come in the archive's order, archives inside too, and litter is left out."""
    inner = packed({"c.txt": TEXT.encode()})
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"b/1.txt": TEXT.encode(), "__MACOSX/x": b"\0", "../2.txt": TEXT.encode(), "i.zip": inner}))

    found, told = everything(path)

    names = [source.name.removeprefix(str(path)) for source in found]
    assert (["!/b/1.txt", "!/../2.txt", "!/i.zip!/c.txt"], []) == (names, told)


def test_what_cannot_be_read_inside_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A bad member has its own line, with its own name."""
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": b"", "b.bin": b"\0\1\2", "c.txt": TEXT.encode()}))

    found, told = everything(path)

    assert (1, [f"{path}!/a.txt", f"{path}!/b.bin"]) == (len(found), [line.split(": ")[0] for line in told])


def test_read_wants_one_document(tmp_path: Path) -> None:
    """`read` gives the only document of an archive, and says so where there are several."""
    one, two = tmp_path / "1.zip", tmp_path / "2.zip"
    one.write_bytes(packed({"a.txt": TEXT.encode()}))
    two.write_bytes(packed({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))

    assert TEXT == loaders.read(one).text
    with pytest.raises(UnreadableError, match=r"2\.zip: chứa nhiều văn bản"):
        loaders.read(two)


def nested(depth: int) -> bytes:
    """An archive in an archive in an archive."""
    content = TEXT.encode()
    for _ in range(depth):
        content = packed({"a": content})
    return content


HOSTILE = {
    "a zip bomb": (packed({"a.txt": b"a" * 10_000_000}), "giải nén ra lớn hơn mức cho phép"),
    "a bomb of many": (packed({f"{number}.txt": b"a" * 400_000 for number in range(4)}), "giải nén ra lớn hơn"),
    "deep nesting": (nested(30), "lồng nhau quá 4 lớp"),
    "a damaged zip": (packed({"a.txt": TEXT.encode()})[:-30], "bị hỏng"),
    "many members": (packed({str(number): b"" for number in range(20_001)}), "hơn 20000 tệp"),
}


@pytest.mark.parametrize(("content", "told"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_have_one_line(tmp_path: Path, content: bytes, told: str) -> None:
    """What would fill memory or never end is refused in one clear line."""
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    with pytest.raises(UnreadableError, match=told):
        list(loaders.read_all(path, max_size=max(1_000_000, len(content))))


# --- The same record from every format ------------------------------------------------------------------------------

SAMPLES = Path(__file__).parents[1] / "samples" / "dinh-dang"
ORIGINALS = sorted(path.stem for path in SAMPLES.glob("*.txt"))
NEEDS = {".pdf": "pypdfium2", ".tif": "PIL", ".html": "selectolax", ".mhtml": "selectolax", ".7z": "py7zr"}
KINDS = {".docx", ".doc", ".odt", ".rtf", ".html", ".pdf"}
ALLOWED: dict[str, set[str]] = {}
"""Formats whose records may differ, and the fields they may differ in: none."""

COPIES = sorted(path.name for path in SAMPLES.iterdir() if path.stem in ORIGINALS and path.suffix in KINDS)
SCANS = sorted(path.name for path in SAMPLES.iterdir() if path.suffix == ".tif" or path.stem.endswith("-quet"))
READ_WRONG = {
    "cong-van-tu-danh-so": {"sections", "tasks", "problems"},  # biển: biến
    "ke-hoach-nhieu-cap": {
        "header",
        "preamble",
        "citations",
        "sections",
        "parties",
        "tasks",
        "problems",
    },  # GDTrH: GDTTH
    "quyet-dinh-bang-ke": {"sections", "parties", "problems"},  # nghèo: nghẻo, tế: {e
}
"""The fields that scans may differ in, for letters that readers see wrong; all others are the same."""

HOLDERS = {
    "goi.zip": [f"van ban/{name}.docx" for name in ORIGINALS],
    "thu-kem-tep.eml": [f"{name}.docx" for name in ORIGINALS],
    "goi.edxml": [f"{ORIGINALS[0]}.docx.zip!/{ORIGINALS[0]}.docx"],
}


def needed(suffix: str) -> None:
    """Skip, saying so, where what a format needs is not installed."""
    if find_spec(NEEDS.get(suffix, "json")) is None:
        pytest.skip(f"{NEEDS[suffix]} is not installed")


def bare(value: Any) -> Any:
    """A part of a record without the slices, which count in another text."""
    if isinstance(value, dict):
        return {key: bare(part) for key, part in value.items() if key not in ("spans", "mentions")}
    return [bare(part) for part in value] if isinstance(value, list) else value


def fields(source: Source) -> dict[str, Any]:
    """The fields of a document's record that a format must not change."""
    record = json.loads(pipeline.parse_source(source, grammar.load(), fast=True).record.model_dump_json())
    return bare({key: value for key, value in record.items() if key != "source"})


@cache
def original(name: str) -> dict[str, Any]:
    """The fields of an original, which is plain text."""
    return fields(loaders.read(SAMPLES / f"{name}.txt"))


@pytest.mark.parametrize("name", COPIES)
def test_every_format_gives_the_same_record(name: str) -> None:
    """Field by field, problems too, spans aside."""
    needed(Path(name).suffix)
    found, expected = fields(loaders.read(SAMPLES / name)), original(Path(name).stem)

    differing = {key for key in expected if found[key] != expected[key]}

    assert ALLOWED.get(Path(name).suffix, set()) == differing


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every .doc be of a version that is not read here."""

    def refuse(name: str, content: bytes) -> Source:
        raise msdoc.Strange

    monkeypatch.setattr(msdoc, "read", refuse)
    monkeypatch.setattr(msdoc, "knows", lambda content: False)


OFFICE = pytest.mark.skipif(not oldword.office(), reason="LibreOffice is not installed")


@OFFICE
@pytest.mark.parametrize("name", ORIGINALS)
def test_libreoffice_gives_the_same_record(name: str, strange: None) -> None:
    """What is not read here is read by LibreOffice, field by field the same."""
    assert original(name) == fields(loaders.read(SAMPLES / f"{name}.doc"))


def test_an_old_word_file_starts_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither alone nor among others."""
    monkeypatch.setattr(oldword, "_run", lambda *given: pytest.fail("a program was started"))
    names = [str(SAMPLES / f"{name}.doc") for name in ORIGINALS]

    loaders.prepare(names)

    assert [()] * len(names) == [loaders.read(name).notes for name in names]


@pytest.mark.parametrize("name", SCANS)
def test_a_scan_gives_the_same_record_but_for_what_is_listed(name: str) -> None:
    """Its head and foot are right, and problems say that it was read by a program."""
    needed(Path(name).suffix)
    if "vie" not in readers.languages():
        pytest.skip("tesseract with Vietnamese is not installed")
    source, stem = loaders.read(SAMPLES / name), Path(name).stem.removesuffix("-quet")
    found, expected = fields(source), original(stem)

    differing = {key for key in expected if found[key] != expected[key]}

    assert set() == differing - READ_WRONG[stem]
    assert "ocr-read" in {note.code for note in source.notes}


@pytest.mark.parametrize("name", HOLDERS)
def test_every_holder_gives_the_same_records(name: str) -> None:
    """One record a document, in the order of the holder, each called by where it lies."""
    found = list(loaders.read_all(SAMPLES / name))

    assert [f"{SAMPLES / name}!/{inside}" for inside in HOLDERS[name]] == [source.name for source in found]
    assert [original(Path(inside).stem) for inside in HOLDERS[name]] == list(map(fields, found))


def test_a_saved_page_gives_the_same_record() -> None:
    """A page saved whole is the page."""
    needed(".mhtml")

    assert original(ORIGINALS[0]) == fields(loaders.read(SAMPLES / "trang-luu.mhtml"))


def test_a_seven_zip_gives_its_documents(tmp_path: Path) -> None:
    """Documents of a .7z come as those of a .zip."""
    py7zr = pytest.importorskip("py7zr")
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w") as archive:
        archive.write(SAMPLES / f"{ORIGINALS[0]}.docx", "b/c.docx")

    found = list(loaders.read_all(tmp_path / "a.7z"))

    assert [f"{tmp_path}/a.7z!/b/c.docx"] == [source.name for source in found]
    assert [original(ORIGINALS[0])] == list(map(fields, found))


def test_without_libreoffice_antiword_reads_and_says_what_is_lost(
    monkeypatch: pytest.MonkeyPatch, strange: None
) -> None:
    """Head and foot are the same; numbers are lost and the record says so."""
    if not shutil.which("antiword"):
        pytest.skip("antiword is not installed")
    monkeypatch.setattr("congvan.loaders.oldword.office", lambda: None)
    source = loaders.read(SAMPLES / f"{ORIGINALS[0]}.doc")
    found, expected = fields(source), original(ORIGINALS[0])

    same = ("reference_number", "date", "place", "subject", "signatures")
    assert ["doc-by-antiword"] == [note.code for note in source.notes]
    assert [expected[key] for key in same] == [found[key] for key in same]


@OFFICE
def test_many_old_word_files_start_libreoffice_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strange: None
) -> None:
    """Files that will be read together are converted together, and read as they would be alone."""
    names = [str(shutil.copy(SAMPLES / f"{name}.doc", tmp_path)) for name in ORIGINALS]
    loaders.prepare(names)
    monkeypatch.setattr("congvan.loaders.oldword._convert", lambda contents, seconds: pytest.fail("converted again"))

    assert list(map(original, ORIGINALS)) == [fields(loaders.read(name)) for name in names]


def test_without_any_program_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, strange: None) -> None:
    """One line, with the command."""
    monkeypatch.setattr("congvan.loaders.oldword.office", lambda: None)
    monkeypatch.setattr("shutil.which", lambda name: None)

    with pytest.raises(UnreadableError, match="apt install libreoffice-writer-nogui"):
        loaders.read(SAMPLES / f"{ORIGINALS[0]}.doc")


EXTRAS = {"selectolax.lexbor": "a.html", "py7zr": "a.7z"}


@pytest.mark.parametrize("library", EXTRAS)
def test_a_missing_extra_is_named(library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a format's library the message says which extra brings it."""
    monkeypatch.setitem(__import__("sys").modules, library, None)
    path = tmp_path / EXTRAS[library]
    path.write_bytes(b"<html><p>abc</p></html>" if path.suffix == ".html" else b"7z\xbc\xaf\x27\x1c" + bytes(40))

    with pytest.raises(UnreadableError, match=r"pip install 'congvan\[office\]'"):
        loaders.read(path)


def test_an_envelope_that_differs_is_told() -> None:
    """What the package says otherwise than the document is a problem, at the document's own words."""
    source = next(loaders.read_all(SAMPLES / "goi.edxml"))
    assert source.envelope is not None
    told = source.envelope._replace(number="1846", date="2025-09-13")
    wrong = Source(name=source.name, text=source.text, sha256="", envelope=told)

    problems = pipeline.parse_source(wrong, grammar.load(), fast=True).record.problems

    assert [
        "Gói edXML ghi số «1846», văn bản ghi «1845»",
        "Gói edXML ghi ngày ban hành «2025-09-13», văn bản ghi «2025-09-12»",
    ] == [problem.message for problem in problems if problem.code == "envelope-differs"]


# --- Hostile documents ----------------------------------------------------------------------------------------------

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
DEEP = b'<w:document xmlns:w="w"><w:body>' + b"<w:sdt>" * 50_000 + b"</w:sdt>" * 50_000 + b"</w:body></w:document>"
LOCKED = bytearray(packed({"word/document.xml": b"<a/>"}))
LOCKED[LOCKED.index(b"PK\x01\x02") + 8] |= 1
BAD = {
    "entities": (packed({"word/document.xml": ENTITIES}), "khai báo DTD"),
    "entities in UTF-16": (packed({"word/document.xml": ENTITIES.decode().encode("utf-16")}), "khai báo DTD"),
    "deep XML": (packed({"word/document.xml": DEEP}), "lồng nhau quá sâu"),
    "broken XML": (packed({"word/document.xml": b"<w:document"}), "XML bên trong bị hỏng"),
    "no letters": (packed({"word/document.xml": b'<w:document xmlns:w="w"/>'}), "không có chữ nào"),
    "a large part": (packed({"word/document.xml": b" " * 3_000_000}), "giải nén ra lớn hơn"),
    "locked": (bytes(LOCKED), "có đặt mật khẩu"),
    "a workbook": (packed({"xl/workbook.xml": b"<a/>"}), "bảng tính hoặc trang chiếu"),
    "an open workbook": (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "a": b"<a/>"}),
                        "bảng tính hoặc trang chiếu"),
    "an open text without its text": (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "bị hỏng"),
    "deep RTF": (b"{\\rtf1 " + b"{" * 100_000, "lồng nhau quá sâu"),
    "encrypted Office": (kinds.OLE + "EncryptedPackage".encode("utf-16-le"), "có đặt mật khẩu"),
    "no edXML attachment": (b"<edXML><a/></edXML>", "không có tệp đính kèm nào"),
    "many parts of a mail": (b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
                             + b"--x\nContent-Type: text/plain\n\na\n" * 5_000, "hơn 5000 phần"),
    "edXML with entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><edXML>&b;</edXML>', "khai báo DTD"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "told"), BAD.values(), ids=BAD)
def test_hostile_documents_have_one_line(tmp_path: Path, content: bytes, told: str) -> None:
    """Refused in one clear line, soon."""
    path = tmp_path / "a"
    path.write_bytes(content)

    with pytest.raises(UnreadableError, match=told) as raised:
        list(loaders.read_all(path, max_size=2_000_000))

    assert 1 == len(str(raised.value).splitlines())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """The time for a document is enforced."""
    if not hasattr(__import__("signal"), "setitimer"):
        pytest.skip("no such clock here")
    path = tmp_path / "a.docx"
    body = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 400_000
    path.write_bytes(
        packed({"word/document.xml": b'<w:document xmlns:w="w"><w:body>' + body + b"</w:body></w:document>"})
    )

    with pytest.raises(UnreadableError, match=r"đọc quá 0\.1 giây"):
        loaders.read(path, settings=Settings(timeout=0.1))
