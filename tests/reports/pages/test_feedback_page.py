"""A learner's page as text: what stands in it, and what never does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.model.exercise import Goal, Proof
from konexio_cli.model.gradebook import GoalMark, Gradebook, State
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.learner import Learner
from konexio_cli.model.verdict import Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.feedback_page import feedback_page
from tests.books import NAMES, book

BOOK = book(12, 9)


def words(page: str) -> str:
    """Return the text of a page in one line."""
    body = page.partition("<body>")[2] or page
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def alone(learner: Learner, **mark: object) -> Gradebook:
    """Return the book of one learner with one mark, changed as is said."""
    exercise = BOOK.exercises[1]
    one = next(m for m in BOOK.marks.values() if m.exercise == exercise.id and not m.problem)
    changed = replace(one, learner=learner.id, **mark)  # type: ignore[arg-type]  # fields of it
    return Gradebook("Class", (exercise,), (learner,), {(learner.id, exercise.id): changed})


def in_language(language: Language) -> Learner:
    return next(one for one in BOOK.learners if one.language is language)


@pytest.mark.parametrize("learner", BOOK.learners)
def test_every_mark_is_told_and_no_other_learner(learner: Learner) -> None:
    page = feedback_page(BOOK, learner)
    shown = re.findall(r'<section class="exercise[^>]*aria-labelledby="([^"]*)"', page)
    marks = {exercise.id for who, exercise, _ in BOOK.rows() if who == learner}
    assert sorted(shown) == sorted(marks)
    text = words(page)
    assert not any(name in text for name in NAMES if name != learner.name and len(name) > 5)


@pytest.mark.parametrize("language", list(Language))
def test_a_page_speaks_the_language_of_its_learner(language: Language) -> None:
    page = feedback_page(BOOK, in_language(language))
    assert f'<html lang="{language}" dir="{"rtl" if language.right_to_left else "ltr"}">' in page
    assert Texts(language).say("feedback.next_step") in page


def test_a_text_in_another_language_says_so() -> None:
    page = feedback_page(BOOK, in_language(Language.AR))
    title = BOOK.exercises[0].title.into(Language.FR)
    assert f'<span lang="fr" dir="ltr">{title}</span>' in page


def test_the_next_step_is_the_first_exercise_that_is_not_passed() -> None:
    learner = BOOK.learners[0]
    first = next(
        exercise
        for exercise in BOOK.exercises
        if (mark := BOOK.mark(learner.id, exercise.id)) and mark.state is not State.PASSED
    )
    page = feedback_page(BOOK, learner)
    step = page[page.index('id="next"') : page.index("</section>")]
    assert f"konexio check {first.id}" in step


def test_who_passed_everything_goes_on() -> None:
    learner = in_language(Language.EN)
    page = feedback_page(alone(learner, verdict=Verdict.PASSED, message=""), learner)
    assert "You passed everything" in page


@pytest.mark.parametrize(
    ("verdict", "words_"),
    [
        (Verdict.NOT_RUN, "to be confirmed by a trainer"),
        (Verdict.PASSED, "judged by a trainer"),
        (Verdict.FAILED, "judged by a trainer"),
    ],
)
def test_it_says_whether_a_trainer_has_judged(verdict: Verdict, words_: str) -> None:
    learner = in_language(Language.EN)
    title = Translated({Language.EN: "The message is polite"})
    goal = GoalMark(Goal("tone", 0, title, proof=Proof.TRAINER), verdict)
    page = feedback_page(alone(learner, goals=(goal,)), learner)
    section = words(page[page.index('class="exercise') : page.index("<footer")])
    assert f"· {words_}" in section
    assert ("Open:" in section) is goal.to_confirm


def test_what_a_trainer_gave_and_said_is_told() -> None:
    learner = in_language(Language.EN)
    one = next(iter(alone(learner).marks.values())).goals[0]
    judged = replace(one, verdict=Verdict.FAILED, given=1, comment="Almost <b>there</b>")
    notes = ("judged-goal:x", "judged-comment:x: y", "regrade-waits")
    page = feedback_page(
        alone(learner, goals=(judged,), comment="Go on.", notes=notes, message=""), learner
    )
    text = words(page)
    assert f"1 of {one.goal.points} judged by a trainer" in text or "· judged by a trainer" in text
    assert "Your trainer says: Almost &lt;b&gt;there&lt;/b&gt;" in text
    assert "Your trainer says: Go on." in text
    assert "A trainer" not in text


def test_lateness_and_its_cost_are_told() -> None:
    learner = in_language(Language.EN)
    page = feedback_page(alone(learner, late_days=2, earned=4, points=3.2), learner)
    assert "Handed in 2 days late. Points: 3.2, not 4." in words(page)
    page = feedback_page(alone(learner, late_days=1, earned=4, points=4), learner)
    assert "Handed in 1 day late." in words(page)


def test_a_file_without_a_grade_names_the_next_step() -> None:
    learner = in_language(Language.FR)
    facts = {"file": "a.ipynb", "line": "3"}
    page = feedback_page(alone(learner, problem="notebook-damaged", facts=facts), learner)
    assert Texts(Language.FR).say("errors.notebook-damaged.what", **facts) in words(page)
    assert Texts(Language.FR).say("feedback.again") in words(page).replace("&#39;", "'")


@settings(max_examples=40)
@given(st.text(min_size=1), st.text(), st.text())
def test_nothing_that_people_wrote_becomes_a_tag(name: str, line: str, note: str) -> None:
    learner = replace(in_language(Language.EN), name=name)
    page = feedback_page(alone(learner, stopped=(line,), notes=(f"cell-missing:{note}",)), learner)
    usual = feedback_page(
        alone(in_language(Language.EN), stopped=("x",), notes=("cell-missing:x",)),
        in_language(Language.EN),
    )
    tags = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
    assert len(tags.findall(page)) == len(tags.findall(usual))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", page)
