"""Late and missing work, exercise by exercise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook
from konexio_cli.reports.overview.helping import overdue


@dataclass(frozen=True, slots=True)
class Due:
    """An exercise with a due date, and how many were in time, late, or are not here.

    `due` is the date of most learners: groups and extensions have their own.
    """

    exercise: Exercise
    due: datetime
    in_time: int
    late: int
    missing: int


def dues(book: Gradebook, now: datetime) -> list[Due]:
    """Return the exercises that have a due date and someone late or missing, in course order."""
    found = [one for exercise in book.exercises if (one := _due(book, exercise, now))]
    return [one for one in found if one.late or one.missing]


def _due(book: Gradebook, exercise: Exercise, now: datetime) -> Due | None:
    who = [one.id for one in book.learners]
    dates = Counter(book.due[one, exercise.id] for one in who if (one, exercise.id) in book.due)
    if not dates:
        return None
    marks = [mark for one in who if (mark := book.mark(one, exercise.id))]
    late = sum(1 for mark in marks if mark.late_days)
    missing = sum(1 for one in who if overdue(book, one, exercise.id, now))
    # The last of the dates that most learners share: an extension is shared by few.
    when = max(dates, key=lambda date: (dates[date], date))
    return Due(exercise, when, len(marks) - late, late, missing)
