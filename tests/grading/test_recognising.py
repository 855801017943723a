"""A learner's own check names a mistake from digests: with proof, alone, and telling no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.grading.judge import Judge
from konexio_cli.grading.recognising import known_answers, recognised
from konexio_cli.grading.testimony import Testimony
from konexio_cli.model.exercise import Exercise, Round
from konexio_cli.model.explanation import Step
from konexio_cli.model.grade import Grade, Submission
from konexio_cli.model.grader import Attempt
from konexio_cli.model.notebook import Cell, Notebook, Role
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import practice_grader
from konexio_cli.sandbox.forked import ForkedRooms

from .conftest import LIMITS, exercise_of, text

SALT = "0" * 16
unhurried = settings(database=None, deadline=None)


def told(*answers: str) -> Testimony:
    return {("check", f"q{n}", 0): answer for n, answer in enumerate(answers)}


def value(form: str) -> str:
    """Return an answer to a call, as a record has it."""
    return f"[[{form}, []], null, false, false]"


RIGHT = told(*map(value, "1234"))
answers = st.lists(st.sampled_from("0123"), min_size=4, max_size=4).map(
    lambda a: told(*map(value, a))
)


@unhurried
@given(answers, answers, answers, answers, answers)
def test_a_mistake_is_named_by_its_own_answers_alone(
    reference: Testimony, right: Testimony, one: Testimony, other: Testimony, learner: Testimony
) -> None:
    mistakes = {"one": one, "other": other}
    known = known_answers(SALT, reference, mistakes, [reference, right])
    assert recognised(known, reference) == recognised(known, right) == ""
    for name in known.mistakes.values():
        assert recognised(known, mistakes[name]) == name
    name = recognised(known, learner)
    if name:
        wrong = [key for key in learner if mistakes[name][key] != reference[key]]
        assert wrong
        assert all(learner[key] == mistakes[name][key] for key in wrong)


def test_two_mistakes_with_the_same_answers_are_not_told_apart() -> None:
    wrong = told(*map(value, "9934"))
    assert not known_answers(SALT, RIGHT, {"a": wrong, "b": dict(wrong)}, [RIGHT]).mistakes


def test_another_wrong_answer_beside_it_is_another_mistake() -> None:
    mistakes = {"a": told(*map(value, "9234")), "b": told(*map(value, "1294"))}
    known = known_answers(SALT, RIGHT, mistakes, [RIGHT])
    assert recognised(known, told(*map(value, "9234"))) == "a"
    assert recognised(known, told(*map(value, "9294"))) == ""
    assert recognised(known, told(*map(value, "92"))) == ""


@pytest.mark.parametrize("wrong", ["null", "true", "false"])
def test_an_answer_that_may_be_chance_proves_nothing(wrong: str) -> None:
    mistakes = {"a": told(value(wrong), value(wrong), *map(value, "34"))}
    assert not known_answers(SALT, RIGHT, mistakes, [RIGHT]).mistakes


def test_an_exception_proves_nothing_alone_and_printing_does() -> None:
    def named(answer: str) -> list[str]:
        mistakes = {"a": told(answer, *map(value, "234"))}
        return list(known_answers(SALT, RIGHT, mistakes, [RIGHT]).mistakes.values())

    assert named('[null, ["KeyError", "KeyError"], false, false]') == []
    assert named("[null, null, true, false]") == []
    assert named("[[null, []], null, false, true]") == ["a"]
    assert named("not JSON") == ["a"]


def test_two_truths_that_differ_are_proof() -> None:
    right = told(*map(value, ("true", "false")))
    mistakes = {"a": told(*map(value, ("false", "true")))}
    assert known_answers(SALT, right, mistakes, [right]).mistakes


# In real rooms, as `konexio check` does it.

STARTER = (
    Cell("def answer(x):\n    ...", name="main", role=Role.ANSWER),
    Cell("assert answer(1) == 3\nassert answer(4) == 9", name="examples", role=Role.CHECK),
)
REFERENCE = "def answer(x):\n    return 2 * x + 1"
MISTAKES = {
    "boundary": "def answer(x):\n    return 2 * x",
    "print-not-return": "def answer(x):\n    print(2 * x + 1)",
}


def notebook(answer: str) -> Notebook:
    return Notebook((replace(STARTER[0], source=answer), STARTER[1]))


@pytest.fixture
def exercise(rooms: ForkedRooms) -> Exercise:
    """Return an exercise that knows its mistakes, as an author's tool makes it."""
    plain = replace(
        exercise_of(("one",), LIMITS), rounds=(Round(1, text("Answer."), (), STARTER, {}),)
    )
    judge = Judge(rooms, Evidence.TRAINER_GRADED)
    practice = practice_grader(plain)

    def heard(name: str, source: str) -> Testimony:
        return judge.testimony(plain, practice, Attempt(name, notebook(source), Verdict.FAILED))

    reference = heard("reference", REFERENCE)
    mistakes = {name: heard(name, source) for name, source in MISTAKES.items()}
    return replace(plain, known=(known_answers(SALT, reference, mistakes, [reference]),))


def checked(rooms: ForkedRooms, exercise: Exercise, answer: str) -> Grade:
    judge = Judge(rooms, Evidence.SELF_CHECKED)
    grader = practice_grader(exercise)
    assert not grader.attempts
    return judge.grade(exercise, grader, Submission("", notebook(answer), "s" * 64))


def test_the_learner_is_told_the_mistake_they_made(rooms: ForkedRooms, exercise: Exercise) -> None:
    grade = checked(rooms, exercise, "def answer(n):\n    double = n + n\n    return double")
    assert grade.message == "boundary"
    assert grade.explanation
    assert (grade.explanation.step, grade.explanation.mistake) == (Step.BEHAVIOUR, "boundary")
    assert checked(rooms, exercise, MISTAKES["print-not-return"]).message == "print-not-return"


@pytest.mark.parametrize(
    "answer",
    [
        "def answer(x):\n    return 2 * x if x > 1 else 0",
        "def answer(x):\n    return None",
        "def answer(x):\n    ...",
        "def answer(x):\n    while True:\n        pass",
        "def answer(x:\n",
        REFERENCE,
    ],
)
def test_no_other_notebook_is_told_one(rooms: ForkedRooms, exercise: Exercise, answer: str) -> None:
    assert checked(rooms, exercise, answer).message == ""


def test_an_exercise_that_knows_no_mistakes_names_none(
    rooms: ForkedRooms, exercise: Exercise
) -> None:
    assert checked(rooms, replace(exercise, known=()), MISTAKES["boundary"]).message == ""
