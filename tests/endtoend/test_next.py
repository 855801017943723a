"""`konexio next` and `konexio list`, over the days of a course."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from .conftest import Answers, Konexio, answer, course_size, notebook_of, say

FIRST, VAT = "m00/first-run", "m01/price-with-vat"
TITLE = {"en": "Your first cell", "fr": "Votre première cellule"}


def pass_by(desk: Konexio, answers: Answers, exercise: str) -> None:
    answer(notebook_of(desk, exercise), answers(exercise, "reference"))
    assert desk.run("check", exercise).exit == 0


def let_days_pass(desk: Konexio, days: int) -> None:
    """Move all that the journal knows into the past."""
    with closing(sqlite3.connect(desk.folder / ".konexio" / "journal.db")) as database, database:
        sql = "UPDATE attempts SET at = strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', at, ?)"
        database.execute(sql, (f"-{days} days",))


def test_nothing_comes_back_on_the_same_day(work: Konexio, answers: Answers) -> None:
    pass_by(work, answers, FIRST)
    assert work.run("next", "--json").json["data"]["repeat"] is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_earlier_exercise_comes_back_beside_the_next(
    work: Konexio, answers: Answers, language: str
) -> None:
    pass_by(work, answers, FIRST)
    let_days_pass(work, 8)
    shown = work.run("next", "--lang", language).out
    assert "m00/read-the-error" in shown
    assert say(language, "repeat.what", title=TITLE[language], exercise=FIRST) in shown
    assert say(language, "repeat.how", exercise=FIRST) in shown
    data = work.run("next", "--json").json["data"]
    assert (data["exercise"], data["repeat"]) == ("m00/read-the-error", FIRST)
    assert work.run("next", VAT, "--json").json["data"]["repeat"] is None

    # Passed once more, it rests for two weeks.
    pass_by(work, answers, FIRST)
    assert work.run("next", "--json").json["data"]["repeat"] is None
    let_days_pass(work, 8)
    assert work.run("next", "--json").json["data"]["repeat"] is None
    let_days_pass(work, 7)
    assert work.run("next", "--json").json["data"]["repeat"] == FIRST


def test_what_requires_something_open_waits(work: Konexio, repository: Path) -> None:
    course = work.folder / "course"
    shutil.copytree(repository / "exercises", course)
    first, second = (course / pack / "pack.toml" for pack in ("m00", "m01"))
    first.write_text(f'{first.read_text("utf-8")}requires = ["m01"]\n', "utf-8")
    assert work.run("pull", str(course)).exit == 0
    # Each pack waits for the other: nobody is locked out of the course.
    assert work.run("next", "--json").json["data"]["exercise"] == FIRST

    second.write_text(second.read_text("utf-8").replace('requires = ["m00"]', ""), "utf-8")
    exercise = course / VAT / "exercise.toml"
    exercise.write_text(exercise.read_text("utf-8").replace(f'["{FIRST}"]', "[]"), "utf-8")
    assert work.run("pull", str(course)).exit == 0
    assert work.run("next", "--json").json["data"]["exercise"] == VAT


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_list_fits_40_columns(work: Konexio, language: str) -> None:
    shown = work.run("list", "--lang", language, env={"COLUMNS": "40"}).out
    assert all(cell_len(line) <= 40 for line in shown.partition("\n→")[0].splitlines())
    assert shown.count("/") >= course_size()


def test_a_plain_list_has_no_bars(work: Konexio, answers: Answers) -> None:
    pass_by(work, answers, FIRST)
    shown = work.run("list", "--plain").out
    assert not set("━┄✓·") & set(shown)
    title, state = TITLE["en"], say("en", "list.passed")
    assert say("en", "list.line", state=state, title=title, exercise=FIRST) in shown
