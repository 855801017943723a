"""What a stranger sees is what was kept: no more, and never a stronger word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from konexio_cli.model.exercise import Kind, Proof
from konexio_cli.model.language import Language
from konexio_cli.model.showcase import Piece
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.entry import Entry, GoalKept, from_json, to_json
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.showing import showcase

BEGUN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TASK = Entry(
    exercise="c1/report",
    title="A report",
    round=1,
    evidence=Evidence.TRAINER_GRADED,
    checks_passed=7,
    submission_sha256="a" * 64,
    grader_sha256="b" * 64,
    pack_version="0.1.0",
    when=BEGUN + timedelta(hours=2),
    learner="Ana",
    kind=Kind.TASK,
    titles={"en": "A report", "fr": "Un rapport"},
    skills=("files", "dates"),
    minutes=90,
    goals=(GoalKept({"en": "All files", "fr": "Tous les fichiers"}, Proof.TESTS, reached=True),),
    begun=BEGUN,
)
SECOND = replace(TASK, round=2, evidence=Evidence.SELF_CHECKED, when=BEGUN + timedelta(days=2))
SKILL = replace(TASK, exercise="m01/price", kind=Kind.SKILL, when=BEGUN + timedelta(days=5))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    portfolio = Portfolio(tmp_path / "portfolio")
    made = {"totals.csv": b"month,total\n01,2\n"}
    briefs = {"brief.en.md": b"Count.", "brief.fr.md": b"Comptez."}
    portfolio.record(TASK, b"{}", made, briefs)
    portfolio.record(SECOND, b"{ }", made)
    portfolio.record(SKILL, b"{}", {})
    return tmp_path / "portfolio"


def test_an_entry_with_everything_survives_its_file() -> None:
    assert from_json(to_json(TASK)) == TASK


def test_tasks_come_first_with_their_rounds(kept: Path) -> None:
    shown = showcase(kept, Choices(), "Ana")
    assert [one.exercise for one in shown.pieces] == ["c1/report", "m01/price"]
    (task,) = shown.tasks
    assert [one.number for one in task.rounds] == [1, 2]
    first = task.rounds[0]
    assert first.brief
    assert first.brief.into(Language.AR) == "Comptez."
    assert [(one.name, one.path.read_bytes()[:5]) for one in first.files] == [
        ("totals.csv", b"month")
    ]
    assert (first.begun, task.minutes, task.title.into(Language.FR)) == (BEGUN, 90, "Un rapport")


def test_an_entrys_own_label_is_not_shown(kept: Path) -> None:
    shown = showcase(kept, Choices(), "Ana")
    levels = {one.evidence for piece in shown.pieces for one in piece.rounds}
    assert levels == {Evidence.SELF_CHECKED}


def test_the_last_rounds_word_is_the_heading_and_weaker_rounds_are_told(kept: Path) -> None:
    def shown(*levels: Evidence) -> Piece:
        def believed(entry: Entry) -> Entry:
            return replace(entry, evidence=levels[entry.round - 1])

        (task,) = showcase(kept, Choices(), "Ana", believed).tasks
        return task

    weaker = shown(Evidence.TRAINER_GRADED, Evidence.TRAINER_CONFIRMED)
    assert weaker.evidence is Evidence.TRAINER_CONFIRMED
    assert [(one.number, one.evidence) for one in weaker.weaker] == [(1, Evidence.TRAINER_GRADED)]
    stronger = shown(Evidence.TRAINER_GRADED, Evidence.SELF_CHECKED)
    assert (stronger.evidence, stronger.weaker) == (Evidence.SELF_CHECKED, ())


def test_what_is_left_out_is_nowhere(kept: Path) -> None:
    shown = showcase(kept, Choices(name="A. B.").hide("c1/report").say("Mine", "m01/price"), "Ana")
    assert [(one.exercise, one.words) for one in shown.pieces] == [("m01/price", "Mine")]
    assert shown.name == "A. B."


def test_an_older_entry_is_shown_too(kept: Path) -> None:
    older = replace(
        SKILL, exercise="m01/old", titles={}, skills=(), minutes=0, goals=(), begun=None
    )
    Portfolio(kept).record(older, b"{}", {})
    shown = {one.exercise: one for one in showcase(kept, Choices(), "Ana").pieces}
    assert shown["m01/old"].title.into(Language.FR) == "A report"
    assert shown["m01/old"].rounds[0].brief is None


def test_a_changed_file_is_not_shown(kept: Path) -> None:
    (kept / "c1/report/deliverables/totals.csv").write_bytes(b"month,total\n01,9000\n")
    (task,) = showcase(kept, Choices(), "Ana").tasks
    assert [len(one.files) for one in task.rounds] == [0, 1]
