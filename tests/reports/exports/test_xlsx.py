"""The workbook, opened by openpyxl."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import one_line
from konexio_cli.reports.exports.xlsx import gradebook_xlsx
from tests.books import book

BOOK = book(12, 6)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_points_stand_by_learner_and_exercise() -> None:
    sheet = opened(gradebook_xlsx(BOOK, Texts(Language.EN)))["Points"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[4:] == tuple(one.title.into(Language.EN) for one in BOOK.exercises)
    for learner, row in zip(BOOK.learners, rows, strict=True):
        assert row[:2] == (learner.id, one_line(learner.name))
        assert row[3] == BOOK.points(learner.id)
        for exercise, points in zip(BOOK.exercises, row[4:], strict=True):
            mark = BOOK.mark(learner.id, exercise.id)
            assert points == (None if mark is None or mark.problem else mark.points)


def test_goals_and_submissions_are_all_there() -> None:
    found = opened(gradebook_xlsx(BOOK, Texts(Language.FR)))
    goals = sum(len(mark.goals) for _, _, mark in BOOK.rows())
    assert found.sheetnames == ["Points", "Objectifs", "Travaux"]
    assert [found["Objectifs"].max_row - 1, found["Travaux"].max_row - 1] == [
        goals,
        len(BOOK.marks),
    ]


def test_an_arabic_workbook_runs_from_right_to_left() -> None:
    found = opened(gradebook_xlsx(BOOK, Texts(Language.AR)))
    assert all(sheet.sheet_view.rightToLeft for sheet in found.worksheets)


def test_the_same_book_gives_the_same_bytes() -> None:
    assert gradebook_xlsx(BOOK, Texts(Language.EN)) == gradebook_xlsx(BOOK, Texts(Language.EN))


@settings(max_examples=30)
@given(st.text(min_size=1), st.text())
def test_no_cell_is_a_formula_or_a_link(name: str, group: str) -> None:
    learner = replace(BOOK.learners[0], name=name, group=group)
    content = gradebook_xlsx(replace(BOOK, learners=(learner,)), Texts(Language.EN))
    for sheet in opened(content).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in {"s", "n", "inlineStr"}
            assert cell.hyperlink is None
