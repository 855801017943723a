"""Every goal of every submission as CSV: a line each, for questions that points do not answer."""

from __future__ import annotations

from collections.abc import Iterator

from konexio_cli.model.gradebook import Gradebook
from konexio_cli.reports.gradebook import csv_text

HEADER = (
    *("learner", "name", "group", "exercise", "round", "goal"),
    *("verdict", "points", "possible", "checked_by", "optional", "message"),
)


def goals_csv(book: Gradebook) -> str:
    """Return one line for each goal of each mark; points are those before lateness."""
    return csv_text(HEADER, goal_rows(book))


def goal_rows(book: Gradebook) -> Iterator[list[object]]:
    """Yield the cells of each line, in the order of HEADER."""
    for learner, exercise, mark in book.rows():
        for one in mark.goals:
            yield [
                *(learner.id, learner.name, learner.group, exercise.id, mark.round),
                *(one.goal.name, one.verdict, one.points, one.goal.points, one.way),
                *("yes" if one.goal.optional else "no", mark.message),
            ]
