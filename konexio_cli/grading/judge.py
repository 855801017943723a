"""The judge: a submission, its exercise and a grader become a grade."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from typing import NamedTuple

from konexio_cli.grading.case import Case, case_of, context_in
from konexio_cli.grading.checking import run_check
from konexio_cli.grading.forms import form_errors
from konexio_cli.grading.misconceptions import named_mistake
from konexio_cli.grading.sitting import Sitting
from konexio_cli.grading.testimony import Testimony, testimony_of
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import CellError, FormError, Grade, Outcome, Submission
from konexio_cli.model.grader import Attempt, Check, Grader
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.sandbox.room import RoomEnded, Rooms


class Judge:
    """Grades submissions, one after the other, in rooms of one kind."""

    def __init__(self, rooms: Rooms, evidence: Evidence) -> None:
        self._rooms = rooms
        self._evidence = evidence
        self._heard: dict[tuple[str, str, int], Testimony] = {}

    def grade(self, exercise: Exercise, grader: Grader, submission: Submission) -> Grade:
        """Return the grade. Raise KonexioError when grader or machine are at fault."""
        case = case_of(exercise, grader, submission.notebook, submission.round)
        outcomes, told = self._judged(case, f"{grader.sha256}{submission.sha256}")
        grade = Grade(
            exercise=exercise.id,
            learner=submission.learner,
            submission_sha256=submission.sha256,
            grader_sha256=grader.sha256,
            evidence=self._evidence,
            outcomes=outcomes,
            goals=exercise.goals_of(case.round),
            round=case.round,
            room=f"{self._rooms.name}/{self._rooms.tier}",
            cell_errors=told.cell_errors,
            form_errors=told.form_errors,
            notes=submission.notebook.notes + case.program.notes,
        )
        if grade.verdict is Verdict.PASSED or not grader.attempts:
            return grade
        return replace(grade, message=self._message(case))

    def _judged(self, case: Case, seed: str) -> tuple[tuple[Outcome, ...], _Told]:
        """Return the outcomes in the grader's order, and what the notebook itself came to.

        The checks run in a shuffled order.
        """
        checks = case.checks
        outcomes: dict[int, Outcome] = {}
        with case.sitting(self._rooms) as sitting:
            room = sitting.left()
            forms = form_errors(room) if room else ()
            for position in _shuffled(len(checks), seed):
                outcome = _outcome(checks[position], case, sitting, seed)
                outcomes[position] = _blamed(outcome, sitting)
            told = _Told(sitting.cell_errors, forms)
        return tuple(outcomes[position] for position in range(len(checks))), told

    def _message(self, case: Case) -> str:
        """Return the misconception whose known-wrong attempt answers as this notebook does."""
        reference = case.grader.reference(case.round)
        if reference is None:
            return ""
        return named_mistake(
            testimony_of(case, self._rooms),
            self._known(case, reference),
            {one.name: self._known(case, one) for one in case.grader.mistakes(case.round)},
        )

    def _known(self, case: Case, attempt: Attempt) -> Testimony:
        """Return an attempt's testimony; it is heard once for each grader."""
        key = (case.grader.sha256, attempt.name, attempt.round)
        if key not in self._heard:
            known = case_of(case.exercise, case.grader, attempt.notebook, attempt.round)
            self._heard[key] = testimony_of(known, self._rooms)
        return self._heard[key]


class _Told(NamedTuple):
    """What the notebook itself came to, before any check: cells that broke, files that did."""

    cell_errors: tuple[CellError, ...]
    form_errors: tuple[FormError, ...]


def _outcome(check: Check, case: Case, sitting: Sitting, seed: str) -> Outcome:
    try:
        with sitting.room() as room:
            return run_check(check, context_in(room, case, sitting, seed + check.name))
    except RoomEnded as end:
        return Outcome(check.name, check.goal, end.verdict, "", check.visible)


def _blamed(outcome: Outcome, sitting: Sitting) -> Outcome:
    """Return the outcome with the verdict of the cell that was lost, if a name is missing."""
    if outcome.verdict is Verdict.MISSING and sitting.lost:
        return replace(outcome, verdict=next(iter(sitting.lost.values())), detail="")
    return outcome


def _shuffled(count: int, seed: str) -> list[int]:
    order = list(range(count))
    digest = hashlib.sha256(seed.encode()).digest()
    random.Random(digest).shuffle(order)  # noqa: S311 - an order, not a secret
    return order
