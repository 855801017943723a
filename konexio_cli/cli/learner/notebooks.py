"""Notebooks written into the workspace; what stood there before is in the journal first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.notebook import Role
from konexio_cli.packs.compose import add_round, compose_rounds
from konexio_cli.packs.files import read_file
from konexio_cli.portfolio.pulled import Fresh
from konexio_cli.portfolio.states import Reason
from konexio_cli.reports.catalogue import Texts

# Far more than a notebook that can be checked has: pictures that a learner printed by the hundred.
_MOST_BYTES = 200 << 20


def place(desk: Desk, exercise: Exercise, asked: Asked) -> bool:
    """Write the notebook and data of round 1 where they do not exist yet.

    Return whether the notebook is new: a learner's notebook is never written over.
    """
    path = desk.workspace.notebook(exercise.id)
    if path.exists():
        write_missing_data(path.parent, exercise, 1)
        return False
    fresh = as_pulled(desk, exercise, asked)
    desk.journal.remember([fresh], new=True)
    write_new(desk, exercise, fresh.first)
    return True


def write_new(desk: Desk, exercise: Exercise, body: bytes) -> None:
    """Write a notebook of round 1 where there is none, and the data files that are missing."""
    path = desk.workspace.notebook(exercise.id)
    write_missing_data(path.parent, exercise, 1)
    write_in_folder(path, body)


def as_pulled(desk: Desk, exercise: Exercise, asked: Asked) -> Fresh:
    """Return what the journal keeps of an exercise that is pulled."""
    first, whole = (
        compose_rounds(exercise, asked.language, labels(asked.texts), number).encode()
        for number in (1, len(exercise.rounds))
    )
    version, origin = desk.version_of(exercise.id), desk.files_of(exercise.id)
    return Fresh(exercise.id, version, whole, first, origin)


def open_round(desk: Desk, exercise: Exercise, asked: Asked) -> None:
    """Add round 2 behind the learner's cells, as they are now."""
    path = desk.workspace.notebook(exercise.id)
    write_missing_data(path.parent, exercise, 2)

    def added(body: bytes) -> bytes:
        return add_round(body, exercise, asked.language, labels(asked.texts)).encode()

    rewrite(desk, exercise.id, (Reason.BEFORE_ROUND, Reason.ROUND), added)


def rewrite(
    desk: Desk,
    exercise_id: str,
    reasons: tuple[Reason, Reason],
    change: Callable[[bytes], bytes | None],
) -> bool:
    """Put `change` of an exercise's notebook in its place; return whether it changed anything.

    The journal has what is there and what comes before the file changes, for `reasons`; what
    an editor saves in between is taken too. Raise KonexioError when the notebook cannot be
    read or written.
    """
    path = desk.workspace.notebook(exercise_id)
    body = notebook_now(path)
    while True:
        after = change(body)
        if after is None or after == body:
            return False
        desk.journal.keep(exercise_id, *zip((body, after), reasons, strict=True))
        before, body = body, notebook_now(path)
        if before == body:
            write_atomically(path, after)
            return True


def notebook_now(path: Path) -> bytes:
    """Return what a notebook's file holds, sound or not. Raise KonexioError when it cannot be read."""
    return read_file(path, _MOST_BYTES, "notebook-too-large")


def write_missing_data(folder: Path, exercise: Exercise, number: int) -> None:
    """Write the data files up to round `number` that are not there."""
    for name, body in exercise.data(number).items():
        if not (folder / name).exists():
            write_in_folder(folder / name, body)


def write_in_folder(path: Path, body: bytes) -> None:
    """Write a file, and make its folder before."""
    with machine_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, body)


def labels(texts: Texts) -> dict[Role, str]:
    """Return the sentences that stand above the cells of each role."""
    roles = (Role.GIVEN, Role.ANSWER, Role.OPTIONAL, Role.CHECK)
    return {role: texts.say(f"labels.{role}") for role in roles}
