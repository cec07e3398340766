"""Found by every Python that is started with this folder on its path: makes files dangerous by their names."""

import builtins
import multiprocessing
import os
import time

_open, _scandir = builtins.open, os.scandir


def _dangerous(name, *arguments, **more):
    """Open a file, unless its name says that it is gone by now, or that who reads it waits, dies, hangs, fails."""
    text = "" if isinstance(name, int) else os.path.basename(os.fsdecode(name))
    if text.startswith("bien-mat") and os.path.exists(name):
        os.unlink(name)
    if multiprocessing.parent_process() is not None:
        if text.startswith("giet"):
            os.kill(os.getpid(), 9)
        while text.startswith("doi") and os.path.exists(os.environ.get("KHOA", "")):
            time.sleep(0.02)
        if text.startswith("treo"):
            sum(range(10**12))
        if text.startswith("het-bo-nho"):
            raise MemoryError
    return _open(name, *arguments, **more)


def _closed(path="."):
    """List a folder, unless its name says that nobody may."""
    if not isinstance(path, int) and os.path.basename(os.fsdecode(path)).startswith("cam-vao"):
        raise PermissionError(13, "Permission denied")
    return _scandir(path)


builtins.open = _dangerous
os.scandir = _closed
