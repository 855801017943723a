"""The gradebook as a workbook: points, goals, submissions. Every text is text, no formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from konexio_cli.model.gradebook import Gradebook, Mark
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import one_line
from konexio_cli.reports.exports.goals import HEADER, goal_rows

# Nothing that is written becomes a formula, a link or a number by its look.
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# The longest text of a cell in Excel: https://support.microsoft.com/office/1672b34d
_LONGEST = 32_767
# A workbook names the moment of its making: the same grades are to give the same bytes.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the form knows no time zone


def gradebook_xlsx(book: Gradebook, texts: Texts) -> bytes:
    """Return an .xlsx file; its headings and titles are in the language of `texts`."""
    content = io.BytesIO()
    with Workbook(content, _PLAIN) as workbook:
        workbook.set_properties({"title": one_line(book.title), "created": _MADE})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, head, rows in _sheets(book, texts):
            sheet = workbook.add_worksheet(texts.say(f"xlsx.{name}"))
            _fill(sheet, [head, *rows], bold)
            if texts.language.right_to_left:
                sheet.right_to_left()
    return content.getvalue()


def _sheets(
    book: Gradebook, texts: Texts
) -> Iterator[tuple[str, Sequence[object], Iterable[Sequence[object]]]]:
    titles = [one.title.into(texts.language) for one in book.exercises]
    person = [texts.say(f"xlsx.{key}") for key in ("learner", "name", "group")]
    yield "points", [*person, texts.say("xlsx.total"), *titles], _points(book)
    yield "goals", HEADER, goal_rows(book)
    yield "submissions", _SUBMISSION, _submissions(book)


def _points(book: Gradebook) -> Iterator[list[object]]:
    for learner in book.learners:
        marks = [book.mark(learner.id, one.id) for one in book.exercises]
        points = ["" if mark is None or mark.problem else mark.points for mark in marks]
        yield [learner.id, learner.name, learner.group, book.points(learner.id), *points]


_SUBMISSION = (
    *("learner", "name", "exercise", "round", "state", "verdict", "earned", "points", "possible"),
    *("submitted", "late_days", "evidence", "message", "problem", "file"),
)


def _submissions(book: Gradebook) -> Iterator[list[object]]:
    for learner, exercise, mark in book.rows():
        yield [
            *(learner.id, learner.name, exercise.id, mark.round, mark.state, mark.verdict),
            *(mark.earned, mark.points, mark.possible, _moment(mark), mark.late_days),
            *(mark.evidence, mark.message, mark.problem, mark.file),
        ]


def _moment(mark: Mark) -> str:
    return mark.submitted.isoformat(timespec="minutes") if mark.submitted else ""


def _fill(sheet: Worksheet, rows: Iterable[Sequence[object]], bold: Format) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            style = bold if number == 0 else None
            if isinstance(cell, int | float):
                sheet.write_number(number, column, cell, style)
            elif cell != "":
                sheet.write_string(number, column, one_line(str(cell))[:_LONGEST], style)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 60, 14)
