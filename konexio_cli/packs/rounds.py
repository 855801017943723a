"""Which round of its exercise a notebook is at."""

from __future__ import annotations

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.notebook import Notebook


def round_of(exercise: Exercise, notebook: Notebook) -> int:
    """Return the last round whose cells stand in `notebook`, or that its metadata names.

    Editors drop metadata, and a round is opened by adding its cells: they are the proof.
    """
    written = {cell.source.strip() for cell in notebook.cells if cell.is_code}
    there = [
        one.number
        for one in exercise.rounds
        if any(c.source.strip() and c.source.strip() in written for c in one.starter)
    ]
    return min(max(notebook.round, *there, 1), len(exercise.rounds))
