"""The judge's verdicts, in real forked rooms."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from konexio_cli.cohort.line import graded
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Limits
from konexio_cli.model.grade import Submission
from konexio_cli.model.grader import Grader
from konexio_cli.model.notebook import Cell, Notebook, Role
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.checks import hidden_checks
from konexio_cli.sandbox.forked import ForkedRooms
from konexio_cli.sandbox.forked_room import ForkedRoom
from konexio_cli.sandbox.room import UNKNOWN, Nature, Room

from .conftest import LIMITS, STARTER, Grading, exercise_of, notebook_of

DOUBLE = "def test_one():\n    assert answer(4) == 8\n"
RIGHT = "def answer(x):\n    return 2 * x"

ONE_CHECK = [
    ("return 2 * x", Verdict.PASSED),
    ("return x", Verdict.FAILED),
    ("...", Verdict.FAILED),
    ("return None + x", Verdict.ERROR),
    ("raise AssertionError", Verdict.ERROR),
    ("import sys; sys.exit(0)", Verdict.ERROR),
    ("raise KeyboardInterrupt", Verdict.ERROR),
    ("import os; os._exit(0)", Verdict.ERROR),
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Verdict.ERROR),
    ("while True: pass", Verdict.TIMEOUT),
    ("import time; time.sleep(99)", Verdict.TIMEOUT),
    ("return [0] * 10**9", Verdict.MEMORY),
    ("return 'x' * 10**7", Verdict.MEMORY),
    ("return input()", Verdict.ERROR),
    ("import pytest; pytest.skip('no')", Verdict.ERROR),
    ("return answer(x)", Verdict.ERROR),
]


@pytest.mark.parametrize(("body", "verdict"), ONE_CHECK, ids=[body for body, _ in ONE_CHECK])
def test_verdict_of_one_check(grade: Grading, body: str, verdict: Verdict) -> None:
    assert grade(f"def answer(x):\n    {body}", DOUBLE).verdict is verdict


FORGERIES = [
    """
class E:
    def __eq__(self, o): return True
    def __ne__(self, o): return False
def answer(x): return E()""",
    """
class S(str):
    def __eq__(self, o): return True
    __hash__ = str.__hash__
def answer(x): return S('no')""",
    """
class I(int):
    def __eq__(self, o): return True
    __hash__ = int.__hash__
def answer(x): return I(1)""",
    """
import builtins
builtins.assertion = None
AssertionError = None
def answer(x): return 1""",
    """
get_ipython().ast_transformers.clear()
import sys
sys.modules['json'] = None
def answer(x): return 1""",
    """
def test_one(): pass
def answer(x): return 1""",
    """
class M(type):
    def __eq__(cls, o): return True
    __hash__ = type.__hash__
class C(metaclass=M): pass
def answer(x): return C""",
    """
import math
def answer(x): return math.nan""",
    """
class L(list):
    def __eq__(self, o): return True
def answer(x): return L()""",
    """
class B:
    def __bool__(self): return True
def answer(x): return B()""",
]


@pytest.mark.parametrize("answer", FORGERIES)
def test_a_wrong_answer_cannot_be_forged(grade: Grading, answer: str) -> None:
    assert grade(answer, DOUBLE).verdict is not Verdict.PASSED


def test_an_object_of_the_learners_is_never_simply_true(grade: Grading) -> None:
    checks = "def test_one():\n    assert answer(1)\n"
    for answer in ("def answer(x): return object()", "def answer(x): return lambda: 0"):
        assert grade(answer, checks).verdict is Verdict.FAILED


def test_no_room_can_answer_before_it_is_asked(grade: Grading) -> None:
    forged = (
        "import os, json, struct\n"
        "body = json.dumps({'id': '0', 'value': [8, []], 'printed': '', 'read': 0}).encode()\n"
        "for fd in range(3, 20):\n"
        "    try: os.write(fd, struct.pack('>I', len(body)) + body)\n"
        "    except OSError: pass\n"
        "def answer(x):\n    return 1"
    )
    assert grade(forged, DOUBLE).verdict is not Verdict.PASSED


@pytest.mark.parametrize("last", ["answer", "range(3)", "...", "print", "{1: 2}"])
def test_a_last_line_of_any_value_stops_no_cell(grade: Grading, last: str) -> None:
    result = grade(f"{RIGHT}\n{last}", DOUBLE)
    assert (result.verdict, result.cell_errors) == (Verdict.PASSED, ())


def test_a_missing_name_is_missing(grade: Grading) -> None:
    result = grade("def other(x):\n    return 8", DOUBLE)
    assert result.verdict is Verdict.MISSING
    assert result.outcomes[0].detail == "answer"


def test_a_builtin_of_python_is_never_the_learners(grade: Grading) -> None:
    checks = "def test_one():\n    assert sum([1, 2]) == 3 and len('ab') == 2\n"
    assert grade("sum = 0\nlen = None", checks).verdict is Verdict.PASSED


PARTIAL = """
def test_one():
    assert answer(1) == 2

