"""Notebooks written into the workspace: only where none is, or behind the learner's cells."""

from __future__ import annotations

from konexio_cli.cli.asked import Asked
from konexio_cli.durable import write_atomically
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.notebook import Role
from konexio_cli.packs.compose import add_round, compose
from konexio_cli.portfolio.workspace import Workspace
from konexio_cli.reports.catalogue import Texts


def place(workspace: Workspace, exercise: Exercise, asked: Asked) -> bool:
    """Write the notebook and data of round 1 where they do not exist yet.

    Return whether the notebook is new: a learner's notebook is never written over.
    """
    path = workspace.notebook(exercise.id)
    _write_data(workspace, exercise, 1)
    if path.exists():
        return False
    text = compose(exercise, asked.language, labels(asked.texts))
    write_atomically(path, text)
    return True


def open_round(workspace: Workspace, exercise: Exercise, body: bytes, asked: Asked) -> None:
    """Add round 2 behind the learner's cells; `body` is their notebook as it is now."""
    _write_data(workspace, exercise, 2)
    text = add_round(body, exercise, asked.language, labels(asked.texts))
    write_atomically(workspace.notebook(exercise.id), text)


def _write_data(workspace: Workspace, exercise: Exercise, number: int) -> None:
    folder = workspace.notebook(exercise.id).parent
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in exercise.data(number).items():
        if not (folder / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(folder / name, body)


def labels(texts: Texts) -> dict[Role, str]:
    """Return the sentences that stand above the cells of each role."""
    roles = (Role.GIVEN, Role.ANSWER, Role.OPTIONAL, Role.CHECK)
    return {role: texts.say(f"labels.{role}") for role in roles}
