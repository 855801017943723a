"""Attempts: percent-format text, whose cells fill the starter's answer cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Cell, Notebook, Role

_CELL = re.compile(r"^# %%(?:[ \t]+(\S+))?[ \t]*$", re.MULTILINE)


def split_cells(text: str) -> dict[str, str]:
    """Return the source of each cell by its name; "" names what has no `# %%` line above it."""
    marks = list(_CELL.finditer(text))
    if not marks:
        return {"": text.strip("\n")}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {
        mark[1] or "": text[mark.end() : end].strip("\n")
        for mark, end in zip(marks, ends, strict=True)
    }


def fill(starter: Sequence[Cell], text: str, path: Path) -> Notebook:
    """Return the starter with its answer cells filled from percent text.

    Raise KonexioError when a cell of the text is no answer cell of the starter.
    """
    answers = [cell.name for cell in starter if cell.role is Role.ANSWER]
    parts = split_cells(text)
    if "" in parts and len(answers) == 1:
        parts[answers[0]] = parts.pop("")
    for name in parts:
        if name not in answers:
            raise KonexioError(
                "attempt-cell-unknown", file=path, cell=name, known=", ".join(answers)
            )
    return Notebook(tuple(replace(c, source=parts.get(c.name, c.source)) for c in starter))
