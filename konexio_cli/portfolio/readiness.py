"""How far a learner's evidence reaches: which client tasks they can take, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.model.verdict import Evidence

_RANK = tuple(Evidence)


@dataclass(frozen=True, slots=True)
class TaskReadiness:
    """A client task: `done`, or what it requires that is not passed yet, in course order."""

    exercise: Exercise
    done: bool
    missing: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can be taken now."""
        return not self.done and not self.missing


@dataclass(frozen=True, slots=True)
class Readiness:
    """Client tasks, and the best evidence for each skill that they need; None where there is none.

    `next` is the exercise that brings the nearest task closer, "" when all tasks are done.
    """

    tasks: tuple[TaskReadiness, ...]
    skills: Mapping[str, Evidence | None]
    next: str

    @property
    def proved(self) -> int:
        """Return for how many of the needed skills there is evidence."""
        return sum(one is not None for one in self.skills.values())


def readiness(exercises: Sequence[Exercise], passed: Mapping[str, Evidence]) -> Readiness:
    """Return how far `passed` reaches, the evidence of exercises whose rounds are all passed.

    `exercises` are the course, in its order.
    """
    known = {one.id: one for one in exercises}
    tasks = tuple(
        TaskReadiness(one, one.id in passed, _missing(one, known, passed))
        for one in exercises
        if one.kind is Kind.TASK
    )
    needed = sorted({skill for task in tasks for skill in _skills(task.exercise, known)})
    return Readiness(
        tasks=tasks,
        skills={skill: _best(skill, exercises, passed) for skill in needed},
        next=_next(tasks),
    )


def _required(exercise: Exercise, known: Mapping[str, Exercise]) -> set[str]:
    """Return all that an exercise requires, and what that requires."""
    found: set[str] = set()
    waiting = list(exercise.requires)
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            waiting += known[name].requires
    return found


def _missing(
    task: Exercise, known: Mapping[str, Exercise], passed: Mapping[str, Evidence]
) -> tuple[str, ...]:
    required = _required(task, known)
    return tuple(name for name in known if name in required and name not in passed)


def _skills(task: Exercise, known: Mapping[str, Exercise]) -> set[str]:
    return {
        *task.skills,
        *(s for name in task.requires if name in known for s in known[name].skills),
    }


def _best(
    skill: str, exercises: Iterable[Exercise], passed: Mapping[str, Evidence]
) -> Evidence | None:
    found = [passed[one.id] for one in exercises if skill in one.skills and one.id in passed]
    return max(found, key=_RANK.index, default=None)


def _next(tasks: Sequence[TaskReadiness]) -> str:
    """Return the task that is open; else the first step of that with the fewest missing."""
    waiting = [task for task in tasks if not task.done]
    if not waiting:
        return ""
    nearest = min(waiting, key=lambda task: len(task.missing))
    return nearest.missing[0] if nearest.missing else nearest.exercise.id
