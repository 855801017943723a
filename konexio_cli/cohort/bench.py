"""One worker's bench: a judge with its rooms, and the exercises that it has read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from konexio_cli.cohort.line import Line, graded, not_graded, to_text
from konexio_cli.errors import KonexioError
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Grader
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.packs.identify import identify
from konexio_cli.packs.notebooks import read_submission
from konexio_cli.sandbox.choose import open_rooms


class Bench:
    """Grades one file after the other. Whatever is in a file, its line comes back."""

    def __init__(self, exercises: Path, graders: Path) -> None:
        self._exercises = exercises
        self._graders = graders
        self._known = frozenset(read_course(exercises).exercises)
        self._read: dict[str, tuple[Exercise, Grader]] = {}
        self._judges: dict[tuple[str, ...], Judge] = {}

    def line(self, learner: str, path: Path, file: str) -> Line:
        """Return the line of one file."""
        exercise_id = ""
        try:
            submission = read_submission(path, learner)
            exercise_id = identify(submission.notebook, path, self._known)
            exercise, grader = self._exercise(exercise_id)
            judge = self._judge(exercise.libraries)
            return graded(judge.grade(exercise, grader, submission), file)
        except KonexioError as problem:
            return not_graded(learner, file, problem, exercise_id)
        except Exception as problem:  # noqa: BLE001 - nothing in a submission may stop the others
            told = KonexioError("grading-broke", file=path, why=type(problem).__name__)
            return not_graded(learner, file, told, exercise_id)

    def _exercise(self, exercise_id: str) -> tuple[Exercise, Grader]:
        if exercise_id not in self._read:
            exercise = read_exercise(self._exercises, exercise_id)
            grader = read_grader(self._graders, self._exercises, exercise)
            self._read[exercise_id] = (exercise, grader)
        return self._read[exercise_id]

    def _judge(self, libraries: tuple[str, ...]) -> Judge:
        if libraries not in self._judges:
            self._judges[libraries] = Judge(open_rooms("auto", libraries), Evidence.TRAINER_GRADED)
        return self._judges[libraries]


@lru_cache(maxsize=1)
def _bench(exercises: Path, graders: Path) -> Bench:
    """Return this process's bench; its warm rooms end with the process."""
    return Bench(exercises, graders)


def grade_file(learner: str, path: Path, file: str, exercises: Path, graders: Path) -> str:
    """Grade one file in a worker process; return its line as text."""
    return to_text(_bench(exercises, graders).line(learner, path, file))
