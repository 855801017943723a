"""How long does one learner wait? A right notebook, in a warm process and by a cold command.

    python -m benchmarks.latency [--checks N] [--commands N] [--json]

Warm: the same judge and rooms check one notebook after the other, hidden checks and all.
Cold: `konexio check FILE` from nothing, as a learner types it; the same command once more
for each run under `-X importtime`, whose own cost is thus in the imports and not in the total.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Submission
from konexio_cli.model.grader import Grader
from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.packs.notebooks import read_submission
from konexio_cli.sandbox.choose import open_rooms

_HOUSE = Path(__file__).parents[1]
_EXERCISE = "m01/split-the-bill"
_IMPORT = re.compile(r"^import time:\s+(\d+) \|", re.MULTILINE)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.latency")
    parser.add_argument("--checks", type=int, default=300, help="checks in the warm process")
    parser.add_argument("--commands", type=int, default=10, help="cold commands")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="konexio-bench-") as folder:
        notebook = Path(folder, "split-the-bill.ipynb")
        exercise, grader = _right(notebook)
        figures = warm(exercise, grader, notebook, asked.checks) | cold(notebook, asked.commands)
    print(json.dumps(figures, indent=1) if asked.json else _text(figures))


def _right(notebook: Path) -> tuple[Exercise, Grader]:
    """Write the reference of an exercise as a learner's notebook; return what judges it."""
    exercise = read_exercise(_HOUSE / "exercises", _EXERCISE)
    grader = read_grader(_HOUSE / "graders", _HOUSE / "exercises", exercise)
    reference = grader.reference(1)
    assert reference
    answers = {c.name: c.source for c in reference.notebook.cells if c.role is Role.ANSWER}
    notebook.write_text(fill_in(compose(exercise, Language.EN, {}), answers))
    return exercise, grader


def warm(exercise: Exercise, grader: Grader, notebook: Path, count: int) -> dict[str, float]:
    """Return milliseconds of a check in a warm process, and of what warms it."""
    begun = time.perf_counter()
    rooms = open_rooms("auto", exercise.libraries)
    try:
        room = f"{rooms.name}/{rooms.tier}"
        ready = time.perf_counter() - begun
        judge = Judge(rooms, Evidence.TRAINER_GRADED)
        _check(judge, exercise, grader, notebook)  # compiles the checks, once
        each = sorted(_check(judge, exercise, grader, notebook) for _ in range(count))
    finally:
        rooms.close()
    if room != "forked/A":
        sys.exit(f"these rooms are not confined: {room}")
    return {
        "rooms_ready_ms": 1000 * ready,
        "warm_median_ms": 1000 * median(each),
        "warm_p99_ms": 1000 * each[min(int(count * 0.99), count - 1)],
    }


def _check(judge: Judge, exercise: Exercise, grader: Grader, notebook: Path) -> float:
    """Return the seconds from the file to its grade."""
    begun = time.perf_counter()
    submission: Submission = read_submission(notebook, "learner")
    grade = judge.grade(exercise, grader, submission)
    seconds = time.perf_counter() - begun
    if grade.verdict is not Verdict.PASSED:
        sys.exit(f"a right notebook was judged {grade.verdict}")
    return seconds


def cold(notebook: Path, count: int) -> dict[str, float]:
    """Return milliseconds of the whole command, and of its imports."""
    totals = [_command(notebook)[0] for _ in range(count + 1)][1:]  # the first one warms the disk
    imports = [_imported(_command(notebook, "-X", "importtime")[1]) for _ in range(count)]
    return {
        "cold_median_ms": 1000 * median(totals),
        "cold_slowest_ms": 1000 * max(totals),
        "cold_imports_ms": 1000 * median(imports),
    }


def _command(notebook: Path, *flags: str) -> tuple[float, str]:
    """Run `konexio check`; return its seconds and what it wrote to its errors."""
    command = [sys.executable, *flags, "-m", "konexio_cli", "check", notebook.name]
    begun = time.perf_counter()
    done = subprocess.run(
        [*command, "--exercises", _HOUSE / "exercises"],
        cwd=notebook.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - begun, done.stderr


def _imported(told: str) -> float:
    """Return the seconds that all imports of a command took together."""
    return sum(int(own) for own in _IMPORT.findall(told)) / 1e6


def _text(figures: dict[str, float]) -> str:
    return "\n".join(f"{name.replace('_', ' '):20}{value:10.1f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
