"""Which grades can be signed, and why the others cannot."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from konexio_cli.cohort.handed_in import deliverables
from konexio_cli.cohort.line import Line
from konexio_cli.credentials.claim import TrainersWord, Vouched
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader

_LEVELS: dict[str, TrainersWord] = {
    level: level for level in (Evidence.TRAINER_GRADED, Evidence.TRAINER_CONFIRMED)
}


@dataclass(frozen=True, slots=True)
class Completed:
    """A learner's completed exercise: the grade of its last round, and the work of all rounds.

    `works` are those that may be signed, the last round last.
    """

    line: Line
    exercise: Exercise
    works: tuple[Vouched, ...]

    @property
    def work(self) -> Vouched:
        """The work of the last round."""
        return self.works[-1]


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
    cohort: Path, lines: Iterable[Line], graders: Graders
) -> tuple[list[Completed], list[tuple[Line, KonexioError]]]:
    """Return what was completed; and the grades that passed, but cannot be signed, with why."""
    passed = [one for one in lines if not one.problem and one.verdict == Verdict.PASSED]
    passed.sort(key=lambda one: (one.learner, one.exercise, one.round))
    done: list[Completed] = []
    left: list[tuple[Line, KonexioError]] = []
    for _, rounds in groupby(passed, key=lambda one: (one.learner, one.exercise)):
        *earlier, last = {one.round: one for one in rounds}.values()
        try:
            done.append(_completed(cohort, earlier, last, graders))
        except KonexioError as problem:
            left.append((last, problem))
    return done, left


def vouched(line: Line, files: Mapping[str, str] | None = None) -> Vouched:
    """Return the work of a line as a claim takes it, with the sums of files handed in with it.

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
        files=files or {},
    )


def _completed(cohort: Path, earlier: Sequence[Line], last: Line, graders: Graders) -> Completed:
    exercise, grader = graders.of(last.exercise)
    work = _signable(cohort, last, exercise, grader)
    if last.round < len(exercise.rounds):
        raise KonexioError("certify-round", exercise=last.exercise, round=last.round)
    works = []
    for line in earlier:  # without a good grade, an earlier round is simply not spoken of
        with contextlib.suppress(KonexioError):
            works.append(_signable(cohort, line, exercise, grader))
    return Completed(last, exercise, (*works, work))


def _signable(cohort: Path, line: Line, exercise: Exercise, grader: str) -> Vouched:
    files = deliverables(cohort, line.file) if exercise.kind is Kind.TASK else {}
    work = vouched(line, files)
    # A pack's version is told: it must be the one whose grader judged.
    if line.grader_sha256 != grader:
        raise KonexioError("certify-old-grader", exercise=line.exercise)
    return work
