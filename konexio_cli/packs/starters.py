"""Starters: notebooks of an author's cells, each with a name of its own and a role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Cell, Role
from konexio_cli.packs.notebooks import parse, read_bytes

# A cell's name is also its id in the notebook; `compose` and `merging` give the others.
_NAME = re.compile(r"(?!brief|label-|former)[A-Za-z0-9_-]{1,50}")


def read_starter(path: Path) -> tuple[Cell, ...]:
    """Return the cells of a starter. Raise KonexioError at one without a good name and role."""
    cells = parse(read_bytes(path), path).cells
    for cell in cells:
        if not cell.is_code or cell.role in {Role.EXTRA, Role.BRIEF} or not cell.name:
            raise KonexioError("starter-cell", file=path, cell=cell.position + 1)
        if not _NAME.fullmatch(cell.name):
            raise KonexioError("starter-cell-name", file=path, cell=cell.name)
    return cells


def demand_own_names(cells: Sequence[Cell], folder: Path) -> None:
    """Raise KonexioError when two cells of an exercise, over all its rounds, have one name."""
    names = [cell.name for cell in cells]
    for name in names:
        if names.count(name) > 1:
            raise KonexioError("starter-cell-twice", file=folder / "starter.ipynb", cell=name)
