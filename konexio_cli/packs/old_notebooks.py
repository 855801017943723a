"""Notebooks of formats 1 to 3 (2011 to 2015): their cells as format 4 has them."""

from __future__ import annotations

from typing import Any, TypeAlias

# What json gives for a stranger's file: nothing about it is known before it is looked at.
Unknown: TypeAlias = Any


def cells_of_old(content: dict[str, Unknown]) -> Unknown:
    """Return the cells of an old notebook in format 4; something else when it has none."""
    sheets = content.get("worksheets")
    if not isinstance(sheets, list):
        sheets = [content]  # format 1 had no worksheets
    groups: list[Unknown] = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    if not all(isinstance(group, list) for group in groups):
        return None
    return [_cell(raw) for group in groups for raw in group if isinstance(raw, dict)]


def _cell(raw: dict[str, Unknown]) -> dict[str, Unknown]:
    """Return a cell with its text as `source`: formats 1 and 2 had a word for each kind."""
    text = next((raw[key] for key in ("source", "input", "code", "text") if key in raw), "")
    return {
        "cell_type": raw.get("cell_type"),
        "metadata": raw.get("metadata"),
        "source": _joined(text) if isinstance(text, list) else text,
    }


def _joined(lines: list[Unknown]) -> str:
    """Return lines as one text: some programs wrote them with, others without line ends."""
    texts = [line for line in lines if isinstance(line, str)]
    return ("" if texts and texts[0].endswith(("\n", "\r")) else "\n").join(texts)
