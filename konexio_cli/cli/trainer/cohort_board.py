"""`konexio cohort board`: what only people can judge, one work after the other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.working import demand_graded
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.judging_desk import JudgingDesk


def board(
    ctx: typer.Context,
    graded: Annotated[Path, typer.Argument(metavar="COHORT")],
    anonymous: Annotated[bool, typer.Option("--anonymous")] = False,
) -> int:
    """Open the board; with --json, only tell what waits."""
    from konexio_cli.cohort.judging_desk import JudgingDesk
    from konexio_cli.cohort.store import Store

    asked: Asked = ctx.obj
    demand_graded(graded)
    with Store(graded) as store:
        desk = JudgingDesk(graded, store, anonymous=anonymous)
        if not asked.json and desk.tasks:
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                raise KonexioError("board-without-terminal")
            _open(desk, asked)
        waiting = [task for task in desk.tasks if not task.decided]
    data: dict[str, object] = {
        "waiting": [
            {"learner": one.learner, "exercise": one.work.line.exercise, "goal": one.goal}
            for one in waiting
        ]
    }
    done = asked.texts.count("board.done", len(desk.tasks) - len(waiting))
    shown = done if desk.tasks else asked.texts.say("board.none")
    return show(Result("cohort board", data, (shown,)), asked)


def _open(desk: JudgingDesk, asked: Asked) -> None:
    try:
        from konexio_cli.cli.trainer.board_app import BoardApp
    except ModuleNotFoundError:
        raise KonexioError("board-missing", Exit.MACHINE) from None
    BoardApp(desk, asked.texts).run()
