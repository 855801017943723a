"""`pack check`: exercises taken through all gates, one report each."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from konexio_cli.authoring import gates
from konexio_cli.authoring.findings import ExerciseReport, Finding
from konexio_cli.authoring.leaks import leaks
from konexio_cli.errors import KonexioError
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Course
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.sandbox.room import Rooms


def check_exercises(
    names: Sequence[str], exercises: Path, graders: Path, rooms: Rooms, messages: Collection[str]
) -> Iterator[ExerciseReport]:
    """Yield a report for each exercise; a broken one is a report, never an exception.

    `messages` are the ids of the feedback texts that exist.
    """
    judge = Judge(rooms, Evidence.TRAINER_GRADED)
    for name in names:
        begun = time.perf_counter()
        findings = tuple(_findings(name, exercises, graders, judge, messages))
        yield ExerciseReport(name, findings, time.perf_counter() - begun)


def _findings(
    name: str, exercises: Path, graders: Path, judge: Judge, messages: Collection[str]
) -> Iterator[Finding]:
    try:
        yield from gates.mirror(name, exercises, graders)
        exercise = read_exercise(exercises, name)
        grader = read_grader(graders, exercises, exercise)
        yield Finding("loads", name)
        yield from gates.clean(name, exercises, graders)
        yield from gates.goals(exercise, grader)
        yield from gates.languages(exercise)
        yield from leaks(exercise, grader, exercises, graders)
        yield from gates.attempts(judge, exercise, grader, messages)
        yield from gates.starter(judge, exercise, grader)
    except KonexioError as problem:
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
