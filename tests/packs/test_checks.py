"""Checks: what is a test, whose goal it counts for, and what a grader may not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Goal
from konexio_cli.model.grader import Check
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.notebook import Cell, Role
from konexio_cli.packs.checks import hidden_checks, visible_checks

PATH = Path("grader.ipynb")
TITLE = Translated({Language.EN: "A goal"})
GOALS = [Goal(name, 1, TITLE) for name in ("rows", "rows_empty", "rounding")]


def checks_of(*sources: str) -> tuple[Check, ...]:
    return hidden_checks([Cell(source) for source in sources], GOALS, 1, PATH)


def error_of(*sources: str) -> KonexioError:
    with pytest.raises(KonexioError) as caught:
        checks_of(*sources)
    assert caught.value.facts["file"] == PATH
    return caught.value


@pytest.mark.parametrize(
    ("function", "goal"),
    [
        ("test_rows", "rows"),
        ("test_rows_many", "rows"),
        ("test_rows_empty", "rows_empty"),
        ("test_rows_empty_file", "rows_empty"),
        ("test_rows_emptyish", "rows"),
        ("test_rounding", "rounding"),
    ],
)
def test_goal_is_the_longest_name_that_fits(function: str, goal: str) -> None:
    (check,) = checks_of(f"def {function}():\n    assert True\n")
    assert (check.name, check.function, check.goal) == (function, function, goal)
    assert not check.visible


@pytest.mark.parametrize("function", ["test_row", "test_rowsmany", "test_", "test_Rows"])
def test_goal_unknown(function: str) -> None:
    error = error_of(f"def {function}():\n    assert True\n")
    assert error.code == "check-without-goal"
    assert error.facts["check"] == function
    assert error.facts["known"] == "rows, rows_empty, rounding"


def test_every_check_carries_the_whole_grader() -> None:
    helper, test = "def helper():\n    return 1\n", "def test_rows():\n    assert helper()\n"
    text = Cell("not code", is_code=False)
    (check,) = hidden_checks([Cell(helper), text, Cell(test)], GOALS, 2, PATH)
    assert check.source == f"{helper}\n\n{test}"
    assert check.round == 2


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def test_rows(:\n    pass\n", 1),
        ("x = 1\n\nx = = 2\n", 3),
        ("def test_rows():\n    return 1\nreturn 2\n", 3),
        ("x = '\0'\n", 1),
        ("x = " + "(" * 3_000 + ")" * 3_000 + "\n", 1),
        ("x = " + "-" * 100_000 + "1\n", 1),
    ],
)
def test_syntax(source: str, line: int) -> None:
    error = error_of(source)
    assert (error.code, error.facts["line"]) == ("grader-syntax", line)


@pytest.mark.parametrize(
    "source", ["", "x = 1\n", "def helper():\n    pass\n", "# def test_rows()"]
)
def test_no_check(source: str) -> None:
    assert error_of(source).code == "grader-without-checks"


@pytest.mark.parametrize(
    "source",
    [
        "async def test_rows():\n    assert False\n",
        "def test_rows():\n    yield\n    assert False\n",
        "async def test_rows():\n    yield\n",
        "class TestRows:\n    def test_rows(self):\n        assert False\n",
        "if True:\n    def test_rows():\n        assert False\n",
    ],
)
def test_what_would_pass_for_everybody(source: str) -> None:
    assert error_of("def test_rounding():\n    assert True\n", source).code == "check-not-plain"


def test_generator_within_a_test() -> None:
    source = "def test_rows():\n    def some():\n        yield 1\n    assert list(some()) == [1]\n"
    assert len(checks_of(source)) == 1


def test_name_twice() -> None:
    error = error_of("def test_rows():\n    assert False\n", "def test_rows():\n    assert True\n")
    assert (error.code, error.facts["check"]) == ("check-twice", "test_rows")


def test_visible_checks_are_the_check_cells() -> None:
    starter = [Cell("1", name=role, role=role) for role in Role]
    (check,) = visible_checks(starter, 2)
    assert check == Check("check", "1", visible=True, round=2)
