"""A message needs proof: the same wrong answers as a known-wrong attempt, and no other's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.grading.misconceptions import named_mistake
from konexio_cli.grading.testimony import Testimony
from konexio_cli.model.verdict import Verdict

from .conftest import Grading

CHECKS = """
def test_one():
    for n in (0, 3, 7, 10):
        assert answer(n) == 2 * n + 1

def test_two():
    assert answer(100) == 201
"""
ATTEMPTS = {
    "reference": "def answer(x):\n    return 2 * x + 1",
    "boundary": "def answer(x):\n    return 2 * x",
    "print-not-return": "def answer(x):\n    print(2 * x + 1)",
}


def message(grade: Grading, answer: str) -> str:
    return grade(answer, CHECKS, goals=("one", "two"), attempts=ATTEMPTS).message


def test_the_learner_is_told_the_mistake_they_made(grade: Grading) -> None:
    assert message(grade, "def answer(n):\n    r = n + n\n    return r") == "boundary"
    assert message(grade, "def answer(n):\n    print('it is', 2 * n + 1)") == "print-not-return"


def test_an_endless_loop_is_told_as_one(grade: Grading) -> None:
    attempts = {
        "reference": ATTEMPTS["reference"],
        "boundary": ATTEMPTS["boundary"],
        "while-no-change": "def answer(x):\n    while x > 0:\n        pass\n    return 1",
    }
    endless = "def answer(n):\n    while n != 0:\n        n + 1\n    return 2 * n + 1"
    growing = "def answer(n):\n    if n < 1:\n        return 1\n    return [n] * 10**9"
    for answer, verdict in ((endless, Verdict.TIMEOUT), (growing, Verdict.MEMORY)):
        given = grade(answer, CHECKS, goals=("one", "two"), attempts=attempts)
        assert given.verdict is verdict
        assert given.message == "while-no-change"


def test_another_mistake_is_told_nothing(grade: Grading) -> None:
    assert message(grade, "def answer(n):\n    return n - 5") == ""
    assert message(grade, "def answer(n):\n    return None") == ""


def test_a_right_answer_is_told_nothing(grade: Grading) -> None:
    assert message(grade, "def answer(n):\n    return n * 2 + 1") == ""


def test_a_notebook_that_does_not_run_is_told_nothing(grade: Grading) -> None:
    assert message(grade, "def answer(n:\n") == ""


def told(*answers: str) -> Testimony:
    return {("check", f"q{n}", 0): answer for n, answer in enumerate(answers)}


RIGHT = told("1", "2", "3", "4")


def test_one_shared_wrong_answer_is_no_proof_where_more_were_asked() -> None:
    mistakes = {"a": told("0", "0", "0", "4")}
    assert named_mistake(told("0", "2", "3", "4"), RIGHT, mistakes) == ""
    assert named_mistake(told("0", "0", "3", "4"), RIGHT, mistakes) == "a"


def test_one_question_is_proof_where_only_one_is_wrong() -> None:
    assert named_mistake(told("0", "2", "3", "4"), RIGHT, {"a": told("0", "2", "3", "4")}) == "a"


def test_two_mistakes_that_fit_equally_are_not_told_apart() -> None:
    mistakes = {"a": told("0", "0", "3", "4"), "b": told("0", "0", "3", "4")}
    assert named_mistake(told("0", "0", "3", "4"), RIGHT, mistakes) == ""


answers = st.lists(st.sampled_from("0123"), min_size=4, max_size=4).map(lambda a: told(*a))


@given(answers, answers, answers, answers)
def test_a_named_mistake_always_has_proof(
    learner: Testimony, right: Testimony, one: Testimony, other: Testimony
) -> None:
    name = named_mistake(learner, right, {"one": one, "other": other})
    if name:
        mistake = {"one": one, "other": other}[name]
        shared = [k for k in learner if learner[k] == mistake[k] != right[k]]
        wrong = [k for k in mistake if mistake[k] != right[k]]
        assert len(shared) >= min(2, len(wrong)) > 0
    assert named_mistake(right, right, {"one": one, "other": other}) == ""
