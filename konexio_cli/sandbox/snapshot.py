"""A room's files as the notebook left them, given back to each check."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TypeAlias

from konexio_cli.sandbox import folder as room_folder

# What changes when a file does; the time of change cannot be set back.
_Stamps: TypeAlias = dict[str, tuple[int, int, int]]


class Snapshot:
    """The regular files of a folder. Raise NotPlain when they are too many or too large."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bodies = room_folder.bodies(folder)
        self._stamps = _stamps(folder)

    def restore(self) -> None:
        """Make the folder what it was, if anything in it has changed."""
        if _stamps(self._folder) == self._stamps:
            return
        for entry in list(os.scandir(self._folder)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                Path(entry.path).unlink()
        for name, body in self._bodies.items():
            room_folder.write(self._folder, name, body)
        self._stamps = _stamps(self._folder)


def _stamps(folder: Path) -> _Stamps:
    stamps: _Stamps = {}
    for parent, folders, files in os.walk(folder, followlinks=False):
        for name in (*folders, *files):
            path = Path(parent, name)
            if len(stamps) > room_folder.MAX_FILES:
                raise room_folder.NotPlain("too many files")
            facts = path.lstat()
            stamps[str(path)] = (facts.st_ino, facts.st_ctime_ns, facts.st_mode)
    return stamps
