"""Checks that share a room find it as the notebook left it, as those with a branch do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from konexio_cli.grading.foresight import Calls, Foresight, Told
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.room import RoomEnded

Grading = Callable[..., Grade]

READER = (
    "def answer(x):\n    with open(f'{x}', encoding='utf-8') as file:\n        return file.read()"
)


def verdicts(grade: Grade) -> dict[str, str]:
    return {one.check: str(one.verdict) for one in grade.outcomes}


def test_files_of_one_check_are_not_there_for_the_next(grade: Grading) -> None:
    checks = "\n".join(
        f"def test_one_{n}(files):\n"
        f"    assert 'own.txt' not in files.names()\n"
        f"    files.put('own.txt', 'number {n}')\n"
        f"    assert answer('own.txt') == 'number {n}'\n"
        for n in range(4)
    )
    assert set(verdicts(grade(READER, checks)).values()) == {"passed"}


def test_a_check_that_asks_for_a_loose_value_is_alone(grade: Grading) -> None:
    source = "def make():\n    yield 1\n    yield 2\nanswer = make()"
    checks = "\n".join(
        f"def test_one_{n}():\n    assert list(answer) == [1, 2]\n" for n in range(3)
    )
    assert set(verdicts(grade(source, checks)).values()) == {"passed"}


@pytest.mark.parametrize("ending", ["while True: pass", "return answer(x) + answer(x)"])
def test_what_ends_a_shared_room_costs_its_check_alone(grade: Grading, ending: str) -> None:
    source = f"def answer(x):\n    if x == 3:\n        {ending}\n    return x * 2"
    checks = "\n".join(
        f"def test_{name}():\n    assert answer({n}) == {n * 2}\n"
        for n, name in enumerate(("one", "two", "one_more", "bad"))
    )
    found = verdicts(grade(source, checks, goals=("one", "two", "bad")))
    assert found.pop("test_bad") in {"timeout", "error"}
    assert set(found.values()) == {"passed"}


def test_what_is_foreseen_and_never_answered_is_asked_one_by_one(grade: Grading) -> None:
    """The third program meets the calls of the first two at once, and one of them never ends."""
    checks = "\n".join(
        f"def test_{name}():\n    assert answer({n}) == {n * 2}\n"
        for n, name in enumerate(("one", "two"))
    )
    right = "def answer(x):\n    return x * 2"
    endless = "def answer(x):\n    while x == 1:\n        pass\n    return x * 2"
    for _ in range(3):
        assert set(verdicts(grade(right, checks, goals=("one", "two"))).values()) == {"passed"}
    found = verdicts(grade(endless, checks, goals=("one", "two")))
    assert found == {"test_one": "passed", "test_two": "timeout"}


def test_a_call_is_foreseen_when_two_programs_were_asked() -> None:
    foresight = Foresight()
    call: Calls = {"1": ("answer", {"op": "call", "args": [1], "named": {}})}
    foresight.note(call)
    assert foresight.likely(["answer"]) == {}
    foresight.note(call)
    assert foresight.likely(["answer"]) == call
    assert foresight.likely(["another"]) == {}


class Silent:
    """A room that answers with what it was made with."""

    def __init__(self, value: object) -> None:
        self._value = value

    def ask(self, _: object, __: float | None = None) -> dict[str, object]:
        return {"value": self._value}


@pytest.mark.parametrize("value", [None, [], [1], [{}, {}], "text"])
def test_answers_that_do_not_fit_their_questions_are_a_broken_room(value: object) -> None:
    told = Told({"answer": {"$": "handle", "v": [0, "function", True, ""]}})
    call: Calls = {"1": ("answer", {"op": "call", "args": [1], "named": {}})}
    with pytest.raises(RoomEnded) as end:
        told.foresee(call, Silent(value))  # type: ignore[arg-type]  # a room that lies
    assert end.value.verdict is Verdict.ERROR
