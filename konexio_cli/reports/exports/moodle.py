"""Moodle's grading worksheet: written from a gradebook, or a downloaded one filled in.

The form is that of Moodle's own table and importer (moodle/moodle, mod/assign/gradingtable.php
and mod/assign/feedback/offline/importgradeslib.php). Moodle looks for its columns by their
names in the language of whoever uploads, and for a learner by the number behind
`Participant`. That number belongs to one assignment: a worksheet downloaded there has it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook, Mark
from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner, folded
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.exports.numbers import written
from konexio_cli.reports.gradebook import csv_text


@dataclass(frozen=True, slots=True)
class Headings:
    """A worksheet's columns as one language of Moodle names them; `participant` stands in ids."""

    identifier: str
    name: str
    status: str
    grade: str
    most: str
    changeable: str
    modified: str
    feedback: str
    participant: str
    yes: str


# The names of mod_assign's language packs. Moodle's Arabic has no fixed ones.
_ENGLISH = Headings(
    "Identifier",
    "Full name",
    "Status",
    "Grade",
    "Maximum grade",
    "Grade can be changed",
    "Last modified (grade)",
    "Feedback comments",
    "Participant ",
    "Yes",
)
_FRENCH = Headings(
    "Identifiant",
    "Nom complet",
    "Statut",
    "Note",
    "Note maximale",
    "La note peut être modifiée",
    "Dernière modification (note)",
    "Feedback par commentaires",
    "Participant",
    "Oui",
)
_NUMBER = re.compile(r"(\d+)\s*$")
# No class has more; what is longer is not a worksheet.
_MOST_ROWS = 100_000


def worksheet(book: Gradebook, exercise: Exercise, language: Language) -> str:
    """Return a worksheet for the learners whose number in Moodle is known.

    `language` is that of Moodle; comments are in each learner's own.
    """
    head = _FRENCH if language is Language.FR else _ENGLISH
    columns = (head.identifier, head.name, head.status, head.grade, head.most, head.changeable)
    rows = []
    for learner in book.learners:
        mark = book.mark(learner.id, exercise.id)
        if learner.moodle and mark:
            grade = "" if mark.problem else written(mark.points)
            rows.append(
                [
                    *(f"{head.participant}{learner.moodle}", learner.name, "", grade),
                    *(mark.possible, head.yes, "", comment(mark, learner)),
                ]
            )
    return csv_text([*columns, head.modified, head.feedback], rows)


@dataclass(frozen=True, slots=True)
class Download:
    """A worksheet that Moodle gave: its file's name, and its text."""

    file: str
    text: str


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
    rows = _read(given)
    columns = _columns(rows[0], given.file)
    known = {name: learner for learner in book.learners for name in learner.names}
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


@dataclass(frozen=True, slots=True)
class _Columns:
    identifier: int
    name: int
    grade: int
    most: int
    feedback: int | None


def _columns(head: Sequence[str], file: str) -> _Columns:
    for names in (_ENGLISH, _FRENCH):
        needed = {names.identifier, names.name, names.grade, names.most, names.modified}
        if needed <= set(head):
            return _Columns(
                identifier=head.index(names.identifier),
                name=head.index(names.name),
                grade=head.index(names.grade),
                most=head.index(names.most),
                feedback=head.index(names.feedback) if names.feedback in head else None,
            )
    raise KonexioError("worksheet-unknown", file=file)


def _read(given: Download) -> list[list[str]]:
    """Return the rows of a worksheet, all as long as the first one."""
    try:
        found = csv.reader(io.StringIO(given.text.removeprefix("\ufeff"), newline=""), strict=True)
        rows = [row for row in islice(found, _MOST_ROWS) if row]
    except csv.Error:
        raise KonexioError("worksheet-unknown", file=given.file) from None
    if not rows:
        raise KonexioError("worksheet-unknown", file=given.file)
    width = len(rows[0])
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def _learner(cells: Sequence[str], known: Mapping[str, Learner]) -> Learner | None:
    return next((known[one] for one in map(folded, cells) if one in known), None)


def _scaled(mark: Mark, most: str) -> str:
    try:
        maximum = float(most.strip().replace(",", "."))
    except ValueError:
        return written(mark.points)
    return written(mark.points / mark.possible * maximum) if mark.possible else ""
