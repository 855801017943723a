"""A whole cohort graded on all cores: a lost worker costs one submission, never the others."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.crew import Answer, Crew
from konexio_cli.cohort.line import Line, from_text, not_graded
from konexio_cli.cohort.worker import request
from konexio_cli.cohort.worker_process import WorkerLost
from konexio_cli.errors import KonexioError

# Limits end a submission long before; this ends a notebook of a thousand slow cells.
_SECONDS_EACH = 600.0


def grade_all(
    found: Sequence[Found],
    exercises: Path,
    graders: Path,
    workers: int,
    tell: Callable[[Line], None],
) -> None:
    """Tell a line for each submission, in the order in which they are done."""
    # What a killed worker leaves behind lies in this folder, and goes with it.
    with tempfile.TemporaryDirectory(prefix="konexio-", ignore_cleanup_errors=True) as scratch:
        crew = Crew(_command(exercises, graders, scratch), workers, _SECONDS_EACH)
        crew.answer(
            [request(one) for one in found],
            lambda number, answer: tell(_line(found[number], answer)),
        )


def _command(*places: Path | str) -> list[str]:
    # -P: a file of the trainer's own, called json.py, is nobody's module.
    flags = ("-P", "-X", "utf8", "-W", "ignore")
    return [sys.executable, *flags, "-m", "konexio_cli.cohort.worker", *map(str, places)]


def _line(one: Found, answer: Answer) -> Line:
    match answer:
        case str():
            return from_text(answer)
        case TimeoutError():
            told = KonexioError("grading-slow", file=one.file, minutes=round(_SECONDS_EACH / 60))
        case WorkerLost():
            told = KonexioError("grading-lost", file=one.file)
    return not_graded(one.learner, one.file, told)
