"""`konexio hint` and `konexio ask`: help in steps, and questions to the client."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Question

if TYPE_CHECKING:
    from konexio_cli.cli.learner.desk import Desk


def hint(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Open the next hint."""
    from konexio_cli.cli.learner.desk import open_desk

    asked: Asked = ctx.obj
    desk = open_desk(Path.cwd(), exercises)
    return show(open_hint(desk, desk.exercise(exercise), asked), asked)


def open_hint(desk: Desk, found: Exercise, asked: Asked) -> Result:
    """Open the next step of help for the round that the learner is at."""
    texts = asked.texts
    number = desk.round_of(found)
    hints = found.rounds[number - 1].hints
    step = desk.journal.open_hint(found.id, number, len(hints))
    text = hints[step - 1].text.into(asked.language)
    last = step == len(hints)
    return Result(
        "hint",
        {"exercise": found.id, "step": step, "of": len(hints), "text": text},
        (texts.say("hint.step", step=step, all=len(hints)), text),
        next_step=texts.say("hint.next_last" if last else "hint.next"),
    )


def ask(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument()] = None,
    exercise: Annotated[str | None, typer.Option("--exercise")] = None,
    exercises: Exercises = None,
) -> int:
    """Show the questions to the client of a task, or ask one of them."""
    from konexio_cli.cli.learner.desk import open_desk

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    which, named = _which(number)
    found = desk.exercise(exercise or named)
    if not found.questions:
        raise KonexioError("no-questions", exercise=found.id)
    if which is not None:
        _put(which, len(found.questions), found.question_budget, desk.journal.asked(found.id))
        desk.journal.ask(found.id, which)
    done = desk.journal.asked(found.id)
    left = min(found.question_budget, len(found.questions)) - len(done)
    data: dict[str, object] = {
        "exercise": found.id,
        "left": left,
        "questions": {n: one.text.into(asked.language) for n, one in _numbered(found)},
        "answers": {n: one.answer.into(asked.language) for n, one in _numbered(found) if n in done},
    }
    after = texts.count("ask.next", left) if left > 0 else texts.say("ask.all_asked")
    return show(Result("ask", data, tuple(_lines(found, done, asked)), next_step=after), asked)


def _which(word: str | None) -> tuple[int | None, str | None]:
    """Return the number of a question, or the exercise that stands in its place."""
    if word is None or re.fullmatch(r"-?\d{1,9}", word) is None:
        return None, word
    return int(word), None


def _numbered(exercise: Exercise) -> Iterator[tuple[int, Question]]:
    return enumerate(exercise.questions, 1)


def _lines(exercise: Exercise, done: tuple[int, ...], asked: Asked) -> Iterator[str]:
    for number, question in _numbered(exercise):
        yield f"{number}. {question.text.into(asked.language)}"
        if number in done:
            answer = question.answer.into(asked.language)
            yield f"   {asked.texts.say('ask.answer')} {answer}"


def _put(number: int, count: int, budget: int, done: tuple[int, ...]) -> None:
    if not 1 <= number <= count:
        raise KonexioError("question-unknown", number=number, count=count)
    if number not in done and len(done) >= budget:
        raise KonexioError("questions-used-up", budget=budget)
