"""The learner's desk: their workspace, the course in use, and their journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course, Exercise
from konexio_cli.packs.exercises import read_course, read_exercise, read_shape
from konexio_cli.packs.library import embedded_course, one_named
from konexio_cli.packs.notebooks import parse
from konexio_cli.packs.origins import packed, unpacked
from konexio_cli.portfolio.journal import Journal
from konexio_cli.portfolio.repetition import next_new, to_repeat
from konexio_cli.portfolio.states import State
from konexio_cli.portfolio.workspace import Workspace, open_workspace

# A notebook of which nothing is left to read.
_LOST = {
    *("file-missing", "notebook-missing", "notebook-empty", "notebook-damaged"),
    *("notebook-not-one", "notebook-encoding"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a learner's command works on."""

    workspace: Workspace
    root: Path
    course: Course
    journal: Journal

    def exercise(self, name: str | None = None) -> Exercise:
        """Return the exercise that `named` means."""
        return self.read(self.named(name))

    def named(self, name: str | None = None) -> str:
        """Return the id of the named exercise, of the current one without a name.

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
        if wanted in {pack.name for pack in self.course.packs}:
            raise KonexioError("exercise-is-pack", pack=wanted)
        return self._meant(wanted)

    def _meant(self, wanted: str) -> str:
        """Return the id that a name means: of the course, else of what it has left out."""
        try:
            return one_named(self.course, wanted)
        except KonexioError:
            left = [one for one in self.left_out if wanted in {one, one.partition("/")[2]}]
            if len(left) == 1:
                return left[0]
            raise

    def exercise_at(self, path: Path) -> str:
        """Return the exercise whose own notebook has this path, there or not; "" for none."""
        found, folder = path.resolve(), self.workspace.folder.resolve()
        if not found.is_relative_to(folder):
            return ""
        name = found.parent.relative_to(folder).as_posix()
        return name if self.workspace.notebook(name).name == found.name else ""

    def offering_undo(self, problem: KonexioError, exercise: str) -> KonexioError:
        """Return what is wrong with a notebook; where a state of it is kept, with the way back."""
        if problem.code not in _LOST or not exercise:
            return problem
        if all(self.loss_of(one) for one in self.journal.states(exercise)):
            return problem
        return problem.with_way_out(KonexioError("notebook-kept", exercise=exercise))

    def loss_of(self, state: State) -> str:
        """Return the code of what makes a kept state unreadable; "" when it is a notebook."""
        try:
            parse(self.journal.snapshot(state.sha256), Path())
        except KonexioError as problem:
            return problem.code
        return ""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The exercises that were pulled and that the course has no more."""
        return tuple(one for one in self.journal.pulled() if one not in self.course.exercises)

    def read(self, exercise_id: str) -> Exercise:
        """Return an exercise of the course; one that it has left out as it was pulled."""
        if exercise_id in self.course.exercises:
            return read_exercise(self.root, exercise_id)
        return unpacked(self.files_of(exercise_id), exercise_id)

    def files_of(self, exercise_id: str) -> bytes:
        """Return the files of an exercise in one piece, from where `read` takes it."""
        if exercise_id in self.course.exercises:
            return packed(self.root, exercise_id)
        return self.journal.snapshot(self.journal.pulled()[exercise_id][0].origin)

    def version_of(self, exercise_id: str) -> str:
        """Return the version of the pack that an exercise is of."""
        packs = (one for one in self.course.packs if exercise_id in one.exercises)
        pack = next(packs, None)
        return pack.version if pack else self.journal.pulled()[exercise_id][0].version

    def round_of(self, exercise: Exercise) -> int:
        """Return the round that the learner is at: the one after the last that they passed."""
        return min(self.journal.passed().get(exercise.id, 0) + 1, len(exercise.rounds))

    def next(self) -> str:
        """Return the first exercise that is open and not done; "" when all are done."""
        return next_new(self.course, self._done(), self._requires)

    def after(self, exercise_id: str) -> str:
        """Return the first exercise behind this one that is not done, then from the start."""
        course, done = self.course.exercises, self._done()
        place = course.index(exercise_id) + 1 if exercise_id in course else 0
        behind = (*course[place:], *course[:place])
        return next((one for one in behind if not done(one)), exercise_id)

    def is_done(self, exercise_id: str) -> bool:
        """Whether all rounds of an exercise are passed."""
        return self._done()(exercise_id)

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
