"""The notebook that a learner means: by the name of its exercise, by its path, or the current one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cli.learner.desk import Desk, open_desk
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Submission
from konexio_cli.model.notebook import Notebook
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.identify import identify
from konexio_cli.packs.library import embedded_course, exercises_folder
from konexio_cli.packs.notebooks import parse, read_bytes
from konexio_cli.packs.rounds import round_of


@dataclass(frozen=True, slots=True)
class Found:
    """A notebook as it is on the disk now, and the exercise that it answers."""

    exercise: Exercise
    path: Path
    body: bytes
    notebook: Notebook

    @property
    def submission(self) -> Submission:
        """Return what the judge is given."""
        sha256 = hashlib.sha256(self.body).hexdigest()
        return Submission("", self.notebook, sha256, round_of(self.exercise, self.notebook))

    def now(self) -> Found:
        """Return the notebook as it is on the disk by now. Raise KonexioError if it is unreadable."""
        body = read_bytes(self.path)
        notebook = parse(body, self.path)
        if notebook.exercise not in {"", self.exercise.id, self.notebook.exercise}:
            raise _of_another(self.path, self.exercise.id, notebook.exercise)
        return Found(self.exercise, self.path, body, notebook)

    def is_at_its_place(self, desk: Desk) -> bool:
        """Whether this is the notebook that `pull` wrote, and not a copy somewhere else."""
        return self.path.resolve() == desk.workspace.notebook(self.exercise.id).resolve()


def find(name: str | None, exercises: Path | None) -> tuple[Desk | None, Found]:
    """Return the notebook that `name` means and the desk that it is on.

    A path is enough: a notebook outside a workspace is on no desk. Raise KonexioError
    when there is no such notebook, or it is not one of the named exercise.
    """
    if name is None or not (name.endswith(".ipynb") or Path(name).is_file()):
        desk = open_desk(Path.cwd(), exercises)
        return desk, on_desk(desk, name)
    path = Path(name)
    return _at(path, _desk_around(path, exercises), exercises)


def on_desk(desk: Desk, name: str | None) -> Found:
    """Return the notebook of an exercise, the current one without a name."""
    exercise = desk.exercise(name)
    path = desk.workspace.notebook(exercise.id)
    body, notebook = _read(path, desk, exercise.id)
    if notebook.exercise != exercise.id and notebook.exercise in _known(desk):
        raise _of_another(path, exercise.id, notebook.exercise)
    return Found(exercise, path, body, notebook)


def _read(path: Path, desk: Desk | None, exercise: str) -> tuple[bytes, Notebook]:
    try:
        body = read_bytes(path)
        return body, parse(body, path)
    except KonexioError as problem:
        if not (desk and exercise):
            raise
        gone = problem.code == "file-missing"
        told = KonexioError("notebook-missing", file=path) if gone else problem
        raise desk.offering_undo(told, exercise) from None


def _of_another(path: Path, exercise: str, other: str) -> KonexioError:
    return KonexioError("notebook-of-another", file=path, exercise=exercise, other=other)


def _at(path: Path, desk: Desk | None, exercises: Path | None) -> tuple[Desk | None, Found]:
    body, notebook = _read(path, desk, desk.exercise_at(path) if desk else "")
    if desk:
        return desk, Found(desk.read(identify(notebook, path, _known(desk))), path, body, notebook)
    root = exercises_folder(exercises, Path.cwd(), embedded_course())
    meant = identify(notebook, path, read_course(root).exercises)
    return None, Found(read_exercise(root, meant), path, body, notebook)


def _known(desk: Desk) -> tuple[str, ...]:
    return (*desk.course.exercises, *desk.left_out)


def _desk_around(path: Path, exercises: Path | None) -> Desk | None:
    try:
        return open_desk(path.absolute().parent, exercises)
    except KonexioError as problem:
        if problem.code == "workspace-missing":
            return None
        raise
