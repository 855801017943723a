"""Every goal as CSV, read by pandas."""

from __future__ import annotations

from konexio_cli.reports.exports.goals import goals_csv
from konexio_cli.reports.exports.numbers import written
from konexio_cli.reports.gradebook import safe_cell
from tests.books import book

from .readers import table

BOOK = book(12, 6)


def test_each_goal_of_each_mark_has_a_line() -> None:
    found = table(goals_csv(BOOK))
    expected = [
        (learner.id, safe_cell(learner.name), exercise.id, one.goal.name, one.verdict)
        for learner, exercise, mark in BOOK.rows()
        for one in mark.goals
    ]
    columns = ["learner", "name", "exercise", "goal", "verdict"]
    assert list(found[columns].itertuples(index=False, name=None)) == expected
    assert found["points"].astype(int).sum() == sum(mark.earned for mark in BOOK.marks.values())


def test_points_are_written_short() -> None:
    assert [written(one) for one in (0, 3, 2.5, 1.666, 10.0, 100)] == [
        *("0", "3", "2.5", "1.67", "10", "100")
    ]
