"""The gradebook as Canvas imports it.

The form is that of Canvas's own exporter and importer (instructure/canvas-lms,
lib/gradebook_exporter.rb and lib/gradebook_importer.rb): student columns up to `Section`,
then a column for each assignment, and a row of the points that are possible.
"""

from __future__ import annotations

import re
from collections import Counter

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook
from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner
from konexio_cli.reports.clean import one_line
from konexio_cli.reports.exports.numbers import written
from konexio_cli.reports.gradebook import csv_text

STUDENT = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
# Columns with these words are Canvas's own: it would not read them.
_OWN = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")


def canvas_csv(book: Gradebook, language: Language) -> str:
    """Return a CSV file for Canvas's gradebook import.

    An assignment is found by its title there: it is the exercise's, in `language`. What was
    not handed in stays empty, so that Canvas changes nothing. `canvas` of a learner is the
    number that Canvas gave; without one it looks for the name.
    """
    titles = _titles(book.exercises, language)
    possible = [sum(goal.points for goal in one.goals) for one in book.exercises]
    rows = [[POINTS, "", "", "", "", *possible]]
    rows += [_row(book, learner) for learner in book.learners]
    return csv_text([*STUDENT, *titles], rows)


def _row(book: Gradebook, learner: Learner) -> list[object]:
    marks = [book.mark(learner.id, exercise.id) for exercise in book.exercises]
    points = ["" if mark is None or mark.problem else written(mark.points) for mark in marks]
    return [learner.name, learner.canvas, "", learner.email, learner.group, *points]


def _titles(exercises: tuple[Exercise, ...], language: Language) -> list[str]:
    """Return a column's name for each exercise; where a title is no use, its id."""
    titles = [one_line(one.title.into(language)) for one in exercises]
    seen = Counter(titles)
    return [
        exercise.id if seen[title] > 1 or _OWN.search(title) else title
        for title, exercise in zip(titles, exercises, strict=True)
    ]
