"""The files that a learner made beside the notebook of a client task."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.portfolio.entry import safe_name
from konexio_cli.reports.clean import one_line
from konexio_cli.sandbox import folder as plain_files
from konexio_cli.sandbox.folder import NotPlain

_FILE_BYTES = 4 << 20
_ALL_BYTES = 32 << 20
_MOST_FILES = 300
_DEEPEST = 2
_PUT_ASIDE = ".yours"
_BY_PYTHON = "__pycache__"


def deliverables_of(exercise: Exercise, notebook: Path) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of each file, also of those two folders down, within limits.

    The author's own files are left out, and so are those that `pull` has put aside.
    """
    given = {*exercise.data(len(exercise.rounds)), notebook.name}
    left, count = _ALL_BYTES, 0
    for name, size in _files(notebook.parent, "", _DEEPEST):
        if name in given or not _can_be_kept(name) or size > min(_FILE_BYTES, left):
            continue
        if count == _MOST_FILES:
            return
        with contextlib.suppress(NotPlain, FileNotFoundError):
            body = plain_files.read(notebook.parent, name, _FILE_BYTES)
            left, count = left - len(body), count + 1
            yield name, body


def badly_named(exercise: Exercise, notebook: Path) -> Iterator[str]:
    """Give the names of a task's files that stay behind, as some system could not keep them.

    Hidden files and those put aside are nobody's deliverables.
    """
    if exercise.kind is not Kind.TASK or not notebook.parent.is_dir():
        return
    for name, _ in _files(notebook.parent, "", _DEEPEST):
        meant = _PUT_ASIDE not in name and not any(p.startswith(".") for p in name.split("/"))
        if meant and not _can_be_kept(name):
            yield one_line(name)


def _files(folder: Path, before: str, deeper: int) -> Iterator[tuple[str, int]]:
    """Give name and size of the regular files, those in folders last; links are none."""
    folders = []
    for path in sorted(folder.iterdir()):
        try:
            facts = path.lstat()
        except OSError:
            continue
        if stat.S_ISREG(facts.st_mode):
            yield before + path.name, facts.st_size
        elif stat.S_ISDIR(facts.st_mode) and path.name != _BY_PYTHON:
            folders.append(path)
    for path in folders if deeper else ():
        yield from _files(path, f"{before}{path.name}/", deeper - 1)


def _can_be_kept(name: str) -> bool:
    """Whether every system can keep a file of this name, and it is no file put aside."""
    try:
        return _PUT_ASIDE not in safe_name(name)
    except ValueError:
        return False
