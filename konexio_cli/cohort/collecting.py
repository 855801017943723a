"""Submissions found in a trainer's folder: `<learner>/…/<exercise>.ipynb`, at any depth."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from konexio_cli.errors import KonexioError
from konexio_cli.exchange.suffix import SUFFIX

Problem: TypeAlias = Literal["", "link", "locked"]


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
    if not folder.is_dir():
        raise KonexioError("cohort-folder-missing", folder=folder)
    walked = (_found(folder, *one) for one in walk(folder, (".ipynb",)))
    found = sorted(walked, key=lambda one: os.fsencode(one.path))
    if not found:
        code = "cohort-uncollected" if uncollected(folder) else "cohort-empty"
        raise KonexioError(code, folder=folder)
    return found


def uncollected(folder: Path) -> int:
    """Return how many `.konexio` files lie below `folder`: what is in them is not graded."""
    return sum(path.suffix.lower() == SUFFIX for path, _ in walk(folder, (SUFFIX,)))


def walk(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[Path, Problem]]:
    """Yield the files with these endings, in no order; what is a problem is not opened.

    Links to folders are yielded, and so are folders that may not be listed.
    """
    locked: list[Path] = []
    for parent, folders, files in os.walk(
        folder, onerror=lambda problem: locked.append(Path(problem.filename)), followlinks=False
    ):
        # Editors' copies and hidden folders are nobody's submission.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if Path(parent, name).is_symlink():
                yield Path(parent, name), "link"
        for name in files:
            if name.lower().endswith(endings) and not name.startswith("."):
                path = Path(parent, name)
                yield path, "link" if path.is_symlink() else ""
    yield from ((path, "locked") for path in locked)


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
    # Macs write é as e and an accent: one person has one name, however it came.
    learner = unicodedata.normalize("NFC", parts[0]) if named and parts else ""
    return Found(writable(learner), path, writable(relative.as_posix()), problem)


def writable(name: str) -> str:
    """Return a name as text: a byte that is no UTF-8, as old archives have them, is shown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
