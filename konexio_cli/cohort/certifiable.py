"""Which grades can be signed, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cohort.line import Line
from konexio_cli.credentials.claim import TrainersWord, Vouched
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader

_LEVELS: dict[str, TrainersWord] = {
    level: level for level in (Evidence.TRAINER_GRADED, Evidence.TRAINER_CONFIRMED)
}


@dataclass(frozen=True, slots=True)
class Completed:
    """A learner's completed exercise: the grade that counts, and the work that may be signed."""

    line: Line
    exercise: Exercise
    work: Vouched


class Graders:
    """The exercises in use, with the names of the graders that judge them now."""

    def __init__(self, exercises: Path, graders: Path) -> None:
        self._exercises = exercises
        self._graders = graders
        self._read: dict[str, tuple[Exercise, str]] = {}

    def of(self, exercise_id: str) -> tuple[Exercise, str]:
        """Return an exercise and its grader's SHA-256. Raise KonexioError: missing, not whole."""
        if exercise_id not in self._read:
            exercise = read_exercise(self._exercises, exercise_id)
            grader = read_grader(self._graders, self._exercises, exercise)
            self._read[exercise_id] = exercise, grader.sha256
        return self._read[exercise_id]


def completed(
    lines: Iterable[Line], graders: Graders
) -> tuple[list[Completed], list[tuple[Line, KonexioError]]]:
    """Return what was completed; and the grades that passed, but cannot be signed, with why."""
    done: list[Completed] = []
    left: list[tuple[Line, KonexioError]] = []
    for line in lines:
        if line.problem or line.verdict != Verdict.PASSED:
            continue
        try:
            done.append(_completed(line, graders))
        except KonexioError as problem:
            left.append((line, problem))
    # An earlier round of what is signed waits for nothing.
    signed = {(one.line.learner, one.line.exercise) for one in done}
    return done, [one for one in left if (one[0].learner, one[0].exercise) not in signed]


def vouched(line: Line) -> Vouched:
    """Return the work of a line as a claim takes it.

    Raise KonexioError when it did not pass, or when no trainer's judge graded it.
    """
    if line.verdict != Verdict.PASSED:
        raise KonexioError("certify-not-passed", exercise=line.exercise)
    if line.evidence not in _LEVELS:
        evidence = line.evidence
        raise KonexioError("credential-self-checked", exercise=line.exercise, evidence=evidence)
    return Vouched(
        exercise=line.exercise,
        round=line.round,
        evidence=_LEVELS[line.evidence],
        verdict=Verdict.PASSED,
        submission_sha256=line.submission_sha256,
        grader_sha256=line.grader_sha256,
    )


def _completed(line: Line, graders: Graders) -> Completed:
    work = vouched(line)
    exercise, grader = graders.of(line.exercise)
    if line.round < len(exercise.rounds):
        raise KonexioError("certify-round", exercise=line.exercise, round=line.round)
    # A pack's version is told: it must be the one whose grader judged.
    if line.grader_sha256 != grader:
        raise KonexioError("certify-old-grader", exercise=line.exercise)
    return Completed(line, exercise, work)
