"""`konexio cohort grade`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders, Jobs
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer import collecting
from konexio_cli.cli.trainer.engines import Engine
from konexio_cli.cli.trainer.working import Means, progress, work_with, writable
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.arriving import Collected
    from konexio_cli.cohort.rounds import Done
    from konexio_cli.reports.catalogue import Texts


def grade(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    collect: Annotated[list[Path] | None, typer.Option("--collect")] = None,
    out: Annotated[Path, typer.Option("--out")] = Path("grades"),
    learner: Annotated[str, typer.Option("--learner")] = "",
    exercise: Annotated[str, typer.Option("--exercise")] = "",
    watch: Annotated[bool, typer.Option("--watch")] = False,
    jobs: Jobs = 0,
    exercises: Exercises = None,
    graders: Graders = None,
    trust: Annotated[bool, typer.Option("--trust")] = False,
    engine: Annotated[Engine, typer.Option("--engine")] = Engine.CREW,
    scheduler: Annotated[str, typer.Option("--scheduler")] = "",
) -> int:
    """Collect what was handed in, grade what has no grade yet, and write the gradebook."""
    from konexio_cli.cohort.beginning import make_cohort
    from konexio_cli.cohort.collecting import demand_notebooks
    from konexio_cli.cohort.night import Only
    from konexio_cli.cohort.places import submissions_folder
    from konexio_cli.cohort.rounds import Round, go_round
    from konexio_cli.cohort.wording import Wording
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import one_named

    asked: Asked = ctx.obj
    sources = collect or []
    writable(out)
    work = work_with(Means(jobs, engine, scheduler, trust), exercises, graders)
    course = read_course(work.exercises)  # a broken course is told before the first submission
    only = Only(learner, one_named(course, exercise) if exercise else "", course.exercises)
    if sources:
        collecting.demand_any(sources)
        make_cohort(folder, asked.language)
    else:  # nothing is made in a folder that is no cohort
        demand_notebooks(submissions_folder(folder))
    # Between two rounds others may work on the cohort: what they collect is graded next.
    wanted = Round(folder, sources, out, only, work, patient=watch)
    done = []
    with suppress(KeyboardInterrupt) if watch else nullcontext():
        for _ in _rounds(sources or [submissions_folder(folder)], watch=watch):
            done = [go_round(wanted, Wording(asked.texts), lambda: progress(asked))]
    if not done:  # a watch that was ended before it began
        raise KonexioError("cohort-interrupted", Exit.INTERRUPTED)
    return show(_result(done[0], folder, asked), asked)


def _rounds(watched: Sequence[Path], *, watch: bool) -> Iterator[None]:
    """Yield when there is something to look at: once, or until Ctrl-C."""
    if watch:
        from konexio_cli.cohort.watching import changes

        yield from changes(watched)
    else:
        yield


def _result(done: Done, folder: Path, asked: Asked) -> Result:
    from konexio_cli.cli.trainer.cohort_view import shown, with_earlier
    from konexio_cli.cohort.store import Store

    texts = asked.texts
    with Store(folder) as store:
        told = with_earlier(
            shown("cohort grade", store, done.files, asked, done.learner), done.earlier, asked
        )
    told = replace(told, notes=(*told.notes, *_waiting(folder, texts)))
    return _with_collected(told, done.collected, texts) if done.collected else told


def _with_collected(told: Result, found: Collected, texts: Texts) -> Result:
    return replace(
        told,
        data=told.data | {"collected": collecting.data(found, texts)},
        view=(*collecting.lines(found, texts), *told.view),
        notes=(*collecting.notes(found, texts), *told.notes),
        exit_code=Exit.NOT_YET if found.failed else told.exit_code,
    )


def _waiting(folder: Path, texts: Texts) -> Iterator[str]:
    """Tell of signed files that nobody has collected: their learners believe them handed in."""
    from konexio_cli.cohort.collecting import uncollected
    from konexio_cli.cohort.places import submissions_folder

    if number := uncollected(submissions_folder(folder)):
        yield texts.count("collect.waiting", number)
