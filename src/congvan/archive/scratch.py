"""Scratch: a folder for what processes put aside, removed with this one; where that was killed, by the next.

Its lock is taken before it is made, and ends with the process however that ends: a folder whose lock is free is
nobody's.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from multiprocessing import util
from pathlib import Path
from secrets import token_hex
from typing import Any

PREFIX = "congvan-"
"""Short, as a socket will stand below, whose whole name may have a hundred letters."""

LOCK = ".lock"
AFTER_ALL = -1000
"""Those finalizers of multiprocessing come last that have the least priority."""


@cache
def folder() -> Path:
    """The folder of this process, made when first asked for; processes that it starts by fork server meet in it too."""
    found = Path(tempfile.gettempdir())
    _swept(found)
    made = found / f"{PREFIX}{token_hex(4)}"
    lock = _held(made)
    made.mkdir(mode=0o700)
    util.Finalize(None, _removed, args=(made, lock), exitpriority=AFTER_ALL)
    before, tempfile.tempdir = tempfile.tempdir, str(made)
    util.get_temp_dir()  # kept by multiprocessing as its own
    tempfile.tempdir = before
    return made


def _swept(place: Path) -> None:
    """Remove the folders of processes that are gone."""
    for path in place.glob(f"{PREFIX}*{LOCK}"):
        with suppress(OSError, TimeoutError):  # filelock's Timeout is one: somebody holds it
            if not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid():
                left = path.with_suffix("")
                _removed(left, _held(left))


def _held(made: Path) -> Any:
    from filelock import FileLock

    lock = FileLock(f"{made}{LOCK}", timeout=0)
    lock.acquire()
    return lock


def _removed(made: Path, lock: Any) -> None:
    shutil.rmtree(made, ignore_errors=True)
    lock.release()
    Path(f"{made}{LOCK}").unlink(missing_ok=True)
