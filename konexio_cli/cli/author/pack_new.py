"""`konexio pack new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError


def new(
    ctx: typer.Context,
    exercise: Annotated[str, typer.Argument()],
    exercises: Exercises = None,
    graders: Graders = None,
    task: Annotated[bool, typer.Option("--task")] = False,
) -> int:
    """Make a new exercise and its grader, with small content to replace."""
    from konexio_cli.authoring.scaffold import scaffold
    from konexio_cli.model.exercise import Kind
    from konexio_cli.packs.library import graders_folder

    asked: Asked = ctx.obj
    texts = asked.texts
    ours, theirs = _own_course(exercises), graders_folder(graders, Path.cwd())
    made = scaffold(exercise, Kind.TASK if task else Kind.SKILL, ours, theirs)
    view = (
        texts.say("pack_new.done", exercise=exercise),
        *(f"  {folder / exercise}" for folder in (ours, theirs)),
        texts.say("pack_new.replace"),
    )
    data: dict[str, object] = {"exercise": exercise, "files": [str(path) for path in made]}
    after = texts.say("pack_new.next", exercise=exercise)
    return show(Result("pack new", data, view, next_step=after), asked)


def _own_course(given: Path | None) -> Path:
    """Return the author's course; the one in our wheel is not theirs to change."""
    from konexio_cli.packs.library import exercises_folder

    here = Path.cwd()
    folder = exercises_folder(given, here, here / "exercises")
    if not (folder / "course.toml").is_file():
        raise KonexioError("exercises-missing", folder=here)
    return folder
