"""The cache: grammars that were read and compiled once, kept between runs.

Compiling the patterns takes longer than reading a document. What one run compiled is written to the user's cache folder
under the digest of the grammars and the versions that made it, as Python keeps compiled modules, and under the same
switch (`PYTHONDONTWRITEBYTECODE`). A cache that cannot be read or written is no error: everything is made anew.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from pickle import HIGHEST_PROTOCOL

import regex

from congvan.rules import Grammars

FORM = "4"
"""What is kept, and how: to be changed with the fields of what is kept, so that older files are not read."""


def read(digest: str) -> Grammars | None:
    """The grammars of a digest as they were kept, patterns compiled; None where nothing usable is."""
    import pickle

    with suppress(Exception):  # whatever is wrong with the file, the grammars can be read from their texts
        with open(_path(digest), "rb") as file:
            kept = pickle.load(file)
        if isinstance(kept, Grammars) and kept.digest == digest:
            kept.__dict__["kept"] = kept.compiled()
            return kept
    return None


def keep(grammars: Grammars) -> None:
    """Keep what has been compiled since the grammars were read, if anything was; whole or not at all."""
    import pickle

    if sys.dont_write_bytecode or grammars.compiled() <= grammars.__dict__.get("kept", 0):
        return
    path = _path(grammars.digest)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(Exception):
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError), open(draft, "wb") as file:
            pickle.dump(grammars, file, HIGHEST_PROTOCOL)
        os.replace(draft, path)
        _forget(path)
        grammars.__dict__["kept"] = grammars.compiled()


def _forget(path: Path) -> None:
    """Remove what other grammars and versions left behind, but for the newest few."""
    others = sorted(path.parent.glob("*.grammars"), key=lambda file: file.stat().st_mtime)
    for old in others[:-4]:
        old.unlink(missing_ok=True)


def _path(digest: str) -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    versions = f"{FORM}-{sys.modules['congvan'].__version__}-{sys.implementation.cache_tag}-{regex.__version__}"
    return Path(home) / "congvan" / f"{digest[:32]}-{versions}.grammars"
