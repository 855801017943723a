"""The gradebook of a cohort, from its store: nothing is graded for it.

`gradebook.csv` has a row for each submission, `points.csv` a row for each learner and a column
for each exercise. Only what a learner handed in last counts, less what lateness costs.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TextIO

from konexio_cli.cohort.kept import Column, Row, Score
from konexio_cli.cohort.lateness import IN_TIME, Clock, Lateness
from konexio_cli.cohort.line import from_text
from konexio_cli.cohort.refusals import Refusals
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.wording import Wording
from konexio_cli.durable import writing_atomically
from konexio_cli.reports.gradebook import add_rows, cell_text, cells_text, row_text

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
    """A row, how late it is, and the points that count; None when it does not count.

    `instead` is then the row that counts, if there is one.
    """

    row: Row
    late: Lateness
    counted: Decimal | int | None
    instead: Row | None = None


def write_gradebook(store: Store, settings: Settings, wording: Wording, out: Path) -> Written:
    """Write both files into the folder `out`. Raise KonexioError when that cannot be."""
    paths = {"gradebook": out / "gradebook.csv", "points": out / "points.csv"}
    columns = store.columns()
    names = [name if number == 1 else f"{name} ({number})" for name, number in columns]
    rows = _Rows(wording)
    with _table(paths["gradebook"]) as gradebook, _table(paths["points"]) as points:
        add_rows(gradebook, [HEADER])
        add_rows(points, [("learner", *names, "total")])
        for learner, mine in entries(store, settings):
            gradebook.writelines(rows.texts(learner, mine))
            if learner:  # what is nobody's earns nobody points
                add_rows(points, [_sums(learner, mine, columns)])
    return Written(paths)


def entries(store: Store, settings: Settings) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each learner, in order, with what each submission is worth.

    Who is listed in the settings and handed in nothing is there, too; and what was refused.
    """
    clock = Clock(settings)
    refused = Refusals(store).rows(settings)
    absent = sorted({*settings.learners, *refused}, reverse=True)
    for mine in store.rows():
        learner = mine[0][0].learner
        while absent and absent[-1] <= learner:
            if (one := absent.pop()) != learner:
                yield one, _without_grade(refused.get(one, ()))
        taken = _entries(mine, clock)
        yield learner, taken + _without_grade(refused.get(learner, ()))
    yield from ((one, _without_grade(refused.get(one, ()))) for one in reversed(absent))


def _without_grade(rows: Sequence[Row]) -> list[Entry]:
    return [Entry(row, Lateness(), None) for row in rows]


def _entries(mine: Sequence[tuple[Row, bool]], clock: Clock) -> list[Entry]:
    found = [_entry(row, clock, counts=counts) for row, counts in mine]
    if all(counts for _, counts in mine):
        return found
    newest = {
        (row.score.exercise, row.score.round): row for row, counts in mine if counts and row.score
    }
    return [
        one
        if counts or not one.row.score
        else one._replace(instead=newest[one.row.score.exercise, one.row.score.round])
        for one, (_, counts) in zip(found, mine, strict=True)
    ]


def _entry(row: Row, clock: Clock, *, counts: bool) -> Entry:
    score = row.score
    if score is None:
        return Entry(row, Lateness(), None)
    late = clock.late(row.learner, score.exercise, row.at) if row.timed else IN_TIME
    points = score.points if late is IN_TIME else late.after(score.points)
    return Entry(row, late, points if counts else None)


@contextlib.contextmanager
def _table(path: Path) -> Iterator[TextIO]:
    with writing_atomically(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            yield text
        finally:
            text.detach()  # flushed; the file is closed by who has opened it


class _Rows:
    """Rows of gradebook.csv; what many of them have in common is written once."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._known: dict[int, tuple[str, str]] = {}

    def texts(self, learner: str, mine: Sequence[Entry]) -> Iterator[str]:
        """Yield the rows of one learner."""
        name = cell_text(learner)
        for entry in mine:
            score = entry.row.score
            yield self._graded(name, score, entry) if score else self._without_grade(entry.row)

    def _graded(self, learner: str, score: Score, entry: Entry) -> str:
        row, late, counted, instead = entry
        if instead:
            what, grader = self._of(score, instead)
        else:
            what, grader = self._known.get(score.number) or self._add(score)
        when = f'"{row.at[:_SECONDS]}Z","{late.days}"' if row.timed else '"",""'
        left = "" if counted is None else counted
        # Sums, times and numbers are ours: they need no look at what is in them.
        ours = f'"{row.sha256}",{grader},{when},"{left}"'
        return row_text(learner, what, cell_text(row.file), ours)

    def _add(self, score: Score) -> tuple[str, str]:
        self._known[score.number] = told = self._of(score)
        return told

    def _of(self, score: Score, instead: Row | None = None) -> tuple[str, str]:
        """Return what stands before a file's name, and the grader's sum."""
        not_reached, to_confirm, note = self._wording.of(score)
        if instead:
            note = f"{self._wording.instead(instead)} {note}".strip()
        cells = (
            *(score.exercise, score.round, score.verdict, score.points, score.possible),
            *(not_reached, to_confirm, score.message, note, score.evidence, score.room),
        )
        return cells_text(cells), cell_text(score.grader_sha256)

    def _without_grade(self, row: Row) -> str:
        # What could not be graded may tell by its name what it would have been.
        exercise = from_text(row.problem).exercise if row.problem else ""
        note = self._wording.why(row) if row.problem else self._wording.waiting
        at = f"{row.at[:_SECONDS]}Z" if row.timed else ""
        cells = (row.learner, exercise, 1, "not_run", 0, 0, "", "", "", note, "", "", row.file)
        return row_text(cells_text((*cells, row.sha256, "", at, "", "")))


def _sums(learner: str, mine: Sequence[Entry], columns: Sequence[Column]) -> Sequence[object]:
    """Return a learner's points by exercise, "" where nothing was handed in, and their sum."""
    points = {
        (one.row.score.exercise, one.row.score.round): one.counted
        for one in mine
        if one.row.score and one.counted is not None
    }
    total = sum(points.values())
    plain = total if isinstance(total, int) else total.normalize() + 0  # 3, not 3.0
    return (learner, *(points.get(one, "") for one in columns), plain)
