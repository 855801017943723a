"""Where a cohort is stuck: goals that many have not reached, and what is seen most there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from konexio_cli.model.exercise import Exercise, Goal
from konexio_cli.model.gradebook import Gradebook, Mark

# What holds back one learner is a matter of that learner.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Behind:
    """A goal that `open` submissions do not reach."""

    goal: Goal
    open: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """An exercise with the goals that hold back more than one of `graded` learners.

    The goal that holds back most stands first. `message` is the misconception seen most among
    those who are behind, `seen` times; "" for none.
    """

    exercise: Exercise
    goals: tuple[Behind, ...]
    graded: int
    message: str = ""
    seen: int = 0


def stuck(book: Gradebook) -> list[Stuck]:
    """Return the exercises with such goals, those that hold back most learners first.

    Extra goals, and those that wait for a trainer, hold nobody back.
    """
    found = [one for exercise in book.exercises if (one := _in_exercise(book, exercise))]
    return sorted(found, key=lambda one: (-one.goals[0].open, -one.goals[0].open / one.graded))


def _in_exercise(book: Gradebook, exercise: Exercise) -> Stuck | None:
    marks = [mark for one in book.learners if (mark := book.mark(one.id, exercise.id))]
    graded = [mark for mark in marks if not mark.problem]
    held = Counter(name for mark in graded for name in _holding_back(mark))
    goals = [Behind(one, held[one.name]) for one in exercise.goals if held[one.name] >= _FEWEST]
    if not goals:
        return None
    message, seen = _seen_most([mark for mark in graded if any(_holding_back(mark))])
    goals.sort(key=lambda one: -one.open)
    return Stuck(exercise, tuple(goals), len(graded), message, seen)


def _holding_back(mark: Mark) -> Iterator[str]:
    return (one.goal.name for one in mark.open_goals if not one.goal.optional)


def _seen_most(marks: list[Mark]) -> tuple[str, int]:
    counted = Counter(mark.message for mark in marks if mark.message)
    return min(counted.items(), key=lambda one: (-one[1], one[0]), default=("", 0))
