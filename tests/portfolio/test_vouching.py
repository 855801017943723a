"""A signed word raises exactly the work that it is about; without one, nobody's label counts."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.entry import Entry, GoalKept
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.vouching import Word, as_signed


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


GOALS = (
    GoalKept({"en": "Tests"}, Proof.TESTS, reached=False, name="tests"),
    GoalKept({"en": "A wish"}, Proof.TESTS, reached=False, optional=True, name="wish"),
    GoalKept({"en": "Tone"}, Proof.TRAINER, reached=False, name="tone"),
)
ENTRY = Entry(
    exercise="c1/report",
    title="A report",
    round=2,
    evidence=Evidence.SELF_CHECKED,
    checks_passed=7,
    submission_sha256=sha256(b"{}"),
    grader_sha256="b" * 64,
    pack_version="0.1.0",
    when=datetime(2026, 3, 1, tzinfo=UTC),
    learner="Ana",
    to_confirm=("Tone",),
    goals=GOALS,
)
WORD = Word("c1/report", 2, sha256(b"{}"), "c" * 64, Evidence.TRAINER_GRADED)
CONFIRMED = replace(WORD, evidence=Evidence.TRAINER_CONFIRMED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Portfolio(tmp_path).record(ENTRY, b"{}", {"a.csv": b"1"})
    return tmp_path / "c1" / "report" / "round2"


def test_a_grade_raises_what_a_pass_proves(folder: Path) -> None:
    told = as_signed(ENTRY, folder, [WORD])
    assert (told.evidence, told.grader_sha256) == (Evidence.TRAINER_GRADED, "c" * 64)
    assert [one.reached for one in told.goals] == [True, False, False]
    assert told.to_confirm == ("Tone",)


def test_a_confirmation_reaches_what_only_a_trainer_can_say(folder: Path) -> None:
    told = as_signed(ENTRY, folder, [WORD, CONFIRMED, WORD])
    assert told.evidence is Evidence.TRAINER_CONFIRMED
    assert [one.reached for one in told.goals] == [True, False, True]
    assert told.to_confirm == ()


@pytest.mark.parametrize(
    "other",
    [
        {"submission_sha256": "d" * 64},
        {"round": 1},
        {"exercise": "c1/other"},
        {"files": {"deliverables/a.csv": sha256(b"2")}},
        {"files": {"deliverables/b.csv": sha256(b"1")}},
    ],
)
def test_a_word_about_other_work_is_no_word(folder: Path, other: dict[str, object]) -> None:
    word = replace(WORD, **other)  # type: ignore[arg-type]  # each of its type
    assert as_signed(ENTRY, folder, [word]).evidence is Evidence.SELF_CHECKED


def test_a_word_is_about_the_files_not_about_what_the_entry_says_of_them(folder: Path) -> None:
    (folder / "notebook.ipynb").write_bytes(b"{ }")
    assert as_signed(ENTRY, folder, [WORD]).evidence is Evidence.SELF_CHECKED


def test_what_an_entry_says_of_itself_is_never_more_than_self_checked(folder: Path) -> None:
    reached = tuple(replace(one, reached=True) for one in GOALS)
    edited = replace(ENTRY, evidence=Evidence.TRAINER_CONFIRMED, goals=reached)
    told = as_signed(edited, folder, [])
    assert told.evidence is Evidence.SELF_CHECKED
    assert [one.reached for one in told.goals] == [True, True, False]
    assert as_signed(edited, folder, [WORD]).evidence is Evidence.TRAINER_GRADED


def test_goals_are_those_of_the_word_a_wish_too(folder: Path) -> None:
    edited = replace(ENTRY, goals=tuple(replace(one, reached=True) for one in GOALS))
    by_name = replace(WORD, goals={"wish": Proof.TESTS})
    by_title = replace(CONFIRMED, goals={"Tests": Proof.TRAINER, "A wish": Proof.TESTS})
    found = [as_signed(edited, folder, [word]).goals for word in (by_name, by_title)]
    assert [[one.reached for one in goals] for goals in found] == [
        [False, True, False],
        [True, True, False],
    ]
    assert found[1][0].proof is Proof.TRAINER


def test_the_title_is_that_of_the_word(folder: Path) -> None:
    edited = replace(ENTRY, titles={"en": "I led a company", "fr": "Un rapport"})
    told = as_signed(edited, folder, [replace(WORD, titles={"en": "A report"})])
    assert told.titles == {"en": "A report", "fr": "Un rapport"}
