"""`congvan watch`: new files of an archive are read as they come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from congvan import MAX_PAGES, MAX_SIZE
from congvan.cli.batch import (
    TIMEOUT,
    Cluster,
    Dest,
    Exclude,
    Include,
    Jobs,
    Request,
    Sources,
    Timeout,
    To,
    exit_code,
    interruptible,
    requested,
)
from congvan.cli.options import Encoding, Fast, MaxPages, MaxSize, Ocr, Own, Quiet
from congvan.cli.report import tell

if TYPE_CHECKING:
    from congvan.archive.tally import Tally

SETTLE = 2.0
RESCAN = 600.0

Settle = Annotated[
    float,
    typer.Option(
        "--settle", min=0, metavar="SECONDS", help="Tệp đứng yên từng này giây mới đọc. Wait until it stands still."
    ),
]
Rescan = Annotated[
    float, typer.Option("--rescan", min=1, metavar="SECONDS", help="Xem lại cả kho sau từng này giây. Sweep again.")
]
Poll = Annotated[bool, typer.Option("--poll", help="Tự xem lại luôn: cho ổ mạng (SMB, NFS). Poll, for network shares.")]


def watch(
    context: typer.Context,
    sources: Sources = None,
    dest: Dest = "",
    to: To = None,
    jobs: Jobs = None,
    include: Include = None,
    exclude: Exclude = None,
    settle: Settle = SETTLE,
    rescan: Rescan = RESCAN,
    poll: Poll = False,
    fast: Fast = False,
    quiet: Quiet = False,
    timeout: Timeout = TIMEOUT,
    cluster: Cluster = None,
    own: Own = None,
    max_size: MaxSize = MAX_SIZE,
    max_pages: MaxPages = MAX_PAGES,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
) -> None:
    """Theo dõi thư mục: tệp mới, tệp đổi được đọc ngay, tệp mất thì bỏ; cùng nhật ký với batch. Ctrl-C để dừng.

    Watch folders: files are read as they come or change, forgotten when they go; the same journal as batch.

    \b
    Ví dụ (example):
      congvan watch van-ban-den/ -o ho-so
    """
    request = requested(context, locals())
    raise typer.Exit(_watched(request, settle, rescan, poll=poll, quiet=quiet))


def _watched(request: Request, settle: float, rescan: float, *, poll: bool, quiet: bool) -> int:
    from congvan.archive.destination import Destination
    from congvan.archive.run import Hearing, Session
    from congvan.archive.watching import Watch

    def done(tally: Tally) -> None:
        if not quiet:
            tell(f"đọc {tally.done}, cùng nội dung {tally.same}, không đổi {tally.known}, lỗi {tally.failed},"
                 f" không còn {tally.gone}")  # fmt: skip

    stop = interruptible()
    with Destination(Path(request.dest), request.kinds) as dest:
        session = Session(dest, request.settings, request.jobs, request.cluster, Hearing(line=tell), stop)
        selection = replace(request.selection, avoid=dest.identity)
        try:
            Watch(session, request.sources, selection, settle, rescan, poll, done).run()
        finally:
            session.close()
    return exit_code(stop, 0)
