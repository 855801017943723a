"""Folders of strangers, opened part by part: no part of a name may be a link.

What was looked at is what is opened, so nobody can swap a folder for a link in between.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

MAX_FILES = 2_000
MAX_DEPTH = 32
# Windows opens no folders: there each part is looked at, and the whole name is opened.
_BY_PART = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
_FOLDER = os.O_RDONLY | sum(getattr(os, f, 0) for f in ("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC"))


class NotPlain(ValueError):
    """Something in the folder is not a regular file, is too large, or lies outside."""


class At(NamedTuple):
    """An open folder: how a name in it is given to the calls of `os`."""

    descriptor: int | None
    prefix: str = ""

    def path(self, name: str) -> str:
        """Return what to pass beside `dir_fd=descriptor`."""
        return self.prefix + name


class Entry(NamedTuple):
    """One name below a folder, and what the system says of it, links not followed."""

    parts: tuple[str, ...]
    facts: os.stat_result

    @property
    def is_file(self) -> bool:
        """Whether this is a regular file."""
        return stat.S_ISREG(self.facts.st_mode)

    @property
    def is_folder(self) -> bool:
        """Whether this is a folder."""
        return stat.S_ISDIR(self.facts.st_mode)


@contextlib.contextmanager
def opened(folder: Path, parts: Sequence[str] = (), *, make: bool = False) -> Iterator[At]:
    """Open a folder below `folder`; its missing parts are made if asked.

    Raise NotPlain when a part is no folder, FileNotFoundError when it is not there.
    """
    if not _BY_PART:
        yield At(None, f"{_looked_at(folder, parts, make=make)}{os.sep}")
        return
    with contextlib.ExitStack() as ending:
        descriptor = _descend(str(folder), None)
        ending.callback(os.close, descriptor)
        for part in parts:
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(part, dir_fd=descriptor)
            descriptor = _descend(part, descriptor)
            ending.callback(os.close, descriptor)
        yield At(descriptor)


def _descend(name: str, descriptor: int | None) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=descriptor)
    except FileNotFoundError:
        raise
    except OSError:  # of a link, Linux says that it is no folder, and macOS that it is a loop
        raise NotPlain(name) from None


def _looked_at(folder: Path, parts: Sequence[str], *, make: bool) -> Path:
    for number in range(len(parts) + 1):
        place = folder.joinpath(*parts[:number])
        if place.is_symlink():
            raise NotPlain(str(place))
        if make:
            place.mkdir(exist_ok=True)
    return place


def entries(folder: Path, *, hidden: bool = True) -> Iterator[Entry]:
    """Give all that lies below `folder`, a folder before what is in it.

    Names with a dot in front are left out unless `hidden`. Raise NotPlain when it is
    more than MAX_FILES names, or deeper than MAX_DEPTH.
    """
    waiting: list[tuple[str, ...]] = [()]
    left = MAX_FILES
    while waiting:
        parts = waiting.pop()
        found = listed(folder, parts, left)
        left -= len(found)
        for entry in found:
            if entry.parts[-1].startswith(".") and not hidden:
                continue
            yield entry
            if entry.is_folder:
                waiting.append(entry.parts)


def listed(folder: Path, parts: tuple[str, ...] = (), most: int = MAX_FILES) -> list[Entry]:
    """Return what lies in a folder itself. Raise NotPlain when it is more than `most`."""
    if len(parts) > MAX_DEPTH:
        raise NotPlain("too deep")
    with opened(folder, parts) as at, os.scandir(_scannable(at)) as names:
        found = [
            Entry((*parts, one.name), one.stat(follow_symlinks=False))
            for one in islice(names, most + 1)
        ]
    if len(found) > most:
        raise NotPlain("too many files")
    return found


def _scannable(at: At) -> int | str:
    return at.prefix if at.descriptor is None else at.descriptor
