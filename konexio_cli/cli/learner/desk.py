"""The learner's desk: their workspace, the course in use, and their journal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course, Exercise
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.library import one_named
from konexio_cli.packs.sources import embedded_course
from konexio_cli.portfolio.journal import Journal
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
        """Return the first exercise whose rounds are not all passed; "" when all are."""
        passed = self.journal.passed()
        for one in self.course.exercises:
            if one not in passed or passed[one] < len(read_exercise(self.root, one).rounds):
                return one
        return ""


def open_desk(here: Path, exercises: Path | None = None) -> Desk:
    """Return the desk of the workspace that `here` is in. Raise KonexioError without one."""
    workspace = open_workspace(here)
    course = workspace.settings.course
    root = exercises or (Path(course) if course else embedded_course())
    return Desk(workspace, root, read_course(root), Journal(workspace.journal))
