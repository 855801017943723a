"""One condition in a process of its own: `python -m konexio_cli.authoring.trial NUMBER …`.

The process was started under its condition. It grades the right solutions of all
exercises that standard input names, and writes a line of JSON for each.
"""

from __future__ import annotations

import itertools
import json
import locale
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from konexio_cli.authoring.conditions import CONDITIONS, Condition
from konexio_cli.authoring.slow_machine import busy_neighbours
from konexio_cli.errors import KonexioError
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise, Limits
from konexio_cli.model.grade import Submission
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.room import Nature, Rooms

# The last line: without it, the process did not come to its end.
END = "end"
# Notes, by the keys of their sentences.
NO_LOCALE, NO_LOCALE_IN_ROOMS = "flaky.no-locale", "flaky.no-locale-in-rooms"
_SOLUTIONS = 2
_ASK_LOCALE = "import locale\nlocale.setlocale(locale.LC_ALL, '')"


@dataclass(frozen=True, slots=True)
class Trial:
    """The verdict of one right solution under one condition, and the checks that failed."""

    exercise: str
    attempt: str
    verdict: str
    checks: dict[str, str]


def main() -> None:
    """Write the trials of the condition whose number is the first argument."""
    condition = CONDITIONS[int(sys.argv[1])]
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a check prints goes to the errors, not among the answers
    exercises, graders = Path(sys.argv[2]), Path(sys.argv[3])
    names = sys.stdin.read().split()
    with answers, busy_neighbours(condition.neighbours):
        for answer in _answers(condition, names, exercises, graders):
            print(json.dumps(answer), file=answers, flush=True)


def _answers(
    condition: Condition, names: Iterable[str], exercises: Path, graders: Path
) -> Iterator[object]:
    if _has_locale():
        read = [both for name in names if (both := _read(name, exercises, graders))]
        read.sort(key=lambda both: both[0].libraries)
        for libraries, group in itertools.groupby(read, lambda both: both[0].libraries):
            yield from _in_rooms(condition, libraries, group)
    else:
        yield NO_LOCALE
    yield END


def _in_rooms(
    condition: Condition, libraries: tuple[str, ...], group: Iterable[tuple[Exercise, Grader]]
) -> Iterator[object]:
    """Give the trials of exercises that need the same libraries."""
    rooms = open_rooms("auto", libraries, condition.surroundings)
    try:
        if not _rooms_have_locale(rooms):
            yield NO_LOCALE_IN_ROOMS
        judge = Judge(rooms, Evidence.TRAINER_GRADED)
        for exercise, grader in group:
            for attempt in _right(exercise, grader):
                yield asdict(_trial(judge, exercise, grader, attempt, condition.order))
    finally:
        rooms.close()


def _has_locale() -> bool:
    """Whether the locale that we were started in is one of this machine."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, before)
    return True


def _rooms_have_locale(rooms: Rooms) -> bool:
    room = rooms.open({}, Limits(), Nature(plain=True))
    try:
        return not room.run(_ASK_LOCALE, Limits().notebook_seconds).error
    finally:
        room.close()


def _read(name: str, exercises: Path, graders: Path) -> tuple[Exercise, Grader] | None:
    try:
        exercise = read_exercise(exercises, name)
        return exercise, read_grader(graders, exercises, exercise)
    except KonexioError:
        return None  # the gate `loads` tells why


def _right(exercise: Exercise, grader: Grader) -> Iterator[Attempt]:
    """Give the reference of each round, and one solution that is written differently."""
    for one in exercise.rounds:
        right = [a for a in grader.attempts if a.round == one.number and not a.message]
        yield from sorted(right, key=lambda a: a.name != "reference")[:_SOLUTIONS]


def _trial(judge: Judge, exercise: Exercise, grader: Grader, attempt: Attempt, order: int) -> Trial:
    name = f"passed/{attempt.name}" + (" (2)" if attempt.round > 1 else "")
    # The name of a submission stands for its content: it seeds order and random values.
    seed = f"{name} {order}" if order else name
    grade = judge.grade(exercise, grader, Submission("", attempt.notebook, seed, attempt.round))
    failed = {o.check: str(o.verdict) for o in grade.outcomes if o.verdict is not Verdict.PASSED}
    return Trial(exercise.id, name, str(grade.verdict), failed)


if __name__ == "__main__":
    main()
