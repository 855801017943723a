"""`konexio list` and `konexio next`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.model.exercise import Exercise, Pack

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.cli.learner.desk import Desk

_MARKS = {"passed": "✓", "tried": "·", "new": " "}


@dataclass(frozen=True, slots=True)
class _Line:
    """An exercise, what is done of it, and the round that comes next or was the last."""

    exercise: Exercise
    state: str
    round: int

    @property
    def is_between_rounds(self) -> bool:
        return self.round > 1 and self.state != "passed"


def list_exercises(ctx: typer.Context, exercises: Exercises = None) -> int:
    """Show all exercises with what is done."""
    from konexio_cli.cli.learner.desk import open_desk

    asked: Asked = ctx.obj
    desk = open_desk(Path.cwd(), exercises)
    lines = _lines(desk)
    view: list[RenderableType] = []
    for pack in desk.course.packs:
        ours = [line for line in lines if line.exercise.id in pack.exercises]
        view += _pack_view(pack, ours, asked)
    view.append(asked.texts.say("list.done", done=_passed(lines), all=len(lines)))
    return show(
        Result(
            "list",
            {"exercises": [_as_data(line) for line in lines]},
            view=tuple(view),
            next_step=asked.texts.say("list.next"),
        ),
        asked,
    )


def next_exercise(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Choose the next exercise, or the named one, and say where it is."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.cli.learner.notebooks import place

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    chosen = desk.exercise(exercise).id if exercise is not None else desk.next()
    if not chosen:
        done = texts.say("next.all_done")
        return show(
            Result("next", {"exercise": None}, (done,), next_step=texts.say("next.show")), asked
        )
    found = desk.exercise(chosen)
    offer = (texts.say("ask.offer"),) if found.questions else ()
    place(desk, found, asked)
    desk.journal.current = chosen
    path = desk.workspace.notebook(chosen)
    view = (
        f"{found.title.into(asked.language)}  ({chosen})",
        texts.say("next.facts", minutes=found.minutes, difficulty=found.difficulty),
        texts.say("next.open"),
        f"  {path}",
    )
    data: dict[str, object] = {
        "exercise": chosen,
        "notebook": str(path),
        "minutes": found.minutes,
    }
    return show(Result("next", data, view, notes=offer, next_step=texts.say("next.check")), asked)


def _lines(desk: Desk) -> list[_Line]:
    from konexio_cli.packs.exercises import read_exercise

    passed, tried = desk.journal.passed(), desk.journal.tried()
    lines: list[_Line] = []
    for one in desk.course.exercises:
        exercise = read_exercise(desk.root, one)
        rounds, behind = len(exercise.rounds), passed.get(one, 0)
        state = "passed" if behind >= rounds else "tried" if one in tried else "new"
        lines.append(_Line(exercise, state, min(behind + 1, rounds)))
    return lines


def _passed(lines: Sequence[_Line]) -> int:
    return sum(1 for line in lines if line.state == "passed")


def _as_data(line: _Line) -> dict[str, object]:
    rounds = len(line.exercise.rounds)
    return {"id": line.exercise.id, "state": line.state, "round": line.round, "rounds": rounds}


def _pack_view(pack: Pack, lines: Sequence[_Line], asked: Asked) -> list[RenderableType]:
    shown: list[RenderableType] = [
        f"{pack.title.into(asked.language)}  {_passed(lines)}/{len(lines)}"
    ]
    texts = asked.texts
    for line in lines:
        title = line.exercise.title.into(asked.language)
        mark = texts.say(f"list.{line.state}") if asked.plain else _MARKS[line.state]
        text = f"  {mark} {title}  {line.exercise.id}"
        if line.is_between_rounds:
            rounds = len(line.exercise.rounds)
            text += f"  ({texts.say('list.round', round=line.round, rounds=rounds)})"
        shown.append(text)
    return shown
