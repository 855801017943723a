"""The mutants of a notebook: of the cells that the learner writes, one change at a time."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from konexio_cli.authoring.mutants.making import changed
from konexio_cli.authoring.programs import program_of
from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Cell, Notebook

_CONTEXT_LINES = 1


@dataclass(frozen=True, slots=True)
class Mutant:
    """A notebook with one mistake in it; `diff` shows the mistake."""

    id: str
    notebook: Notebook
    diff: str


def mutants_of(notebook: Notebook) -> Iterator[Mutant]:
    """Yield the mutants of all answer cells. Raise KonexioError when one is no program."""
    for number, cell in enumerate(notebook.cells):
        for name, source in _changed(cell):
            cells = list(notebook.cells)
            cells[number] = replace(cell, source=source)
            mutant = replace(notebook, cells=tuple(cells))
            yield Mutant(f"{cell.name}:{name}", mutant, _diff(cell.source, source))


def _changed(cell: Cell) -> Iterator[tuple[str, str]]:
    program = program_of(cell)
    if program is None:
        return
    top, body = program
    try:
        for one in changed(body):
            yield one.id, top + one.source
    except (SyntaxError, ValueError) as problem:
        raise KonexioError("mutants-of-no-python", cell=cell.name, why=str(problem)) from None


def _diff(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=_CONTEXT_LINES)
    return "\n".join(list(lines)[2:])  # without names of files: there are none
