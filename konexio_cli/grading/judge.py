"""The judge: a submission, its exercise and a grader become a grade."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from konexio_cli.grading.checking import ask_softly, run_check
from konexio_cli.grading.fixtures import CheckContext
from konexio_cli.grading.interview import Interview
from konexio_cli.grading.matching import Program, match
from konexio_cli.grading.misconceptions import Testimony, named_mistake
from konexio_cli.grading.sitting import Sitting
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Grade, Outcome, Submission
from konexio_cli.model.grader import Check, Grader
from konexio_cli.model.notebook import Notebook, Role
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
        number = min(submission.round, len(exercise.rounds))
        program = match(exercise.starter(number), submission.notebook)
        checks = [check for check in grader.checks if check.round <= number]
        seed = f"{grader.sha256}{submission.sha256}"
        with self._sitting(exercise, program, number) as sitting:
            outcomes = self._outcomes(checks, exercise, grader, sitting, number, seed)
        grade = Grade(
            exercise=exercise.id,
            learner=submission.learner,
            submission_sha256=submission.sha256,
            grader_sha256=grader.sha256,
            evidence=self._evidence,
            outcomes=outcomes,
            goals=exercise.goals_of(number),
            round=number,
            room=self._rooms.name,
            notes=submission.notebook.notes + program.notes,
        )
        if grade.verdict is Verdict.PASSED or not grader.attempts:
            return grade
        return replace(grade, message=self._message(exercise, grader, program, number))

    def _sitting(self, exercise: Exercise, program: Program, number: int) -> Sitting:
        return Sitting(self._rooms, program, exercise.data(number), exercise.limits)

    def _outcomes(  # noqa: PLR0913 - what a context is made of
        self,
        checks: Sequence[Check],
        exercise: Exercise,
        grader: Grader,
        sitting: Sitting,
        number: int,
        seed: str,
    ) -> tuple[Outcome, ...]:
        """Return the outcomes in the grader's order; the checks run in a shuffled one."""
        outcomes: dict[int, Outcome] = {}
        for position in _shuffled(len(checks), seed):
            check = checks[position]
            try:
                with sitting.room() as room:
                    context = CheckContext(
                        exercise, grader, number, sitting, Interview(room), seed + check.name
                    )
                    outcome = run_check(check, context)
            except RoomEnded as end:
                outcome = Outcome(check.name, check.goal, end.verdict, "", check.visible)
            outcomes[position] = _blamed(outcome, sitting)
        return tuple(outcomes[position] for position in range(len(checks)))

    def _message(self, exercise: Exercise, grader: Grader, program: Program, number: int) -> str:
        reference = grader.reference(number)
        if reference is None:
            return ""
        return named_mistake(
            self._testimony(exercise, grader, program, number),
            self._known(exercise, grader, "reference", reference.notebook, number),
            {
                attempt.name: self._known(exercise, grader, attempt.name, attempt.notebook, number)
                for attempt in grader.mistakes(number)
            },
        )

    def _known(
        self, exercise: Exercise, grader: Grader, name: str, notebook: Notebook, number: int
    ) -> Testimony:
        """Return an attempt's testimony; it is heard once for each grader."""
        key = (grader.sha256, name, number)
        if key not in self._heard:
            program = match(exercise.starter(number), notebook)
            self._heard[key] = self._testimony(exercise, grader, program, number)
        return self._heard[key]

    def _testimony(
        self, exercise: Exercise, grader: Grader, program: Program, number: int
    ) -> Testimony:
        told: dict[tuple[str, str, int], str] = {}
        with self._sitting(exercise, program, number) as sitting:
            for check in (c for c in grader.checks if c.round <= number):
                # One seed for all who are asked: the same questions.
                seed = grader.sha256 + check.name
                record: list[tuple[str, str]] = []
                try:
                    with sitting.room() as room:
                        interview = Interview(room, record=record)
                        context = CheckContext(exercise, grader, number, sitting, interview, seed)
                        ask_softly(check, context)
                except RoomEnded as end:
                    record.append(("ended", end.verdict))
                told |= _numbered(check.name, record)
            told |= _numbered("cells", _cell_errors(sitting))
        return told


def _numbered(check: str, record: Sequence[tuple[str, str]]) -> Testimony:
    counts: Counter[str] = Counter()
    told = {}
    for question, answer in record:
        told[check, question, counts[question]] = answer
        counts[question] += 1
    return told


def _cell_errors(sitting: Sitting) -> list[tuple[str, str]]:
    names = {cell.name for cell in sitting.program.cells if cell.role is Role.ANSWER}
    return [(name, sitting.error(name)) for name in sorted(names)]


def _blamed(outcome: Outcome, sitting: Sitting) -> Outcome:
    """Return the outcome with the verdict of the cell that was lost, if a name is missing."""
    if outcome.verdict is Verdict.MISSING and sitting.lost:
        return replace(outcome, verdict=next(iter(sitting.lost.values())))
    return outcome


def _shuffled(count: int, seed: str) -> list[int]:
    order = list(range(count))
    digest = hashlib.sha256(seed.encode()).digest()
    random.Random(digest).shuffle(order)  # noqa: S311 - an order, not a secret
    return order
