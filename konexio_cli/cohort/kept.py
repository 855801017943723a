"""What the store of a cohort keeps, as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from konexio_cli.cohort.line import Line


@dataclass(frozen=True, slots=True)
class Seen:
    """A submission as it lies in the cohort.

    `learner` is an id of cohort.toml, or the folder's name; `file` is its name within the
    cohort; `sha256` is "" when it cannot be read; `at` is when it was handed in, and when that
    is not known (`timed` is False), when it was there at the latest; `source` is where it was
    collected from, which may hold a real name.
    """

    learner: str
    file: str
    sha256: str
    at: datetime
    source: str = ""
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """A submission and its line, None when it was not graded yet.

    `counts` is True for what a learner handed in last for an exercise and round, and for what
    has no grade.
    """

    seen: Seen
    line: Line | None
    counts: bool = True


class Score(NamedTuple):
    """What a grade says in a gradebook: few of them, for many grades say the same.

    `told` is what `told_of` makes of a line.
    """

    number: int
    exercise: str
    round: int
    grader_sha256: str
    verdict: str
    points: int
    possible: int
    message: str
    evidence: str
    room: str
    told: str


class Row(NamedTuple):
    """What a gradebook needs of a submission, and no more: there may be a million of them.

    `at` is a text in the order of time, UTC; `problem` is a line as JSON, "" for none; `score`
    is None without a grade.
    """

    learner: str
    file: str
    sha256: str
    at: str
    timed: int
    problem: str
    score: Score | None


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


# An exercise, and its round.
Column: TypeAlias = tuple[str, int]


def identity(line: Line) -> Identity:
    """Return what names the grade of a line."""
    return Identity(line.submission_sha256, line.exercise, line.round, line.grader_sha256)


def told_of(line: Line) -> str:
    """Return the part of a line that becomes words in a gradebook, as JSON; often the same."""
    told = {"goals": line.goals, "proofs": line.proofs, "notes": line.notes}
    return json.dumps(told | {"form_errors": line.form_errors})


def by_learner(rows: Iterable[Row]) -> Iterator[list[tuple[Row, bool]]]:
    """Yield the rows of each learner, each with whether it counts; they must stand together."""
    for learner, group in groupby(rows, key=attrgetter("learner")):
        mine = list(group)
        # Two files at the top of a folder may be those of two people.
        older = _older(mine) if learner else frozenset()
        yield [(row, id(row) not in older) for row in mine]


def _older(rows: Sequence[Row]) -> frozenset[int]:
    """Return which rows are not what was handed in last for their exercise and round."""
    newest: dict[Column, Row] = {}
    older: set[int] = set()
    for row in rows:
        if row.score is None:
            continue
        known = newest.setdefault((row.score.exercise, row.score.round), row)
        if known is not row:
            later = max(known, row, key=lambda one: (one.at, one.file, one.sha256))
            older.add(id(known if later is row else row))
            newest[row.score.exercise, row.score.round] = later
    return frozenset(older)
