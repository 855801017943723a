"""A room's folder, read and copied from outside: regular files only, within limits."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

MAX_FILES = 2_000
MAX_BYTES = 64 << 20
# Windows has none of the three that other systems have, and one of its own.
_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_READING = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _FLAGS)


class NotPlain(ValueError):
    """Something in the folder is not a regular file, is too large, or lies outside."""


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
    target = _inside(folder, name)
    _no_links(folder, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with target.open("xb") as file:  # a new file: never through a link, never into a pipe
        file.write(body)


def read(folder: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Raise FileNotFoundError when there is none, NotPlain for links, devices, folders
    and files of more than `most` bytes.
    """
    path = _inside(folder, name)
    _no_links(folder, path)
    descriptor = os.open(path, _READING)
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
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[str]:
    count = 0
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for one in files:
            count += 1
            if count > MAX_FILES:
                raise NotPlain("too many files")
            path = Path(parent, one)
            if not one.startswith(".") and path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()


def bodies(folder: Path) -> dict[str, bytes]:
    """Return the regular files by name.

    Raise NotPlain when they are more than MAX_FILES or hold more than MAX_BYTES.
    """
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    for name in _walk(folder):
        found[name] = read(folder, name, left)
        left -= len(found[name])
    return found


def _inside(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise NotPlain(name)
    return folder.joinpath(*parts)


def _no_links(folder: Path, path: Path) -> None:
    relative = path.relative_to(folder)
    for one in (relative, *relative.parents):
        if (folder / one).is_symlink():
            raise NotPlain(str(one))
