"""Where two states of a notebook differ first."""

from __future__ import annotations

import itertools
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.packs.notebooks import parse


def first_change(before: bytes, after: bytes) -> str:
    """Return the first line of code that `after` has otherwise; "" when there is none.

    A line that is gone is returned, too, when nothing but missing lines tells them apart.
    What cannot be read as a notebook has no lines.
    """
    old, new = _lines(before), _lines(after)
    for one, other in itertools.zip_longest(old, new):
        if one != other:
            return other or one or ""
    return ""


def _lines(body: bytes) -> list[str]:
    """Return the lines of a notebook's code that say something."""
    try:
        cells = parse(body, Path("notebook.ipynb")).cells
    except KonexioError:
        return []
    lines = (line.strip() for cell in cells if cell.is_code for line in cell.source.splitlines())
    return [line for line in lines if line]
