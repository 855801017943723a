"""Attempts: percent-format text, whose cells fill the starter's answer cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import WRITTEN, Cell, Notebook

_CELL = re.compile(r"^# %%(?:[ \t]+(\S+))?[ \t]*$", re.MULTILINE)


def split_cells(text: str) -> tuple[tuple[str, str], ...]:
    """Return the name and source of each cell; "" names what has no `# %% name` line above it."""
    before, *rest = _CELL.split(text)
    cells = [
        (name or "", source.strip("\n")) for name, source in zip(rest[::2], rest[1::2], strict=True)
    ]
    if before.strip() or not cells:
        cells.insert(0, ("", before.strip("\n")))
    return tuple(cells)


def fill(starter: Sequence[Cell], text: str, path: Path) -> Notebook:
    """Return the starter with its answer cells filled from percent text.

    Raise KonexioError when a cell of the text is no answer cell of the starter, or one twice.
    """
    answers = [cell.name for cell in starter if cell.role in WRITTEN]
    only = answers[0] if len(answers) == 1 else ""
    parts: dict[str, str] = {}
    for given, source in split_cells(text):
        name = given or only
        if name not in answers:
            raise KonexioError(
                "attempt-cell-unknown", file=path, cell=name, known=", ".join(answers)
            )
        if name in parts:
            raise KonexioError("attempt-cell-twice", file=path, cell=name)
        parts[name] = source
    return Notebook(tuple(replace(c, source=parts.get(c.name, c.source)) for c in starter))
