"""`konexio cohort grade`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders, Jobs, workers
from konexio_cli.cli.output import show, terminal
from konexio_cli.cli.trainer.engines import Engine, grading_by
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.gradebook import Written
    from konexio_cli.cohort.night import Engine as GradeAll
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
    from konexio_cli.cohort.gradebook import Written

    asked: Asked = ctx.obj
    writable(out)
    work = work_with(workers(jobs), exercises, graders, grading_by(engine, scheduler, trust=trust))
    with _night(folder, learner, exercise, work) as night:
        files = Written({})
        for _ in _rounds(night, watch=watch):
            files = _graded(night, work, out, asked)
        result = shown("cohort grade", night.store, files, asked)
        told = with_earlier(result, night.earlier, asked)
        notes = (*told.notes, *_waiting(night.folder, asked))
        return show(replace(told, notes=notes), asked)


def _waiting(folder: Path, asked: Asked) -> Iterator[str]:
    """Tell of signed files that nobody has collected: their learners believe them handed in."""
    from konexio_cli.cohort.collecting import uncollected
    from konexio_cli.cohort.places import submissions_folder

    if number := uncollected(submissions_folder(folder)):
        yield asked.texts.count("collect.waiting", number)


def _rounds(night: Night, *, watch: bool) -> Iterator[None]:
    """Yield when there is something to look at: once, or until Ctrl-C."""
    if watch:
        from konexio_cli.cohort.watching import changes

        yield from changes(night.folder)
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


def writable(out: Path) -> None:
    """Refuse now what would be refused after an hour of grading."""
    from konexio_cli.durable import write_atomically

    if out.exists() and not out.is_dir():
        raise KonexioError("folder-is-file", file=out)
    out.mkdir(parents=True, exist_ok=True)
    probe = out / ".konexio-probe"
    write_atomically(probe, "")
    probe.unlink(missing_ok=True)


def work_with(
    workers: int, exercises: Path | None, graders: Path | None, grade_all: GradeAll
) -> Work:
    """Return what a cohort is graded with: its content, and who does it."""
    from konexio_cli.cohort.night import Work
    from konexio_cli.packs.library import exercises_folder, graders_folder
    from konexio_cli.packs.sources import embedded_course

    ours = exercises_folder(exercises, Path.cwd(), embedded_course()).absolute()
    theirs = graders_folder(graders, Path.cwd()).absolute()
    return Work(ours, theirs, workers, grade_all)


@contextmanager
def _night(folder: Path, learner: str, exercise: str, work: Work) -> Iterator[Night]:
    from konexio_cli.cohort.alone import alone
    from konexio_cli.cohort.collecting import collect
    from konexio_cli.cohort.night import Night, Only
    from konexio_cli.cohort.places import submissions_folder
    from konexio_cli.cohort.settings_file import read_settings
    from konexio_cli.cohort.store import Store
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import one_named

    course = read_course(work.exercises)  # a broken course is told before the first submission
    only = Only(learner, one_named(course, exercise) if exercise else "", course.exercises)
    collect(submissions_folder(folder))  # nothing is made in a folder that is no cohort
    settings = read_settings(folder, course.exercises)
    with alone(folder), Store(folder) as store:
        yield Night(folder, settings, store, only)


def _grade(night: Night, work: Work, asked: Asked) -> None:
    waiting = night.look()
    with progress(len(waiting), asked, night.earlier) as tell:
        night.grade(waiting, work, tell)


@contextmanager
def progress(total: int, asked: Asked, done: int = 0) -> Iterator[Callable[[object], None]]:
    """Show the time left for `total` beyond what is done; give what is told each line. Ctrl-C is told as KonexioError."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=terminal(asked, errors=True)) as bar:
        task = bar.add_task("", total=done + total, completed=done)
        try:
            yield lambda _: bar.advance(task)
        except KeyboardInterrupt:
            raise KonexioError("cohort-interrupted", Exit.INTERRUPTED) from None