def test_two():
    assert answer(2) == 4

def test_two_more():
    assert answer(3) == 6

def test_three():
    assert answer(0) == 0
"""


@pytest.mark.parametrize(
    "trap",
    ["while True: pass", "import os; os._exit(1)", "x = [0] * 10**10", "raise SystemExit"],
)
def test_one_bad_call_costs_its_own_goal_only(grade: Grading, trap: str) -> None:
    answer = f"def answer(x):\n    if x == 2:\n        {trap}\n    return 2 * x"
    result = grade(answer, PARTIAL, goals=("one", "two", "three"))
    assert [r.verdict is Verdict.PASSED for r in result.results] == [True, False, True]
    assert (result.points, result.possible) == (2, 3)


def test_a_goal_without_a_check_earns_nothing(grade: Grading) -> None:
    result = grade(RIGHT, DOUBLE, goals=("one", "never"))
    assert result.results[1].verdict is Verdict.NOT_RUN
    assert result.points == 1


@pytest.mark.parametrize("bad", ["while True: pass", "import os; os._exit(3)", "1 / 0", "def ("])
def test_a_bad_cell_does_not_take_the_others_with_it(grade: Grading, bad: str) -> None:
    notebook = notebook_of(RIGHT, bad, "extra = 1")
    assert grade(notebook, DOUBLE).verdict is Verdict.PASSED


def test_a_lost_cell_gives_its_verdict_to_the_names_it_would_have_made(grade: Grading) -> None:
    assert grade(f"while True: pass\n{RIGHT}", DOUBLE).verdict is Verdict.TIMEOUT


def test_each_check_sees_the_room_as_the_notebook_left_it(grade: Grading) -> None:
    counting = "calls = 0\ndef answer(x):\n    global calls\n    calls += 1\n    return calls"
    checks = "".join(
        f"def test_one_{n}():\n    assert answer(0) == 1\n    assert answer(0) == 2\n\n"
        for n in range(5)
    )
    assert grade(counting, checks).verdict is Verdict.PASSED


def test_files_of_one_check_are_not_seen_by_another(grade: Grading) -> None:
    writing = (
        "from pathlib import Path\nPath('made.txt').write_text('0')\n"
        "def answer(x):\n    p = Path('made.txt')\n    p.write_text(str(int(p.read_text()) + 1))"
    )
    checks = "".join(
        f"def test_one_{n}(files):\n    answer(0)\n    assert files.text('made.txt') == '1'\n\n"
        for n in range(3)
    )
    assert grade(writing, checks).verdict is Verdict.PASSED


def test_folders_hidden_files_and_temporary_files_are_as_the_notebook_left_them(
    grade: Grading,
) -> None:
    writing = """
