"""`congvan batch`: an archive → a store of records."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from congvan import MAX_PAGES, MAX_SIZE
from congvan.cli import INTERRUPTED, output
from congvan.cli.files import STDIN
from congvan.cli.options import Encoding, Fast, MaxPages, MaxSize, Ocr, Own, Quiet
from congvan.cli.report import ALL_READ, SOME_NOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from congvan.archive.destination import Destination
    from congvan.archive.flow import Stop
    from congvan.archive.run import Hearing
    from congvan.archive.sources import Entry, Selection, Trouble
    from congvan.archive.work import Settings

TIMEOUT = 300.0

Kind = Literal["json", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "sqlite"]
Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SRC…]",
        help="Thư mục, tệp, mẫu, hoặc địa chỉ như s3://… Folders, files, patterns, fsspec addresses.",
        show_default=False,
    ),
]
Dest = Annotated[
    str, typer.Option("--output", "-o", metavar="DEST", help="Thư mục kết quả; '-': đầu ra chuẩn. Where records go.")
]
To = Annotated[
    Kind | None,
    typer.Option(
        "--to", show_default="json, hoặc như lần trước", help="json: cây thư mục như nguồn; các dạng khác: một kho."
        " A mirrored tree, or one store.",
    ),
]  # fmt: skip
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Số tiến trình. Processes.", show_default="số bộ xử lý")
]
Include = Annotated[
    list[str] | None, typer.Option("--include", metavar="GLOB", help="Chỉ lấy tệp khớp mẫu. Only these.")
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="GLOB", help="Bỏ tệp, thư mục khớp mẫu. Not these.")
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        "--files-from", metavar="FILE|-", help="Danh sách tên tệp, cách nhau bằng NUL hoặc xuống dòng. A list of names."
    ),
]
Fresh = Annotated[
    bool,
    typer.Option(
        "--fresh/--resume", help="Làm lại từ đầu, hoặc chỉ làm tệp mới và tệp đã đổi. Anew, or what is new or changed."
    ),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0, metavar="SECONDS", help="Bỏ văn bản đọc lâu hơn; 0: không hạn. Time limit.")
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Chạy trên cụm Dask, như tcp://may-chu:8786. On a Dask cluster."),
]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Dừng ở tệp lỗi đầu tiên. Stop at the first failure.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ kê các tệp sẽ đọc. Only list what would be read.")]
Retry = Annotated[bool, typer.Option("--retry", help="Đọc lại cả những tệp lần trước lỗi. Try failed files again.")]


class Request(NamedTuple):
    """What was asked for, when the options have been read."""

    sources: list[str]
    listed: str | None
    dest: str
    kinds: list[str]
    settings: Settings
    selection: Selection
    jobs: int
    cluster: str | None
    fresh: bool
    fail_fast: bool
    retry: bool

    def listing(self) -> Iterator[Entry | Trouble]:
        """The files of the list, if there is one."""
        from congvan.archive import sources

        if self.listed == STDIN:
            yield from sources.listed(sys.stdin.buffer)
        elif self.listed:
            with sources.opened(self.listed) as stream:
                yield from sources.listed(stream)


def batch(
    context: typer.Context,
    sources: Sources = None,
    dest: Dest = "",
    to: To = None,
    jobs: Jobs = None,
    include: Include = None,
    exclude: Exclude = None,
    files_from: FilesFrom = None,
    fresh: Fresh = False,
    retry: Retry = False,
    fast: Fast = False,
    fail_fast: FailFast = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    timeout: Timeout = TIMEOUT,
    cluster: Cluster = None,
    own: Own = None,
    max_size: MaxSize = MAX_SIZE,
    max_pages: MaxPages = MAX_PAGES,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
) -> None:
    """Đọc cả một kho văn bản vào một kho hồ sơ; chạy lại thì chỉ làm tệp mới và tệp đã đổi.

    Read a whole archive, every format that parse reads, into a store of records. A second run does what is new or
    changed alone; DEST holds the store, journal.sqlite (what became of each file) and report.json.

    \b
    Ví dụ (examples):
      congvan batch van-ban/ -o ho-so                        cây DEST/a/b.txt.json
      congvan batch van-ban/ -o ho-so --to sqlite            một tệp SQLite, tìm được chữ
      congvan batch 2023/ 2024/ -o ho-so --to parquet --include '*.txt'
      find van-ban -name '*.txt' -print0 | congvan batch --files-from - -o - | jq .subject.text

    \b
    Mã thoát (exit codes):
      0 đọc được tất cả   1 có tệp lỗi   2 dùng sai   130 bị dừng bằng Ctrl-C
    """
    request = requested(context, locals())
    if dry_run:
        code = _planned(request)
    elif dest == STDIN:
        code = _streamed(request, quiet=quiet)
    else:
        code = _ran(request, quiet=quiet)
    raise typer.Exit(code)


def requested(context: typer.Context, given: dict[str, Any]) -> Request:
    """Read the options that a verb was given; the help of the verb where it is not told what to read, or where to."""
    from congvan.archive import run
    from congvan.archive import sources as found
    from congvan.archive.work import Settings, versions

    if not given["dest"] or not (given["sources"] or given.get("files_from")):
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)
    own = given["own"]
    settings = Settings(
        given["fast"], own and str(own.absolute()), given["max_size"], given["timeout"], given["max_pages"],
        given["encoding"], given["ocr"],
    )  # fmt: skip
    versions(settings)  # a broken grammar is told before anything is begun
    avoid = found.identity(given["dest"]) if given["dest"] != STDIN else frozenset()
    return Request(
        found.roots(given["sources"] or []), given.get("files_from"), given["dest"],
        [given["to"]] if given["to"] else [], settings,
        found.Selection(given["include"] or (), given["exclude"] or (), avoid), run.jobs(given["jobs"]),
        given["cluster"], *(given.get(name, False) for name in ("fresh", "fail_fast", "retry")),
    )  # fmt: skip


def _planned(request: Request) -> int:
    """Print the names of the files that would be read, one a line."""
    from congvan.archive import run, sources

    items = chain(sources.walk(request.sources, request.selection), request.listing())
    for entry in run.plan(items, Path(request.dest), request.settings):
        output.write(entry.path.encode("utf-8", "surrogateescape") + b"\n")
    return ALL_READ


def _streamed(request: Request, *, quiet: bool) -> int:
    """Write JSON Lines to standard output."""
    from congvan.archive import report, sources, stream
    from congvan.archive.tally import Tally
    from congvan.cli import progress

    stop, tally = interruptible(), Tally()
    with progress.shown(quiet=quiet or output.terminal()) as hearing:
        for record in stream.records(
            chain(sources.walk(request.sources, request.selection), request.listing()), request.settings,
            jobs=request.jobs, cluster=request.cluster, hearing=hearing, stop=stop, tally=tally,
            fail_fast=request.fail_fast,
        ):  # fmt: skip
            output.write(record + b"\n")
    if not quiet:
        progress.summed_up({"run": report.ran(tally)})
    return exit_code(stop, tally.failed)


def _ran(request: Request, *, quiet: bool) -> int:
    """Fill a destination."""
    from congvan.archive.destination import Destination
    from congvan.cli import progress

    stop = interruptible()
    with (
        Destination(Path(request.dest), request.kinds, fresh=request.fresh) as dest,
        progress.shown(quiet=quiet) as hearing,
    ):
        content = _swept(request, dest, hearing, stop)
    if not quiet:
        progress.summed_up(content)
    if content["run"]["interrupted"]:
        tell("Đã dừng; chạy lại cùng lệnh để làm tiếp phần còn lại.")
    return exit_code(stop, content["archive"]["failed"])


def _swept(request: Request, dest: Destination, hearing: Hearing, stop: Stop) -> dict[str, Any]:
    from congvan.archive.run import Session

    selection = replace(request.selection, avoid=dest.identity)
    session = Session(
        dest, request.settings, request.jobs, request.cluster, hearing, stop, request.fail_fast, request.retry
    )
    try:
        return session.sweep(request.sources, selection, request.listing() if request.listed else None)
    finally:
        session.close()


def interruptible() -> Stop:
    """What Ctrl-C sets, so that what is in flight is finished; a second Ctrl-C ends at once."""
    from congvan.archive.flow import Stop

    stop = Stop()

    def interrupted(number: int, frame: object) -> None:
        if stop.by_hand:
            raise KeyboardInterrupt
        stop.by_hand = True
        stop.set()
        tell("Đang dừng, chờ các văn bản đang đọc dở… (Ctrl-C lần nữa: dừng ngay)")

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupted)
    return stop


def exit_code(stop: Stop, failed: int) -> int:
    """130 when Ctrl-C ended it, 1 when a file could not be read, else 0."""
    return INTERRUPTED if stop.by_hand else SOME_NOT if failed else ALL_READ
