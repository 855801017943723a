"""`konexio cohort grade`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders, Jobs
from konexio_cli.cli.output import show
from konexio_cli.cli.trainer.engines import Engine
from konexio_cli.cli.trainer.working import Means, progress, work_with, writable

if TYPE_CHECKING:
    from konexio_cli.cohort.gradebook import Written
    from konexio_cli.cohort.night import Night, Work


def grade(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
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
    """Grade what has no grade yet and write the gradebook."""
    from konexio_cli.cli.trainer.cohort_view import shown, with_earlier
    from konexio_cli.cohort.collecting import demand_notebooks
    from konexio_cli.cohort.gradebook import Written
    from konexio_cli.cohort.places import submissions_folder
    from konexio_cli.cohort.store import Store

    asked: Asked = ctx.obj
    writable(out)
    work = work_with(Means(jobs, engine, scheduler, trust), exercises, graders)
    demand_notebooks(submissions_folder(folder))  # nothing is made in a folder that is no cohort
    done = _Done(Written({}))
    with suppress(KeyboardInterrupt) if watch else nullcontext():
        for _ in _rounds(folder, watch=watch):
            # Between two rounds others may work on the cohort: what they collect is graded next.
            with _night(folder, (learner, exercise), work, patient=watch) as night:
                done = _Done(_graded(night, work, out, asked), night.learner, night.earlier)
    with Store(folder) as store:
        told = with_earlier(
            shown("cohort grade", store, done.files, asked, done.learner), done.earlier, asked
        )
    return show(replace(told, notes=(*told.notes, *_waiting(folder, asked))), asked)


class _Done(NamedTuple):
    """What came of the last round: files, whose work was asked for, and what had a grade before."""

    files: Written
    learner: str = ""
    earlier: int = 0


def _waiting(folder: Path, asked: Asked) -> Iterator[str]:
    """Tell of signed files that nobody has collected: their learners believe them handed in."""
    from konexio_cli.cohort.collecting import uncollected
    from konexio_cli.cohort.places import submissions_folder

    if number := uncollected(submissions_folder(folder)):
        yield asked.texts.count("collect.waiting", number)


def _rounds(folder: Path, *, watch: bool) -> Iterator[None]:
    """Yield when there is something to look at: once, or until Ctrl-C."""
    if watch:
        from konexio_cli.cohort.places import submissions_folder
        from konexio_cli.cohort.watching import changes

        yield from changes(submissions_folder(folder))
    else:
        yield


def _graded(night: Night, work: Work, out: Path, asked: Asked) -> Written:
    from konexio_cli.cohort.gradebook import Written, write_gradebook
    from konexio_cli.cohort.record import write_record
    from konexio_cli.cohort.wording import Wording

    _grade(night, work, asked)
    files = write_gradebook(night.store, night.settings, Wording(asked.texts), out)
    record = out / "grades.json"
    write_record(record, (kept.line for kept in night.store.all() if kept.line))
    return Written({**files.paths, "grades": record})


@contextmanager
def _night(folder: Path, only: tuple[str, str], work: Work, *, patient: bool) -> Iterator[Night]:
    """Give a night of a cohort, for a learner and an exercise only; who is `patient` waits for it."""
    from konexio_cli.cohort.alone import alone
    from konexio_cli.cohort.night import Night, Only
    from konexio_cli.cohort.settings_file import read_settings
    from konexio_cli.cohort.store import Store
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import one_named

    course = read_course(work.exercises)  # a broken course is told before the first submission
    learner, exercise = only
    asked_for = Only(learner, one_named(course, exercise) if exercise else "", course.exercises)
    settings = read_settings(folder, course.exercises)
    with alone(folder, patient=patient), Store(folder) as store:
        yield Night(folder, settings, store, asked_for)


def _grade(night: Night, work: Work, asked: Asked) -> None:
    waiting = night.look()
    if not waiting:  # so a cohort that is watched is shown no empty bar
        return
    with progress(len(waiting), asked, night.earlier) as tell:
        night.grade(waiting, work, tell)
