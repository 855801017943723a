"""cohort.db: what was handed in, and the grade of each; one SQLite file in the cohort's folder.

Whatever `keep` has returned from is kept: a `kill -9` leaves the last complete batch. One
process grades at a time (`alone.py`); others may read meanwhile.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from konexio_cli.cohort.line import Line, from_text, to_text
from konexio_cli.cohort.store_file import opened, told
from konexio_cli.cohort.store_schema import NEWEST_FIRST

FILE = "cohort.db"


@dataclass(frozen=True, slots=True)
class Seen:
    """A submission as it lies in the cohort.

    `learner` is an id of cohort.toml, or the folder's name; `file` is its name within the
    cohort; `sha256` is "" when it cannot be read; `at` is when it was handed in; `source` is
    where it was collected from, which may hold a real name.
    """

    learner: str
    file: str
    sha256: str
    at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A submission and its line; None when it was not graded yet."""

    seen: Seen
    line: Line | None


@dataclass(frozen=True, slots=True)
class Note:
    """What a trainer should know that is no error: a code of `[notes]`, and about whom."""

    code: str
    learner: str = ""
    file: str = ""
    fact: str = ""


class Identity(NamedTuple):
    """What names a grade: the same four always have the same grade."""

    submission_sha256: str
    exercise: str
    round: int
    grader_sha256: str


class Store:
    """The store of one cohort; it is made when it does not exist. Use it in a `with`.

    All its methods raise KonexioError when the disk is full or the file is damaged: then it
    is kept under another name.
    """

    def __init__(self, cohort: Path) -> None:
        self._path = cohort / FILE
        self._database = opened(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the database; what it refuses is told as KonexioError."""
        with told(self._path):
            try:
                yield self._database
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:  # damaged: some systems rename no file that is open
                self._database.close()
                raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give one transaction: all of it is kept, or nothing."""
        with self.reading() as database:
            database.execute("BEGIN IMMEDIATE")
            with database:
                yield database

    def see(self, submissions: Iterable[Seen], *, whole: bool = False) -> None:
        """Keep what lies in the cohort; what is known already stays as it is.

        With `whole`, everything else is gone: its grades stay, and no longer count.
        """
        with self.writing() as database:
            if whole:
                database.execute("UPDATE submissions SET here = 0")
            database.executemany(
                "INSERT INTO submissions (learner, file, sha256, at, source)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET here = 1",
                [(s.learner, s.file, s.sha256, _text(s.at), s.source) for s in submissions],
            )

    def keep(self, lines: Iterable[tuple[Seen, Line]]) -> None:
        """Keep lines of submissions that were seen, in one batch: each counts from now on.

        A grade that is there already stays as it is: the same names never have two.
        """
        with self.writing() as database:
            for seen, line in lines:
                if line.problem:
                    _keep_problem(database, seen, line)
                else:
                    _keep_grade(database, line)
                    _apply(database, seen, identity(line))

    def keep_aside(self, lines: Iterable[Line]) -> None:
        """Keep grades in one batch, without a change to what counts: another grader's, say."""
        with self.writing() as database:
            for line in lines:
                _keep_grade(database, line)

    def apply(self, grades: Iterable[tuple[Seen, Identity]]) -> None:
        """Let these kept grades count from now on, in one batch."""
        with self.writing() as database:
            for seen, named in grades:
                _apply(database, seen, named)

    def submissions(self) -> list[Seen]:
        """Return what lies in the cohort, by learner and file."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT learner, file, sha256, at, source FROM submissions WHERE here"
                " ORDER BY learner, file, sha256"
            )
            return [_seen(row) for row in rows]

    def all(self, *, newest: bool = False) -> Iterator[Kept]:
        """Yield each submission with its line, by learner and file.

        With `newest`, only the one of each learner, exercise and round that counts, and what
        has no grade.
        """
        source = NEWEST_FIRST if newest else "SELECT *, 1 AS place FROM submissions WHERE here"
        with self.reading() as database:
            rows = database.execute(
                "SELECT s.learner, s.file, s.sha256, s.at, s.source, s.problem, g.line"  # noqa: S608 - of ours
                f" FROM ({source}) AS s LEFT JOIN grades AS g"
                " USING (sha256, exercise, round, grader_sha256)"
                " WHERE s.place = 1 ORDER BY s.learner, s.file, s.sha256"
            )
            for *row, problem, line in rows:
                yield _kept(_seen(row), problem or line)

    def graded(self) -> dict[tuple[str, str, str], Identity]:
        """Return what names the grade of each submission that has one, by learner, file, sha256."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT learner, file, sha256, exercise, round, grader_sha256"
                " FROM submissions WHERE here AND grader_sha256 <> ''"
            )
            return {(row[0], row[1], row[2]): Identity(*row[2:]) for row in rows}

    def grade(self, identity: Identity) -> Line | None:
        """Return a grade by what names it, without learner and file; None when there is none."""
        with self.reading() as database:
            row = database.execute(
                "SELECT line FROM grades"
                " WHERE sha256 = ? AND exercise = ? AND round = ? AND grader_sha256 = ?",
                identity,
            ).fetchone()
        return None if row is None else from_text(row[0])

    def note(self, notes: Iterable[Note]) -> None:
        """Keep notes; the same note is kept once."""
        with self.writing() as database:
            database.executemany(
                "INSERT OR IGNORE INTO notes (code, learner, file, fact) VALUES (?, ?, ?, ?)",
                [(one.code, one.learner, one.file, one.fact) for one in notes],
            )

    def notes(self) -> list[Note]:
        """Return all notes, in the order in which they came."""
        with self.reading() as database:
            rows = database.execute("SELECT code, learner, file, fact FROM notes ORDER BY number")
            return [Note(*row) for row in rows]


def identity(line: Line) -> Identity:
    """Return what names the grade of a line."""
    return Identity(line.submission_sha256, line.exercise, line.round, line.grader_sha256)


def _keep_problem(database: sqlite3.Connection, seen: Seen, line: Line) -> None:
    database.execute(
        "UPDATE submissions SET problem = ? WHERE (learner, file, sha256) = (?, ?, ?)",
        (to_text(line), seen.learner, seen.file, seen.sha256),
    )


def _keep_grade(database: sqlite3.Connection, line: Line) -> None:
    # The same file of two learners has one grade, so that it names neither.
    text = to_text(replace(line, learner="", file=""))
    database.execute(
        "INSERT OR IGNORE INTO grades (sha256, exercise, round, grader_sha256, line)"
        " VALUES (?, ?, ?, ?, ?)",
        (*identity(line), text),
    )


def _apply(database: sqlite3.Connection, seen: Seen, named: Identity) -> None:
    # The file may have been saved again since it was seen: what was graded is what counts.
    database.execute(
        "UPDATE OR REPLACE submissions"
        " SET sha256 = ?, exercise = ?, round = ?, grader_sha256 = ?, problem = ''"
        " WHERE (learner, file, sha256) = (?, ?, ?)",
        (*named, seen.learner, seen.file, seen.sha256),
    )


def _kept(seen: Seen, text: str | None) -> Kept:
    if not text:
        return Kept(seen, None)
    return Kept(seen, replace(from_text(text), learner=seen.learner, file=seen.file))


def _seen(row: list[Any]) -> Seen:
    learner, file, sha256, at, source = row
    return Seen(learner, file, sha256, datetime.fromisoformat(at), source)


def _text(at: datetime) -> str:
    """Return a moment so that texts have the order of time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
