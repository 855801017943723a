"""The learner's desk: their workspace, the course in use, and their journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course, Exercise
from konexio_cli.packs.exercises import read_course, read_exercise, read_shape
from konexio_cli.packs.library import one_named
from konexio_cli.packs.sources import embedded_course
from konexio_cli.portfolio.journal import Journal
from konexio_cli.portfolio.repetition import next_new, to_repeat
from konexio_cli.portfolio.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a learner's command works on."""

    workspace: Workspace
    root: Path
    course: Course
    journal: Journal

    def exercise(self, name: str | None = None) -> Exercise:
        """Return the named exercise, the current one without a name.

        Raise KonexioError when there is no such exercise, or none is chosen.
        """
        if name is None:
            name = self.journal.current
            if not name:
                raise KonexioError("no-current")
        # A shell that completes the name of a folder adds a slash, and some begin with `./`.
        wanted = PurePosixPath(name.replace("\\", "/")).as_posix()
        if wanted in {"", ".", "/"}:
            raise KonexioError("exercise-unknown", exercise=name)
        return read_exercise(self.root, one_named(self.course, wanted))

    def round_of(self, exercise: Exercise) -> int:
        """Return the round that the learner is at: the one after the last that they passed."""
        return min(self.journal.passed().get(exercise.id, 0) + 1, len(exercise.rounds))

    def next(self) -> str:
        """Return the first exercise that is open and not done; "" when all are done."""
        return next_new(self.course, self._done(), self._requires)

    def to_repeat(self, now: datetime) -> str:
        """Return the done exercise that it is most time to do again; "" for none."""
        done = self._done()
        practice = {one: how for one, how in self.journal.practice().items() if done(one)}
        return to_repeat(self.course, practice, now)

    def _done(self) -> Callable[[str], bool]:
        """Return what tells whether all rounds of an exercise are passed."""
        passed = self.journal.passed()
        return lambda one: one in passed and passed[one] >= len(self.exercise(one).rounds)

    def _requires(self, exercise: str) -> tuple[str, ...]:
        return tuple(read_shape(self.root, exercise).requires)


def open_desk(here: Path, exercises: Path | None = None) -> Desk:
    """Return the desk of the workspace that `here` is in. Raise KonexioError without one."""
    workspace = open_workspace(here)
    course = workspace.settings.course
    root = exercises or (Path(course) if course else embedded_course())
    return Desk(workspace, root, read_course(root), Journal(workspace.journal))
