"""`konexio portfolio readiness`: skills and evidence against what client tasks need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show

if TYPE_CHECKING:
    from rich.text import Text

    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.model.exercise import Exercise
    from konexio_cli.model.verdict import Evidence
    from konexio_cli.portfolio.readiness import Readiness, TaskReadiness


def readiness(ctx: typer.Context, exercises: Exercises = None) -> int:
    """Show which client tasks are within reach, and what brings the next one closer."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.packs.exercises import read_exercise
    from konexio_cli.portfolio.readiness import readiness as reach

    asked: Asked = ctx.obj
    desk = open_desk(Path.cwd(), exercises)
    course = [read_exercise(desk.root, one) for one in desk.course.exercises]
    found = reach(course, _passed(desk, course))
    after = "readiness.next" if found.next else "readiness.next_done"
    view = tuple(_view(found, desk, asked))
    step = asked.texts.say(after, exercise=found.next)
    return show(Result("portfolio readiness", _as_data(found), view, next_step=step), asked)


def _passed(desk: Desk, course: list[Exercise]) -> dict[str, Evidence]:
    """Return the exercises whose last round is kept, each with the word behind its last round."""
    from konexio_cli.cli.learner.believing import by_signatures
    from konexio_cli.portfolio.choices import Choices
    from konexio_cli.portfolio.showing import showcase

    rounds = {one.id: len(one.rounds) for one in course}
    workspace = desk.workspace
    shown = showcase(workspace.portfolio, Choices(), "", by_signatures(workspace))
    return {
        piece.exercise: piece.evidence
        for piece in shown.pieces
        if piece.rounds[-1].number == rounds.get(piece.exercise)
    }


def _view(found: Readiness, desk: Desk, asked: Asked) -> Iterator[Text]:
    from rich.text import Text

    from konexio_cli.packs.skills import read_skills

    texts = asked.texts
    names = read_skills(desk.root)
    yield Text(texts.say("readiness.tasks"), style="bold")
    for task in found.tasks:
        title = task.exercise.title.into(asked.language)
        yield Text(f"{_sign(task)} {title}  ({task.exercise.id})  {_state(task, asked)}")
    yield Text("")
    told = texts.say("readiness.skills", proved=found.proved, all=len(found.skills))
    yield Text(told, style="bold")
    for skill, evidence in found.skills.items():
        name = names[skill].into(asked.language) if skill in names else skill
        word = texts.say(f"evidence.{evidence}") if evidence else texts.say("readiness.no_evidence")
        yield Text(f"{'✓' if evidence else '·'} {name}: {word}")


def _sign(task: TaskReadiness) -> str:
    return "✓" if task.done else "→" if task.is_open else "·"


def _state(task: TaskReadiness, asked: Asked) -> str:
    if task.done:
        return asked.texts.say("readiness.done")
    if task.is_open:
        return asked.texts.say("readiness.open")
    return asked.texts.count("readiness.missing", len(task.missing))


def _as_data(found: Readiness) -> dict[str, object]:
    return {
        "tasks": [
            {"exercise": one.exercise.id, "done": one.done, "missing": list(one.missing)}
            for one in found.tasks
        ],
        "skills": dict(found.skills),
        "next": found.next,
    }
