"""What is said of an answer that no known mistake gives: its kind, its spelling, its value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from konexio_cli.explaining.answers import answer_of_another_kind, answer_of_another_value
from konexio_cli.explaining.choosing import explained
from konexio_cli.model.explanation import Explanation
from konexio_cli.model.grade import Grade, Outcome
from konexio_cli.model.notebook import Cell, Role
from konexio_cli.model.verdict import Evidence, Verdict


def answer(got: str, expected: str) -> Outcome:
    return Outcome("a", "", Verdict.FAILED, f"assert f()\n{got}", True, got, expected)


def told(outcome: Outcome, source: str, *notes: str) -> Explanation | None:
    grade = Grade(
        *("m/x", "", "0" * 64, "1" * 64, Evidence.SELF_CHECKED, (outcome,)), goals=(), notes=notes
    )
    return explained(grade, [Cell(source, name="main", role=Role.ANSWER)])


@pytest.mark.parametrize(
    ("got", "expected", "cause"),
    [
        ("'5'", "5", "answer-is-text"),
        ("'120'", "Decimal('120')", "answer-is-text"),
        ("5", "'5'", "answer-is-number"),
        ("10.54", "Decimal('10.54')", "answer-other-kind"),
        ("[1, 2]", "(1, 2)", "answer-other-kind"),
        ("15.49", "Decimal('10.54')", ""),
        ("None", "5", ""),
        ("4", "5", ""),
        ("Room(1)", "5", ""),
        ("...", "5", ""),
    ],
)
def test_text_is_told_from_a_number(got: str, expected: str, cause: str) -> None:
    found = answer_of_another_kind(answer(got, expected))
    assert (found.cause if found else "") == cause


@pytest.mark.parametrize(
    ("got", "expected", "cause"),
    [
        ("None", "5", "answer-is-nothing"),
        ("' amina '", "'Amina'", "answer-spelt-otherwise"),
        ("'Omar'", "'Amina'", "answer-other-value"),
        ("Decimal('15.49')", "Decimal('10.54')", "answer-other-value"),
        ("Room(1)", "5", ""),
    ],
)
def test_another_value_is_told_last(got: str, expected: str, cause: str) -> None:
    found = answer_of_another_value(answer(got, expected))
    assert (found.cause if found else "") == cause


def test_a_pattern_comes_between_the_kind_and_the_value() -> None:
    suspect = "def f(x):\n    return print(x)"
    for got, first in (("'5'", "answer-is-text"), ("4", "return-print")):
        found = told(answer(got, "5"), suspect)
        assert found
        assert (found.cause or found.mistake) == first
    found = told(answer("4", "5"), "x = 1")
    assert found
    assert found.cause == "answer-other-value"


def test_what_the_starter_gives_is_no_answer() -> None:
    assert told(answer("'5'", "5"), "x = 1", "cell-untouched:main") is None


@pytest.mark.parametrize(("line", "cause"), [("f() == 5", "answer-is-text"), ("g() == 5", "")])
def test_an_answer_is_explained_beside_a_cell_without_one(line: str, cause: str) -> None:
    wrong = replace(answer("'5'", "5"), detail=f"assert {line}\n'5'")
    grade = Grade(
        *("m/x", "", "0" * 64, "1" * 64, Evidence.SELF_CHECKED, (wrong,)),
        goals=(),
        notes=("cell-untouched:second",),
        has_answer=True,
    )
    sources = {"first": "def f():\n    return '5'", "second": "def g():\n    return '5'"}
    cells = [Cell(source, name=name, role=Role.ANSWER) for name, source in sources.items()]
    found = explained(grade, cells)
    assert (found.cause if found else "") == cause


@pytest.mark.parametrize(
    ("source", "near"),
    [
        ("def aditon(a, b):\n    return a + b", "aditon"),
        ("def somme(a, b):\n    return a + b", "somme"),
        ("Addition = 3", "Addition"),
        ("def one():\n    pass\ndef two():\n    pass", ""),
        ("x = (", ""),
    ],
)
def test_a_name_that_a_check_asks_for_in_vain_is_named_with_the_learners_own(
    source: str, near: str
) -> None:
    found = told(Outcome("a", "", Verdict.MISSING, "addition", visible=True), source)
    assert (found.facts if found else {}) == ({"name": "addition", "near": near} if near else {})
