"""The course of this repository, judged in real rooms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Grade, Submission
from konexio_cli.model.grader import Grader
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.packs.percent import fill
from konexio_cli.sandbox.choose import open_rooms

REPOSITORY = Path(__file__).parents[2]
EXERCISES, GRADERS = REPOSITORY / "exercises", REPOSITORY / "graders"


@lru_cache(maxsize=32)
def content(exercise: str) -> tuple[Exercise, Grader]:
    """Return an exercise of the course and its grader."""
    read = read_exercise(EXERCISES, exercise)
    return read, read_grader(GRADERS, EXERCISES, read)


def reference(exercise: str, place: str = "attempts") -> str:
    """Return the text of the right solution."""
    return (GRADERS / exercise / place / "passed" / "reference.py").read_text("utf-8")


class Bench:
    """Grades a solution that is given as percent text."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def grade(self, exercise: str, text: str, number: int = 1) -> Grade:
        """Return the grade of the solution for a round."""
        read, grader = content(exercise)
        notebook = fill(read.starter(number), text, Path("solution.py"))
        submission = Submission("Amina", notebook, "s" * 64, number)
        return self._judge.grade(read, grader, submission)


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """Open rooms once for all."""
    rooms = open_rooms("auto")
    yield Bench(Judge(rooms, Evidence.TRAINER_GRADED))
    rooms.close()
