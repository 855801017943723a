"""Cells that end early, or twice: what they cost is always the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from konexio_cli.model.exercise import Limits
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict

Grading = Callable[..., Grade]

CHECK = "def test_one():\n    assert answer(1) == 2"
RIGHT = "def answer(x):\n    return x * 2"
TIMES = 30


def outcome(grade: Grade) -> tuple[Verdict, tuple[str, ...]]:
    return grade.outcomes[0].verdict, tuple(one.error for one in grade.cell_errors)


@pytest.mark.parametrize("source", ["x = bytearray(1 << 34)", "import os\nx = [0] * (1 << 40)"])
def test_a_name_is_missing_for_want_of_memory(grade: Grading, source: str) -> None:
    found = outcome(grade(f"{source}\n{RIGHT}", CHECK))
    assert found == (Verdict.MEMORY, ("MemoryError",))


def test_a_name_that_is_there_does_not_suffer_for_want_of_memory(grade: Grading) -> None:
    assert outcome(grade(f"{RIGHT}\nx = bytearray(1 << 34)", CHECK))[0] is Verdict.PASSED


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"import os\nos.fork()\n{RIGHT}", Verdict.FORBIDDEN),
        ("import os\ndef answer(x):\n    os.fork()\n    return x * 2", Verdict.ERROR),
    ],
)
def test_no_process_is_one_always(grade: Grading, source: str, expected: Verdict) -> None:
    assert {outcome(grade(source, CHECK)) for _ in range(TIMES)} == {(expected, ())}


THREAD = """
import threading
import time
threading.Thread(target=time.sleep, args=(99,), daemon=True).start()"""


@pytest.mark.parametrize(
    "source",
    [
        f"import os\ntry:\n    os.fork()\nexcept OSError:\n    pass\n{RIGHT}",
        f"{THREAD}\n{RIGHT}",
        f"for n in range(2_001):\n    open(str(n), 'w').close()\n{RIGHT}",
    ],
    ids=["process", "thread", "files"],
)
def test_the_cell_that_leaves_no_branch_is_named(grade: Grading, source: str) -> None:
    two = f"{CHECK}\n\ndef test_one_more():\n    assert answer(2) == 4"
    graded = grade(source, two)
    assert {one.verdict for one in graded.outcomes} == {Verdict.FORBIDDEN}
    assert [one for one in graded.notes if "crowds" in one] == ["cell-crowds:main"]


def test_of_two_that_go_on_one_answers(grade: Grading) -> None:
    """Where a process may be started, the one that the learner's code started is no room."""
    source = f"import os\nos.fork()\n{RIGHT}"
    limits = Limits(seconds=2, notebook_seconds=2, memory_mb=512, answer_kb=256, processes=1)
    found = {outcome(grade(source, CHECK, limits=limits)) for _ in range(TIMES)}
    assert found == {(Verdict.PASSED, ())}
