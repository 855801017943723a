"""Submissions found in a trainer's folder: `<learner>/…/<exercise>.ipynb`, at any depth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.errors import KonexioError


@dataclass(frozen=True, slots=True)
class Found:
    """A notebook file, and the learner in whose folder it lies; "" at the top of the folder."""

    learner: str
    path: Path


def collect(folder: Path) -> list[Found]:
    """Return the notebooks below `folder`, sorted; links are not followed.

    Raise KonexioError when it is no folder, or holds no notebook.
    """
    if not folder.is_dir():
        raise KonexioError("cohort-folder-missing", folder=folder)
    found = sorted(_walk(folder), key=lambda one: os.fsencode(one.path))
    if not found:
        raise KonexioError("cohort-empty", folder=folder)
    return found


def _walk(folder: Path) -> Iterator[Found]:
    for parent, folders, files in os.walk(folder, followlinks=False):
        # Editors' copies and hidden folders are nobody's submission.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(parent, name)
            if name.lower().endswith(".ipynb") and not name.startswith("."):
                parts = path.relative_to(folder).parts
                yield Found(parts[0] if len(parts) > 1 else "", path)
