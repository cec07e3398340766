"""Old Word: .doc → `Source`: of Word 97 to 2003 by `msdoc`, of older ones by LibreOffice or else by antiword.

What `msdoc` finds strange goes the way of older ones. LibreOffice starts slowly, so many files are converted at one
start (`prepare`), and it works without macros, without links to elsewhere, in a profile of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from congvan.errors import UnreadableError
from congvan.loaders import kinds, msdoc, pages, word
from congvan.loaders.pages import Block, Paragraph, Table
from congvan.loaders.settings import DEFAULT, Settings, overdue
from congvan.text import Note, Source

MEDIA_TYPE = msdoc.MEDIA_TYPE
_LOST = Note(
    "doc-by-antiword", "warning",
    "Đọc bằng antiword: mất số thứ tự tự động và hộp chữ, còn cả chữ đã xóa khi sửa; cài LibreOffice để đọc đủ",
)  # fmt: skip
_NOTHING = (
    "Word 6/95 (.doc trước 1997), hoặc tệp .doc hỏng, cần LibreOffice hoặc antiword để đọc; hãy cài: apt install "
    "libreoffice-writer-nogui (hoặc antiword)"
)
_BROKEN = "tệp Word đời cũ (.doc) bị hỏng, hoặc không phải văn bản; hãy mở bằng Word rồi lưu thành .docx"
_LOCKED = "có đặt mật khẩu; hãy mở bằng mật khẩu rồi lưu lại không mật khẩu"
_CONVERTED: dict[str, bytes] = {}
_START = 512  # the main stream of Word's files begins there, almost always
_AT_ONCE = 100
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item></oor:items>
"""


def load(name: str, content: bytes, settings: Settings = DEFAULT) -> Source:
    """Read an old Word file.

    Raises:
        UnreadableError: it is damaged, locked, takes too long, or is too old and neither program is installed.
    """
    if _is_locked(content):
        raise UnreadableError(_LOCKED)
    with suppress(msdoc.Strange):
        return msdoc.read(name, content)
    digest = sha256(content).hexdigest()
    if digest not in _CONVERTED and office():
        _convert({digest: content}, settings.timeout)
    words = _CONVERTED.pop(digest, None)
    if words is not None:
        return word.load(name, words, settings).changed(sha256=digest, media_type=MEDIA_TYPE)
    return pages.source(name, content, list(_blocks(_antiword(content, settings))), MEDIA_TYPE, (_LOST,))


@cache
def office() -> str | None:
    """Where LibreOffice is, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def prepare(paths: Sequence[str], settings: Settings = DEFAULT) -> None:
    """Convert what is too old for `msdoc` at one start of LibreOffice; what cannot be read is left for `load`."""
    if not office():
        return
    found: dict[str, bytes] = {}
    for path in paths:
        content = _old(path, settings.max_size)
        if content and not msdoc.knows(content):
            found[sha256(content).hexdigest()] = content
        if len(found) == _AT_ONCE or sum(map(len, found.values())) > settings.max_size:
            _try(found, settings.timeout)
            found = {}
    if len(found) > 1:
        _try(found, settings.timeout)


def _try(contents: dict[str, bytes], seconds: float) -> None:
    """Convert many; where one of them takes all the time, each is left for its own turn."""
    with suppress(UnreadableError):
        _convert(contents, seconds)


def _old(path: str, most: int) -> bytes:
    """The bytes of a file if it is an old Word file that may be read."""
    with suppress(OSError, ValueError):
        if os.path.isfile(path) and os.path.getsize(path) <= most:
            with open(path, "rb") as stream:
                beginning = stream.read(len(kinds.OLE))
                content = beginning + stream.read() if beginning == kinds.OLE else b""
            return content if kinds.is_doc(content) and not _is_locked(content) else b""
    return b""


def _is_locked(content: bytes) -> bool:
    return content[_START : _START + 2] == b"\xec\xa5" and bool(content[_START + 11] & 1)


@cache
def _profile() -> str:
    folder = tempfile.mkdtemp(prefix="congvan-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (Path(folder) / "user").mkdir()
    (Path(folder) / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    return folder


def _convert(contents: dict[str, bytes], seconds: float) -> None:
    """Let LibreOffice write files as .docx; one that it cannot read is simply not there afterwards."""
    with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
        for digest, content in contents.items():
            (Path(folder) / f"{digest}.doc").write_bytes(content)
        files = [f"{folder}/{digest}.doc" for digest in contents]
        command = [office() or "", f"-env:UserInstallation=file://{_profile()}", "--headless", "--norestore",
                   "--convert-to", "docx", "--outdir", f"{folder}/out", *files]  # fmt: skip
        _run(command, seconds, folder)
        for digest in contents:
            with suppress(OSError):
                _CONVERTED[digest] = (Path(folder) / "out" / f"{digest}.docx").read_bytes()


def _run(command: Sequence[str], seconds: float, folder: str) -> bytes:
    """Run a program with all that it starts, and end them all when time is up."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, start_new_session=True, **streams) as process:  # type: ignore[call-overload]
        try:
            output: bytes = process.communicate(timeout=seconds)[0]
        except BaseException as error:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            if isinstance(error, subprocess.TimeoutExpired):
                raise overdue(seconds) from None
            raise
    return output


def _antiword(content: bytes, settings: Settings) -> str:
    program = shutil.which("antiword")
    if program is None:
        raise UnreadableError(_BROKEN if office() else _NOTHING)
    with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
        (Path(folder) / "a.doc").write_bytes(content)
        output = _run([program, "-w", "0", "-m", "UTF-8.txt", "a.doc"], settings.timeout, folder)
    if not output.strip():
        raise UnreadableError(_BROKEN)
    return output[: settings.max_size].decode("utf-8", "replace")


def _blocks(text: str) -> Iterator[Block]:
    """The paragraphs and tables that antiword writes: rows are lines with bars, cells wrapped within their widths."""
    for barred, group in groupby(text.split("\n"), lambda line: len(line) > 1 and line[0] == line[-1] == "|"):
        lines = list(group)
        if not barred:
            yield from map(Paragraph, lines)
            continue
        for _, run in groupby(([cell.strip() for cell in line[1:-1].split("|")] for line in lines), len):
            yield _table(list(run))


def _table(lines: Sequence[Sequence[str]]) -> Table:
    """Two columns are one row of blocks; of more, a line whose first cell is empty goes on with the row above."""
    rows: list[list[list[Block]]] = []
    for line in lines:
        cells: list[list[Block]] = [[Paragraph(piece)] for piece in line]
        if rows and (len(line) < 3 or not line[0]):
            for above, cell in zip(rows[-1], cells, strict=True):
                above += cell
        else:
            rows.append(cells)
    return Table(rows, len(lines[0]) > 2)
