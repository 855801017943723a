"""The leak scan: nothing that a grader hides stands in what a learner receives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from konexio_cli.authoring.findings import ExerciseReport, Finding
from konexio_cli.authoring.received import received
from konexio_cli.authoring.secrets import Secret, secrets_of
from konexio_cli.durable import regular_files
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Grader
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader

# Names that only the graders' side has.
_THEIRS = {"graders", "attempts", "grader.ipynb", "equivalent.toml", "make_data.py"}


def find_leaks(files: Mapping[str, bytes], secrets: Iterable[Secret]) -> Iterator[Finding]:
    """Give each leak in `files`, whose names are those within a course, once per file and source.

    A text that is shown to learners is a file, too: its name begins with its exercise.
    """
    places = [received(name, body) for name, body in sorted(files.items())]
    for place in places:
        if _THEIRS & set(PurePosixPath(place.name).parts):
            yield Finding("leaks", place.name, "leak-file", {"file": place.name})
    told: set[tuple[str, str, str]] = set()
    # Most secrets are nowhere: one look at everything together settles it.
    everything = "\n".join(form for place in places for form in place.code)
    for secret in secrets:
        for place in places if secret.code in everything else ():
            key = (secret.problem, place.name, secret.source)
            if key not in told and secret.is_in(place):
                told.add(key)
                facts: dict[str, object] = {"file": place.name}
                facts |= {"source": f"{secret.exercise}, {secret.source}", "told": secret.told}
                yield Finding("leaks", place.name, secret.problem, facts)


def leaks(exercise: Exercise, grader: Grader, exercises: Path, graders: Path) -> Iterator[Finding]:
    """Demand that an exercise's folder tells nothing of its grader."""
    files = {
        path.relative_to(exercises).as_posix(): path.read_bytes()
        for path in regular_files(exercises / exercise.id)
    }
    yield from find_leaks(files, secrets_of(exercise, grader, graders / exercise.id))
    yield Finding("leaks", exercise.id)


def leaks_across(exercises: Path, graders: Path) -> Iterator[ExerciseReport]:
    """Yield a report for each exercise that tells what another one's grader hides.

    A course that does not read is left to the gates of its exercises.
    """
    files = {
        path.relative_to(exercises).as_posix(): path.read_bytes()
        for path in regular_files(exercises)
    }
    try:
        secrets = secrets_of_course(exercises, graders)
    except KonexioError:
        return
    found: dict[str, list[Finding]] = {}
    for finding in find_leaks(files, secrets):
        name = "/".join(PurePosixPath(finding.subject).parts[:2])
        if not str(finding.facts.get("source", f"{name}, ")).startswith(f"{name}, "):
            found.setdefault(name, []).append(finding)
    for name, findings in found.items():
        yield ExerciseReport(name, tuple(findings))


def secrets_of_course(exercises: Path, graders: Path) -> tuple[Secret, ...]:
    """Return all that the graders of a course hide. Raise KonexioError if one is not whole."""
    found: list[Secret] = []
    for name in read_course(exercises).exercises:
        exercise = read_exercise(exercises, name)
        grader = read_grader(graders, exercises, exercise)
        found += secrets_of(exercise, grader, graders / name)
    return tuple(found)
