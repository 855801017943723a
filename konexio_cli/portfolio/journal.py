"""The learner's journal: attempts, hints, questions, and a snapshot of each checked notebook.

One SQLite file. Whatever a command has reported is on the disk: each write is its own
transaction, and a `kill -9` leaves the last complete one.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from konexio_cli.durable import refused_database
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict
from konexio_cli.portfolio.pulled import SCHEMA as PULLED_SCHEMA
from konexio_cli.portfolio.pulled import Fresh, Pulled, all_pulled, remember
from konexio_cli.portfolio.repetition import Practice
from konexio_cli.portfolio.states import SCHEMA as STATES_SCHEMA
from konexio_cli.portfolio.states import Event, Reason, State, all_states, body_of, keep, now

_SCHEMA = """
CREATE TABLE IF NOT EXISTS attempts (
  number INTEGER PRIMARY KEY, exercise TEXT NOT NULL, round INTEGER NOT NULL,
  verdict TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS hints (
  exercise TEXT NOT NULL, round INTEGER NOT NULL, step INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (exercise, round, step)) STRICT;
CREATE TABLE IF NOT EXISTS questions (
  exercise TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (exercise, number)) STRICT;
CREATE TABLE IF NOT EXISTS current (
  only INTEGER PRIMARY KEY CHECK (only = 1), exercise TEXT NOT NULL) STRICT;
"""
# Days are counted in UTC: it is only the rest between them that matters.
_PRACTICE = """
SELECT exercise, count(DISTINCT CASE verdict WHEN :passed THEN date(at) END),
  sum(verdict <> :passed),
  (SELECT count(*) FROM hints WHERE hints.exercise = attempts.exercise),
  max(CASE verdict WHEN :passed THEN at END) AS last
FROM attempts GROUP BY exercise HAVING last IS NOT NULL
"""
_VERSION = 2


class Journal:
    """The journal in one file; it is made when it does not exist."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Give one transaction: all of it is kept, or nothing."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._path, timeout=10)) as database, database:
                # What a commit reported is there after a power cut, too.
                database.execute("PRAGMA synchronous = EXTRA")
                if database.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
                    database.executescript(_SCHEMA + STATES_SCHEMA + PULLED_SCHEMA)
                    database.execute(f"PRAGMA user_version = {_VERSION}")
                yield database
        except sqlite3.DatabaseError as problem:
            raise refused_database(problem, self._path) or _explained(
                problem, self._path
            ) from problem

    @contextlib.contextmanager
    def transaction(self, tables: str) -> Iterator[sqlite3.Connection]:
        """Give one transaction to another part of the journal, whose `tables` are made if missing."""
        with self._open() as database:
            database.executescript(tables)
            yield database

    def checks(self, exercise: str, number: int) -> list[tuple[str, str, str]]:
        """Return verdict, SHA-256 and time of the last check of each state of a round, newest first."""
        with self._open() as database:
            return database.execute(
                "SELECT verdict, sha256, at FROM attempts WHERE number IN (SELECT max(number)"
                " FROM attempts WHERE exercise = ? AND round = ? GROUP BY sha256)"
                " ORDER BY number DESC",
                (exercise, number),
            ).fetchall()

    def first_check(self, exercise: str, number: int) -> datetime | None:
        """Return when a round was checked for the first time; None before that."""
        with self._open() as database:
            (at,) = database.execute(
                "SELECT min(at) FROM attempts WHERE exercise = ? AND round = ?", (exercise, number)
            ).fetchone()
        return datetime.fromisoformat(at) if at else None

    def hints_opened(self, exercise: str) -> int:
        """Return how many steps of help were opened, over all rounds."""
        with self._open() as database:
            row = database.execute("SELECT count(*) FROM hints WHERE exercise = ?", (exercise,))
            return int(row.fetchone()[0])

    def record(self, grade: Grade, body: bytes, *, copy: bool = False) -> None:
        """Keep an attempt and the notebook that was checked; `copy` if it stood elsewhere."""
        sums = [outcome.verdict is Verdict.PASSED for outcome in grade.outcomes]
        reason = Reason.COPY if copy else Reason.CHECK
        with self._open() as database:
            database.execute(
                "INSERT INTO attempts (exercise, round, verdict, sha256, at) VALUES (?, ?, ?, ?, ?)",
                (grade.exercise, grade.round, grade.verdict, grade.submission_sha256, now()),
            )
            event = Event(reason, grade.verdict, sum(sums), len(sums))
            keep(database, grade.exercise, body, event)

    def keep(self, exercise: str, *bodies: tuple[bytes, Reason]) -> None:
        """Keep what a notebook holds, before something else stands in its place, and that."""
        with self._open() as database:
            for body, reason in bodies:
                keep(database, exercise, body, Event(reason))

    def states(self, exercise: str) -> tuple[State, ...]:
        """Return the states of an exercise's notebook that are kept, the first one first."""
        with self._open() as database:
            return all_states(database, exercise)

    def remember(self, fresh: Sequence[Fresh], *, new: bool = False) -> None:
        """Keep what exercises are as they are pulled; a new one's notebook is a state, too."""
        with self._open() as database:
            remember(database, fresh)
            for one in fresh if new else ():
                keep(database, one.exercise, one.first, Event(Reason.NEW))

    def pulled(self) -> dict[str, tuple[Pulled, ...]]:
        """Return all that was pulled, by the ids of the exercises; the newest stands first."""
        with self._open() as database:
            return all_pulled(database)

    def passed(self) -> dict[str, int]:
        """Return the exercises that were passed, each with its highest passed round."""
        with self._open() as database:
            rows = database.execute(
                "SELECT exercise, max(round) FROM attempts WHERE verdict = ? GROUP BY exercise",
                (Verdict.PASSED,),
            ).fetchall()
        return dict(rows)

    def tried(self) -> dict[str, int]:
        """Return how often each exercise was checked."""
        with self._open() as database:
            rows = database.execute("SELECT exercise, count(*) FROM attempts GROUP BY exercise")
            return dict(rows.fetchall())

    def practice(self) -> dict[str, Practice]:
        """Return how each exercise went that was ever passed."""
        with self._open() as database:
            rows = database.execute(_PRACTICE, {"passed": Verdict.PASSED}).fetchall()
        return {
            exercise: Practice(days, misses, hints, datetime.fromisoformat(last))
            for exercise, days, misses, hints, last in rows
        }

    def last_checked(self, exercise: str) -> str:
        """Return the SHA-256 of the notebook that was checked last; "" when none was."""
        with self._open() as database:
            row = database.execute(
                "SELECT sha256 FROM attempts WHERE exercise = ? ORDER BY number DESC LIMIT 1",
                (exercise,),
            ).fetchone()
        return "" if row is None else str(row[0])

    def newest_pass(self, exercise: str) -> tuple[int, str]:
        """Return the round and SHA-256 of the last pass of the highest round that was checked.

        (0, "") when that round is not passed, or nothing was checked.
        """
        with self._open() as database:
            row = database.execute(
                "SELECT round, sha256 FROM attempts WHERE exercise = :one AND verdict = :passed"
                " AND round = (SELECT max(round) FROM attempts WHERE exercise = :one)"
                " ORDER BY number DESC LIMIT 1",
                {"one": exercise, "passed": Verdict.PASSED},
            ).fetchone()
        return (0, "") if row is None else (int(row[0]), str(row[1]))

    def snapshot(self, sha256: str) -> bytes:
        """Return kept bytes. Raise KonexioError when they were never kept here, or are damaged."""
        with self._open() as database:
            return body_of(database, sha256)

    def open_hint(self, exercise: str, number: int, last: int) -> int:
        """Return the next step of help for a round, at most `last`; it is logged."""
        with self._open() as database:
            (opened,) = database.execute(
                "SELECT coalesce(max(step), 0) FROM hints WHERE exercise = ? AND round = ?",
                (exercise, number),
            ).fetchone()
            step = min(int(opened) + 1, last)
            database.execute(
                "INSERT OR IGNORE INTO hints VALUES (?, ?, ?, ?)", (exercise, number, step, now())
            )
        return step

    def asked(self, exercise: str) -> tuple[int, ...]:
        """Return the numbers of the questions that were put to the client."""
        with self._open() as database:
            rows = database.execute(
                "SELECT number FROM questions WHERE exercise = ? ORDER BY at, number", (exercise,)
            ).fetchall()
        return tuple(number for (number,) in rows)

    def ask(self, exercise: str, number: int) -> None:
        """Keep that a question was asked; asking it again costs nothing."""
        with self._open() as database:
            database.execute(
                "INSERT OR IGNORE INTO questions VALUES (?, ?, ?)", (exercise, number, now())
            )

    @property
    def current(self) -> str:
        """The exercise that the learner is at; "" before the first."""
        with self._open() as database:
            row = database.execute("SELECT exercise FROM current").fetchone()
        return "" if row is None else str(row[0])

    @current.setter
    def current(self, exercise: str) -> None:
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO current VALUES (1, ?)", (exercise,))


def _explained(problem: sqlite3.DatabaseError, path: Path) -> KonexioError:
    text = str(problem)
    if "locked" in text:
        return KonexioError("journal-busy", Exit.MACHINE)
    if "I/O" in text:
        # Not damaged: nobody should move it away.
        return KonexioError("journal-unwritable", Exit.MACHINE, file=path)
    return KonexioError("journal-broken", Exit.MACHINE, file=path)
