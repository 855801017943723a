"""A trainer's word raises exactly the work that it is about, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.entry import Entry, GoalKept
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.vouching import Word

GOALS = (
    GoalKept({"en": "Tests"}, Proof.TESTS, reached=False),
    GoalKept({"en": "A wish"}, Proof.TESTS, reached=False, optional=True),
    GoalKept({"en": "Tone"}, Proof.TRAINER, reached=False),
)
ENTRY = Entry(
    exercise="c1/report",
    title="A report",
    round=2,
    evidence=Evidence.SELF_CHECKED,
    checks_passed=7,
    submission_sha256="a" * 64,
    grader_sha256="b" * 64,
    pack_version="0.1.0",
    when=datetime(2026, 3, 1, tzinfo=UTC),
    learner="Ana",
    to_confirm=("Tone",),
    goals=GOALS,
)
WORD = Word("c1/report", 2, "a" * 64, "c" * 64, Evidence.TRAINER_GRADED, passed=True)


@pytest.fixture
def kept(tmp_path: Path) -> Portfolio:
    portfolio = Portfolio(tmp_path)
    portfolio.record(ENTRY, b"{}", {"a.csv": b"1"})
    return portfolio


def test_a_grade_raises_what_a_pass_proves(kept: Portfolio) -> None:
    assert kept.vouch(WORD)
    (entry,) = kept.entries()
    assert (entry.evidence, entry.grader_sha256) == (Evidence.TRAINER_GRADED, "c" * 64)
    assert [one.reached for one in entry.goals] == [True, False, False]
    assert entry.to_confirm == ("Tone",)
    assert not kept.vouch(WORD)


def test_a_confirmation_reaches_what_only_a_trainer_can_say(kept: Portfolio) -> None:
    assert kept.vouch(replace(WORD, evidence=Evidence.TRAINER_CONFIRMED))
    (entry,) = kept.entries()
    assert [one.reached for one in entry.goals] == [True, False, True]
    assert entry.to_confirm == ()


@pytest.mark.parametrize(
    "other", [{"submission_sha256": "d" * 64}, {"round": 1}, {"exercise": "c1/other"}]
)
def test_other_work_stays_as_it_is(kept: Portfolio, other: dict[str, object]) -> None:
    assert not kept.vouch(replace(WORD, **other))  # type: ignore[arg-type]  # each of its type
    assert kept.entries()[0].evidence is Evidence.SELF_CHECKED


def test_work_that_did_not_pass_is_no_more_than_self_checked(kept: Portfolio) -> None:
    assert not kept.vouch(replace(WORD, passed=False))
    kept.vouch(replace(WORD, evidence=Evidence.TRAINER_CONFIRMED))
    assert kept.vouch(replace(WORD, passed=False))
    (entry,) = kept.entries()
    assert entry.evidence is Evidence.SELF_CHECKED
    assert not entry.goals[2].reached


def test_a_new_check_of_the_same_notebook_keeps_the_word(kept: Portfolio) -> None:
    kept.vouch(WORD)
    later = replace(ENTRY, when=ENTRY.when + timedelta(days=1))
    kept.record(later, b"{}", {"a.csv": b"2"})
    assert kept.entries()[0].evidence is Evidence.TRAINER_GRADED
    kept.record(replace(later, submission_sha256="e" * 64), b"{ }", {"a.csv": b"2"})
    assert kept.entries()[0].evidence is Evidence.SELF_CHECKED
