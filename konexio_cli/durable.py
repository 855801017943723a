"""Files that are whole or absent: written at once, and walked without following links."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    import sqlite3

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
# On Windows, a file that is not opened as binary gets other line ends.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def write_atomically(path: Path, content: bytes | str, *, mode: int = 0o666) -> None:
    """Write a file so that a crash leaves the old one or the new one, on the disk.

    A link at `path` is replaced, never followed; an old file's permissions are kept, a new
    one has those of `mode` that the umask lets.
    Raise KonexioError when the disk is full, the folder read-only or the file unwritable.
    """
    body = content.encode() if isinstance(content, str) else content
    with writing_atomically(path, mode=mode) as file:
        file.write(body)


@contextlib.contextmanager
def writing_atomically(path: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Give a file to write piece by piece; it takes its place as `write_atomically` says.

    Nothing changes at `path` when an exception comes out of the `with`.
    """
    with machine_errors(path), _replacing(path, mode) as file:
        yield file


def refused_database(problem: sqlite3.DatabaseError, path: Path) -> KonexioError | None:
    """Return what this machine refused to SQLite, as `machine_errors` does; None for all else."""
    text = str(problem)
    if "full" in text:
        return KonexioError("disk-full", Exit.MACHINE, file=path)
    if "readonly" in text or "unable to open" in text:
        return KonexioError("folder-read-only", Exit.MACHINE, file=path)
    return None


@contextlib.contextmanager
def machine_errors(path: Path) -> Iterator[None]:
    """Tell what this machine refuses, an OSError, as a KonexioError about `path`."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            raise KonexioError("disk-full", Exit.MACHINE, file=path) from problem
        if problem.errno in _READ_ONLY:
            raise KonexioError("folder-read-only", Exit.MACHINE, file=path) from problem
        why = problem.strerror or str(problem)
        raise KonexioError("file-unwritable", Exit.MACHINE, file=path, why=why) from problem


def regular_files(folder: Path) -> Iterator[Path]:
    """Give the regular files below `folder`, in no order: no links, and nothing behind one."""
    for parent, _, names in os.walk(folder, followlinks=False):
        for name in names:
            path = Path(parent, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


@contextlib.contextmanager
def _replacing(path: Path, mode: int) -> Iterator[BinaryIO]:
    # A name of our own, not mkstemp's: its files are private, ours follow the umask.
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(os.open(temporary, _NEW, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.is_file() and not path.is_symlink():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Put a folder's list of names on the disk, on systems that let us."""
    if os.name == "nt":
        return
    # Some network folders refuse this; the file itself is already safe.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
