"""The gate `budget`: what a pack may weigh, and what its references may take.

All limits stand here, and in docs/reference/content-format.md for authors.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.authoring.findings import Finding, Severity
from konexio_cli.durable import regular_files
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Submission
from konexio_cli.model.grader import Grader

GATE = "budget"
# Learners pull over a phone's connection: 4 MB take a minute at 0.5 Mbit/s.
MOST_PACK_BYTES = 4 << 20
# A cohort takes what its references take, times its learners: with 100 learners on two cores
# these are two and a half minutes for each exercise.
MOST_SECONDS = 3.0


def pack_weight(pack: str, exercises: Path) -> Iterator[Finding]:
    """Demand that what a learner receives of a pack is not heavier than its budget."""
    size = sum(path.stat().st_size for path in regular_files(exercises / pack))
    facts: dict[str, object] = {"kb": size >> 10, "most": MOST_PACK_BYTES >> 10}
    yield Finding(GATE, pack, "pack-heavy" if size > MOST_PACK_BYTES else "", facts)


def reference_seconds(judge: Judge, exercise: Exercise, grader: Grader) -> Iterator[Finding]:
    """Warn of a reference that takes long to grade: only a warning, since machines differ."""
    for one in exercise.rounds:
        reference = grader.reference(one.number)
        if reference is None:
            continue  # another gate's finding
        begun = time.perf_counter()
        judge.grade(exercise, grader, Submission("", reference.notebook, "budget", one.number))
        seconds = time.perf_counter() - begun
        facts: dict[str, object] = {"seconds": f"{seconds:.1f}", "most": MOST_SECONDS}
        facts["round"] = one.number
        problem = "reference-slow" if seconds > MOST_SECONDS else ""
        yield Finding(GATE, f"round {one.number}", problem, facts, Severity.WARNING)
