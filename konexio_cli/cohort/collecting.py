"""Submissions found in a trainer's folder: `<learner>/…/<exercise>.ipynb`, at any depth."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from konexio_cli.errors import KonexioError
from konexio_cli.exchange.suffix import SUFFIX

Problem: TypeAlias = Literal["", "link", "locked"]
_ENDINGS = (".ipynb",)


@dataclass(frozen=True, slots=True)
class Found:
    """A notebook file, and the learner in whose folder it lies; "" at the top of the folder.

    `file` is its name within the cohort. `problem` says why it is not to be opened: it is
    a link, or a folder whose list of names is not ours to read.
    """

    learner: str
    path: Path
    file: str
    problem: Problem = ""


def collect(folder: Path) -> list[Found]:
    """Return the notebooks below `folder`, sorted; links are found and not followed.

    Raise KonexioError when it is no folder, or holds no notebook.
    """
    demand_notebooks(folder)
    walked = (_found(folder, *one) for one in walk(folder, _ENDINGS))
    return sorted(walked, key=lambda one: os.fsencode(one.path))


def demand_notebooks(folder: Path) -> None:
    """Raise KonexioError when `folder` is none, or holds no notebook."""
    if not folder.is_dir():
        raise KonexioError("cohort-folder-missing", folder=folder)
    if not any(walk(folder, _ENDINGS)):
        code = "cohort-uncollected" if uncollected(folder) else "cohort-empty"
        raise KonexioError(code, folder=folder)


def uncollected(folder: Path) -> int:
    """Return how many `.konexio` files lie below `folder`: what is in them is not graded."""
    return sum(path.suffix.lower() == SUFFIX for path, _ in walk(folder, (SUFFIX,)))


def walk(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[Path, Problem]]:
    """Yield the files with these endings, in no order; what is a problem is not opened.

    Links to folders are yielded, and so are folders that may not be listed.
    """
    waiting: list[str | Path] = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = _entries(here)
        except OSError:
            yield Path(here), "locked"
            continue
        for entry in entries:
            wanted = entry.name.lower().endswith(endings)
            if _is_link(entry):
                if wanted or _is_folder(entry):
                    yield Path(entry.path), "link"
            elif _is_folder(entry):
                waiting.append(entry.path)
            elif wanted:
                yield Path(entry.path), ""


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder; editors' copies and hidden folders are nobody's submission."""
    with os.scandir(folder) as entries:
        return [one for one in entries if not one.name.startswith(".")]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, say
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    # The list of names tells most: a file of its own is not asked for each.
    return entry.is_symlink() or (sys.version_info >= (3, 12) and entry.is_junction())


def demand_openable(file: str, problem: Problem) -> None:
    """Raise KonexioError when a file is not to be opened."""
    if problem == "link":
        raise KonexioError("cohort-link", file=file)
    if problem == "locked":
        raise KonexioError("cohort-locked", file=file)


def _found(folder: Path, path: Path, problem: Problem) -> Found:
    relative = path.relative_to(folder)
    parts = relative.parts
    # A folder that is itself a problem stands for its learner, a notebook at the top for nobody.
    named = len(parts) > 1 or (problem and path.suffix.lower() != ".ipynb")
    learner = learner_in(parts[0]) if named and parts else ""
    return Found(learner, path, writable(relative.as_posix()), problem)


def learner_in(folder: str) -> str:
    """Return the learner of a folder's name: Macs write é as e and an accent, one person is one."""
    return writable(unicodedata.normalize("NFC", folder))


def writable(name: str) -> str:
    """Return a name as text: a byte that is no UTF-8, as old archives have them, is shown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
