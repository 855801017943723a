"""`konexio cohort feedback`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.gradebooks import opened, unspoken, waiting, write


def feedback(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    pages_into: Annotated[Path, typer.Option("--out")] = Path("feedback"),
    only: Annotated[str, typer.Option("--learner")] = "",
    exercises: Exercises = None,
) -> int:
    """Write a page for each learner."""
    from konexio_cli.cohort.giving import feedback as pages_of

    asked: Asked = ctx.obj
    texts = asked.texts
    book = opened(folder, exercises)
    files = write(pages_of(book, only), pages_into)
    return show(
        Result(
            "cohort feedback",
            {"folder": str(pages_into), "files": [str(one) for one in files]},
            (texts.count("exported.pages", len(files)),),
            notes=waiting(book, texts) + unspoken(folder, texts),
            next_step=texts.say("exported.next_feedback"),
        ),
        asked,
    )
