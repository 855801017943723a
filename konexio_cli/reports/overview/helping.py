"""Who needs help this week: a rule that a trainer can follow, and never a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook, State
from konexio_cli.model.learner import Learner

# Behind with this part of what there was to do, and with as many exercises at least.
_PART = 0.25
_FEWEST = 2
_QUIET_DAYS = 7


@dataclass(frozen=True, slots=True)
class Help:
    """A learner, the exercises not passed, those due and missing, and the days without news.

    `asked` is how many exercises were handed in or due. `quiet_days` counts up to the
    cohort's last submission; None when nothing came, or nobody knows when. `nothing` is that
    no work came which could be graded, `refused` that a file came which could not.
    """

    learner: Learner
    open: tuple[Exercise, ...]
    overdue: tuple[Exercise, ...]
    asked: int
    quiet_days: int | None
    nothing: bool
    refused: bool

    @property
    def quiet(self) -> bool:
        """Whether the learner was silent for a week or longer, with something left to do."""
        waits = bool(self.open or self.overdue)
        return self.nothing or (waits and (self.quiet_days or 0) >= _QUIET_DAYS)

    @property
    def needed(self) -> bool:
        """Whether the rule says that help is needed."""
        behind = len(self.open) + len(self.overdue)
        return self.quiet or behind >= max(_FEWEST, _PART * self.asked)

    @property
    def first(self) -> Exercise | None:
        """Return the exercise to begin with: the first one not passed, else the first not here."""
        return next(iter(self.open + self.overdue), None)


def needing_help(book: Gradebook, now: datetime) -> list[Help]:
    """Return who needs help, those who are furthest behind first."""
    last = max((mark.submitted for mark in book.marks.values() if mark.submitted), default=None)
    begun = book.marks or book.loose
    found = [_of(book, learner, last, now) for learner in book.learners] if begun else []
    return sorted((one for one in found if one.needed), key=_weight, reverse=True)


def overdue(book: Gradebook, learner: str, exercise: str, now: datetime) -> bool:
    """Whether an exercise is due and was not handed in."""
    due = book.due.get((learner, exercise))
    return due is not None and due < now and book.mark(learner, exercise) is None


def _of(book: Gradebook, learner: Learner, last: datetime | None, now: datetime) -> Help:
    marks = {one.id: mark for one in book.exercises if (mark := book.mark(learner.id, one.id))}
    own = [mark.submitted for mark in marks.values() if mark.submitted]
    missing = [one for one in book.exercises if overdue(book, learner.id, one.id, now)]
    return Help(
        learner,
        open=tuple(
            one
            for one in book.exercises
            if one.id in marks and marks[one.id].state is not State.PASSED
        ),
        overdue=tuple(missing),
        asked=len(marks) + len(missing),
        quiet_days=(last - max(own)).days if last and own else None,
        nothing=all(mark.problem for mark in marks.values()),
        refused=any(mark.problem for mark in (*marks.values(), *book.refused(learner.id))),
    )


def _weight(one: Help) -> tuple[int, int]:
    return (2 * len(one.overdue) + len(one.open), one.quiet_days or 0)
