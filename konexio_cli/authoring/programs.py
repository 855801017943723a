"""The Python in a cell, without the lines above it that are IPython's own."""

from __future__ import annotations

import re

from konexio_cli.model.notebook import Cell, Role

# `%matplotlib inline`, `%%writefile x.py`, empty lines.
_HEAD = re.compile(r"(?:[ \t]*(?:[%!][^\n]*)?\n)*")
_PYTHON = re.compile(r"%%(?:(?:writefile|file)\b.*\.py|capture\b.*|time|timeit)[ \t]*")


def program_of(cell: Cell) -> tuple[str, str] | None:
    """Return a learner's cell as IPython's lines and the program; None when it holds none."""
    if cell.role is not Role.ANSWER or not cell.is_code:
        return None
    head = _HEAD.match(cell.source)
    top = head[0] if head else ""
    first = top.strip().partition("\n")[0]
    if first.startswith("%%") and not _PYTHON.fullmatch(first):
        return None  # a cell of another language
    return top, cell.source[len(top) :]
