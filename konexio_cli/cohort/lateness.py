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
    if due is None:
        return Lateness()
    # In UTC: the day on which clocks change has 24 hours, too.
    over = at.astimezone(UTC) - due.astimezone(UTC)
    days = -(-over // _DAY) if over > timedelta(0) else 0
    return Lateness(days, _percent(settings.late, days))


def _percent(rule: Late, days: int) -> int:
    if rule.end_days is not None and days > rule.end_days:
        return _WHOLE
    return min(days * rule.percent_per_day, rule.at_most)
