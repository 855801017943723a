"""How late a submission is, and what that costs: exact, in days begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from konexio_cli.cohort.settings import Late, Settings

_DAY = timedelta(days=1)
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Lateness:
    """`days` begun after the due date, 0 in time; `percent` of the points that it costs."""

    days: int = 0
    percent: int = 0

    def after(self, points: int) -> Decimal | int:
        """Return what is left of `points`: exact, with two decimals at most."""
        if not self.percent:
            return points
        return (Decimal(points) * (_WHOLE - self.percent) / _WHOLE).normalize() + 0


def lateness(settings: Settings, learner: str, exercise: str, at: datetime) -> Lateness:
    """Return how late a learner was who handed in at `at`."""
    due = settings.due_for(learner, exercise)
    return Lateness() if due is None else _after(due, at, settings.late)


def _after(due: datetime, at: datetime, rule: Late) -> Lateness:
    # In UTC: the day on which clocks change has 24 hours, too.
    over = at.astimezone(UTC) - due.astimezone(UTC)
    days = -(-over // _DAY) if over > timedelta(0) else 0
    return Lateness(days, _percent(rule, days))


class Clock:
    """Tells lateness for many submissions: most are in time, and that is seen at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._dues: dict[tuple[str, str], tuple[str, datetime | None]] = {}
        grouped = {one.id for one in settings.learners.values() if one.group in settings.groups}
        self._own = grouped | {one.learner for one in settings.extensions}

    def late(self, learner: str, exercise: str, at: str) -> Lateness:
        """Return how late a learner was; `at` is a moment as `moment_text` writes it."""
        # All who have no due dates of their own share an entry.
        key = learner if learner in self._own else "", exercise
        end, due = self._dues.get(key) or self._add(key, learner, exercise)
        if due is None or at <= end:
            return IN_TIME
        return _after(due, datetime.fromisoformat(at), self._settings.late)

    def _add(
        self, key: tuple[str, str], learner: str, exercise: str
    ) -> tuple[str, datetime | None]:
        due = self._settings.due_for(learner, exercise)
        self._dues[key] = moment_text(due) if due else "", due
        return self._dues[key]


def moment_text(at: datetime) -> str:
    """Return a moment so that texts have the order of time: UTC, in ISO 8601."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment_words(at: datetime, *, timed: bool) -> str:
    """Return a moment for people, in UTC as all tables have it; `≤` is for the latest possible."""
    return f"{'' if timed else '≤ '}{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


IN_TIME = Lateness()


def _percent(rule: Late, days: int) -> int:
    if rule.end_days is not None and days > rule.end_days:
        return _WHOLE
    return min(days * rule.percent_per_day, rule.at_most)
