"""A room's files as the notebook left them, given back to each check."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TypeAlias

from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.opening import entries, listed, opened

# What changes when a file does; the time of change cannot be set back.
_Stamp: TypeAlias = tuple[int, int, int, int]
_Stamps: TypeAlias = dict[tuple[str, ...], _Stamp]


class Snapshot:
    """The folders and regular files of a folder, hidden ones too.

    Raise NotPlain when they are too many or too large.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)  # a notebook may have deleted it
        self._folder = folder
        self._folders = [one.parts for one in entries(folder) if one.is_folder]
        self._bodies = room_folder.bodies(folder, hidden=True)
        self._stamps = _stamps(folder)

    def restore(self) -> None:
        """Make the folder what it was, if anything in it has changed."""
        now = _stamps(self._folder)
        if now == self._stamps:
            return
        if all(_same_folder(now.get(parts), self._stamps[parts]) for parts in self._folders):
            self._restore_files(now)
        else:
            self._rebuild()
        self._stamps = _stamps(self._folder)

    def _restore_files(self, now: _Stamps) -> None:
        """Remove what has come, and write what has changed or gone: a folder may hold hundreds."""
        for parts in now.keys() - self._stamps.keys():
            if parts[:-1] in self._stamps or len(parts) == 1:  # what is below goes with it
                _remove(self._folder, parts)
        for name, body in self._bodies.items():
            parts = tuple(name.split("/"))
            if now.get(parts) != self._stamps[parts]:
                room_folder.write(self._folder, name, body)

    def _rebuild(self) -> None:
        with opened(self._folder):
            for entry in listed(self._folder):
                _remove(self._folder, entry.parts)
        for parts in self._folders:
            with opened(self._folder, parts, make=True):
                pass  # made by being opened
        for name, body in self._bodies.items():
            room_folder.write(self._folder, name, body)


def _same_folder(now: _Stamp | None, before: _Stamp) -> bool:
    """Whether a folder is the one that it was, whatever is in it: by number and mode."""
    return now is not None and (now[0], now[2]) == (before[0], before[2])


def _remove(folder: Path, parts: tuple[str, ...]) -> None:
    with opened(folder, parts[:-1]) as at:
        name = at.path(parts[-1])
        facts = os.stat(name, dir_fd=at.descriptor, follow_symlinks=False)
        if stat.S_ISDIR(facts.st_mode):
            shutil.rmtree(name, ignore_errors=True, dir_fd=at.descriptor)
        else:
            os.unlink(name, dir_fd=at.descriptor)


def _stamps(folder: Path) -> _Stamps:
    return {
        one.parts: (
            *(one.facts.st_ino, one.facts.st_ctime_ns),
            *(one.facts.st_mode, one.facts.st_size),
        )
        for one in entries(folder)
    }
