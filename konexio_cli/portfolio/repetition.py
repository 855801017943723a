"""What to do next: the first exercise that is open, and an earlier one that has rested enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from konexio_cli.model.exercise import Course

_FIRST_REST = timedelta(days=7)
_SHORTEST_REST = timedelta(days=1)
# Beyond this an exercise rests for longer than anybody stays in a course.
_MOST_DOUBLINGS = 8


@dataclass(frozen=True, slots=True)
class Practice:
    """How an exercise went: days on which it passed, other checks, hints, and its last pass."""

    days: int
    misses: int
    hints: int
    last: datetime

    @property
    def rest(self) -> timedelta:
        """How long it rests: a week that doubles each day it passes, shorter when it was hard."""
        doubled = _FIRST_REST * (1 << min(self.days - 1, _MOST_DOUBLINGS))
        return max(_SHORTEST_REST, doubled / (1 + self.misses + self.hints))


def next_new(
    course: Course, done: Callable[[str], bool], requires: Callable[[str], Iterable[str]]
) -> str:
    """Return the first exercise that is not done and requires nothing that is not; "" at the end.

    Requirements outside the course do not count: nobody could ever meet them. Where the rest
    of a course waits for itself in a circle, its first exercise is open to everybody.
    """
    left = [one for one in course.exercises if not done(one)]
    waiting = set(left)
    whole = {pack.name: waiting.isdisjoint(pack.exercises) for pack in course.packs}
    for pack in course.packs:
        if not all(whole.get(name, True) for name in pack.requires):
            continue
        for one in pack.exercises:
            if one in waiting and waiting.isdisjoint(requires(one)):
                return one
    return next(iter(left), "")


def to_repeat(course: Course, practice: Mapping[str, Practice], now: datetime) -> str:
    """Return the done exercise that is most overdue, measured in its own rests; "" for none."""
    overdue = {
        one: (now - practice[one].last) / practice[one].rest
        for one in course.exercises
        if one in practice
    }
    longest = max(overdue, key=lambda one: overdue[one], default="")
    return longest if longest and overdue[longest] >= 1 else ""
