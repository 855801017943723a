"""cohort.db: what was handed in, and the grade of each; one SQLite file in the cohort's folder.

Whatever `keep` has returned from is kept: a `kill -9` leaves the last complete batch. One
process grades at a time (`alone.py`); others may read meanwhile.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Self

from konexio_cli.cohort import store_statements as statements
from konexio_cli.cohort.kept import (
    Column,
    Identity,
    Kept,
    Note,
    Row,
    Score,
    Seen,
    by_learner,
    identity,
)
from konexio_cli.cohort.lateness import moment_text
from konexio_cli.cohort.line import Line, from_text
from konexio_cli.cohort.people import People
from konexio_cli.cohort.store_file import opened, told

FILE = "cohort.db"
__all__ = ["Column", "Identity", "Kept", "Note", "Row", "Score", "Seen", "Store", "identity"]


class Store:
    """The store of one cohort; it is made when it does not exist. Use it in a `with`.

    All its methods raise KonexioError when the disk is full or the file is damaged: then it
    is kept under another name.
    """

    def __init__(self, cohort: Path) -> None:
        self._path = cohort / FILE
        self._database = opened(self._path)
        self._people = People(cohort)

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
                database.execute(statements.ALL_GONE)
            rows = (
                (s.learner, s.file, s.sha256, moment_text(s.at), s.source, s.timed)
                for s in submissions
            )
            database.executemany(statements.NEW_SUBMISSION, rows)

    def rename(self, learner_of: Callable[[str], str]) -> None:
        """Let each submission be that of whom `learner_of` gives for its folder, grades and all."""
        with self.reading() as database:
            folders = database.execute(statements.FOLDERS).fetchall()
        found = ((learner_of(folder), old, folder) for old, folder in folders)
        if changed := [one for one in found if one[0] != one[1]]:
            with self.writing() as database:
                database.executemany(statements.RENAME, changed)

    def keep(self, lines: Iterable[tuple[Seen, Line]]) -> None:
        """Keep lines of submissions that were seen, in one batch: each counts from now on.

        A grade that is there already stays as it is: the same names never have two.
        """
        with self.writing() as database:
            for seen, line in lines:
                if line.problem:
                    statements.keep_problem(database, seen, line)
                else:
                    statements.keep_grade(database, line)
                    statements.apply(database, seen, identity(line))

    def keep_aside(self, lines: Iterable[Line]) -> None:
        """Keep grades in one batch, without a change to what counts: another grader's, say."""
        with self.writing() as database:
            for line in lines:
                statements.keep_grade(database, line)

    def apply(self, grades: Iterable[tuple[Seen, Identity]]) -> None:
        """Let these kept grades count from now on, in one batch."""
        with self.writing() as database:
            for seen, named in grades:
                statements.apply(database, seen, named)

    def submissions(self) -> list[Seen]:
        """Return what lies in the cohort, by learner and file."""
        with self.reading() as database:
            rows = database.execute(statements.SUBMISSIONS)
            return [
                Seen(learner, file, sha256, datetime.fromisoformat(at), source, bool(timed))
                for learner, file, sha256, at, source, timed in rows
            ]

    def rows(self) -> Iterator[list[tuple[Row, bool]]]:
        """Yield, learner by learner, what a gradebook needs of each submission.

        Each comes with whether it counts: what was handed in last does, for an exercise and a
        round, and what has no grade. Grades are as people have judged them.
        """
        self._people.read(self._waiting())
        with self.reading() as database:
            scores = {row[0]: Score._make(row) for row in database.execute(statements.SCORES)}
            rows = database.execute(statements.ROWS)
            found = (
                Row(learner, file, sha256, at, timed, problem, scores.get(number))
                for learner, file, sha256, at, timed, problem, number in rows
            )
            if self._people.silent:
                yield from by_learner(found)
                return
            for mine in by_learner(found):
                yield [
                    (self._people.row(row, self.grade, counts=counts), counts)
                    for row, counts in mine
                ]

    def _waiting(self) -> set[tuple[str, str, str]]:
        """Return the submissions for which another grader's grade waits to be applied."""
        with self.reading() as database:
            exercises = database.execute(statements.REGRADED).fetchall()
            return {row for one in exercises for row in database.execute(statements.WAITING, one)}

    def all(self, *, newest: bool = False) -> Iterator[Kept]:
        """Yield each submission with its line, by learner and file, as people have judged it.

        With `newest`, only what counts, and what has no grade.
        """
        with self.reading() as database:
            records = database.execute(statements.RECORDS)
            rows = chain.from_iterable(self.rows())
            for (row, counts), (source, text) in zip(rows, records, strict=True):
                if counts or not newest:
                    kept = _kept(row, source, text, counts=counts)
                    line = kept.line and self._people.line(kept.line, counts=counts)
                    yield replace(kept, line=line)

    def columns(self) -> list[Column]:
        """Return the exercises that were handed in, each with its round, in order."""
        with self.reading() as database:
            return [
                (str(name), int(number)) for name, number in database.execute(statements.COLUMNS)
            ]

    def graded(self) -> dict[tuple[str, str, str], Identity]:
        """Return what names the grade of each submission that has one, by learner, file, sha256."""
        with self.reading() as database:
            rows = database.execute(statements.GRADED)
            return {(row[0], row[1], row[2]): Identity(*row[3:]) for row in rows}

    def grade(self, named: Identity) -> Line | None:
        """Return a grade by what names it, without learner and file; None when there is none."""
        with self.reading() as database:
            row = database.execute(statements.GRADE, named).fetchone()
        return None if row is None else from_text(row[0])

    def note(self, notes: Iterable[Note]) -> None:
        """Keep notes; the same note is kept once."""
        with self.writing() as database:
            rows = ((one.code, one.learner, one.file, one.fact) for one in notes)
            database.executemany(statements.NEW_NOTE, rows)

    def notes(self) -> list[Note]:
        """Return all notes, in the order in which they came."""
        with self.reading() as database:
            return [Note(*row) for row in database.execute(statements.NOTES)]


def _kept(row: Row, source: str, record: str | None, *, counts: bool) -> Kept:
    at = datetime.fromisoformat(row.at)
    seen = Seen(row.learner, row.file, row.sha256, at, source, bool(row.timed))
    text = row.problem or record
    if not text:
        return Kept(seen, None, counts)
    mine = replace(from_text(text), learner=seen.learner, file=seen.file)
    return Kept(seen, replace(mine, submission_sha256=seen.sha256), counts)
