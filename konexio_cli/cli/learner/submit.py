"""`konexio submit`: a copy of the notebook, in the form in which trainers grade it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError


def submit(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    to: Annotated[Path | None, typer.Option("--to")] = None,
    exercises: Exercises = None,
) -> int:
    """Copy a notebook to the trainer's folder."""
    from konexio_cli.cli.learner.finding import find
    from konexio_cli.durable import machine_errors, write_atomically
    from konexio_cli.reports.names import file_name

    asked: Asked = ctx.obj
    desk, found = find(exercise, exercises)
    if desk is None:
        raise KonexioError("workspace-missing")
    learner = file_name(desk.workspace.settings.name) or "learner"
    folder = to if to is not None else desk.workspace.folder / "outbox"
    target = folder / learner / found.exercise.id / f"{found.exercise.name}.ipynb"
    with machine_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, found.body)
    sha256 = found.submission.sha256
    data: dict[str, object] = {"exercise": found.exercise.id, "file": str(target), "sha256": sha256}
    texts = asked.texts
    view = (texts.say("submit.done"), f"  {target}", texts.say("submit.receipt", sha=sha256[:12]))
    return show(Result("submit", data, view, next_step=texts.say("submit.next")), asked)
