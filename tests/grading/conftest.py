"""A small exercise made of text, judged in real rooms."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise, Goal, Kind, Limits, Round
from konexio_cli.model.grade import Grade, Submission
from konexio_cli.model.grader import Attempt, Check, Grader
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.notebook import Cell, Notebook, Role
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.checks import hidden_checks
from konexio_cli.sandbox.forked import ForkedRooms

Grading: TypeAlias = Callable[..., Grade]


def text(english: str) -> Translated:
    return Translated({Language.EN: english})


STARTER = (
    Cell("LIMIT = 10", name="setup", role=Role.GIVEN),
    Cell("def answer(x):\n    ...", name="main", role=Role.ANSWER, position=1),
    Cell("assert answer(1) == 2", name="examples", role=Role.CHECK, position=2),
)
LIMITS = Limits(seconds=2, notebook_seconds=2, memory_mb=512, answer_kb=256)


def exercise_of(goals: tuple[str, ...], limits: Limits = LIMITS, **data: bytes) -> Exercise:
    return Exercise(
        id="t0/answer",
        kind=Kind.SKILL,
        title=text("Answer"),
        skills=("tests",),
        minutes=1,
        difficulty=1,
        goals=tuple(Goal(name, 1, text(name)) for name in goals),
        rounds=(Round(1, text("Answer."), (), STARTER, data),),
        limits=limits,
    )


def notebook_of(answer: str, *more: str) -> Notebook:
    cells = [STARTER[0], Cell(answer, name="main", role=Role.ANSWER), STARTER[2]]
    return Notebook((*cells, *(Cell(one) for one in more)))


@pytest.fixture(scope="session")
def rooms() -> Iterator[ForkedRooms]:
    opened = ForkedRooms()
    yield opened
    opened.close()


@pytest.fixture
def grade(rooms: ForkedRooms) -> Grading:
    """Judge an answer: `grade(answer, checks, goals=…, attempts={name: source})`."""

    judge = Judge(rooms, Evidence.TRAINER_GRADED)

    def judged(  # noqa: PLR0913, PLR0917 - a whole case in one call
        answer: str | Notebook,
        checks: str,
        goals: tuple[str, ...] = ("one",),
        attempts: dict[str, str] | None = None,
        limits: Limits = LIMITS,
        visible: str = "",
    ) -> Grade:
        exercise = exercise_of(goals, limits)
        found = hidden_checks([Cell(checks)], exercise.goals, 1, Path("grader.ipynb"))
        if visible:
            found = (*found, Check("examples", visible, visible=True))
        known = tuple(
            Attempt(
                name,
                notebook_of(source),
                Verdict.PASSED if name == "reference" else Verdict.FAILED,
                "" if name == "reference" else name,
            )
            for name, source in (attempts or {}).items()
        )
        # What attempts have told is kept by the grader's hash: other attempts, another hash.
        digest = hashlib.sha256(repr((found, known)).encode()).hexdigest() if known else "g" * 64
        grader = Grader(exercise.id, found, digest, known)
        notebook = notebook_of(answer) if isinstance(answer, str) else answer
        submission = Submission("Amina", notebook, "s" * 64)
        return judge.grade(exercise, grader, submission)

    return judged
