"""What commands that grade a cohort have in common: content and workers, a place to write, a bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import workers
from konexio_cli.cli.output import terminal
from konexio_cli.cli.trainer.engines import Engine, grading_by
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.night import Work


class Means(NamedTuple):
    """Who grades, as the options say it."""

    jobs: int
    engine: Engine
    scheduler: str
    trust: bool


def work_with(means: Means, exercises: Path | None, graders: Path | None) -> Work:
    """Return what a cohort is graded with: its content, and who does it.

    Raise KonexioError when one of them is missing, or this machine may not run strangers' code.
    """
    from konexio_cli.cohort.night import Work
    from konexio_cli.packs.library import exercises_folder, graders_folder
    from konexio_cli.packs.sources import embedded_course

    grade_all = grading_by(means.engine, means.scheduler, trust=means.trust)
    ours = exercises_folder(exercises, Path.cwd(), embedded_course()).absolute()
    theirs = graders_folder(graders, Path.cwd()).absolute()
    return Work(ours, theirs, workers(means.jobs), grade_all)


def demand_graded(cohort: Path) -> None:
    """Raise KonexioError when nothing in this folder was graded yet."""
    from konexio_cli.cohort.store import FILE

    if not (cohort / FILE).is_file():
        raise KonexioError("cohort-not-graded", folder=cohort)


def writable(out: Path) -> None:
    """Refuse now what would be refused after an hour of grading."""
    from konexio_cli.durable import write_atomically

    if out.exists() and not out.is_dir():
        raise KonexioError("folder-is-file", file=out)
    out.mkdir(parents=True, exist_ok=True)
    probe = out / ".konexio-probe"
    write_atomically(probe, "")
    probe.unlink(missing_ok=True)


@contextmanager
def progress(total: int, asked: Asked, done: int = 0) -> Iterator[Callable[[Sized], None]]:
    """Show the time left for `total` beyond what is done; give what is told lines that are done.

    Ctrl-C is told as KonexioError.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=terminal(asked, errors=True)) as bar:
        task = bar.add_task("", total=done + total, completed=done)
        try:
            yield lambda lines: bar.advance(task, len(lines))
        except KeyboardInterrupt:
            raise KonexioError("cohort-interrupted", Exit.INTERRUPTED) from None