import os, tempfile
from pathlib import Path
os.makedirs("out")
Path(".base").write_text("0")
def answer(x):
    left = Path(tempfile.gettempdir(), "left.txt")
    seen = left.exists()
    left.write_text("here")
    Path("out", "x.txt").write_text(Path(".base").read_text())
    Path(".base").write_text("1")
    return seen"""
    checks = "".join(
        f"def test_one_{n}(files):\n    assert answer(0) is False\n"
        "    assert files.text('out/x.txt') == '0'\n\n"
        for n in range(3)
    )
    assert grade(writing, checks).verdict is Verdict.PASSED


def test_what_a_function_does_to_its_input_is_seen(grade: Grading) -> None:
    checks = (
        "def test_one():\n"
        "    items, table = [3, 1, 2], {'a': [1]}\n"
        "    answer(items)\n    assert items == [1, 2, 3]\n"
        "    answer2(table)\n    assert table == {'a': [1, 9]}\n"
    )
    answer = "def answer(x): x.sort()\ndef answer2(t): t['a'].append(9)"
    assert grade(answer, checks).verdict is Verdict.PASSED


def test_exceptions_cross_by_their_builtin_class_and_by_the_learners_own(grade: Grading) -> None:
    checks = (
        "def test_one():\n"
        "    with pytest.raises(ValueError, match='too small'):\n        answer(-1)\n"
        "    with pytest.raises(Refused):\n        answer(-2)\n"
        "    with pytest.raises(ValueError):\n        answer(-2)\n"
    )
    answer = (
        "class Refused(ValueError): pass\n"
        "def answer(x):\n"
        "    if x == -2: raise Refused('no')\n    raise ValueError('too small')"
    )
    assert grade(answer, checks).verdict is Verdict.PASSED
    assert grade("def answer(x): return x\nRefused = KeyError", checks).verdict is Verdict.FAILED


def test_a_hidden_value_does_not_leave_through_an_exception(grade: Grading) -> None:
    result = grade("def answer(x):\n    raise ValueError(f'secret {x}')", DOUBLE)
    assert result.outcomes[0].detail == "ValueError"
    named = "def answer(x):\n    raise type(f'Leak{x}', (KeyError,), {})()"
    assert grade(named, DOUBLE).outcomes[0].detail == "KeyError"


def test_the_limit_of_a_notebook_is_for_all_its_cells(grade: Grading) -> None:
    naps = ["import time; time.sleep(0.8)"] * 4
    limits = Limits(seconds=2, notebook_seconds=2)
    result = grade(notebook_of(RIGHT, *naps), DOUBLE, limits=limits)
    assert result.verdict is Verdict.PASSED
    assert [error.error for error in result.cell_errors] == ["timeout"] * 2


def test_a_cell_that_ended_its_room_is_told_by_its_loop(grade: Grading) -> None:
    endless = "# count\ntotal = 1\nwhile True:\n    total += 1"
    result = grade(notebook_of(RIGHT, endless), DOUBLE, limits=Limits(notebook_seconds=1))
    assert [error.source_line for error in result.cell_errors] == ["while True:"]


def test_the_same_submission_gets_the_same_grade(grade: Grading) -> None:
    answer = "def answer(x):\n    return 2 * x if x < 3 else x"
    first, second = (grade(answer, PARTIAL, goals=("one", "two", "three")) for _ in range(2))
    assert first == second


def test_checks_run_in_a_shuffled_order_and_are_reported_in_the_graders(grade: Grading) -> None:
    checks = "".join(
        f"def test_one_{n}():\n    assert answer({n}) == {2 * n}\n\n" for n in range(9)
    )
    result = grade(RIGHT, checks)
    assert [o.check for o in result.outcomes] == [f"test_one_{n}" for n in range(9)]


def test_output_beyond_the_limit_is_cut(grade: Grading) -> None:
    limits = Limits(seconds=5, notebook_seconds=5, output_kb=4)
    flood = "def answer(x):\n    print('y' * 10**6)\n    return 2 * x"
    checks = "def test_one(printed):\n    answer(1)\n    assert len(printed()) == 4096\n"
    assert grade(flood, checks, limits=limits).verdict is Verdict.PASSED


def test_the_learners_copy_of_the_checks_never_runs(grade: Grading) -> None:
    forged = Cell("seen = True\nassert answer(1) == 2", name="examples", role=Role.CHECK)
    notebook = Notebook((STARTER[0], Cell(RIGHT, name="main", role=Role.ANSWER), forged))
    checks = "def test_one():\n    with pytest.raises(Exception):\n        seen\n"
    assert grade(notebook, checks).verdict is Verdict.PASSED


def test_limits_are_the_exercises(grade: Grading) -> None:
    slow = "import time\ndef answer(x):\n    time.sleep(0.6)\n    return 2 * x"
    assert grade(slow, DOUBLE, limits=LIMITS).verdict is Verdict.PASSED
    tight = Limits(seconds=0.2, notebook_seconds=2)
    assert grade(slow, DOUBLE, limits=tight).verdict is Verdict.TIMEOUT


class Watched(ForkedRooms):
    """Rooms that remember how many seconds each of them had for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def open(
        self, data: Mapping[str, bytes], limits: Limits, nature: Nature = UNKNOWN
    ) -> ForkedRoom:
        self.seconds.append(limits.seconds)
        return super().open(data, limits, nature)

    def open_still(self, limits: Limits) -> Room | None:
        self.seconds.append(limits.seconds)
        return super().open_still(limits)


def test_after_some_endless_answers_the_others_have_less_time() -> None:
    exercise = exercise_of(("one", "two"), replace(LIMITS, seconds=0.5, notebook_seconds=2))
    checks = "\n".join(f"def test_one_{n}():\n    assert answer({n}) == {n}\n" for n in range(4))
    found = hidden_checks([Cell(checks)], exercise.goals, 1, Path("grader.ipynb"))
    loop = "def answer(x):\n    while x:\n        pass\n    return x"
    submission = Submission("Amina", notebook_of(loop), "s" * 64)
    with closing(Watched()) as rooms:
        judge = Judge(rooms, Evidence.TRAINER_GRADED)
        result = judge.grade(exercise, Grader(exercise.id, found, "g" * 64, ()), submission)
    # What is not endless passes all the same.
    assert [one.verdict for one in result.outcomes] == ["passed", *["timeout"] * 3]
    assert rooms.seconds == sorted(rooms.seconds, reverse=True)
    assert rooms.seconds[-1] == pytest.approx(0.1)


def test_the_goals_that_ran_out_of_time_are_told_with_the_seconds(grade: Grading) -> None:
    checks = "def test_one():\n    answer(1)\n\ndef test_two():\n    assert answer(0) == 0\n"
    loop = "def answer(x):\n    while x:\n        pass\n    return x"
    limits = replace(LIMITS, seconds=0.5)
    late = grade(loop, checks, goals=("one", "two"), limits=limits)
    assert graded(late, "a.ipynb", 0.5).notes == ["goal-timeout:0.5 s: one"]
    in_time = grade("def answer(x):\n    return x", checks, goals=("one", "two"))
    assert graded(in_time, "a.ipynb", 0.5).notes == []
