"""What lateness costs: per day begun, never more than the rule says, exact to the cent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.lateness import Lateness, lateness
from konexio_cli.cohort.settings import Extension, Late, Settings

DUE = datetime(2026, 11, 30, 18, tzinfo=UTC)
RULE = Late(percent_per_day=10, at_most=50, end_days=7)


def late(after: timedelta, rule: Late = RULE, *more: Extension) -> Lateness:
    settings = Settings(due={"m01/a": DUE}, late=rule, extensions=more)
    return lateness(settings, "Amina", "m01/a", DUE + after)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(days=-9), Lateness(0, 0)),
        (timedelta(0), Lateness(0, 0)),
        (timedelta(microseconds=1), Lateness(1, 10)),
        (timedelta(days=1), Lateness(1, 10)),
        (timedelta(days=1, seconds=1), Lateness(2, 20)),
        (timedelta(days=5), Lateness(5, 50)),
        (timedelta(days=7), Lateness(7, 50)),
        (timedelta(days=7, seconds=1), Lateness(8, 100)),
    ],
)
def test_days_begun(after: timedelta, expected: Lateness) -> None:
    assert late(after) == expected


def test_without_a_rule_lateness_is_told_and_costs_nothing() -> None:
    assert late(timedelta(days=3), Late()) == Lateness(3, 0)


def test_what_has_no_due_date_is_never_late() -> None:
    assert lateness(Settings(late=RULE), "Amina", "m01/a", DUE) == Lateness()


def test_the_end_moves_with_an_extension() -> None:
    more = Extension("Amina", "m01/a", days=10)
    assert late(timedelta(days=11), RULE, more) == Lateness(1, 10)
    assert late(timedelta(days=18), RULE, more) == Lateness(8, 100)


def test_the_day_on_which_clocks_change_has_its_24_hours() -> None:
    due = datetime(2026, 10, 24, 18, tzinfo=ZoneInfo("Europe/Paris"))
    settings = Settings(due={"m01/a": due}, late=RULE)
    next_day = datetime(2026, 10, 25, 18, tzinfo=ZoneInfo("Europe/Paris"))
    # One hour of that night comes twice.
    assert lateness(settings, "Amina", "m01/a", next_day).days == 2
    assert lateness(settings, "Amina", "m01/a", next_day - timedelta(hours=1)).days == 1


@given(points=st.integers(0, 10_000), percent=st.integers(0, 100))
def test_points_are_exact(points: int, percent: int) -> None:
    left = Lateness(1, percent).after(points)
    assert Decimal(left) * 100 == points * (100 - percent)
    assert 0 <= left <= points
    assert "E" not in str(left)


rules = st.builds(Late, st.integers(0, 100), st.integers(0, 100), st.none() | st.integers(0, 366))


@given(rule=rules, first=st.integers(-9_999_999, 99_999_999), more=st.integers(0, 9_999_999))
def test_later_never_costs_less(rule: Late, first: int, more: int) -> None:
    before = late(timedelta(seconds=first), rule)
    after = late(timedelta(seconds=first + more), rule)
    assert before.days <= after.days
    assert before.percent <= after.percent <= 100
