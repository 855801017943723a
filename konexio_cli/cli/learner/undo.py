"""`konexio undo`: put a notebook back as it was, or list how it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError
from konexio_cli.reports.clean import one_line

if TYPE_CHECKING:
    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.cli.learner.history import Line
    from konexio_cli.reports.catalogue import Texts

# A line of code in a terminal of 80 columns.
_LONGEST = 70


def undo(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    listed: Annotated[bool, typer.Option("--list")] = False,
    state: Annotated[int | None, typer.Option("--to")] = None,
    exercises: Exercises = None,
) -> int:
    """Put a notebook back as it was, or list how it was."""
    asked: Asked = ctx.obj
    desk, meant = _meant(exercise, exercises)
    result = _listed(desk, meant, asked) if listed else _restored(desk, meant, state, asked)
    return show(result, asked)


def _meant(name: str | None, exercises: Path | None) -> tuple[Desk, str]:
    """Return the desk and the exercise that is meant, by its name or by its notebook."""
    from konexio_cli.cli.learner.desk import open_desk

    if name is None or not name.endswith(".ipynb"):
        desk = open_desk(Path.cwd(), exercises)
        return desk, desk.named(name)
    path = Path(name).resolve()
    desk = open_desk(path.parent, exercises)
    meant = desk.exercise_at(path)
    if not meant:
        raise KonexioError("undo-elsewhere", file=path)
    return desk, desk.named(meant)


def _restored(desk: Desk, exercise: str, number: int | None, asked: Asked) -> Result:
    from konexio_cli.cli.learner.restoring import restore

    texts = asked.texts
    state = restore(desk, exercise, number)
    path = desk.workspace.notebook(exercise)
    data: dict[str, object] = {
        "exercise": exercise,
        "notebook": str(path),
        "restored": state.number,
    }
    view = (texts.say("undo.done", exercise=exercise, number=state.number),)
    notes = (texts.say("undo.reload"),)
    return Result("undo", data, view, notes=notes, next_step=texts.say("undo.next"))


def _listed(desk: Desk, exercise: str, asked: Asked) -> Result:
    from konexio_cli.cli.learner.history import history

    texts = asked.texts
    lines = tuple(history(desk, exercise))
    path = desk.workspace.notebook(exercise)
    data: dict[str, object] = {
        "exercise": exercise,
        "notebook": str(path),
        "states": [_as_data(line) for line in lines],
    }
    view = (texts.count("undo.title", len(lines), exercise=exercise), *_view(lines, asked))
    after = texts.say("undo.next_list" if lines else "undo.next_empty")
    return Result("undo", data, view, next_step=after)


def _as_data(line: Line) -> dict[str, object]:
    event = line.state.event
    return {
        "number": line.state.number,
        "at": line.state.at.isoformat(),
        "reason": event.reason,
        "verdict": event.verdict or None,
        "passed": event.passed,
        "checks": event.checks,
        "sha256": line.state.sha256,
        "changed_line": line.change,
        "is_now": line.is_now,
        "unreadable": line.loss or None,
    }


def _view(lines: Sequence[Line], asked: Asked) -> Iterator[str]:
    """Give two lines for each state, so that they fit the narrowest terminal."""
    for line in lines:
        when = line.state.at.astimezone().strftime("%Y-%m-%d %H:%M")
        now = f"  {asked.texts.say('undo.now')}" if line.is_now else ""
        yield f"{line.state.number:>4}  {when}  {_words(line, asked.texts)}{now}"
        if line.change:
            yield f"      {one_line(line.change[:_LONGEST])}"


def _words(line: Line, texts: Texts) -> str:
    event = line.state.event
    if line.loss:
        return texts.say("undo.empty" if line.loss == "notebook-empty" else "undo.damaged")
    if not event.verdict:
        return texts.say(f"because.{event.reason}")
    verdict = texts.say(f"verdicts.{event.verdict}")
    if not event.checks:
        return verdict
    return texts.say("undo.verdict", verdict=verdict, passed=event.passed, all=event.checks)
