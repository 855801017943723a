"""What the journal can tell of how an exercise went."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from konexio_cli.model.exercise import Goal
from konexio_cli.model.grade import Grade, Outcome
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.portfolio.journal import Journal
from konexio_cli.portfolio.repetition import Practice

GOAL = Goal("all", 1, Translated({Language.EN: "All"}))


def grade(exercise: str, verdict: Verdict, sha256: str) -> Grade:
    outcomes = (Outcome("check", "all", verdict),)
    return Grade(exercise, "", sha256, "b" * 64, Evidence.SELF_CHECKED, outcomes, (GOAL,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def dated(path: Path, *days: str) -> None:
    """Give the attempts other days, in their order."""
    with closing(sqlite3.connect(path)) as database, database:
        for number, day in enumerate(days, 1):
            at = f"{day}T08:00:00.000000+00:00"
            database.execute("UPDATE attempts SET at = ? WHERE number = ?", (at, number))


def test_practice_counts_days_misses_and_hints(path: Path) -> None:
    journal = Journal(path)
    failed, passed = Verdict.FAILED, Verdict.PASSED
    for number, verdict in enumerate([failed, passed, passed, failed, passed]):
        journal.record(grade("m01/a", verdict, str(number)), b"{}")
    journal.record(grade("m01/b", failed, "b"), b"{}")
    for _ in range(2):
        journal.open_hint("m01/a", 1, 3)
    journal.open_hint("m01/b", 1, 3)
    dated(path, "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-03", "2026-01-04")
    assert journal.practice() == {
        "m01/a": Practice(2, 2, 2, datetime(2026, 1, 4, 8, tzinfo=UTC)),
    }


def test_without_attempts_there_is_no_practice(path: Path) -> None:
    assert Journal(path).practice() == {}
    assert Journal(path).last_checked("m01/a") == ""


def test_the_last_notebook_that_was_checked(path: Path) -> None:
    journal = Journal(path)
    for sha256 in ("one", "two", "one"):
        journal.record(grade("m01/a", Verdict.FAILED, sha256), b"{}")
    journal.record(grade("m01/b", Verdict.FAILED, "three"), b"{}")
    assert journal.last_checked("m01/a") == "one"
