"""`konexio next`: what to do now, and what is worth doing again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, path_line, show

if TYPE_CHECKING:
    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.model.exercise import Exercise


def next_exercise(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Choose the next exercise, or the named one, and say where it is."""
    from konexio_cli.cli.learner.desk import open_desk

    asked: Asked = ctx.obj
    return show(choose(open_desk(Path.cwd(), exercises), exercise, asked), asked)


def choose(desk: Desk, name: str | None, asked: Asked) -> Result:
    """Put an exercise on the desk, and one to repeat beside it; say where it is.

    Without a name it is the first that is open. Raise KonexioError for a name that is none.
    """
    texts = asked.texts
    chosen = desk.exercise(name).id if name is not None else desk.next()
    repeat = desk.to_repeat(datetime.now(UTC)) if name is None else ""
    notes = _of_repetition(desk, repeat, asked) if repeat else ()
    if not chosen:
        done = (texts.say("next.all_done"),)
        data: dict[str, object] = {"exercise": None, "repeat": repeat or None}
        return Result("next", data, done, notes=notes, next_step=texts.say("next.show"))
    found = desk.exercise(chosen)
    path = _place(desk, found, asked)
    offer = (texts.say("ask.offer"),) if found.questions else ()
    view = (
        f"{found.title.into(asked.language)}  ({chosen})",
        texts.say("next.facts", minutes=found.minutes, difficulty=found.difficulty),
        texts.say("next.open"),
        path_line(path),
    )
    data = {
        "exercise": chosen,
        "notebook": str(path),
        "minutes": found.minutes,
        "repeat": repeat or None,
    }
    return Result("next", data, view, notes=offer + notes, next_step=texts.say("next.check"))


def _place(desk: Desk, found: Exercise, asked: Asked) -> Path:
    from konexio_cli.cli.learner.notebooks import place

    place(desk, found, asked)
    desk.journal.current = found.id
    return desk.workspace.notebook(found.id)


def _of_repetition(desk: Desk, one: str, asked: Asked) -> tuple[str, ...]:
    """Name an earlier exercise, why it comes back, and how to do it again."""
    texts = asked.texts
    title = desk.exercise(one).title.into(asked.language)
    day = desk.journal.practice()[one].last.astimezone().strftime("%Y-%m-%d")
    return (
        texts.say("repeat.what", title=title, exercise=one),
        texts.say("repeat.why", day=day),
        texts.say("repeat.how", exercise=one),
    )
