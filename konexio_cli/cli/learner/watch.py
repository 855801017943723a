"""`konexio watch`: each save of a notebook is checked at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import show

if TYPE_CHECKING:
    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.cli.learner.finding import Found


def watch(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Check a notebook each time it is saved, until q or Ctrl-C."""
    import queue

    from konexio_cli.cli.learner.watching.keys import keys
    from konexio_cli.cli.learner.watching.vigil import Vigil

    asked: Asked = ctx.obj
    desk, found = _meant(exercise, exercises, asked)
    events: queue.Queue[str] = queue.Queue()
    with keys(events.put) as there_are_keys:
        end = Vigil(desk, found, asked, events, keys=there_are_keys).keep()
    return show(end, asked)


def _meant(name: str | None, exercises: Path | None, asked: Asked) -> tuple[Desk | None, Found]:
    """Return what to watch; who has chosen nothing yet gets the next exercise."""
    from konexio_cli.cli.learner.choosing import choose
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.cli.learner.finding import find

    if name is None:
        desk = open_desk(Path.cwd(), exercises)
        if not desk.journal.current:
            choose(desk, None, asked)
    return find(name, exercises)
