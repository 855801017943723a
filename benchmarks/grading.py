"""How fast is a grade? Ours beside plain nbclient, in one run, on the same submissions.

    python benchmarks/grading.py [SUBMISSIONS]

The ratio is what counts: both sides run on the same machine at the same time of day.
Plain nbclient runs the same notebooks and judges nothing: it is the floor of every
grader that starts a kernel for each submission.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Submission
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.sandbox.choose import open_rooms

ROOT = Path(__file__).parents[1]
WITH_KERNELS = 6


def passing(pack: str) -> list[tuple[Exercise, Grader, Attempt]]:
    """Return every right attempt of a pack, with its exercise and grader."""
    found = []
    course = read_course(ROOT / "exercises")
    for name in (one for one in course.exercises if one.startswith(f"{pack}/")):
        exercise = read_exercise(ROOT / "exercises", name)
        grader = read_grader(ROOT / "graders", ROOT / "exercises", exercise)
        right = (a for a in grader.attempts if a.expected is Verdict.PASSED)
        found += [(exercise, grader, attempt) for attempt in right]
    return found


def judged(work: list[tuple[Exercise, Grader, Attempt]], count: int) -> list[float]:
    """Return the seconds of each of `count` gradings in the rooms of this machine."""
    rooms = open_rooms("auto", ())
    judge = Judge(rooms, Evidence.TRAINER_GRADED)
    seconds = []
    for number in range(count + 1):
        exercise, grader, attempt = work[number % len(work)]
        submission = Submission("learner", attempt.notebook, f"{number:064d}")
        seconds.append(timed(lambda: judge.grade(exercise, grader, submission)))  # noqa: B023 - called at once
    rooms.close()
    return sorted(seconds[1:])  # the first one waits for the warm process


def with_kernels(work: list[tuple[Exercise, Grader, Attempt]], count: int) -> list[float]:
    """Return the seconds of each of `count` notebooks run by plain nbclient."""
    seconds = []
    for number in range(count):
        exercise, _, attempt = work[number % len(work)]
        answers = {cell.name: cell.source for cell in attempt.notebook.cells}
        text = fill_in(compose(exercise, Language.EN, {}), answers)
        client = NotebookClient(nbformat.reads(text, as_version=4), timeout=60)
        seconds.append(timed(client.execute))
    return sorted(seconds)


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds `act` takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def main() -> None:
    """Measure both sides and print the figures as JSON."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    work = passing("m01")
    ours = judged(work, count)
    kernels = with_kernels(work, WITH_KERNELS)
    figures = {
        "submissions": count,
        "ours_median_ms": round(1000 * ours[len(ours) // 2], 1),
        "ours_p99_ms": round(1000 * ours[int(len(ours) * 0.99) - 1], 1),
        "ours_per_second": round(len(ours) / sum(ours), 1),
        "nbclient_median_ms": round(1000 * kernels[len(kernels) // 2], 1),
        "nbclient_per_second": round(len(kernels) / sum(kernels), 2),
        "ratio": round(len(ours) / sum(ours) * sum(kernels) / len(kernels), 1),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
