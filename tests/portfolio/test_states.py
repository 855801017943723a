"""Every state of a notebook that is kept can be had again, and tells when and why it was kept."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.grade import Grade, Outcome
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.portfolio.journal import Journal
from konexio_cli.portfolio.pulled import Fresh
from konexio_cli.portfolio.states import Reason

ONE = "m01/add"


def grade_of(body: bytes, *verdicts: Verdict, exercise: str = ONE) -> Grade:
    outcomes = tuple(Outcome(f"check-{n}", "goal", one) for n, one in enumerate(verdicts))
    sha256 = hashlib.sha256(body).hexdigest()
    return Grade(exercise, "", sha256, "", Evidence.SELF_CHECKED, outcomes, ())


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / ".konexio" / "journal.db")


def test_a_check_is_a_state_with_its_verdict_and_checks(journal: Journal) -> None:
    journal.record(grade_of(b"one", Verdict.PASSED, Verdict.FAILED), b"one")
    journal.record(grade_of(b"two", Verdict.PASSED), b"two")
    first, second = journal.states(ONE)
    assert (first.number, first.event.verdict) == (1, Verdict.FAILED)
    assert (first.event.passed, first.event.checks) == (1, 2)
    assert (second.number, second.event.verdict) == (2, Verdict.PASSED)
    assert first.newest < second.newest
    assert [journal.snapshot(one.sha256) for one in (first, second)] == [b"one", b"two"]
    assert journal.states("m01/other") == ()


def test_a_body_has_one_number_for_ever(journal: Journal) -> None:
    for body in (b"one", b"two", b"one", b"three", b"two"):
        journal.record(grade_of(body, Verdict.FAILED), body)
    states = journal.states(ONE)
    assert [journal.snapshot(one.sha256) for one in states] == [b"one", b"two", b"three"]
    assert [one.number for one in states] == [1, 2, 3]
    assert max(states, key=lambda one: one.newest).number == 2


def test_what_is_the_newest_already_is_kept_once(journal: Journal) -> None:
    journal.record(grade_of(b"one", Verdict.PASSED), b"one")
    for reason in Reason:
        journal.keep(ONE, (b"one", reason))
    (state,) = journal.states(ONE)
    assert state.event.reason is Reason.CHECK
    assert state.newest == 1
    journal.keep(ONE, (b"two", Reason.BEFORE_UNDO), (b"one", Reason.UNDO))
    assert [one.newest for one in journal.states(ONE)] == [3, 2]


def test_a_copy_is_kept_and_is_never_the_newest(journal: Journal) -> None:
    journal.record(grade_of(b"mine", Verdict.FAILED), b"mine")
    journal.record(grade_of(b"copy", Verdict.PASSED), b"copy", copy=True)
    mine, copy = journal.states(ONE)
    assert (mine.newest, copy.newest) == (1, 0)
    assert journal.snapshot(copy.sha256) == b"copy"


def test_a_journal_of_before_has_its_checks_as_states(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(
            "CREATE TABLE attempts (number INTEGER PRIMARY KEY, exercise TEXT NOT NULL,"
            " round INTEGER NOT NULL, verdict TEXT NOT NULL, sha256 TEXT NOT NULL,"
            " at TEXT NOT NULL) STRICT;"
            "INSERT INTO attempts VALUES (1, 'm01/add', 1, 'failed', 'aa',"
            " '2026-01-01T00:00:00.000000+00:00'), (2, 'm01/add', 1, 'passed', 'bb',"
            " '2026-01-02T00:00:00.000000+00:00'); PRAGMA user_version = 1;"
        )
    for _ in range(2):
        states = Journal(path).states(ONE)
        assert [(one.sha256, one.event.verdict) for one in states] == [
            ("aa", Verdict.FAILED),
            ("bb", Verdict.PASSED),
        ]
        assert states[0].event.checks == 0
    assert Journal(path).tried() == {ONE: 2}


def test_a_damaged_body_is_never_given(journal: Journal, tmp_path: Path) -> None:
    journal.keep(ONE, (b"one", Reason.UNDO))
    (state,) = journal.states(ONE)
    for damage in (b"", b"x", b"\x78\x9c\x03\x00\x00\x00\x00\x01"):
        with closing(sqlite3.connect(tmp_path / ".konexio" / "journal.db")) as database, database:
            database.execute("UPDATE snapshots SET body = ?", (damage,))
        with pytest.raises(KonexioError) as caught:
            journal.snapshot(state.sha256)
        assert caught.value.code == "snapshot-damaged"
    with pytest.raises(KonexioError) as caught:
        journal.snapshot("cc")
    assert caught.value.code == "snapshot-missing"


def test_a_damaged_journal_is_told_as_one(journal: Journal, tmp_path: Path) -> None:
    journal.keep(ONE, (b"one", Reason.UNDO))
    (tmp_path / ".konexio" / "journal.db").write_bytes(b"not a database" * 400)
    with pytest.raises(KonexioError) as caught:
        journal.states(ONE)
    assert (caught.value.code, caught.value.exit_code) == ("journal-broken", Exit.MACHINE)


def test_what_was_pulled_is_kept_whole(journal: Journal) -> None:
    old = Fresh(ONE, "1.0.0", b"notebook", b"first", b"files")
    journal.remember([old], new=True)
    assert journal.pulled() == {ONE: (old.sums,)}
    assert [one.event.reason for one in journal.states(ONE)] == [Reason.NEW]
    new = Fresh(ONE, "2.0.0", b"newer notebook", b"newer first", b"newer files")
    journal.remember([new])
    assert journal.pulled() == {ONE: (new.sums, old.sums)}
    assert len(journal.states(ONE)) == 1
    for sums, one in ((old.sums, old), (new.sums, new)):
        assert journal.snapshot(sums.notebook) == one.notebook
        assert journal.snapshot(sums.origin) == one.origin


@given(st.lists(st.tuples(st.binary(max_size=40), st.sampled_from(Reason)), max_size=12))
def test_every_body_comes_back(
    tmp_path_factory: pytest.TempPathFactory, kept: list[tuple[bytes, Reason]]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("any") / "journal.db")
    for body, reason in kept:
        journal.keep(ONE, (body, reason))
    states = journal.states(ONE)
    in_order = list(dict.fromkeys(body for body, _ in kept))
    assert [journal.snapshot(one.sha256) for one in states] == in_order
    assert [one.number for one in states] == list(range(1, len(in_order) + 1))
