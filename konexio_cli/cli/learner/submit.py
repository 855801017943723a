"""`konexio submit`: a copy of the notebook, in the form in which trainers grade it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, path_line, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.cli.learner.finding import Found


def submit(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    to: Annotated[Path | None, typer.Option("--to")] = None,
    exercises: Exercises = None,
) -> int:
    """Copy a notebook to the trainer's folder."""
    from konexio_cli.cli.learner.finding import find

    asked: Asked = ctx.obj
    texts = asked.texts
    desk, found = find(exercise, exercises)
    if desk is None:
        raise KonexioError("workspace-missing")
    target = _target(desk, found, to)
    number, body = _to_hand_in(desk, found)
    _write(target, body)
    notes = []
    if number < found.submission.round:
        notes.append(texts.say("submit.round", round=number, open=found.submission.round))
    elif _is_untouched(found):
        notes.append(texts.say("submit.untouched"))
    sha256 = hashlib.sha256(body).hexdigest()
    data: dict[str, object] = {
        "exercise": found.exercise.id,
        "round": number,
        "file": str(target),
        "sha256": sha256,
    }
    view = (
        texts.say("submit.done"),
        path_line(target),
        texts.say("submit.receipt", sha=sha256[:12]),
    )
    after = texts.say("submit.next")
    return show(Result("submit", data, view, notes=tuple(notes), next_step=after), asked)


def _target(desk: Desk, found: Found, to: Path | None) -> Path:
    """Return the file to write. Raise KonexioError when the named folder is none."""
    from konexio_cli.reports.names import file_name

    if to is not None and not to.is_dir():
        code = "folder-is-file" if to.exists() else "folder-missing"
        raise KonexioError(code, file=to, folder=to)
    folder = to if to is not None else desk.workspace.folder / "outbox"
    learner = file_name(desk.workspace.settings.name) or "learner"
    return folder / learner / found.exercise.id / f"{found.exercise.name}.ipynb"


def _to_hand_in(desk: Desk, found: Found) -> tuple[int, bytes]:
    """Return a round and its notebook: as it is now, or as it passed the round before.

    A pass opens the next round in the notebook. Until that one is checked, the work to hand
    in is the work that passed.
    """
    number = found.submission.round
    passed, sha256 = desk.journal.newest_pass(found.exercise.id)
    if 0 < passed < number and found.is_at_its_place(desk):
        return passed, desk.journal.snapshot(sha256)
    return number, found.body


def _is_untouched(found: Found) -> bool:
    """Whether every answer cell still says what the starter said."""
    from konexio_cli.grading.matching import match
    from konexio_cli.model.notebook import Role

    starter = found.exercise.starter(found.submission.round)
    untouched = set(match(starter, found.notebook).notes)
    answers = {f"cell-untouched:{cell.name}" for cell in starter if cell.role is Role.ANSWER}
    return answers <= untouched


def _write(target: Path, body: bytes) -> None:
    from konexio_cli.durable import machine_errors, write_atomically

    with machine_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, body)
