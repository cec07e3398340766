"""The command line: one file a verb; options in, one call, print, exit.

Importing this costs nothing; a verb imports what it needs when it runs, so that `--help` and `schema` are quick.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

INTERRUPTED = 130

_SELDOM = (50_000, 20, 20)
"""When the collector looks for garbage: what is loaded at the start is none."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `congvan` and leave with its exit code: 0 all read, 1 some not, 2 wrong use or a broken grammar."""
    gc.set_threshold(*_SELDOM)
    atexit.register(gc.freeze)  # else all that was loaded is searched for garbage twice at the end: 30 ms
    try:
        from congvan.cli.app import app

        _speak_utf8()
        app(arguments, prog_name="congvan")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _speak_utf8() -> None:
    """Write Vietnamese as UTF-8 whatever the machine's code page is: 1252 and 1258 cannot hold it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
