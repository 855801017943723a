"""`konexio check`: run a notebook against its visible checks; keep what passed."""

from __future__ import annotations

from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import show


def check(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Check a notebook, by the name of its exercise or by its path."""
    from konexio_cli.cli.learner import checking
    from konexio_cli.cli.learner.finding import find

    asked: Asked = ctx.obj
    desk, found = find(exercise, exercises)
    with checking.Bench(found.exercise.libraries) as bench:
        grade = bench.grade(found)
    checking.record(desk, found, grade)
    kept = checking.keep(desk, found, grade, asked)
    return show(checking.told(desk, found, grade, kept, asked), asked)
