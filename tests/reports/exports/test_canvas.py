"""The gradebook for Canvas, read by Canvas's rules."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.language import Language, Translated
from konexio_cli.reports.exports.canvas import canvas_csv
from konexio_cli.reports.gradebook import safe_cell
from tests.books import book

from .readers import canvas_book, table

BOOK = book(12, 6)


def test_canvas_reads_every_grade_and_leaves_gaps_alone() -> None:
    found = canvas_book(canvas_csv(BOOK, Language.EN))
    titles = {one.id: one.title.into(Language.EN) for one in BOOK.exercises}
    names = {one.id: one.canvas or safe_cell(one.name) for one in BOOK.learners}
    assert found.grades == {
        (names[who.id], titles[exercise.id]): mark.points
        for who, exercise, mark in BOOK.rows()
        if not mark.problem
    }
    assert found.possible == {
        titles[one.id]: sum(goal.points for goal in one.goals) for one in BOOK.exercises
    }


def test_titles_are_in_the_language_that_is_asked_for() -> None:
    head = list(table(canvas_csv(BOOK, Language.FR)).columns)
    assert head[5:] == [one.title.into(Language.FR) for one in BOOK.exercises]


def test_a_title_that_canvas_would_not_read_becomes_the_id() -> None:
    one, two, three, *others = BOOK.exercises
    own = Translated({Language.EN: "Final Score of a match"})
    odd = replace(
        BOOK,
        exercises=(replace(one, title=own), two, replace(three, title=two.title), *others),
    )
    found = canvas_book(canvas_csv(odd, Language.EN))
    assert list(found.possible)[:3] == [one.id, two.id, three.id]


@given(st.text(), st.text())
def test_no_name_is_a_formula(name: str, group: str) -> None:
    learner = replace(BOOK.learners[0], name=name, group=group)
    text = canvas_csv(replace(BOOK, learners=(learner,), marks={}), Language.EN)
    row = table(text).iloc[1]
    assert (row["Student"], row["Section"]) == (safe_cell(name), safe_cell(group))
