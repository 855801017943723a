"""Moodle's grading worksheet: written from a gradebook, or a downloaded one filled in.

Moodle looks for a learner by the number behind `Participant`. That number belongs to one
assignment: a worksheet downloaded there has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook, Mark
from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner, folded
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.exports.moodle_worksheet import (
    ENGLISH,
    FRENCH,
    Download,
    columns_of,
    rows_of,
)
from konexio_cli.reports.exports.numbers import written
from konexio_cli.reports.gradebook import csv_text

_NUMBER = re.compile(r"(\d+)\s*$")


def worksheet(book: Gradebook, exercise: Exercise, language: Language) -> str:
    """Return a worksheet for the learners whose number in Moodle is known.

    `language` is that of Moodle; comments are in each learner's own.
    """
    head = FRENCH if language is Language.FR else ENGLISH
    columns = (head.identifier, head.name, head.status, head.grade, head.most, head.changeable)
    # A file that could not be graded tells no maximum of its own.
    most = sum(goal.points for goal in exercise.goals)
    rows = []
    for learner in book.learners:
        mark = book.mark(learner.id, exercise.id)
        number = book.number(learner, exercise.id)
        if number and mark:
            grade = "" if mark.problem else written(mark.points)
            rows.append(
                [
                    *(f"{head.participant}{number}", _plain(learner, number), "", grade),
                    *(mark.possible or most, head.yes, "", comment(mark, learner)),
                ]
            )
    return csv_text([*columns, head.modified, head.feedback], rows)


def _plain(learner: Learner, number: str) -> str:
    """Return a name as Moodle has it: two people of one name are told apart by it here alone."""
    return learner.name.removesuffix(f" {number}")


@dataclass(frozen=True, slots=True)
class Filled:
    """A worksheet filled in, the numbers of its learners by their ids, and who was not found."""

    text: str
    numbers: dict[str, str]
    strangers: tuple[str, ...]


def filled(given: Download, book: Gradebook, exercise: Exercise) -> Filled:
    """Return a downloaded worksheet with grades and comments put in; other columns stay.

    A row's learner is found by what stands between its identifier and its grade, a name or an
    address, else by the number. Grades are scaled to the maximum that stands in the row.
    Raise KonexioError when it is no worksheet.
    """
    rows = rows_of(given)
    columns = columns_of(rows[0], given.file)
    known = {name: learner for learner in book.learners for name in learner.names}
    own = ((book.numbers.get((one.id, exercise.id), ""), one) for one in book.learners)
    known |= {folded(number): learner for number, learner in own if number}
    numbers: dict[str, str] = {}
    strangers = []
    for row in rows[1:]:
        found = _NUMBER.search(row[columns.identifier])
        number = found[1] if found else ""
        learner = _learner([*row[columns.identifier + 1 : columns.grade], number], known)
        if not learner:
            strangers.append(row[columns.name])
            continue
        numbers[learner.id] = number
        mark = book.mark(learner.id, exercise.id)
        if mark and not mark.problem:
            row[columns.grade] = _scaled(mark, row[columns.most])
        if mark and columns.feedback is not None:
            row[columns.feedback] = comment(mark, learner)
    # Moodle's "-" is nothing; a spreadsheet would take it for the start of a formula.
    plain = [["" if cell.strip() == "-" else cell for cell in row] for row in rows]
    return Filled(csv_text(plain[0], plain[1:]), numbers, tuple(strangers))


def comment(mark: Mark, learner: Learner) -> str:
    """Return what a learner reads beside the grade: the message, and the goals to reach."""
    texts = Texts(learner.language)
    message = texts.misconception(mark.message)
    goals = [one.goal.title.into(texts.language) for one in mark.open_goals]
    told = texts.say("feedback.open_goals", goals="; ".join(goals)) if goals else ""
    return " ".join(filter(None, [message, told]))


def _learner(cells: Sequence[str], known: Mapping[str, Learner]) -> Learner | None:
    return next((known[one] for one in map(folded, cells) if one in known), None)


def _scaled(mark: Mark, most: str) -> str:
    try:
        maximum = float(most.strip().replace(",", "."))
    except ValueError:
        return written(mark.points)
    return written(mark.points / mark.possible * maximum) if mark.possible else ""
