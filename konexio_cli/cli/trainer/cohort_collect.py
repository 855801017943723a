"""`konexio cohort collect`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show, terminal
from konexio_cli.cli.trainer.collecting import data, demand_any, is_whole, lines, notes
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from konexio_cli.cohort.arriving import Collected


def collect(
    ctx: typer.Context,
    sources: Annotated[list[Path], typer.Argument()],
    cohort: Annotated[Path, typer.Option("--cohort")] = Path("cohort"),
    exercises: Exercises = None,
) -> int:
    """Copy what was handed in into a cohort."""
    asked: Asked = ctx.obj
    texts = asked.texts
    found = _collected(asked, sources, cohort, exercises)
    return show(
        Result(
            "cohort collect",
            {"cohort": str(cohort), **data(found, texts)},
            lines(found, texts),
            Exit.DONE if is_whole(found) else Exit.NOT_YET,
            notes=notes(found, texts),
            next_step=texts.say("collect.next", cohort=cohort),
        ),
        asked,
    )


def _collected(
    asked: Asked, sources: list[Path], cohort: Path, exercises: Path | None
) -> Collected:
    from konexio_cli.cohort.alone import alone
    from konexio_cli.cohort.arriving import Arriving
    from konexio_cli.cohort.beginning import make_cohort
    from konexio_cli.cohort.settings_file import read_settings
    from konexio_cli.cohort.store import Store
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import embedded_course, exercises_folder

    known = read_course(exercises_folder(exercises, Path.cwd(), embedded_course())).exercises
    demand_any(sources)
    make_cohort(cohort, asked.language)
    with alone(cohort), Store(cohort) as store, terminal(asked, errors=True).status(""):
        arriving = Arriving(cohort, read_settings(cohort, known), store, frozenset(known))
        for source in sources:
            for _ in arriving.take_or_tell(source):
                continue
    return arriving.collected
