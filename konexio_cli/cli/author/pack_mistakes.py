"""`konexio pack mistakes`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.author.scope import Scope, scope_of
from konexio_cli.cli.options import Exercises, Graders
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.authoring.mistakes import MistakesFile


def mistakes(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument()] = None,
    exercises: Exercises = None,
    graders: Graders = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> int:
    """Tell which known mistakes a learner's own check names; bring their files up to date."""
    asked: Asked = ctx.obj
    made = list(_made(scope_of(names or [], exercises, graders, None), write=write))
    stale = [one for one in made if not one.fresh]
    after = "mistakes.written" if write else "mistakes.write" if stale else "mistakes.fresh"
    return show(
        Result(
            "pack mistakes",
            {"exercises": [_as_data(one) for one in made], "written": write},
            (*_view(made, asked, written=write),),
            Exit.NOT_YET if stale and not write else Exit.DONE,
            next_step=asked.texts.say(after),
        ),
        asked,
    )


def _made(scope: Scope, *, write: bool) -> Iterator[MistakesFile]:
    from konexio_cli.authoring.mistakes import mistakes_file
    from konexio_cli.grading.judges import Judges
    from konexio_cli.model.verdict import Evidence
    from konexio_cli.packs.exercises import read_exercise
    from konexio_cli.packs.graders import read_grader

    with Judges(Evidence.SELF_CHECKED) as judges:
        for name in scope.names:
            exercise = read_exercise(scope.exercises, name)
            grader = read_grader(scope.graders, scope.exercises, exercise)
            judge = judges.judge(exercise.libraries)
            made = mistakes_file(judge, exercise, grader, scope.exercises)
            if write and not made.fresh:
                made.write()
            yield made


def _as_data(made: MistakesFile) -> dict[str, object]:
    return {"exercise": made.exercise, "fresh": made.fresh, "named": made.names}


def _view(made: Sequence[MistakesFile], asked: Asked, *, written: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    for one in made:
        names = ", ".join(one.names) or asked.texts.say("mistakes.none")
        mark, style = ("✓", "green") if one.fresh or written else ("✗", "yellow")
        yield Text(f"{mark} {one.exercise}: {names}", style=style)
    count = sum(len(one.names) for one in made)
    yield Text(asked.texts.count("mistakes.named", count), style="bold")
