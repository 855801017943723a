"""Where content is: the exercises in use, and the graders of trainers and CI."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course


def embedded_course() -> Path:
    """Return the course that travels in the wheel, or the checkout's own `exercises/`."""
    travelling = Path(str(files("konexio_cli.packs"))) / "embedded"
    if (travelling / "course.toml").is_file():
        return travelling
    return Path(__file__).parents[2] / "exercises"


def exercises_folder(given: Path | None, here: Path, fallback: Path) -> Path:
    """Return the folder with course.toml: the given one, one above `here`, or the fallback."""
    if given is not None:
        for folder in (given, given / "exercises"):
            if (folder / "course.toml").is_file():
                return folder
        raise KonexioError("exercises-missing", folder=given)
    return _above(here, "exercises", "course.toml") or fallback


def graders_folder(given: Path | None, here: Path) -> Path:
    """Return the folder of graders: the given one, or `graders/` above `here`."""
    folder = given if given is not None else _above(here, "graders", "")
    if folder is None or not folder.is_dir():
        raise KonexioError("graders-missing")
    return folder


def _above(here: Path, name: str, marker: str) -> Path | None:
    places = (folder / name for folder in (here, *here.parents))
    return next((p for p in places if (p / marker).exists() and p.is_dir()), None)


def named(course: Course, names: Sequence[str]) -> tuple[str, ...]:
    """Return the exercises that `names` mean, in course order: packs, ids or last parts.

    All exercises when no name is given. Raise KonexioError with a near name otherwise.
    """
    wanted = {one for name in names for one in _meant(course, name.strip("/"))}
    return tuple(one for one in course.exercises if not names or one in wanted)


def one_named(course: Course, name: str) -> str:
    """Return the id of the exercise that `name` means: its id, or its last part alone."""
    found = [e for e in course.exercises if name in {e, e.partition("/")[2]}]
    if len(found) == 1:
        return found[0]
    if found:
        raise KonexioError("exercise-ambiguous", exercise=name, known=", ".join(found))
    raise _unknown(name, course.exercises)


def _meant(course: Course, name: str) -> tuple[str, ...]:
    packs = {pack.name: pack.exercises for pack in course.packs}
    if name in packs:
        return packs[name]
    try:
        return (one_named(course, name),)
    except KonexioError as problem:
        if problem.code == "exercise-ambiguous":
            raise
        raise _unknown(name, [*packs, *course.exercises]) from None


def _unknown(name: str, names: Sequence[str]) -> KonexioError:
    known = [*names, *(one.partition("/")[2] for one in names if "/" in one)]
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    if near:
        return KonexioError("exercise-near", exercise=name, near=near[0])
    return KonexioError("exercise-unknown", exercise=name)
