"""What stands between the grades of the store and a gradebook: the word of people.

What they judged goes before a machine's grade, and a changed grader's grade waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import count
from pathlib import Path

from konexio_cli.cohort.judgements import Judgements, read_judgements
from konexio_cli.cohort.judging import judged
from konexio_cli.cohort.kept import Identity, Row, told_of
from konexio_cli.cohort.line import Line

_WAITS = "regrade-waits"


class People:
    """The judgements of a cohort, laid over what its store has."""

    def __init__(self, cohort: Path) -> None:
        self._cohort = cohort
        self._judgements = Judgements()
        self._waiting: Collection[tuple[str, str, str]] = ()
        self._numbers = count(-1, -1)

    def read(self, waiting: Collection[tuple[str, str, str]]) -> None:
        """Read the judgements anew; `waiting` are submissions with another grader's grade.

        Raise KonexioError when the file of judgements has a mistake.
        """
        self._judgements = read_judgements(self._cohort)
        self._waiting = waiting

    @property
    def silent(self) -> bool:
        """Whether nobody has judged anything, and nothing waits: all rows are as they are."""
        return not (self._judgements or self._waiting)

    def line(self, line: Line, *, counts: bool) -> Line:
        """Return a line as people have judged it; what waits for them is noted.

        Nothing waits for what no longer `counts`, neither a grader's word nor a person's.
        """
        if line.problem:
            return line
        said = self._judgements.of(line.learner, line.exercise, line.round)
        if not counts:
            mine = line.submission_sha256
            said = tuple(one for one in said if mine.startswith(one.submission))
        key = (line.learner, line.file, line.submission_sha256)
        waits = counts and key in self._waiting
        notes = [*line.notes, _WAITS] if waits else line.notes
        return judged(replace(line, notes=notes), said) if said or notes != line.notes else line

    def row(self, row: Row, record: Callable[[Identity], Line | None], *, counts: bool) -> Row:
        """Return a row as `line` does; `record` gives the whole line of a grade."""
        score = row.score
        if score is None or not self._touches(row):
            return row
        whole = record(Identity(row.sha256, score.exercise, score.round, score.grader_sha256))
        assert whole
        line = self.line(
            replace(whole, learner=row.learner, file=row.file, submission_sha256=row.sha256),
            counts=counts,
        )
        own = score._replace(
            number=next(self._numbers),  # no other row says the same
            verdict=line.verdict,
            points=line.points,
            evidence=line.evidence,
            told=told_of(line),
        )
        return row._replace(score=own)

    def _touches(self, row: Row) -> bool:
        assert row.score
        if (row.learner, row.file, row.sha256) in self._waiting:
            return True
        return bool(self._judgements.of(row.learner, row.score.exercise, row.score.round))
