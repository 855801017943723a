"""A folder for what the workers of a crew drop; what a killed crew left goes with the next one."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PREFIX = "konexio-crew-"
# A folder that was made a moment ago may not be held yet.
_NEW_SECONDS = 60.0


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a new folder, which is gone in the end."""
    _sweep(Path(tempfile.gettempdir()))
    with (
        # A worker that outlived our patience may still write there.
        tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name,
        _held(Path(name)),
    ):
        yield Path(name)


def _sweep(folder: Path) -> None:
    """Remove what crews of ours left that nobody holds any more: they were killed."""
    if sys.platform == "win32":  # there, it stays: nothing tells whether a folder is held
        return
    for left in folder.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            facts = left.lstat()
            if facts.st_uid == os.getuid() and time.time() - facts.st_mtime > _NEW_SECONDS:
                with _held(left):
                    shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder. Raise OSError when somebody else does; a killed process holds nothing."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)
