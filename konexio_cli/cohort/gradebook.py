"""The gradebook of a cohort, from its store: nothing is graded for it.

`gradebook.csv` has a row for each submission, `points.csv` a row for each learner and a column
for each exercise. Only what a learner handed in last counts, less what lateness costs.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from konexio_cli.cohort.kept import Row
from konexio_cli.cohort.lateness import Lateness, lateness
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.store import Column, Store
from konexio_cli.cohort.wording import Wording
from konexio_cli.durable import writing_atomically
from konexio_cli.reports.gradebook import add_rows

HEADER = (
    *("learner", "exercise", "round", "verdict", "points", "possible", "goals_not_reached"),
    *("goals_to_confirm", "message", "note", "evidence", "room", "file", "submission_sha256"),
    *("grader_sha256", "handed_in", "days_late", "points_counted"),
)
# What a moment has of letters up to its seconds.
_SECONDS = 19


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a gradebook, each by what it is."""

    paths: Mapping[str, Path]


class Entry(NamedTuple):
    """A row, how late it is, and the points that count; None when it does not count."""

    row: Row
    late: Lateness
    counted: Decimal | int | None


def write_gradebook(store: Store, settings: Settings, wording: Wording, out: Path) -> Written:
    """Write both files into the folder `out`. Raise KonexioError when that cannot be."""
    paths = {"gradebook": out / "gradebook.csv", "points": out / "points.csv"}
    columns = store.columns()
    names = [name if number == 1 else f"{name} ({number})" for name, number in columns]
    with _table(paths["gradebook"]) as gradebook, _table(paths["points"]) as points:
        add_rows(gradebook, [HEADER])
        add_rows(points, [("learner", *names, "total")])
        for learner, group in groupby(entries(store, settings), key=lambda one: one.row.learner):
            mine = list(group)
            add_rows(gradebook, (_cells(one, wording) for one in mine))
            add_rows(points, [_sums(learner, mine, columns)])
    return Written(paths)


def entries(store: Store, settings: Settings) -> Iterator[Entry]:
    """Yield each submission with what it is worth, by learner and file."""
    for row, counts in store.rows():
        late = Lateness()
        if row.timed and row.told:
            late = lateness(settings, row.learner, row.exercise, datetime.fromisoformat(row.at))
        yield Entry(row, late, late.after(row.points) if counts and row.told else None)


@contextlib.contextmanager
def _table(path: Path) -> Iterator[io.TextIOWrapper]:
    with writing_atomically(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            yield text
        finally:
            text.detach()  # flushed; the file is closed by who has opened it


def _cells(entry: Entry, wording: Wording) -> Sequence[object]:
    row, late, counted = entry
    not_reached, to_confirm, note = wording.of(row)
    at = f"{row.at[:_SECONDS]}Z" if row.timed else ""
    return (
        *(row.learner, row.exercise, row.round, row.verdict, row.points, row.possible),
        *(not_reached, to_confirm, row.message, note, row.evidence, row.room, row.file),
        *(row.sha256, row.grader_sha256, at, late.days if row.timed and row.told else ""),
        "" if counted is None else counted,
    )


def _sums(learner: str, mine: Sequence[Entry], columns: Sequence[Column]) -> Sequence[object]:
    """Return a learner's points by exercise, "" where nothing was handed in, and their sum."""
    points = {
        (one.row.exercise, one.row.round): one.counted for one in mine if one.counted is not None
    }
    return (learner, *(points.get(one, "") for one in columns), sum(points.values()))
