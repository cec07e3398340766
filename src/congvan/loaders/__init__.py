"""Loaders: the bytes of a file → `Source`; one format a file here, and one line in `LOADERS`.

A loader's library is imported when a file of its kind comes. What holds other files (archives, mails, packages) is a
container: `read_all` gives each document in it, called `archive.zip!/inside/a.docx`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from os import PathLike
from pathlib import PurePath
from typing import NamedTuple

from congvan.errors import UnreadableError
from congvan.loaders import files, foreign, kinds, plain
from congvan.loaders.files import against, called, told
from congvan.loaders.packages import Member, Opening, Room, Share
from congvan.loaders.settings import DEFAULT, Settings, within
from congvan.loaders.writing import meant
from congvan.text import Note, Source

INSIDE = "!/"
DEEPEST = 4
"""Archives inside archives are opened so deep."""


class Loader(NamedTuple):
    """A format: its name and suffixes, does it know these bytes, and what it makes of them.

    `library` is one in C that reads it, and that nothing but the end of its process can stop.
    """

    kind: str
    suffixes: frozenset[str]
    knows: Callable[[bytes], bool]
    load: Callable[[str, bytes, Settings], Source]
    library: str = ""


class Container(NamedTuple):
    """A format that holds files: `open` gives what takes each out, as long as there is room."""

    kind: str
    suffixes: frozenset[str]
    knows: Callable[[bytes], bool]
    open: Callable[[bytes, Room], Sequence[Opening]]


def _late(module: str) -> Callable[[str, bytes, Settings], Source]:
    """A loader whose module is imported when it is called."""

    def load(name: str, content: bytes, settings: Settings) -> Source:
        loaded: Source = import_module(f"congvan.loaders.{module}").load(name, content, settings)
        return loaded

    return load


def _opened(module: str) -> Callable[[bytes, Room], Sequence[Opening]]:
    """A container whose module is imported when it is opened."""

    def members(content: bytes, room: Room) -> Sequence[Opening]:
        found: Sequence[Opening] = import_module(f"congvan.loaders.{module}").members(content, room)
        return found

    return members


_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".webp", ".bmp"})
LOADERS: tuple[Loader | Container, ...] = (
    Loader("Word (.docx)", frozenset({".docx", ".docm", ".dotx", ".dotm"}), kinds.is_docx, _late("word")),
    Loader("OpenDocument (.odt)", frozenset({".odt", ".ott", ".fodt"}), kinds.is_odt, _late("opendocument")),
    Loader("Word đời cũ (.doc)", frozenset({".doc", ".dot"}), kinds.is_doc, _late("oldword")),
    Container("thư Outlook (.msg)", frozenset({".msg"}), kinds.is_message, _opened("outlook")),
    Loader("tệp của phần mềm khác", frozenset(), foreign.knows, foreign.load),
    Container("tệp nén .zip", frozenset({".zip"}), kinds.is_zip, _opened("packages")),
    Container("tệp nén .7z", frozenset({".7z"}), kinds.is_seven, _opened("seven")),
    Loader("RTF", frozenset({".rtf"}), kinds.is_rtf, _late("richtext")),
    Loader("trang mạng lưu cả gói (.mhtml)", frozenset({".mhtml", ".mht"}), kinds.is_saved_page, _late("mail")),
    Container("thư điện tử (.eml)", frozenset({".eml"}), kinds.is_mail, _opened("mail")),
    Container("gói edXML", frozenset({".edxml"}), kinds.is_exchange, _opened("exchange")),
    Loader("trang mạng (.html)", frozenset({".html", ".htm", ".xhtml"}), kinds.is_html, _late("web")),
    Loader("tệp PDF", frozenset({".pdf"}), kinds.is_pdf, _late("pdf"), "pypdfium2"),
    Loader("tệp ảnh", _PICTURES, kinds.is_picture, _late("scan"), "PIL.Image"),
    Loader("văn bản thuần", frozenset({".txt"}), plain.knows, plain.load),
)
"""The formats that can be read; the first that knows the content wins, whatever the file is called."""

_SUFFIXES = frozenset().union(*(loader.suffixes for loader in LOADERS))


def read(path: str | PathLike[str], *, max_size: int | None = None, settings: Settings = DEFAULT) -> Source:
    """Read a file, or standard input where the path is `-`, with the loader that knows its content.

    After it, the source's text is in NFC with `\\n` line ends, holds more than white space, and nothing that UTF-8
    cannot write; its name is the path as given. Of an archive it is the only document inside.

    Raises:
        UnreadableError: no such file, a folder, not allowed, too large, empty, no text, or several documents.
    """
    found = [source for source, _ in zip(read_all(path, max_size=max_size, settings=settings), range(2), strict=False)]
    if len(found) == 1:
        return found[0]
    reason = "chứa nhiều văn bản; hãy dùng congvan parse, mỗi văn bản một hồ sơ" if found else "không có văn bản nào"
    raise against(called(path), reason)


def read_all(
    path: str | PathLike[str],
    *,
    max_size: int | None = None,
    settings: Settings = DEFAULT,
    failed: Callable[[UnreadableError], None] | None = None,
    share: Share | None = None,
) -> Iterator[Source]:
    """Read every document of a file: itself, or what an archive, a mail or a package holds, in its order.

    A document inside that cannot be read is told to `failed` and the others go on; without `failed` it is raised.
    Of what holds files only a `share` is read where there is one.

    Raises:
        UnreadableError: as `read`, when the file itself cannot be read.
    """
    settings = settings if max_size is None else settings._replace(max_size=max_size)
    name = called(path)
    content = files.content(path, settings.max_size)
    room, share = Room(settings.max_size), share or Share()
    try:
        yield from _documents(name, content, _Visit(settings, room, failed, share))
    finally:
        share.unpacked = settings.max_size - room.left


def prepare(paths: Sequence[str], *, settings: Settings = DEFAULT) -> None:
    """Do at once for files that will be read what is slow one by one: old Word files start LibreOffice only once."""
    if len(paths) > 1 and any(map(_is_old_word, paths)):
        import_module("congvan.loaders.oldword").prepare(paths, settings)


def _is_old_word(path: str) -> bool:
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as stream:
            return stream.read(len(kinds.OLE)) == kinds.OLE
    except (OSError, ValueError):
        return False


class _Visit(NamedTuple):
    """One file being read: the bounds, the room left for what it holds, who is told of failures, what is read of it."""

    settings: Settings
    room: Room
    failed: Callable[[UnreadableError], None] | None
    share: Share


def _documents(name: str, content: bytes, visit: _Visit, depth: int = 0) -> Iterator[Source]:
    """The documents of one file, or of one member of an archive."""
    with told(name), within(visit.settings.timeout):
        loader = _loader(content)
        if isinstance(loader, Loader):
            source = _noted(meant(_loaded(loader, name, content, visit.settings), visit.settings), loader)
        elif depth == DEEPEST:
            raise UnreadableError(f"tệp nén lồng nhau quá {DEEPEST} lớp; hãy giải nén rồi đưa từng tệp")
        else:
            openings = loader.open(content, visit.room)
    if isinstance(loader, Loader):
        yield source
        return
    for opening in openings if depth else visit.share.of(openings):
        with told(name), within(visit.settings.timeout):
            member = opening()
        yield from _inside(f"{name}{INSIDE}{_writable(member.name)}", member, visit, depth + 1)


def _loaded(loader: Loader, name: str, content: bytes, settings: Settings) -> Source:
    """What a loader makes of a file, in a process of its own where that is wanted."""
    work = partial(loader.load, name, content, settings)
    if not (loader.library and settings.apart):
        return work()
    from congvan.loaders import apart

    return apart.read(work, loader.library, settings.timeout)


def _inside(name: str, member: Member, visit: _Visit, depth: int) -> Iterator[Source]:
    try:
        if member.fault:
            raise against(name, member.fault)
        for source in _documents(name, member.content, visit, depth):
            envelope = member.envelope or source.envelope
            yield source.changed(notes=(*member.notes, *source.notes), envelope=envelope)
    except UnreadableError as error:
        if visit.failed is None:
            raise
        visit.failed(error)


def _writable(name: str) -> str:
    """A name without what UTF-8 cannot write: the header of a mail may hold any bytes."""
    return name.encode("utf-8", "replace").decode()


def _loader(content: bytes) -> Loader | Container:
    if not content:
        raise UnreadableError("tệp rỗng, không có gì để đọc; hãy kiểm tra lại tệp")
    for loader in LOADERS:
        if loader.knows(content):
            return loader
    raise UnreadableError(foreign.UNKNOWN)


def _noted(source: Source, loader: Loader) -> Source:
    """Say so where the file's name tells of another format than its content is."""
    said = suffix(source.name)
    if not said or said in loader.suffixes:
        return source
    note = Note("suffix-wrong", "info", f"Tên tệp ghi {said} nhưng nội dung là {loader.kind}")
    return source.changed(notes=(note, *source.notes))


def suffix(path: str) -> str:
    """The suffix of a file's name where it tells of a format, as a record may say that it tells the wrong one."""
    found = PurePath(path).suffix.lower()
    return found if found in _SUFFIXES else ""
