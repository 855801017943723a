"""A cohort's gradebook as values: who learns, what there is to do, and what counts of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from konexio_cli.model.exercise import Exercise, Goal, Proof
from konexio_cli.model.learner import Learner
from konexio_cli.model.verdict import Verdict


class State(StrEnum):
    """How far a learner is with an exercise; `absent` is that nothing was handed in."""

    PASSED = "passed"
    PARTLY = "partly"
    NOT_YET = "not-yet"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class GoalMark:
    """A goal with the verdict of its checks, or of a person.

    `given` are the points that a person gave, None when checks decide; `comment` is theirs.
    """

    goal: Goal
    verdict: Verdict
    given: int | None = None
    comment: str = ""

    @property
    def reached(self) -> bool:
        """Whether all checks of the goal passed, or a person said so."""
        return self.verdict is Verdict.PASSED

    @property
    def to_confirm(self) -> bool:
        """Whether only a trainer can say if the goal is reached, and none has."""
        return self.goal.proof is Proof.TRAINER and self.verdict is Verdict.NOT_RUN

    @property
    def way(self) -> str:
        """Return who vouches: `tests`, `numbers`, `trainer` to come, or `judged` by one."""
        by_person = self.goal.proof is Proof.TRAINER and not self.to_confirm
        return "judged" if by_person or self.given is not None else str(self.goal.proof)

    @property
    def points(self) -> int:
        """Return the points earned."""
        if self.given is not None:
            return self.given
        return self.goal.points if self.reached else 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What counts of a learner's work on an exercise: the newest submission's grade.

    `earned` are the goals' points, `points` what is left of them after `late_days` started
    days. `message` is a misconception's id, `problem` an error's code, with its `facts`, for a
    file that could not be graded. `stopped` are the learner's own lines at which the notebook
    broke off, each behind the exception's type. `comment` is a trainer's, on all of it.
    """

    learner: str
    exercise: str
    round: int = 1
    verdict: Verdict = Verdict.NOT_RUN
    earned: int = 0
    points: float = 0
    possible: int = 0
    goals: tuple[GoalMark, ...] = ()
    message: str = ""
    evidence: str = ""
    submitted: datetime | None = None
    late_days: int = 0
    file: str = ""
    submission_sha256: str = ""
    grader_sha256: str = ""
    stopped: tuple[str, ...] = ()
    comment: str = ""
    notes: tuple[str, ...] = ()
    problem: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """Return how far the learner is."""
        if self.problem:
            return State.UNREADABLE
        if self.verdict is Verdict.PASSED:
            return State.PASSED
        return State.PARTLY if self.earned else State.NOT_YET

    @property
    def share(self) -> float:
        """Return the earned part of the points, 0 to 1; an exercise without points is all or none."""
        if not self.possible:
            return float(self.state is State.PASSED)
        return self.earned / self.possible

    @property
    def open_goals(self) -> tuple[GoalMark, ...]:
        """Return the goals that are not reached, without those that only a trainer confirms."""
        return tuple(one for one in self.goals if not one.reached and not one.to_confirm)


@dataclass(frozen=True, slots=True)
class Gradebook:
    """All marks by learner's and exercise's id; `exercises` in course order.

    `due` is until when, by the same two ids, for what has an end; `numbers` are Moodle's for a
    learner in the assignment of an exercise, as its downloads told them. `loose` are files that count
    for nobody or for no exercise; `waiting` is how many are not graded yet.
    """

    title: str
    exercises: tuple[Exercise, ...]
    learners: tuple[Learner, ...]
    marks: Mapping[tuple[str, str], Mark]
    due: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    numbers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    loose: tuple[Mark, ...] = ()
    waiting: int = 0

    def mark(self, learner: str, exercise: str) -> Mark | None:
        """Return what counts of this learner's work on this exercise; None without a submission."""
        return self.marks.get((learner, exercise))

    def refused(self, learner: str) -> Iterator[Mark]:
        """Yield what a learner handed in that could not be read, and counts for no exercise."""
        return (one for one in self.loose if one.learner == learner and one.problem)

    def number(self, learner: Learner, exercise: str) -> str:
        """Return a learner's number in Moodle: the assignment's own before the settings' one."""
        return self.numbers.get((learner.id, exercise), learner.moodle)

    def rows(self) -> Iterator[tuple[Learner, Exercise, Mark]]:
        """Yield every mark with its learner and exercise: by learner, then in course order."""
        for learner in self.learners:
            for exercise in self.exercises:
                if mark := self.mark(learner.id, exercise.id):
                    yield learner, exercise, mark

    def points(self, learner: str) -> float:
        """Return a learner's points over the exercises of this book."""
        marks = (self.mark(learner, one.id) for one in self.exercises)
        return sum(mark.points for mark in marks if mark)
