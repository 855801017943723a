"""One message, the right one: the order in which a grade and a program are looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from konexio_cli.explaining.choosing import explained
from konexio_cli.model.explanation import Explanation, Step
from konexio_cli.model.grade import CellError, Grade, Outcome
from konexio_cli.model.notebook import Cell, Role
from konexio_cli.model.verdict import Evidence, Verdict

PASSED = Outcome("a", "", Verdict.PASSED, visible=True)
FAILED = Outcome("b", "", Verdict.FAILED, visible=True)
RAISED = Outcome("c", "", Verdict.ERROR, "KeyError: 'tea'", visible=True, line="prices[x]")
HIDDEN = Outcome("d", "", Verdict.ERROR, "KeyError", visible=False)
LATE = Outcome("e", "", Verdict.TIMEOUT, visible=True)
UNREADABLE = CellError("main", "SyntaxError", "'(' was never closed", "x = (")
STOPPED = CellError("main", "NameError", "name 'y' is not defined", "x = y")
ENDED = CellError("main", "timeout", "", "")
SUSPECT = "def f(x):\n    return print(x)"
HABIT = "def f(x, xs=[]):\n    return [*xs, x]"


def grade(*outcomes: Outcome, message: str = "", errors: tuple[CellError, ...] = ()) -> Grade:
    return Grade(
        *("m/x", "", "0" * 64, "1" * 64, Evidence.SELF_CHECKED),
        outcomes=outcomes,
        goals=(),
        message=message,
        cell_errors=errors,
    )


def told(of: Grade, source: str = SUSPECT, role: Role = Role.ANSWER) -> Explanation | None:
    return explained(of, [Cell(source, name="main", role=role)])


def step(of: Grade, source: str = SUSPECT, role: Role = Role.ANSWER) -> str:
    found = told(of, source, role)
    return f"{found.step}: {found.mistake or found.cause}" if found else ""


def test_what_python_cannot_read_comes_first() -> None:
    broken = grade(RAISED, message="boundary", errors=(UNREADABLE, STOPPED))
    assert step(broken, "x = (") == "syntax: bracket-open"


def test_of_cells_that_stop_the_first_is_told() -> None:
    broken = grade(RAISED, errors=(STOPPED, UNREADABLE))
    assert step(broken, "x = y") == "exception: name-unknown"


def test_then_what_a_cell_raised() -> None:
    broken = grade(RAISED, message="boundary", errors=(STOPPED,))
    assert step(broken, "x = y") == "exception: name-unknown"


def test_then_a_mistake_with_proof() -> None:
    assert step(grade(RAISED, message="boundary")) == "behaviour: boundary"


def test_then_what_a_call_raised() -> None:
    found = told(grade(PASSED, FAILED, RAISED))
    assert found
    assert (found.step, found.cause, found.facts) == (
        Step.EXCEPTION,
        "key-missing",
        {"key": "'tea'"},
    )


def test_then_what_looks_like_a_mistake() -> None:
    assert step(grade(FAILED)) == "static: return-print"
    assert step(grade(FAILED), HABIT) == "static: mutable-default"
    assert step(grade(LATE), "n = 1\nwhile n:\n    pass") == "static: while-no-change"
    assert step(grade(FAILED), "x = 1") == ""


def test_what_passes_is_told_only_what_could_be_better() -> None:
    assert step(grade(PASSED)) == ""
    assert step(grade(PASSED), HABIT) == "static: mutable-default"
    assert step(grade(PASSED), "x = 1") == ""


def test_an_authors_cell_is_not_the_learners_to_change() -> None:
    assert step(grade(FAILED), role=Role.GIVEN) == ""
    assert step(grade(FAILED), role=Role.EXTRA) == "static: return-print"


def test_a_hidden_check_tells_no_words_of_an_exception() -> None:
    assert step(grade(HIDDEN), "x = 1") == ""


def test_a_cell_that_ended_its_room_is_told_by_its_verdict_alone() -> None:
    assert step(grade(LATE, errors=(ENDED,)), "x = 1") == ""


def test_a_room_that_ended_is_told_only_of_endless_loops() -> None:
    assert step(grade(LATE)) == ""
    assert step(grade(FAILED, LATE), "n = 1\nwhile n:\n    pass") == "static: while-no-change"


def test_what_takes_too_long_is_shown_its_loop() -> None:
    loop = told(grade(LATE), "n = 1\nwhile n:\n    n += 1")
    assert loop
    assert (loop.cause, loop.place and loop.place.line) == ("loop-long", "while n:")
    assert step(grade(FAILED), "n = 1\nwhile n:\n    n += 1") == ""


def test_a_magic_of_jupyter_is_no_mistake() -> None:
    cells = [Cell("%time x = 1", role=Role.EXTRA), Cell("y = x", role=Role.ANSWER)]
    found = explained(
        grade(FAILED, errors=(replace(STOPPED, text="name 'x' is not defined"),)), cells
    )
    assert found
    assert found.step is Step.EXCEPTION


def by_check(detail: str, source: str, verdict: Verdict = Verdict.ERROR) -> Explanation:
    found = told(grade(Outcome("a", "", verdict, detail, visible=True)), source)
    assert found
    return found


@pytest.mark.parametrize(
    ("words", "source", "given", "has"),
    [
        ("takes 0 positional arguments but 1 was given", "def fee():\n    return 5", "1", "0"),
        ("missing 1 required positional argument: 'b'", "def fee(a, b):\n    return 5", "1", "2"),
        ("missing 1 required positional argument: 'b'", "def fee(a, b, c=1):\n    pass", "1", "3"),
    ],
)
def test_a_def_line_that_does_not_fit_the_call_of_a_check(
    words: str, source: str, given: str, has: str
) -> None:
    found = by_check(f"TypeError: fee() {words}", source)
    assert found.cause == "parameters-other"
    assert found.facts == {"name": "fee", "given": given, "has": has}


def test_a_call_of_the_learners_own_is_not_the_def_lines_fault() -> None:
    words = "TypeError: fee() missing 1 required positional argument: 'b'"
    own = Outcome("a", "", Verdict.ERROR, words, visible=True, line="return fee(1)")
    assert step(grade(own), "def fee(a, b):\n    return 5") == "exception: argument-missing"


def test_a_value_where_a_function_is_asked() -> None:
    detail = "assert fee(30) == 5\n'int' object is not callable"
    found = by_check(detail, "fee = 5", Verdict.FAILED)
    assert (found.cause, found.facts) == ("function-asked", {"name": "fee"})


def test_a_comma_in_the_number_that_is_returned() -> None:
    pair = Outcome("a", "", Verdict.FAILED, "x", visible=True, got="(5, 0)", expected="5")
    found = told(grade(pair), "def fee(total):\n    return 5,0")
    assert found
    assert (found.cause, found.facts) == ("decimal-comma", {"text": "5,0", "near": "5.0"})
    assert step(grade(pair), "def fee(a, b):\n    return a, b") == "behaviour: answer-other-kind"


@pytest.mark.parametrize(
    ("source", "cause", "near"),
    [
        ('nom = "Amina"', "name-asked", "nom"),
        ('name : "Amina"', "colon-for-equals", None),
        ("one = 1\ntwo = 2", "", None),
    ],
)
def test_a_value_under_another_name(source: str, cause: str, near: str | None) -> None:
    found = told(grade(Outcome("a", "", Verdict.MISSING, "name", visible=True)), source)
    assert (found.cause if found else "") == cause
    assert not found or found.facts.get("near") == near
