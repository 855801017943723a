"""What the store of a cohort keeps, as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
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


class Row(NamedTuple):
    """What a gradebook needs of a submission, and no more: there may be a million of them.

    `at` is a text in the order of time, UTC; `told` is what `told_of` makes, "" without a
    grade; `problem` is a line as JSON, "" for none.
    """

    learner: str
    file: str
    sha256: str
    at: str
    timed: int
    problem: str
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


def with_counts(rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield each row with whether it counts; the rows of a learner stand together."""
    for learner, group in groupby(rows, key=lambda row: row.learner):
        mine = list(group)
        newest = _newest(mine)
        for row in mine:
            # Two files at the top of a folder may be those of two people.
            yield row, not learner or not row.told or newest[row.exercise, row.round] is row


def _newest(rows: Sequence[Row]) -> dict[Column, Row]:
    newest: dict[Column, Row] = {}
    for row in rows:
        if not row.told:
            continue
        place = row.exercise, row.round
        known = newest.setdefault(place, row)
        if (row.at, row.file, row.sha256) > (known.at, known.file, known.sha256):
            newest[place] = row
    return newest
