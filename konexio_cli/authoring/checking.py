"""`pack check`: one exercise taken through its gates; and folders that belong to none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from konexio_cli.authoring import gates
from konexio_cli.authoring.budget import reference_seconds
from konexio_cli.authoring.client_view import client_view
from konexio_cli.authoring.findings import ExerciseReport, Finding
from konexio_cli.authoring.leaks import leaks
from konexio_cli.authoring.mistakes import mistakes
from konexio_cli.authoring.paths import paths
from konexio_cli.authoring.reading import reading
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.grading.judges import Judges
from konexio_cli.model.exercise import Course
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader


class Sides(NamedTuple):
    """The two folders of a course: what learners receive, and what they do not."""

    exercises: Path
    graders: Path


def findings(
    name: str, sides: Sides, judges: Judges, messages: Collection[str]
) -> Iterator[Finding]:
    """Yield what all gates but the mutants' find in an exercise, whatever is wrong with it.

    `messages` are the ids of the feedback texts that exist. Raise KonexioError when it is
    the machine's fault.
    """
    exercises, graders = sides
    try:
        yield from gates.mirror(name, exercises, graders)
        exercise = read_exercise(exercises, name)
        grader = read_grader(graders, exercises, exercise)
        yield Finding("loads", name)
        yield from gates.clean(name, exercises, graders)
        yield from paths(name, exercises)
        yield from reading(name, exercises)
        yield from gates.goals(exercise, grader)
        yield from gates.languages(exercise)
        yield from client_view(exercise)
        yield from leaks(exercise, grader, exercises, graders)
        judge = judges.judge(exercise.libraries)
        judged = list(gates.attempts(judge, exercise, grader, messages))
        yield from judged
        yield from gates.starter(judge, exercise, grader)
        if not any(one.problem for one in judged):  # else their answers are not yet worth telling
            yield from mistakes(judge, exercise, grader, exercises)
        yield from reference_seconds(judge, exercise, grader)
    except KonexioError as problem:
        if problem.exit_code is Exit.MACHINE:
            raise
        yield Finding("loads", name, problem.code, dict(problem.facts))
    except Exception as problem:  # noqa: BLE001 - the other exercises are checked all the same
        why = f"{type(problem).__name__}: {problem}"
        yield Finding("loads", name, "check-broke", {"why": why})


def strays(course: Course, exercises: Path, graders: Path) -> Iterator[ExerciseReport]:
    """Yield a report for each folder that only one side has, or that nothing names."""
    listed, ours = set(course.exercises), _folders(exercises, "*/*/exercise.toml")
    alone = _folders(exercises, "*/pack.toml") - {pack.name for pack in course.packs}
    for pack in sorted(alone):
        yield ExerciseReport(pack, (Finding("mirror", pack, "pack-unlisted"),))
    for found in sorted(ours - listed):
        if found.partition("/")[0] not in alone:
            yield ExerciseReport(found, (Finding("mirror", found, "exercise-unlisted"),))
    for found in sorted(_folders(graders, "*/*/grader.ipynb") - listed - ours):
        yield ExerciseReport(found, (Finding("mirror", found, "grader-alone"),))


def _folders(root: Path, pattern: str) -> set[str]:
    return {path.parent.relative_to(root).as_posix() for path in root.glob(pattern)}
