"""A stage for hostile submissions: real rooms, a tempting household, and a judge."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise, Goal, Kind, Limits, Round
from konexio_cli.model.grade import Grade, Submission
from konexio_cli.model.grader import Grader
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.notebook import Cell, Notebook, Role
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.checks import hidden_checks
from konexio_cli.sandbox.forked import ForkedRooms
from konexio_cli.sandbox.room import Nature, Tier

from .household import Household, new_household
from .watching import Crowd, WatchedRooms, warm_processes

LIBRARIES = ("numpy", "pandas", "matplotlib.pyplot")
RIGHT = "def double(x):\n    return x * 2"
STARTER = (Cell("def double(x):\n    ...", name="main", role=Role.ANSWER),)
CHECKS = """
CANARY = "{canary}"

def test_numbers():
    assert double(21) == 42, CANARY
    assert double(-3) == -6
    assert double(2**70) == 2**71

def test_generated(rng):
    for number in rng.sample(range(10**6), 3):
        assert double(number) == number * 2

def test_texts():
    assert double("ab") == "abab"
    assert double("") == ""

def test_lists():
    values = [1, [2]]
    assert double(values) == [1, [2], 1, [2]]
    assert values == [1, [2]]

def test_refusal():
    with pytest.raises(TypeError):
        double(None)

def test_numbers_again():
    assert double(21) == 42
    assert CANARY != double("x")
"""


class Stage:
    """Everything that one hostile submission meets."""

    def __init__(self, household: Household, rooms: ForkedRooms, crowd: Crowd) -> None:
        self.household = household
        self.crowd = crowd
        self.rooms = rooms

    def grade(
        self, notebook: Notebook, limits: Limits, checks: str = ""
    ) -> tuple[Grade, WatchedRooms]:
        """Judge a notebook in watched rooms."""
        goals = _goals(checks or CHECKS)
        source = checks or CHECKS.replace("{canary}", self.household.canaries["hidden"])
        exercise = exercise_of(goals, limits)
        found = hidden_checks([Cell(source)], goals, 1, Path("grader.ipynb"))
        watched = WatchedRooms(self.rooms)
        judge = Judge(watched, Evidence.TRAINER_GRADED)
        grader = Grader(exercise.id, found, "g" * 64)
        return judge.grade(exercise, grader, Submission("Amina", notebook, "s" * 64)), watched


def _goals(checks: str) -> tuple[Goal, ...]:
    names = [line[9:].partition("(")[0] for line in checks.splitlines() if "def test_" in line]
    return tuple(Goal(name, 1, _text(name)) for name in names)


def _text(english: str) -> Translated:
    return Translated({Language.EN: english})


def exercise_of(goals: Sequence[Goal], limits: Limits) -> Exercise:
    data = {"prices.csv": b"item,price\npen,2\nbook,10\n"}
    return Exercise(
        id="t0/answer",
        kind=Kind.SKILL,
        title=_text("Double"),
        skills=("tests",),
        minutes=1,
        difficulty=1,
        goals=tuple(goals),
        rounds=(Round(1, _text("Double it."), (), STARTER, data),),
        limits=limits,
    )


@pytest.fixture(scope="module")
def household() -> Iterator[Household]:
    """A household that this very process lives in."""
    household = new_household()
    with pytest.MonkeyPatch.context() as patch, household.lived_in():
        patch.setenv("KONEXIO_TOKEN", household.canaries["environment"])
        patch.setenv("HOME", str(household.folder / "home"))
        yield household
    household.close()


@pytest.fixture(scope="module")
def stage(household: Household) -> Iterator[Stage]:
    if platform.system() != "Linux":
        pytest.skip("rooms that confine live on Linux")
    others = warm_processes()
    rooms = ForkedRooms(LIBRARIES)
    try:
        if rooms.tier is not Tier.A:
            pytest.skip("attacks are made only where rooms confine: this system has tier C")
        for plain in (True, False):  # both warm processes are there before anyone is counted
            rooms.open({}, Limits(), Nature(plain=plain)).close()
        yield Stage(household, rooms, Crowd(warm_processes() - others))
    finally:
        rooms.close()
