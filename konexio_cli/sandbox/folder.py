"""A room's folder, read and copied from outside: regular files only, within limits."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from konexio_cli.sandbox.opening import MAX_FILES, At, NotPlain, entries, opened

__all__ = ["MAX_BYTES", "MAX_FILES", "NotPlain"]

MAX_BYTES = 64 << 20
# Windows has none of the three that other systems have, and one of its own.
_FLAGS = sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_READING = os.O_RDONLY | _FLAGS
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS


def new_folder(data: Mapping[str, bytes]) -> Path:
    """Make a temporary folder that holds `data`."""
    folder = Path(tempfile.mkdtemp(prefix="konexio-room-"))
    for name, body in data.items():
        write(folder, name, body)
    return folder


def remove(folder: Path) -> None:
    """Remove a room's folder, whatever the learner left in it."""
    shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, name: str, body: bytes) -> None:
    """Write a file of ours into a room's folder. Raise NotPlain where the learner put a link."""
    *parents, last = _parts(name)
    with opened(folder, parents, make=True) as at:
        with contextlib.suppress(FileNotFoundError):
            _no_link(at, last)
            os.unlink(at.path(last), dir_fd=at.descriptor)
        # A new file: never through a link, never into a pipe.
        descriptor = os.open(at.path(last), _NEW, 0o666, dir_fd=at.descriptor)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body)


def read(folder: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Raise FileNotFoundError when there is none, NotPlain for links, devices, folders
    and files of more than `most` bytes.
    """
    *parents, last = _parts(name)
    with opened(folder, parents) as at:
        _no_link(at, last)
        descriptor = os.open(at.path(last), _READING, dir_fd=at.descriptor)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotPlain(name)
    with os.fdopen(descriptor, "rb") as file:
        body = file.read(most + 1)
    if len(body) > most:
        raise NotPlain(name)
    return body


def names(folder: Path) -> list[str]:
    """Return the relative names of the regular files, sorted; hidden ones are left out."""
    return sorted(_files(folder, hidden=False))


def bodies(folder: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """Return the regular files by name; those with a dot in front only if asked.

    Raise NotPlain when they are more than MAX_FILES or hold more than MAX_BYTES.
    """
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    for name in _files(folder, hidden=hidden):
        found[name] = read(folder, name, left)
        left -= len(found[name])
    return found


def _files(folder: Path, *, hidden: bool) -> Iterator[str]:
    return ("/".join(one.parts) for one in entries(folder, hidden=hidden) if one.is_file)


def _parts(name: str) -> tuple[str, ...]:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise NotPlain(name)
    return parts


def _no_link(at: At, name: str) -> None:
    facts = os.stat(at.path(name), dir_fd=at.descriptor, follow_symlinks=False)
    if stat.S_ISLNK(facts.st_mode):
        raise NotPlain(name)
