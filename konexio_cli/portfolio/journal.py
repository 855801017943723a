"""The learner's journal: attempts, hints, questions, and a snapshot of each checked notebook.

One SQLite file. Whatever a command has reported is on the disk: each write is its own
transaction, and a `kill -9` leaves the last complete one.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict
from konexio_cli.portfolio.repetition import Practice

_SCHEMA = """
CREATE TABLE IF NOT EXISTS attempts (
  number INTEGER PRIMARY KEY, exercise TEXT NOT NULL, round INTEGER NOT NULL,
  verdict TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS snapshots (
  sha256 TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS hints (
  exercise TEXT NOT NULL, round INTEGER NOT NULL, step INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (exercise, round, step)) STRICT;
CREATE TABLE IF NOT EXISTS questions (
  exercise TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (exercise, number)) STRICT;
CREATE TABLE IF NOT EXISTS current (
  only INTEGER PRIMARY KEY CHECK (only = 1), exercise TEXT NOT NULL) STRICT;
"""
_VERSION = 1
# Days are counted in UTC: it is only the rest between them that matters.
_PRACTICE = """
SELECT exercise, count(DISTINCT CASE verdict WHEN :passed THEN date(at) END),
  sum(verdict <> :passed),
  (SELECT count(*) FROM hints WHERE hints.exercise = attempts.exercise),
  max(CASE verdict WHEN :passed THEN at END) AS last
FROM attempts GROUP BY exercise HAVING last IS NOT NULL
"""


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
                if database.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
                    database.executescript(_SCHEMA)
                    database.execute(f"PRAGMA user_version = {_VERSION}")
                yield database
        except sqlite3.DatabaseError as problem:
            raise _explained(problem, self._path) from problem

    @contextlib.contextmanager
    def transaction(self, tables: str) -> Iterator[sqlite3.Connection]:
        """Give one transaction to another part of the journal, whose `tables` are made if missing."""
        with self._open() as database:
            database.executescript(tables)
            yield database

    def last_check(self, exercise: str, number: int) -> tuple[str, str, str]:
        """Return verdict, SHA-256 and time of the last check of a round; three "" without one."""
        with self._open() as database:
            row = database.execute(
                "SELECT verdict, sha256, at FROM attempts WHERE exercise = ? AND round = ?"
                " ORDER BY number DESC LIMIT 1",
                (exercise, number),
            ).fetchone()
        return ("", "", "") if row is None else (str(row[0]), str(row[1]), str(row[2]))

    def hints_opened(self, exercise: str) -> int:
        """Return how many steps of help were opened, over all rounds."""
        with self._open() as database:
            row = database.execute("SELECT count(*) FROM hints WHERE exercise = ?", (exercise,))
            return int(row.fetchone()[0])

    def record(self, grade: Grade, body: bytes) -> None:
        """Keep an attempt and the notebook that was checked."""
        with self._open() as database:
            database.execute(
                "INSERT INTO attempts (exercise, round, verdict, sha256, at) VALUES (?, ?, ?, ?, ?)",
                (grade.exercise, grade.round, grade.verdict, grade.submission_sha256, _now()),
            )
            database.execute(
                "INSERT OR IGNORE INTO snapshots VALUES (?, ?)",
                (grade.submission_sha256, zlib.compress(body)),
            )

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
        """Return a checked notebook. Raise KonexioError when it was never checked here."""
        with self._open() as database:
            row = database.execute(
                "SELECT body FROM snapshots WHERE sha256 = ?", (sha256,)
            ).fetchone()
        if row is None:
            raise KonexioError("snapshot-missing")
        return zlib.decompress(row[0])

    def open_hint(self, exercise: str, number: int, last: int) -> int:
        """Return the next step of help for a round, at most `last`; it is logged."""
        with self._open() as database:
            (opened,) = database.execute(
                "SELECT coalesce(max(step), 0) FROM hints WHERE exercise = ? AND round = ?",
                (exercise, number),
            ).fetchone()
            step = min(int(opened) + 1, last)
            database.execute(
                "INSERT OR IGNORE INTO hints VALUES (?, ?, ?, ?)", (exercise, number, step, _now())
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
                "INSERT OR IGNORE INTO questions VALUES (?, ?, ?)", (exercise, number, _now())
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
    if "full" in text:
        return KonexioError("disk-full", Exit.MACHINE, file=path)
    if "readonly" in text or "unable to open" in text:
        return KonexioError("folder-read-only", Exit.MACHINE, file=path)
    if "locked" in text:
        return KonexioError("journal-busy", Exit.MACHINE)
    return KonexioError("journal-broken", Exit.MACHINE, file=path, why=text)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
