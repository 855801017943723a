"""Two floors that judge nothing from outside: plain nbclient, and a plain forked `exec`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.sides.corpus import Corpus, Submitted
from benchmarks.sides.measured import Command, Cost, Verdicts, halves, run_all
from benchmarks.sides.notebooks import text, with_checks

_RUNNERS = Path(__file__).parent / "runners"


def nbclient(corpus: Corpus, count: int, place: Path) -> tuple[Cost, Verdicts]:
    """Run the first `count` notebooks with their checks in them, a kernel for each."""
    return _run(corpus, count, place, "with_nbclient.py")


def forked_exec(corpus: Corpus, count: int, place: Path) -> tuple[Cost, Verdicts]:
    """Fork for each of the first `count` submissions; exec its cells and the checks in the child."""
    return _run(corpus, count, place, "with_exec.py", *corpus.exercise.libraries)


def _run(corpus: Corpus, count: int, place: Path, runner: str, *more: str) -> tuple[Cost, Verdicts]:
    everybody = corpus.submissions(count)
    commands = []
    for number, part in enumerate(halves(count)):
        folder = place / f"part{number}"
        _put(corpus, everybody[part], folder)
        commands.append(Command((sys.executable, _RUNNERS / runner, *more), folder))
    cost = run_all(commands)
    failed: dict[str, list[str]] = {}
    for command in commands:
        failed |= json.loads((command.folder / "failed.json").read_text())
    return cost, {learner: frozenset(checks) for learner, checks in failed.items()}


def _put(corpus: Corpus, submitted: list[Submitted], folder: Path) -> None:
    (folder / "notebooks").mkdir(parents=True)
    for one in submitted:
        notebook = text(with_checks(corpus, one.attempt))
        (folder / "notebooks" / f"{one.learner}.ipynb").write_text(notebook)
    for name, body in corpus.exercise.data().items():
        (folder / name).write_bytes(body)
