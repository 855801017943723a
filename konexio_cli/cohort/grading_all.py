"""A whole cohort graded on all cores: a lost worker costs one submission, never the others."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed
from pathlib import Path

from konexio_cli.cohort.bench import grade_file
from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.line import Line, from_text, not_graded
from konexio_cli.errors import KonexioError

# A room ends its own submission long before; this ends a check that hangs outside of it.
_SECONDS_EACH = 600


def grade_all(
    found: Sequence[Found], folder: Path, exercises: Path, graders: Path, workers: int
) -> Iterator[Line]:
    """Yield a line for each submission, in the order in which they are done."""
    from pebble import ProcessPool  # noqa: PLC0415 - only cohorts need it

    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=workers, context=context) as pool:
        waiting: dict[Future[str], Found] = {}
        for one in found:
            arguments = (one.learner, one.path, _name(one, folder), exercises, graders)
            future = pool.schedule(grade_file, args=arguments, timeout=_SECONDS_EACH)
            waiting[future] = one
        try:
            for done in as_completed(waiting):
                yield _line(done, waiting[done], folder)
        except BaseException:
            pool.stop()
            raise


def _line(done: Future[str], one: Found, folder: Path) -> Line:
    try:
        return from_text(done.result())
    except Exception as problem:  # noqa: BLE001 - a killed or hanging worker costs one submission
        told = KonexioError("grading-broke", file=one.path, why=type(problem).__name__)
        return not_graded(one.learner, _name(one, folder), told)


def _name(one: Found, folder: Path) -> str:
    return one.path.relative_to(folder).as_posix()
