"""Where a cohort is stuck: goals that many have not reached, and what is seen most there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from konexio_cli.model.exercise import Exercise, Goal
from konexio_cli.model.gradebook import Gradebook, Mark

# What holds back one learner is a matter of that learner.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Stuck:
    """A goal that `open` of the `graded` submissions do not reach.

    `message` is the misconception seen most among them, `seen` times; "" for none.
    """

    exercise: Exercise
    goal: Goal
    open: int
    graded: int
    message: str = ""
    seen: int = 0


def stuck(book: Gradebook) -> list[Stuck]:
    """Return the goals that hold back more than one learner, those of most learners first.

    Extra goals, and those that wait for a trainer, hold nobody back.
    """
    found = []
    for exercise in book.exercises:
        marks = [m for one in book.learners if (m := book.mark(one.id, exercise.id))]
        graded = [mark for mark in marks if not mark.problem]
        for goal in exercise.goals:
            behind = [mark for mark in graded if _holds_back(goal, mark)]
            if len(behind) >= _FEWEST:
                message, seen = _seen_most(behind)
                found.append(Stuck(exercise, goal, len(behind), len(graded), message, seen))
    return sorted(found, key=lambda one: (-one.open, -one.open / one.graded))


def _holds_back(goal: Goal, mark: Mark) -> bool:
    return any(one.goal.name == goal.name and not goal.optional for one in mark.open_goals)


def _seen_most(marks: list[Mark]) -> tuple[str, int]:
    counted = Counter(mark.message for mark in marks if mark.message)
    return min(counted.items(), key=lambda one: (-one[1], one[0]), default=("", 0))
