"""The garbage collector of Python, held while a document is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOCK = Lock()
_STATE = {"readers": 0, "was": False}


@contextmanager
def held() -> Iterator[None]:
    """Collect no garbage meanwhile, in this process: reading makes none that only a search finds.

    The searches take a seventh of the time of reading, more where much else lies in memory. Several threads may read at
    a time: the collector goes on as it was when the last of them is done.
    """
    with _LOCK:
        if not _STATE["readers"]:
            _STATE["was"] = gc.isenabled()
            gc.disable()
        _STATE["readers"] += 1
    try:
        yield
    finally:
        with _LOCK:
            _STATE["readers"] -= 1
            if not _STATE["readers"] and _STATE["was"]:
                gc.enable()
