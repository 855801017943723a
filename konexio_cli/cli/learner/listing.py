"""`konexio list` and `konexio next`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.model.exercise import Pack

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.cli.learner.desk import Desk

_MARKS = {"passed": "✓", "tried": "·", "new": " "}


def list_exercises(ctx: typer.Context, exercises: Exercises = None) -> int:
    """Show all exercises with what is done."""
    from konexio_cli.cli.learner.desk import open_desk

    asked: Asked = ctx.obj
    desk = open_desk(Path.cwd(), exercises)
    states = _states(desk)
    done = sum(1 for state in states.values() if state == "passed")
    view: list[RenderableType] = []
    for pack in desk.course.packs:
        view += _pack_view(desk, pack, states, asked)
    view.append(asked.texts.say("list.done", done=done, all=len(states)))
    return show(
        Result(
            "list",
            {"exercises": [{"id": one, "state": state} for one, state in states.items()]},
            view=tuple(view),
            next_step=asked.texts.say("list.next"),
        ),
        asked,
    )


def next_exercise(ctx: typer.Context, exercises: Exercises = None) -> int:
    """Choose the next exercise and say where it is."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.cli.learner.notebooks import place

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    chosen = desk.next()
    if not chosen:
        done = texts.say("next.all_done")
        return show(
            Result("next", {"exercise": None}, (done,), next_step=texts.say("next.show")), asked
        )
    exercise = desk.exercise(chosen)
    place(desk.workspace, exercise, asked)
    desk.journal.current = chosen
    path = desk.workspace.notebook(chosen)
    view = (
        f"{exercise.title.into(asked.language)}  ({chosen})",
        texts.say("next.facts", minutes=exercise.minutes, difficulty=exercise.difficulty),
        texts.say("next.open"),
        f"  {path}",
    )
    data: dict[str, object] = {
        "exercise": chosen,
        "notebook": str(path),
        "minutes": exercise.minutes,
    }
    return show(Result("next", data, view, next_step=texts.say("next.check")), asked)


def _states(desk: Desk) -> dict[str, str]:
    passed, tried = desk.journal.passed(), desk.journal.tried()
    return {
        one: "passed" if one in passed else "tried" if one in tried else "new"
        for one in desk.course.exercises
    }


def _pack_view(
    desk: Desk, pack: Pack, states: dict[str, str], asked: Asked
) -> list[RenderableType]:
    from konexio_cli.packs.exercises import read_exercise

    done = sum(1 for one in pack.exercises if states[one] == "passed")
    lines: list[RenderableType] = [
        f"{pack.title.into(asked.language)}  {done}/{len(pack.exercises)}"
    ]
    for one in pack.exercises:
        title = read_exercise(desk.root, one).title.into(asked.language)
        mark = asked.texts.say(f"list.{states[one]}") if asked.plain else _MARKS[states[one]]
        lines.append(f"  {mark} {title}  {one}")
    return lines
