"""`konexio list`: all exercises, and what is done of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.reports.list_view import Line


@dataclass(frozen=True, slots=True)
class _Listed:
    """An exercise, what is done of it, and the round that comes next or was the last."""

    exercise: Exercise
    state: str
    round: int

    @property
    def is_between_rounds(self) -> bool:
        return self.round > 1 and self.state != "passed"


def list_exercises(
    ctx: typer.Context,
    pack: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Show all exercises, or those of a pack, with what is done."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.reports.list_view import view_of_packs

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    chosen = _chosen(desk, pack)
    listed = _listed(desk, [exercise for one in chosen for exercise in one.exercises])
    packs = [
        (one.title.into(asked.language), [_line(listed[name], asked) for name in one.exercises])
        for one in chosen
    ]
    done = sum(1 for one in listed.values() if one.state == "passed")
    return show(
        Result(
            "list",
            {"exercises": [_as_data(one) for one in listed.values()]},
            (
                *view_of_packs(packs, texts, plain=asked.plain),
                texts.say("list.done", done=done, all=len(listed)),
            ),
            next_step=texts.say("list.next"),
        ),
        asked,
    )


def _chosen(desk: Desk, name: str | None) -> list[Pack]:
    """Return the packs to list: all, or the one that is named, or whose exercise is."""
    packs = {pack.name: pack for pack in desk.course.packs}
    if name is None:
        return list(packs.values())
    wanted = name.replace("\\", "/").removeprefix("./").partition("/")[0].lower()
    if wanted not in packs:
        raise KonexioError("pack-unknown", pack=name, known=", ".join(packs))
    return [packs[wanted]]


def _listed(desk: Desk, names: Iterable[str]) -> dict[str, _Listed]:
    from konexio_cli.packs.exercises import read_exercise

    passed, tried = desk.journal.passed(), desk.journal.tried()
    listed: dict[str, _Listed] = {}
    for one in names:
        exercise = read_exercise(desk.root, one)
        rounds, behind = len(exercise.rounds), passed.get(one, 0)
        state = "passed" if behind >= rounds else "tried" if one in tried else "new"
        listed[one] = _Listed(exercise, state, min(behind + 1, rounds))
    return listed


def _as_data(one: _Listed) -> dict[str, object]:
    rounds = len(one.exercise.rounds)
    return {"id": one.exercise.id, "state": one.state, "round": one.round, "rounds": rounds}


def _line(one: _Listed, asked: Asked) -> Line:
    from konexio_cli.reports.list_view import Line

    exercise, more = one.exercise, ""
    if one.is_between_rounds:
        more = asked.texts.say("list.round", round=one.round, rounds=len(exercise.rounds))
    return Line(exercise.id, exercise.title.into(asked.language), one.state, more)
