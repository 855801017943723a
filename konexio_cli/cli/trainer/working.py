"""What commands that grade a cohort have in common: content and workers, a place to write, a bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import workers
from konexio_cli.cli.output import terminal
from konexio_cli.cli.trainer.engines import Engine, grading_by
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from rich.progress import Progress

    from konexio_cli.cohort.work import Work


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
    from konexio_cli.cohort.work import Work
    from konexio_cli.packs.library import embedded_course, exercises_folder, graders_folder

    engine = grading_by(means.engine, means.scheduler, trust=means.trust)
    ours = exercises_folder(exercises, Path.cwd(), embedded_course()).absolute()
    theirs = graders_folder(graders, Path.cwd()).absolute()
    return Work(ours, theirs, workers(means.jobs), engine)


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


class Bar:
    """How much is done of how much, shown with the time that is left."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._task = shown.add_task("", total=None)
        self._total = 0

    def more(self, number: int) -> None:
        """Let so many be to do beside what is known by now."""
        self._total += number
        self._shown.update(self._task, total=self._total)

    def done(self, number: int) -> None:
        """Let so many be done."""
        self._shown.advance(self._task, number)


@contextmanager
def progress(asked: Asked) -> Iterator[Bar]:
    """Show a bar. Ctrl-C is told as KonexioError."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = terminal(asked, errors=True)
    with Progress(*columns, console=console, disable=asked.json) as shown:
        try:
            yield Bar(shown)
        except KeyboardInterrupt:
            raise KonexioError("cohort-interrupted", Exit.INTERRUPTED) from None
        except KonexioError:
            shown.live.transient = True  # the bar of what did not take place
            raise


def beside(asked: Asked, *sentences: str) -> None:
    """Say something while a command goes on; a program is told nothing."""
    if not asked.json:
        for sentence in sentences:
            terminal(asked, errors=True).print(sentence)
