"""The gradebook put together: what counts, what is loose, and what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from konexio_cli.cohort.book import gradebook, open_gradebook
from konexio_cli.cohort.judgements import Judgement
from konexio_cli.cohort.judging import judged
from konexio_cli.cohort.kept import Kept, Seen
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.settings import Extension, Late, Settings
from konexio_cli.cohort.store import Store
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook, State
from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.report_page import report_page

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
DAY = timedelta(days=1)
VAT, CLEANUP = "m01/price-with-vat", "c1/client-list-cleanup"
AMINA = Learner("fern-07", "Amina Benali", Language.AR, also=("BENALI Amina",))
SETTINGS = Settings(
    title="Evening",
    learners={"fern-07": AMINA},
    by_name={"fern-07": AMINA, "benali amina": AMINA},
    due={VAT: MONDAY},
    late=Late(percent_per_day=10, at_most=50),
)


@pytest.fixture(scope="module")
def exercises(repository: Path) -> list[Exercise]:
    return [read_exercise(repository / "exercises", one) for one in (VAT, CLEANUP)]


def kept(learner: str = "fern-07", days: float = 0, **line: object) -> Kept:
    exercise = str(line.get("exercise", VAT))
    seen = Seen(learner, f"{learner}/{exercise}-{days}.ipynb", "1", MONDAY + timedelta(days=days))
    told = Line(learner, seen.file, exercise, verdict="failed", points=3, possible=4)
    return Kept(seen, replace(told, **line))  # type: ignore[arg-type]  # fields of it


def of(exercises: list[Exercise], *lines: Kept, settings: Settings = SETTINGS) -> Gradebook:
    return gradebook(lines, settings, exercises, "Course")


def test_learners_are_those_of_the_file_and_those_who_came(exercises: list[Exercise]) -> None:
    book = of(exercises, kept("BENALI Amina"), kept("Zoé"))
    assert [one.id for one in book.learners] == ["fern-07", "Zoé"]
    assert set(book.marks) == {("fern-07", VAT), ("Zoé", VAT)}
    assert (book.title, of(exercises, settings=Settings()).title) == ("Evening", "Course")


def test_lateness_costs_what_the_file_says(exercises: list[Exercise]) -> None:
    mark = of(exercises, kept(days=1.5)).marks["fern-07", VAT]
    assert (mark.late_days, mark.earned, mark.points) == (2, 3, 2.4)
    more = replace(SETTINGS, extensions=(Extension("fern-07", VAT, days=2),))
    mark = of(exercises, kept(days=1.5), settings=more).marks["fern-07", VAT]
    assert (mark.late_days, mark.points) == (0, 3)


def test_the_later_round_counts(exercises: list[Exercise]) -> None:
    first = kept(exercise=CLEANUP, round=1, points=4)
    second = kept(exercise=CLEANUP, round=2, points=1)
    for order in ((first, second), (second, first)):
        assert of(exercises, *order).marks["fern-07", CLEANUP].round == 2


def test_a_file_without_a_grade_counts_only_where_nothing_else_does(
    exercises: list[Exercise],
) -> None:
    good, bad = kept(), kept(days=1, problem="notebook-damaged", facts={"line": "3"})
    assert of(exercises, bad).marks["fern-07", VAT].state is State.UNREADABLE
    for order in ((good, bad), (bad, good)):
        book = of(exercises, *order)
        assert book.marks["fern-07", VAT].state is State.PARTLY
        assert [mark.problem for mark in book.loose] == ["notebook-damaged"]


def test_what_belongs_to_no_exercise_is_loose_and_what_is_not_graded_waits(
    exercises: list[Exercise],
) -> None:
    waits = Kept(kept().seen, None)
    book = of(exercises, kept(exercise="", problem="exercise-not-found"), waits)
    assert len(book.loose) == 1
    assert book.waiting == 1


def test_what_is_nobodys_is_loose(exercises: list[Exercise]) -> None:
    book = of(exercises, kept(""), kept("", days=1))
    assert [one.id for one in book.learners] == ["fern-07"]
    assert [(mark.learner, mark.exercise) for mark in book.loose] == [("", VAT)] * 2
    assert "lies in no learner" in report_page(book, Texts(Language.EN), MONDAY)


def test_goals_have_their_titles_and_one_that_is_gone_its_name(exercises: list[Exercise]) -> None:
    goals = {"rates": "passed", "zero": "failed", "old-goal": "not_run"}
    mark = of(exercises, kept(goals=goals)).marks["fern-07", VAT]
    assert [(one.goal.name, one.points, one.reached) for one in mark.goals] == [
        *(("rates", 2, True), ("zero", 0, False), ("old-goal", 0, False))
    ]
    assert mark.goals[0].goal.title.into(Language.FR) == "Tous les taux marchent"
    assert mark.goals[2].goal.title.into(Language.FR) == "old-goal"


def test_what_people_judged_is_in_the_marks(exercises: list[Exercise]) -> None:
    goals = {"rates": "failed", "zero": "passed", "cents": "passed"}
    line = kept(goals=goals, points=2, worth={"rates": 2, "zero": 1, "cents": 1})
    said = [Judgement("fern-07", VAT, goal="rates", points=1, comment="Almost")]
    said.append(Judgement("fern-07", VAT, comment="Go on."))
    assert line.line
    book = of(exercises, replace(line, line=judged(line.line, said)))
    mark = book.marks["fern-07", VAT]
    assert (mark.earned, mark.comment) == (3, "Go on.")
    assert sum(one.points for one in mark.goals) == mark.earned
    rates = mark.goals[0]
    assert (rates.points, rates.comment, rates.way) == (1, "Almost", "judged")
    assert mark.goals[1].way == "tests"


def test_a_folder_without_grades_is_told(tmp_path: Path, repository: Path) -> None:
    with pytest.raises(KonexioError, match="cohort-not-graded"):
        open_gradebook(tmp_path, repository / "exercises")
    assert list(tmp_path.iterdir()) == []


def test_what_is_due_is_a_column_even_when_nobody_came(tmp_path: Path, repository: Path) -> None:
    text = 'format = 1\ntime_zone = "Asia/Amman"\n[due]\n"m01/tidy-name" = 2026-12-04\n'
    (tmp_path / "cohort.toml").write_text(text + '[[learners]]\nid = "fern-07"\n', "utf-8")
    with Store(tmp_path) as store:
        one = kept()
        assert one.line
        store.see([one.seen])
        store.keep([(one.seen, one.line)])
    book = open_gradebook(tmp_path, repository / "exercises")
    assert [one.id for one in book.exercises] == [VAT, "m01/tidy-name"]
    assert set(book.due) == {("fern-07", "m01/tidy-name")}
