"""A container written where it is carried from, and read back before anyone calls it sent."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.exchange.container import Opened, open_container


def write_new(folder: Path, stem: str, suffix: str, body: bytes) -> Path:
    """Write `body` into `folder` under a name that nothing else has, and read it back.

    A file that already holds these bytes is used. Raise KonexioError when it cannot be
    written, or does not come back as it was written.
    """
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        path, number = folder / f"{stem}{suffix}", 2
        while path.exists() and not _holds(path, body):
            path, number = folder / f"{stem}-{number}{suffix}", number + 1
    write_proved(path, body)
    return path


def write_proved(path: Path, body: bytes) -> None:
    """Write a file and read it back, from the disk where the system lets us.

    Raise KonexioError when what comes back differs, as with a broken USB stick.
    """
    write_atomically(path, body)
    _forget_cached(path)
    if not _holds(path, body):
        raise KonexioError("exchange-copy-differs", Exit.MACHINE, file=path)


def replaceable(path: Path, signer: str) -> bool:
    """Whether writing to `path` takes nothing from anybody but `signer`."""
    if not path.exists():
        return True
    try:
        found: Opened = open_container(path)
    except KonexioError:
        return False
    return found.manifest.signer == signer


def _holds(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:
        return False


def _forget_cached(path: Path) -> None:
    """Ask the system to read the file from its disk next time; a hint, not known everywhere."""
    forget = getattr(os, "posix_fadvise", None)
    if forget is None:
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            forget(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
