"""How long does `cohort similar` take? Seconds and pairs, by size of the cohort.

    python benchmarks/similar.py [EXERCISE] [LEARNERS …]

Every learner hands in one of the known attempts, with a number of their own in it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from konexio_cli.cohort.collecting import collect
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.similar.looking import look
from konexio_cli.model.language import Language
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader

ROOT = Path(__file__).parents[1]


def make(folder: Path, name: str, learners: int) -> None:
    """Write a cohort for one exercise."""
    exercise = read_exercise(ROOT / "exercises", name)
    grader = read_grader(ROOT / "graders", ROOT / "exercises", exercise)
    attempts = [one for one in grader.attempts if one.round == 1]
    notebook = compose(exercise, Language.EN, {})
    for number in range(learners):
        cells = attempts[number % len(attempts)].notebook.cells
        own = f"\nprint({number}, {number} * 2, {number} * 3)"
        path = folder / f"learner {number}" / f"{exercise.name}.ipynb"
        path.parent.mkdir()
        path.write_text(fill_in(notebook, {c.name: c.source + own for c in cells}), "utf-8")


def main(name: str, sizes: list[int]) -> None:
    """Print a line for each size."""
    for learners in sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), name, learners)
            start = time.perf_counter()
            looked = look(collect(Path(folder)), ROOT / "exercises", Settings())
            seconds = time.perf_counter() - start
        print(f"{name}: {learners} answers, {len(looked.pairs)} pairs, {seconds:.2f} s")


if __name__ == "__main__":
    exercise, *given = sys.argv[1:] or ["c1/client-list-cleanup"]
    main(exercise, [int(one) for one in given] or [200, 1_000])
