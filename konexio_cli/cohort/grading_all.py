"""A whole cohort graded on all cores: a lost worker costs one submission, never the others."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from konexio_cli.cohort.asking import request
from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.line import Line, from_text, not_graded
from konexio_cli.cohort.night import Tell
from konexio_cli.crew.crew import Crew
from konexio_cli.crew.member import Answer
from konexio_cli.crew.worker_process import WorkerLost
from konexio_cli.errors import KonexioError

WORKER = "konexio_cli.cohort.worker"
# Limits end a submission long before; this ends a notebook of a thousand slow cells.
SECONDS_EACH = 600.0


def grade_all(
    found: Sequence[Found],
    exercises: Path,
    graders: Path,
    workers: int,
    tell: Tell,
) -> None:
    """Tell a line for each submission, in the order in which they are done; some at once."""
    crew = Crew(WORKER, (exercises, graders), workers, SECONDS_EACH)
    with closing(crew.batches([request(one) for one in found])) as batches:
        for batch in batches:
            tell([line_of(found[number], answer) for number, answer in batch])


def line_of(one: Found, answer: Answer) -> Line:
    """Return the line of a file from what its worker answered."""
    match answer:
        case str():
            return from_text(answer)
        case TimeoutError():
            told = KonexioError("grading-slow", file=one.file, minutes=round(SECONDS_EACH / 60))
        case WorkerLost():
            told = KonexioError("grading-lost", file=one.file)
    return not_graded(one.learner, one.file, told)
