"""Loaders: every way of writing the same text gives the same document text; what is no text is told why."""

from __future__ import annotations

import os
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest

from congvan import MAX_SIZE, Record, parse, parse_file
from congvan.errors import UnreadableError
from congvan.loaders import plain, read
from congvan.loaders.settings import Settings

TEXT = "ỦY BAN NHÂN DÂN HUYỆN MẪU\nSố: 12/TB-UBND\n\nKính gửi: Các trường học.\n"

WRITTEN = {
    "utf-8": (TEXT.encode(), "utf-8"),
    "utf-8 with BOM": (TEXT.encode("utf-8-sig"), "utf-8"),
    "utf-16 LE": (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
    "utf-16 BE": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    "CRLF": (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
    "CR": (TEXT.replace("\n", "\r").encode(), "utf-8"),
    "NFD": (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
    "NFD, CRLF, utf-16": (unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode("utf-16"), "utf-16"),
}


@pytest.mark.parametrize(("content", "encoding"), WRITTEN.values(), ids=WRITTEN)
def test_one_text_however_it_is_written(tmp_path: Path, content: bytes, encoding: str) -> None:
    """Encoding, BOM, line ends and normal form change nothing but the digest and the name of the encoding."""
    path = tmp_path / "Thông báo số 1.txt"
    path.write_bytes(content)

    source = read(path, max_size=MAX_SIZE)

    assert (TEXT, encoding, sha256(content).hexdigest(), str(path), "text/plain") == (
        source.text, source.encoding, source.sha256, source.name, source.media_type,
    )  # fmt: skip


KEPT = {
    "form feed": ("một\fhai".encode(), "một\fhai"),
    "no final line end": ("chữ".encode(), "chữ"),
    "BOM inside": ("a\ufeffb".encode(), "a\ufeffb"),
    "a few control characters": (b"van ban mot dong dai hon\x02 " * 2, "van ban mot dong dai hon\x02 " * 2),
    "NUL in UTF-16": (b"\xff\xfe" + "một chữ dài\0 hơn".encode("utf-16-le"), "một chữ dài\0 hơn"),
    "lone surrogate in UTF-16": (b"\xff\xfea\0\x00\xd8b\0", "a\ufffdb"),
    "half a letter at the end of UTF-16": (b"\xff\xfea\0b", "a\ufffd"),
    "letters beyond U+FFFF": ("a𝐀".encode("utf-16"), "a𝐀"),
}


@pytest.mark.parametrize(("content", "text"), KEPT.values(), ids=KEPT)
def test_nothing_else_is_changed(tmp_path: Path, content: bytes, text: str) -> None:
    """The document text is the file, letter for letter; only what is no character becomes U+FFFD."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)

    assert text == read(path, max_size=MAX_SIZE).text


OLD = {
    "UTF-16 without mark": (TEXT.encode("utf-16-le"), TEXT, "utf-16", ["encoding-guessed"]),
    "TCVN3": (b"Th\xabng b\xb8o", "Thông báo", "tcvn3", ["encoding-guessed"]),
    "VNI": ("Thoâng baùo".encode("latin-1"), "Thông báo", "vni", ["encoding-guessed"]),
    "VNI saved as UTF-8": ("baùo veà vieäc söûa nhaø".encode(), "báo về việc sửa nhà", "vni", ["encoding-guessed"]),
    "UTF-8 read twice": (
        "Thủ tướng và ủy ban".encode().decode("cp1252").encode(), "Thủ tướng và ủy ban", "utf-8", ["encoding-guessed"]
    ),
    "marks in the wrong order": ("Tie\u0301\u0302ng".encode(), "Tiếng", "utf-8", []),
    "no encoding": (b"\xe9\xe8 \xa4k\xa4k", "éè ¤k¤k", "windows-1252", ["encoding-unknown"]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "text", "encoding", "codes"), OLD.values(), ids=OLD)
def test_old_encodings_are_read_and_noted(
    tmp_path: Path, content: bytes, text: str, encoding: str, codes: list[str]
) -> None:
    """What was written before Unicode becomes Unicode, and the record says so."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)

    source = read(path, max_size=MAX_SIZE)

    assert (text, encoding, codes) == (source.text, source.encoding, [note.code for note in source.notes])


TOLD = {
    "bytes": (b"b\xb8o", "tcvn3", "báo"),
    "text": ("b¸o".encode(), "tcvn3", "báo"),
    "UTF-8": (TEXT.encode(), "utf-8", TEXT),
    "windows-1258": (
        TEXT.encode("cp1258", "replace"),
        "windows-1258",
        TEXT.encode("cp1258", "replace").decode("cp1258"),
    ),
}


@pytest.mark.parametrize(("content", "encoding", "text"), TOLD.values(), ids=TOLD)
def test_an_encoding_that_is_told_is_believed(tmp_path: Path, content: bytes, encoding: str, text: str) -> None:
    """Where one knows what a file is written in, nothing is guessed."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)

    source = read(path, settings=Settings(encoding=encoding))

    assert (unicodedata.normalize("NFC", text), encoding, ()) == (source.text, source.encoding, source.notes)


def test_an_encoding_that_cannot_be_is_told_of(tmp_path: Path) -> None:
    """A file that is not what one says that it is stays unread."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"b\xb8o")

    with pytest.raises(UnreadableError, match="không phải utf-8: byte thứ 2 không đọc được; bỏ --encoding"):
        read(path, settings=Settings(encoding="utf-8"))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "empty": (b"", "tệp rỗng"),
    "white space": (b" \r\n\t\f\n", "chỉ có khoảng trắng"),
    "only a BOM": (b"\xef\xbb\xbf", "chỉ có khoảng trắng"),
    "only a UTF-16 BOM": (b"\xff\xfe", "chỉ có khoảng trắng"),
    "only invisible characters": ("\u200b\u00a0\ufeff\n".encode(), "chỉ có khoảng trắng"),
    "NUL bytes": (b"chu\0viet", "tệp nhị phân"),
    "UTF-32": (TEXT.encode("utf-32"), "tệp nhị phân"),
    "control characters": (b"\x01\x02\x03\x04abc", "tệp nhị phân"),
    "PDF": (b"%PDF-1.7\n\0\0", "tệp PDF"),
    "Word": (b"PK\x03\x04\0\0", "tệp nén hoặc tệp Word"),
    "an old workbook": (OLE + "Workbook".encode("utf-16-le"), "tệp Excel, PowerPoint đời cũ"),
    "a part of an old document": (OLE + bytes(600), "(.doc) bị hỏng"),
    "an old document whose head is spoiled": (
        OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(9000), "(.doc) bị hỏng"
    ),
    "RTF without a letter": (rb"{\rtf1\ansi }", "không có chữ nào"),
    "half a letter at the end": ("Thông báo kết luận ế".encode()[:-1], "bị cắt giữa một chữ ở byte thứ 26;"),
    "half a letter after a BOM": ("\ufeffế".encode()[:-1], "bị cắt giữa một chữ ở byte thứ 4;"),
    "half a letter inside": ("một\nch\xe1".encode()[:-1] + b" abc", "byte thứ 9 (dòng 2) là 0xC3;"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_told_why(tmp_path: Path, content: bytes, told: str) -> None:
    """A file that cannot be read names itself, the reason and what to do, in one line."""
    path = tmp_path / "Văn bản 1.txt"
    path.write_bytes(content)

    with pytest.raises(UnreadableError) as raised:
        read(path, max_size=MAX_SIZE)

    assert (True, True, 1) == (
        str(raised.value).startswith(f"{path}: "), told in str(raised.value), len(str(raised.value).splitlines()),
    )  # fmt: skip


def test_no_such_file(tmp_path: Path) -> None:
    """A name that leads nowhere is told of, whether a file or a folder is missing."""
    path = tmp_path / "thiếu" / "a.txt"

    with pytest.raises(UnreadableError, match="không có tệp này"):
        read(path, max_size=MAX_SIZE)


def test_a_folder(tmp_path: Path) -> None:
    """A folder is no file; a pattern is proposed."""
    with pytest.raises(UnreadableError, match=r"là thư mục, không phải tệp; .*\*\.txt"):
        read(tmp_path, max_size=MAX_SIZE)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A file that one may not read is told of."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)

    with pytest.raises(UnreadableError, match="không có quyền đọc"):
        read(path, max_size=MAX_SIZE)


REASONS = {
    "no permission": (PermissionError(13, "Permission denied"), "không có quyền đọc"),
    "a disk fault": (OSError(5, "Input/output error"), "hệ điều hành không mở được (Input/output error)"),
    "a name that cannot be": (ValueError("embedded null byte"), "tên tệp có ký tự không dùng được"),
}


@pytest.mark.parametrize(("error", "told"), REASONS.values(), ids=REASONS)
def test_what_the_system_refuses_is_told_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    """Whatever the operating system raises becomes one Vietnamese line."""

    def refuse(path: object) -> None:
        raise error

    monkeypatch.setattr("congvan.loaders.os.stat", refuse)

    with pytest.raises(UnreadableError) as raised:
        read(tmp_path / "a.txt", max_size=MAX_SIZE)

    assert f"{tmp_path / 'a.txt'}: {told}" in str(raised.value)


@pytest.mark.parametrize(("size", "allowed"), [(100, 100), (101, 101)])
def test_a_file_as_large_as_allowed_is_read(tmp_path: Path, size: int, allowed: int) -> None:
    """The largest size allowed is allowed."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * size)

    assert size == len(read(path, max_size=allowed).text)


def test_a_file_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is checked before reading."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 101)
    monkeypatch.delattr("congvan.loaders.files._bounded")

    with pytest.raises(UnreadableError, match=r"lớn hơn mức cho phép \(100 byte\)"):
        read(path, max_size=100)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
def test_a_file_without_end_is_too_large() -> None:
    """What does not tell its size is read no further than allowed."""
    with pytest.raises(UnreadableError, match=r"lớn hơn mức cho phép \(2 MB\)"):
        read("/dev/zero", max_size=2 * 1024**2)


def test_a_name_stays_on_one_line(tmp_path: Path) -> None:
    """A line end in a file's name does not break the message into two."""
    with pytest.raises(UnreadableError) as raised:
        read(tmp_path / "a\nb.txt", max_size=MAX_SIZE)

    assert 1 == len(str(raised.value).splitlines())


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_utf8_still_gives_a_name(tmp_path: Path) -> None:
    """A file named in an old encoding is read; its name in the record is one that can be written."""
    path = os.fsencode(tmp_path) + b"/b\xb8o.txt"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")

    assert f"{tmp_path}/b\ufffdo.txt" == read(os.fsdecode(path), max_size=MAX_SIZE).name


def test_a_half_character_in_a_string_can_be_written() -> None:
    """A string may hold what no file can; the record must be writable all the same, with the offsets kept."""
    assert "a\ufffdb" == plain.written("a\ud800b", "-").text


def test_a_string_and_a_file_give_the_same_record(tmp_path: Path) -> None:
    """`parse(text)` and `parse_file(path)` see the same document: the records differ in nothing."""
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())

    assert parse_file(path) == parse(TEXT, name=str(path))


def test_the_package_gives_a_record() -> None:
    """What `parse` gives is the `Record` that the package names."""
    assert Record is type(parse(TEXT))
