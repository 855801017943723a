"""`konexio cohort report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.gradebooks import opened, waiting, write_one


def report(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    report_into: Annotated[Path, typer.Option("--out")] = Path("report.html"),
    anonymous: Annotated[bool, typer.Option("--anonymous")] = False,
    exercises: Exercises = None,
) -> int:
    """Write one page that shows the whole cohort."""
    from datetime import datetime

    from konexio_cli.reports.overview.times import zone_of
    from konexio_cli.reports.pages.report_page import report_page

    asked: Asked = ctx.obj
    texts = asked.texts
    book = opened(folder, exercises)
    now = datetime.now(zone_of(book)).astimezone()
    page = report_page(book, texts, now, anonymous=anonymous)
    file = write_one(page.encode("utf-8", "backslashreplace"), report_into)
    data = {"report": str(file), "learners": len(book.learners), "submissions": len(book.marks)}
    step = texts.say("exported.next_report", file=file)
    return show(
        Result("cohort report", data, (), notes=waiting(book, texts), next_step=step), asked
    )
