"""The judge: a submission, its exercise and a grader become a grade."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import replace

from konexio_cli.explaining.choosing import explained
from konexio_cli.grading.case import Case, case_of, context_in
from konexio_cli.grading.checking import run_check
from konexio_cli.grading.foresight import Foresight
from konexio_cli.grading.forms import form_errors
from konexio_cli.grading.misconceptions import named_mistake
from konexio_cli.grading.recognising import may_be_recognised, recognised
from konexio_cli.grading.sitting import Sitting
from konexio_cli.grading.testimony import Testimony, testimony_of
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Grade, Outcome, Submission
from konexio_cli.model.grader import Attempt, Check, Grader
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.sandbox.room import RoomEnded, Rooms


class Judge:
    """Grades submissions, one after the other, in rooms of one kind."""

    def __init__(self, rooms: Rooms, evidence: Evidence) -> None:
        self._rooms = rooms
        self._evidence = evidence
        self._heard: dict[tuple[str, str, str, int], Testimony] = {}
        self._foresights: dict[str, Foresight] = {}

    def grade(self, exercise: Exercise, grader: Grader, submission: Submission) -> Grade:
        """Return the grade. Raise KonexioError when grader or machine are at fault."""
        case = case_of(exercise, grader, submission.notebook, submission.round)
        with self._sitting(case) as sitting:
            room = sitting.left()
            forms = form_errors(room) if room and not sitting.still else ()
            outcomes = dict(_in_turn(case, sitting, submission))
            grade = Grade(
                exercise=exercise.id,
                learner=submission.learner,
                submission_sha256=submission.sha256,
                grader_sha256=grader.sha256,
                evidence=self._evidence,
                outcomes=tuple(outcomes[position] for position in range(len(outcomes))),
                goals=exercise.goals_of(case.round),
                round=case.round,
                room=f"{self._rooms.name}/{self._rooms.tier}",
                cell_errors=sitting.cells.errors,
                form_errors=forms,
                has_answer=case.program.has_answer,
                notes=submission.notebook.notes + case.program.notes + sitting.crowding,
            )
            grade = replace(grade, message=self._message(case, sitting, grade))
        if self._evidence is Evidence.SELF_CHECKED:
            return replace(grade, explanation=explained(grade, case.program.cells))
        return grade

    def first_miss(
        self, exercise: Exercise, grader: Grader, submission: Submission
    ) -> Outcome | None:
        """Return the first outcome that is not passed, None if all are; no more checks are run.

        Its verdict is `timeout` if a cell's time was up, whatever the check made of that.
        """
        case = case_of(exercise, grader, submission.notebook, submission.round)
        with self._sitting(case) as sitting:
            outcomes = (outcome for _, outcome in _in_turn(case, sitting, submission))
            miss = next((one for one in outcomes if one.verdict is not Verdict.PASSED), None)
            late = Verdict.TIMEOUT in sitting.cells.lost.values()
            return replace(miss, verdict=Verdict.TIMEOUT) if miss and late else miss

    def seconds(self, exercise: Exercise, grader: Grader, submission: Submission) -> list[float]:
        """Return how long each check took, in their order of turn; [] when one is not passed.

        The first one's time has that of the notebook's cells in it.
        """
        case = case_of(exercise, grader, submission.notebook, submission.round)
        taken, begun = [], time.perf_counter()
        with self._sitting(case) as sitting:
            for _, outcome in _in_turn(case, sitting, submission):
                if outcome.verdict is not Verdict.PASSED:
                    return []
                taken.append(time.perf_counter() - begun)
                begun = time.perf_counter()
        return taken

    def _sitting(self, case: Case) -> Sitting:
        foresight = self._foresights.setdefault(case.grader.sha256, Foresight())
        return case.sitting(self._rooms, foresight)

    def _message(self, case: Case, sitting: Sitting, grade: Grade) -> str:
        """Return the misconception whose known-wrong attempt answers as this notebook does.

        Where there are no attempts, digests of their answers tell it.
        """
        if grade.verdict is Verdict.PASSED:
            return ""
        if not case.grader.attempts:
            known = case.known
            if known is None or not may_be_recognised(grade):
                return ""
            return recognised(known, testimony_of(case, sitting))
        reference = case.grader.reference(case.round)
        if reference is None:
            return ""
        mistakes = case.grader.mistakes(case.round)
        return named_mistake(
            testimony_of(case, sitting),
            self.testimony(case.exercise, case.grader, reference),
            {one.name: self.testimony(case.exercise, case.grader, one) for one in mistakes},
        )

    def testimony(self, exercise: Exercise, grader: Grader, attempt: Attempt) -> Testimony:
        """Return all that an attempt answers; it is heard once for each grader."""
        key = (grader.sha256, attempt.expected, attempt.name, attempt.round)
        if key not in self._heard:
            case = case_of(exercise, grader, attempt.notebook, attempt.round)
            with self._sitting(case) as sitting:
                self._heard[key] = testimony_of(case, sitting)
        return self._heard[key]


def _in_turn(case: Case, sitting: Sitting, submission: Submission) -> Iterator[tuple[int, Outcome]]:
    """Judge check after check as they are asked for; yield their positions with the outcomes.

    The order is shuffled, by submission and grader: the same at each grading.
    """
    seed = f"{case.grader.sha256}{submission.sha256}"
    checks = case.checks
    for position in _shuffled(len(checks), seed):
        yield position, _blamed(_outcome(checks[position], case, sitting, seed), sitting)


def _outcome(check: Check, case: Case, sitting: Sitting, seed: str) -> Outcome:
    try:
        with sitting.room(check.source) as place:
            return run_check(check, context_in(place, case, sitting, seed + check.name))
    except RoomEnded as end:
        if end.verdict is Verdict.TIMEOUT:
            sitting.waited()
        return Outcome(check.name, check.goal, end.verdict, "", check.visible)


def _blamed(outcome: Outcome, sitting: Sitting) -> Outcome:
    """Return the outcome with the verdict of the cell that ended early, if a name is missing."""
    if outcome.verdict is Verdict.MISSING and (blamed := _why_missing(sitting)):
        return replace(outcome, verdict=blamed, detail="")
    return outcome


def _why_missing(sitting: Sitting) -> Verdict | None:
    """Return why a cell did not give its names: its room was lost, or memory was used up."""
    if sitting.cells.lost:
        return next(iter(sitting.cells.lost.values()))
    full = any(one.error == "MemoryError" for one in sitting.cells.errors)
    return Verdict.MEMORY if full else None


def _shuffled(count: int, seed: str) -> list[int]:
    order = list(range(count))
    digest = hashlib.sha256(seed.encode()).digest()
    random.Random(digest).shuffle(order)  # noqa: S311 - an order, not a secret
    return order
