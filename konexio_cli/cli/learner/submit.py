"""`konexio submit`: a copy of the notebook, in the form in which trainers grade it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show


def submit(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    to: Annotated[Path | None, typer.Option("--to")] = None,
    exercises: Exercises = None,
) -> int:
    """Copy a notebook to the trainer's folder."""
    import hashlib

    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.durable import write_atomically
    from konexio_cli.packs.notebooks import parse, read_bytes
    from konexio_cli.reports.names import file_name

    asked: Asked = ctx.obj
    desk = open_desk(Path.cwd(), exercises)
    found = desk.exercise(exercise or "")
    path = desk.workspace.notebook(found.id)
    body = read_bytes(path)
    parse(body, path)  # a damaged notebook is told now, not by the trainer next week
    learner = file_name(desk.workspace.settings.name) or "learner"
    folder = to if to is not None else desk.workspace.folder / "outbox"
    target = folder / learner / found.id / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, body)
    sha256 = hashlib.sha256(body).hexdigest()
    data: dict[str, object] = {"exercise": found.id, "file": str(target), "sha256": sha256}
    texts = asked.texts
    view = (texts.say("submit.done"), f"  {target}", texts.say("submit.receipt", sha=sha256[:12]))
    return show(Result("submit", data, view, next_step=texts.say("submit.next")), asked)
