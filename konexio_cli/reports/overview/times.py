"""When a cohort hands in, and for how long the work is made that was passed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from statistics import median

from konexio_cli.model.gradebook import Gradebook, State

_MOST_BARS = 70
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts over stretches of `days` days each, from the first day on."""

    first: date
    days: int
    counts: tuple[int, ...]

    def start(self, number: int) -> date:
        """Return the first day of a stretch."""
        return self.first + timedelta(days=number * self.days)


def by_day(book: Gradebook) -> Bars | None:
    """Return how many submissions that count came when; None when no moment is known."""
    days = [moment.date() for moment in _moments(book)]
    if not days:
        return None
    first, last = min(days), max(days)
    width = (last - first).days // _MOST_BARS + 1
    counted = Counter((day - first).days // width for day in days)
    return Bars(first, width, tuple(counted[n] for n in range(max(counted) + 1)))


def by_hour(book: Gradebook) -> tuple[int, ...]:
    """Return how many submissions that count came in each hour of the day."""
    counted = Counter(moment.hour for moment in _moments(book))
    return tuple(counted[hour] for hour in range(_HOURS))


def minutes_in_all(book: Gradebook) -> int:
    """Return for how many minutes the exercises are made."""
    return sum(one.minutes for one in book.exercises)


def median_minutes_passed(book: Gradebook) -> int:
    """Return for how many minutes the work is made that the median learner has passed."""
    minutes = {one.id: one.minutes for one in book.exercises}
    passed = Counter[str]()
    for (learner, exercise), mark in book.marks.items():
        if mark.state is State.PASSED:
            passed[learner] += minutes.get(exercise, 0)
    return round(median([passed[one.id] for one in book.learners] or [0]))


def _moments(book: Gradebook) -> list[datetime]:
    zone = zone_of(book)
    found = [mark.submitted for mark in book.marks.values() if mark.submitted]
    return [moment.astimezone(zone) for moment in found]


def zone_of(book: Gradebook) -> tzinfo | None:
    """Return the time zone of the due dates; None means this machine's."""
    return next((due.tzinfo for due in book.due.values()), None)
