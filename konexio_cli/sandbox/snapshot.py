"""A room's files as the notebook left them, given back to each check."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TypeAlias

from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.opening import entries, listed, opened

# What changes when a file does; the time of change cannot be set back.
_Stamps: TypeAlias = dict[tuple[str, ...], tuple[int, int, int, int]]


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
        if _stamps(self._folder) == self._stamps:
            return
        _empty(self._folder)
        for parts in self._folders:
            with opened(self._folder, parts, make=True):
                pass  # made by being opened
        for name, body in self._bodies.items():
            room_folder.write(self._folder, name, body)
        self._stamps = _stamps(self._folder)


def _empty(folder: Path) -> None:
    with opened(folder) as at:
        for entry in listed(folder):
            name = at.path(entry.parts[0])
            if entry.is_folder:
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
