"""One worker's bench: judges with their rooms, and the exercises that it has read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Self

from konexio_cli.cohort.collecting import Found, demand_openable
from konexio_cli.cohort.confined import demand_confined
from konexio_cli.cohort.line import Line, graded, not_graded
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.grading.judge import Judge
from konexio_cli.grading.judges import Judges
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Grade, Submission
from konexio_cli.model.grader import Grader
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.packs.identify import by_name, identify
from konexio_cli.packs.notebooks import read_submission
from konexio_cli.packs.rounds import round_of


class Bench:
    """Grades one file after the other. Whatever is in a file, its line comes back."""

    def __init__(self, exercises: Path, graders: Path, *, trust: bool = False) -> None:
        """Grade only where rooms hide files and network, unless with `trust`."""
        self._exercises = exercises
        self._trust = trust
        self._graders = graders
        self._known = frozenset(read_course(exercises).exercises)
        self._read: dict[str, tuple[Exercise, Grader]] = {}
        self._judges = Judges(Evidence.TRAINER_GRADED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._judges.close_all()

    def line(self, found: Found) -> Line:
        """Return the line of one file."""
        exercise_id = ""
        try:
            demand_openable(found.file, found.problem)
            exercise_id = by_name(found.path, self._known)
            submission = read_submission(found.path, found.learner)
            exercise_id = identify(submission.notebook, found.path, self._known)
            exercise, grader = self._exercise(exercise_id)
            submission = replace(submission, round=round_of(exercise, submission.notebook))
            grade = self._grade(exercise, grader, submission)
            line = graded(grade, found.file, exercise.limits.seconds)
            claimed = submission.notebook.exercise
            if claimed in {"", exercise_id}:
                return line
            return replace(line, notes=[f"exercise-by-name:{claimed}", *line.notes])
        except KonexioError as problem:
            problem.facts |= {key: self._told(v, found) for key, v in problem.facts.items()}
            return not_graded(found.learner, found.file, problem, exercise_id)
        except Exception as problem:  # noqa: BLE001 - nothing in a submission may stop the others
            told = KonexioError("grading-broke", file=found.file, why=type(problem).__name__)
            return not_graded(found.learner, found.file, told, exercise_id)

    def _told(self, fact: object, found: Found) -> object:
        """Return a path as the gradebook names it: where this machine keeps things is not told."""
        if not isinstance(fact, Path):
            return fact
        if fact == found.path:
            return found.file
        roots = (one for one in (self._exercises, self._graders) if fact.is_relative_to(one))
        return next((f"{one.name}/{fact.relative_to(one).as_posix()}" for one in roots), fact.name)

    def _exercise(self, exercise_id: str) -> tuple[Exercise, Grader]:
        if exercise_id not in self._read:
            exercise = read_exercise(self._exercises, exercise_id)
            grader = read_grader(self._graders, self._exercises, exercise)
            self._read[exercise_id] = (exercise, grader)
        return self._read[exercise_id]

    def _grade(self, exercise: Exercise, grader: Grader, submission: Submission) -> Grade:
        libraries = exercise.libraries
        try:
            return self._judge(libraries).grade(exercise, grader, submission)
        except KonexioError as problem:
            if problem.exit_code is not Exit.MACHINE:
                raise
        # The rooms are gone: this submission ended them, or the one before it did.
        self._judges.close(libraries)
        try:
            return self._judge(libraries).grade(exercise, grader, submission)
        except KonexioError:
            self._judges.close(libraries)
            raise

    def _judge(self, libraries: tuple[str, ...]) -> Judge:
        """Return a judge, whose rooms may be new: what they hide is asked each time."""
        if not self._trust:
            demand_confined(self._judges.rooms(libraries))
        return self._judges.judge(libraries)
