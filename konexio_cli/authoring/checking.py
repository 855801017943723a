"""`pack check`: exercises taken through all gates, one report each."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from konexio_cli.authoring import gates
from konexio_cli.authoring.findings import ExerciseReport, Finding, Mutation
from konexio_cli.authoring.mutation import mutations
from konexio_cli.errors import KonexioError
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Course
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.sandbox.room import Rooms


class Sides(NamedTuple):
    """The two folders of a course: what learners receive, and what they do not."""

    exercises: Path
    graders: Path


def check_exercises(
    names: Sequence[str],
    sides: Sides,
    rooms: Rooms,
    messages: Collection[str],
    *,
    mutants: bool = True,
) -> Iterator[ExerciseReport]:
    """Yield a report for each exercise; a broken one is a report, never an exception.

    `messages` are the ids of the feedback texts that exist. Without `mutants` the
    gate that takes longest is left out.
    """
    judge = Judge(rooms, Evidence.TRAINER_GRADED)
    for name in names:
        begun = time.perf_counter()
        findings: list[Finding] = []
        mutation = Mutation()
        for found in _found(name, sides, judge, messages, mutants=mutants):
            if isinstance(found, Mutation):
                mutation += found
            else:
                findings.append(found)
        yield ExerciseReport(name, tuple(findings), time.perf_counter() - begun, mutation)


def _found(
    name: str, sides: Sides, judge: Judge, messages: Collection[str], *, mutants: bool
) -> Iterator[Finding | Mutation]:
    exercises, graders = sides
    try:
        yield from gates.mirror(name, exercises, graders)
        exercise = read_exercise(exercises, name)
        grader = read_grader(graders, exercises, exercise)
        yield Finding("loads", name)
        yield from gates.clean(name, exercises, graders)
        yield from gates.goals(exercise, grader)
        yield from gates.languages(exercise)
        yield from gates.attempts(judge, exercise, grader, messages)
        yield from gates.starter(judge, exercise, grader)
        if mutants:
            yield from mutations(judge, exercise, grader)
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
