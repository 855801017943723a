"""Which exercise a notebook answers: its own metadata says, else its file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Notebook

# What systems and people add: "x (1)", "x-Copy2", "Copy of x", "x_final", "x.ipynb.json".
_ADDED = re.compile(
    r"^(copy of|copie de|نسخة من)\s+"
    r"|(\s*\(\d+\)|[\s_-]*(copy|copie)\s*\d*|[\s_-]+(final|v?\d+)|\.ipynb)$",
    re.IGNORECASE,
)


def identify(notebook: Notebook, path: Path, known: Collection[str]) -> str:
    """Return the exercise's id. Raise KonexioError when neither metadata nor name tells."""
    if notebook.exercise in known:
        return notebook.exercise
    named = by_name(path, known)
    if named:
        return named
    if notebook.exercise:
        raise KonexioError("notebook-exercise-unknown", file=path, exercise=notebook.exercise)
    raise KonexioError("notebook-of-no-exercise", file=path)


def by_name(path: Path, known: Collection[str]) -> str:
    """Return the only exercise that a file of this name, in this folder, can be; "" for none."""
    for form in _forms(path.stem):
        found = {e for e in known if form in {e.partition("/")[2], e.replace("/", "-")}}
        in_folder = {e for e in found if e.partition("/")[0] in path.parts}
        best = in_folder if len(in_folder) == 1 else found
        if best:
            return next(iter(best)) if len(best) == 1 else ""
    return ""


def _forms(stem: str) -> Iterator[str]:
    """Yield the name as an exercise would have it, then with ever less of what was added."""
    before, stem = "", unicodedata.normalize("NFC", stem).lower().strip()
    while stem != before:
        yield stem.replace("_", "-").replace(" ", "-")
        before, stem = stem, _ADDED.sub("", stem).strip()
