"""Ours: the command that a trainer types, rooms confined, checks outside, gradebook written."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.sides.corpus import Corpus
from benchmarks.sides.measured import PROCESSES, Command, Cost, Verdicts, run_all

# The best tier: whatever is measured in another is not what is promised.
_CONFINED = "forked/A"


def grade(corpus: Corpus, count: int, place: Path) -> tuple[Cost, Verdicts]:
    """Grade the first `count` submissions. Raise ValueError when the rooms are not confined."""
    for one in corpus.submissions(count):
        folder = place / "cohort" / one.learner
        folder.mkdir(parents=True)
        (folder / f"{corpus.exercise.name}.ipynb").write_text(corpus.notebook(one.attempt))
    cost = run_all([Command(_arguments(corpus), place)])
    lines = json.loads((place / "out" / "grades.json").read_text())["lines"]
    loose = {line["room"] or line["problem"] for line in lines} - {_CONFINED}
    if loose:
        raise ValueError(f"not graded in confined rooms: {', '.join(loose)}")
    return cost, {line["learner"]: _failed(line["checks"]) for line in lines}


def _arguments(corpus: Corpus) -> list[str | Path]:
    return [
        *(sys.executable, "-m", "konexio_cli", "cohort", "grade", "cohort", "--out", "out"),
        *("--jobs", str(PROCESSES)),
        *("--exercises", corpus.exercises, "--graders", corpus.graders),
    ]


def _failed(checks: list[dict[str, str]]) -> frozenset[str]:
    return frozenset(check["name"] for check in checks if check["verdict"] != "passed")
