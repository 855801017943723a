"""Moodle's worksheet and its feedback files, read by Moodle's rules."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.exports.moodle import filled, worksheet
from konexio_cli.reports.exports.moodle_feedback import feedback_files
from konexio_cli.reports.exports.moodle_worksheet import Download
from konexio_cli.reports.gradebook import csv_text
from tests.books import book

from .readers import moodle_grades, table

BOOK = book(12, 4)
EXERCISE = BOOK.exercises[1]
MARKS = {one: mark for one in BOOK.learners if (mark := BOOK.mark(one.id, EXERCISE.id))}
GRADED = {one: mark for one, mark in MARKS.items() if not mark.problem}
HEAD = (
    *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade"),
    *("Grade can be changed", "Last modified (submission)", "Last modified (grade)"),
    "Feedback comments",
)
FRENCH = (
    *("Identifiant", "Nom complet", "Adresse de courriel", "Statut", "Note", "Note maximale"),
    *("La note peut être modifiée", "Dernière modification (travail remis)"),
    *("Dernière modification (note)", "Feedback par commentaires"),
)


def test_a_file_without_a_grade_has_the_maximum_of_its_exercise() -> None:
    damaged = {
        key: replace(mark, problem="notebook-damaged", possible=0)
        for key, mark in BOOK.marks.items()
    }
    rows = table(worksheet(replace(BOOK, marks=damaged), EXERCISE, Language.EN))
    most = str(sum(goal.points for goal in EXERCISE.goals))
    assert set(rows["Maximum grade"]) == {most}


def downloaded(head: tuple[str, ...] = HEAD, participant: str = "Participant ") -> Download:
    """Return a worksheet as Moodle gives it: numbers of this assignment, and a stranger."""
    rows = [
        [
            *(f"{participant}{81000 + number}", one.name, one.email, "Submitted for grading"),
            *("", "100.00", "Yes", "Friday, 27 November 2026, 5:00 PM", "-", ""),
        ]
        for number, one in enumerate(BOOK.learners)
    ]
    rows.append([f"{participant}99", "Somebody Else", "x@example.org", *["-"] * 6, ""])
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    return Download("grades.csv", "\ufeff" + out.getvalue())


@pytest.mark.parametrize("language", [Language.EN, Language.FR])
def test_moodle_reads_a_worksheet_in_its_own_language(language: Language) -> None:
    found = moodle_grades(worksheet(BOOK, EXERCISE, language), language)
    assert {number: one.grade for number, one in found.items()} == {
        one.moodle: None if mark.problem else mark.points
        for one, mark in MARKS.items()
        if one.moodle
    }


def test_a_downloaded_worksheet_is_filled_in_and_scaled() -> None:
    done = filled(downloaded(), BOOK, EXERCISE)
    found = moodle_grades(done.text, "en")
    for number, learner in enumerate(BOOK.learners):
        grade = found[str(81000 + number)].grade
        if learner in GRADED:
            mark = GRADED[learner]
            assert grade == pytest.approx(mark.points / mark.possible * 100, abs=0.01)
        else:
            assert grade is None
    assert done.strangers == ("Somebody Else",)
    assert done.numbers == {one.id: str(81000 + n) for n, one in enumerate(BOOK.learners)}


def test_a_french_worksheet_is_filled_in_too() -> None:
    done = filled(downloaded(FRENCH, "Participant"), BOOK, EXERCISE)
    assert sum(one.grade is not None for one in moodle_grades(done.text, "fr").values()) == len(
        GRADED
    )


def test_other_columns_stay() -> None:
    given_, done = downloaded(), filled(downloaded(), BOOK, EXERCISE)
    before, after = table(given_.text.removeprefix("\ufeff")), table(done.text)
    for column in ("Identifier", "Email address", "Grade can be changed", "Maximum grade"):
        kept = [cell if cell.strip() != "-" else "" for cell in before[column]]
        assert list(after[column]) == kept


def test_a_learner_is_told_in_their_own_language() -> None:
    found = moodle_grades(worksheet(BOOK, EXERCISE, Language.EN), "en")
    told = {
        one.language: found[one.moodle].feedback
        for one, mark in GRADED.items()
        if one.moodle and mark.open_goals
    }
    words = {Language.EN: "Goals still open", Language.FR: "Objectifs encore ouverts"}
    assert told
    assert all(words.get(language, "أهداف") in text for language, text in told.items())


@pytest.mark.parametrize(
    "text", ["", "a,b\r\n1,2\r\n", '"Identifier', "Identifier,Grade\r\n", "\x00"]
)
def test_what_is_no_worksheet_is_refused(text: str) -> None:
    with pytest.raises(KonexioError) as told:
        filled(Download("x.csv", text), BOOK, EXERCISE)
    assert (told.value.code, told.value.facts) == ("worksheet-unknown", {"file": "x.csv"})


@given(st.lists(st.lists(st.text(), min_size=1, max_size=12), max_size=5))
def test_any_rows_below_the_head_are_taken(rows: list[list[str]]) -> None:
    text = csv_text(HEAD, rows)
    done = filled(Download("x.csv", text), BOOK, EXERCISE)
    assert len(table(done.text)) == len(rows)
    assert set(done.numbers) <= {one.id for one in BOOK.learners}


@given(st.text())
def test_any_text_is_a_worksheet_or_is_refused(text: str) -> None:
    with pytest.raises(KonexioError, match="worksheet-unknown"):
        filled(Download("x.csv", text), BOOK, EXERCISE)


def test_every_feedback_file_has_a_name_that_moodle_knows() -> None:
    learners = {one.id: one for one in BOOK.learners}
    numbers = {one.id: str(81000 + n) for n, one in enumerate(BOOK.learners)} | {"nobody": "3"}
    files = feedback_files(learners, numbers, dict.fromkeys(learners, "<p>é"))
    assert len(files) == len(learners)
    for path, content in files.items():
        folder, _, file = path.partition("/")
        assert folder.split("_", 4)[1:] in [
            [number, "assignsubmission", "file", ""] for number in numbers.values()
        ]
        assert (file, content) == ("feedback.html", "<p>é".encode())
