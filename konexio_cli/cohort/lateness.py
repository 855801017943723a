"""What lateness costs: started days after the due date, and the points that are left."""

from __future__ import annotations

from datetime import datetime, timedelta

from konexio_cli.cohort.settings import Late

_DAY = timedelta(days=1)


def late_days(due: datetime | None, at: datetime) -> int:
    """Return the started days between the due date and `at`; 0 in time, or without a date."""
    return 0 if due is None or at <= due else -(-(at - due) // _DAY)


def points_left(earned: int, days: int, late: Late) -> float:
    """Return what is left of the points earned, to a hundredth."""
    if late.end_days is not None and days > late.end_days:
        return 0
    percent = min(days * late.percent_per_day, late.at_most)
    return round(earned * (100 - percent) / 100, 2)
