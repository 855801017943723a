"""otter-grader: `otter run` for each submission, as its local mode has it."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.sides.corpus import Corpus, Submitted
from benchmarks.sides.measured import Command, Cost, Verdicts, run_all
from benchmarks.sides.notebooks import text, without_checks


def grade(corpus: Corpus, count: int, place: Path, program: Path) -> tuple[Cost, Verdicts]:
    """Grade the first `count` submissions; making the autograder is not in the cost."""
    autograder = _make_autograder(corpus, place, program)
    everybody = corpus.submissions(count)
    cost = run_all(
        [_command(corpus, one, place, (program, "run", "-a", autograder)) for one in everybody]
    )
    return cost, {one.learner: _failed(place / one.learner) for one in everybody}


def _command(corpus: Corpus, one: Submitted, place: Path, start: tuple[str | Path, ...]) -> Command:
    folder = place / one.learner
    folder.mkdir()
    (folder / "notebook.ipynb").write_text(text(without_checks(corpus, one.attempt)))
    return Command((*start, "--no-logo", "-o", folder, "notebook.ipynb"), folder)


def _make_autograder(corpus: Corpus, place: Path, program: Path) -> Path:
    tests = place / "tests"
    tests.mkdir()
    for name, code in corpus.checks().items():
        (tests / f"{name}.py").write_text(_test_file(name, code))
    files = corpus.exercise.data()
    for name, body in files.items():
        (place / name).write_bytes(body)  # otter takes files of its working folder only
    flags = ("--no-config", "--no-requirements", "--no-environment")
    archive = place / "autograder.zip"
    run_all([Command((program, "generate", *flags, "-t", tests, "-o", archive, *files), place)])
    return archive


def _test_file(name: str, code: str) -> str:
    """Return a test of otter's own kind: a check written as a session at the prompt."""
    function, call = code.split("\n\n\n")
    first, *rest = function.splitlines()
    lines = [f">>> {first}", *(f"... {line}" for line in rest), f">>> {call}"]
    case = {"code": "\n".join(lines), "hidden": True, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": name, "points": 1, "suites": [suite]}
    return f"OK_FORMAT = True\n\ntest = {test!r}\n"


def _failed(folder: Path) -> frozenset[str]:
    tests = json.loads((folder / "results.json").read_text())["tests"]
    return frozenset(
        one["name"].split()[0] for one in tests if one.get("max_score") and one["score"] != 1
    )
