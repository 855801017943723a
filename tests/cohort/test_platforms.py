"""What a platform calls its learners goes back to it: nobody types numbers that a download has."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from konexio_cli.cohort.arriving import Arriving
from konexio_cli.cohort.book import open_gradebook
from konexio_cli.cohort.giving import exported
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.platforms import Numbers
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.store import Store
from konexio_cli.model.gradebook import Gradebook
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.exports.moodle_worksheet import Download

from .test_sources import laid

NAME, PRICE = "m01/tidy-name", "m01/price-with-vat"
EN = Texts(Language.EN)
SETTINGS = """format = 1
[[learners]]
id = "fern"
name = "Amina Benali"
moodle = "7"
"""
# Moodle has another number for the same person in each assignment.
FIRST = {
    "Amina Benali_4711_assignsubmission_file/tidy-name.ipynb": "1",
    "Zoé Müller_4712_assignsubmission_file/tidy-name.ipynb": "2",
}
SECOND = {"Amina Benali_5811_assignsubmission_file/price-with-vat.ipynb": "3"}
CANVAS = {
    "benaliamina_340934_208490284_tidy-name.ipynb": "4",
    "anon_Ab3dE_394803490_tidy-name.ipynb": "5",
}


def taken(cohort: Path, repository: Path, **sources: dict[str, str]) -> Gradebook:
    """Return the gradebook of what was collected, each file with a grade."""
    cohort.mkdir(exist_ok=True)
    (cohort / "cohort.toml").write_text(SETTINGS, "utf-8")
    with Store(cohort) as store:
        arriving = Arriving(cohort, read_settings(cohort), store, frozenset({NAME, PRICE}))
        for label, files in sources.items():
            list(arriving.take(laid(cohort.parent / f"{label}.zip", files)))
        lines = (
            Line(
                *(one.learner, one.file, PRICE if "price" in one.file else NAME),
                points=1,
                possible=4,
                submission_sha256=one.sha256,
            )
            for one in store.submissions()
        )
        store.keep(zip(store.submissions(), lines, strict=True))
    return open_gradebook(cohort, repository / "exercises")


def table(book: Gradebook, form: str, file: str) -> list[dict[str, str]]:
    text = exported(book, form, EN).files[file].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_assignment_of_moodle_gets_its_own_numbers(tmp_path: Path, repository: Path) -> None:
    book = taken(tmp_path / "cohort", repository, first=FIRST, second=SECOND)
    rows = table(book, "moodle", f"{NAME}/grades.csv")
    assert {row["Identifier"] for row in rows} == {"Participant 4711", "Participant 4712"}
    rows = table(book, "moodle", f"{PRICE}/grades.csv")
    assert [row["Identifier"] for row in rows] == ["Participant 5811"]
    assert exported(book, "moodle", EN).without_number == ()


def test_an_exercise_in_which_nobody_has_a_number_gives_moodle_nothing(
    tmp_path: Path, repository: Path
) -> None:
    plain = {"Zoé Müller/price-with-vat.ipynb": "6"}
    made = exported(taken(tmp_path / "cohort", repository, first=FIRST, plain=plain), "moodle", EN)
    assert set(made.files) == {f"{NAME}/grades.csv", f"{NAME}/feedback.zip"}
    assert made.without_number == ("Zoé Müller",)


def test_the_number_stays_when_a_newer_file_comes_another_way(
    tmp_path: Path, repository: Path
) -> None:
    taken(tmp_path / "cohort", repository, first=FIRST)
    book = taken(tmp_path / "cohort", repository, later={"Zoé Müller/tidy-name.ipynb": "new"})
    assert book.number(book.learners[-1], NAME) == "4712"


def test_a_file_that_was_here_already_still_tells_its_number(
    tmp_path: Path, repository: Path
) -> None:
    plain = {"Zoé Müller/tidy-name.ipynb": "2"}
    assert not taken(tmp_path / "cohort", repository, plain=plain).numbers
    book = taken(tmp_path / "cohort", repository, first=FIRST)
    assert book.numbers["Zoé Müller", NAME] == "4712"


def test_a_person_has_one_number_in_canvas(tmp_path: Path, repository: Path) -> None:
    book = taken(tmp_path / "cohort", repository, canvas=CANVAS, second=SECOND)
    rows = {row["Student"]: row["ID"] for row in table(book, "canvas", "canvas.csv")}
    assert rows["Amina Benali"] == "340934"
    # What stands for somebody anonymous is no number of theirs.
    assert rows["anon_Ab3dE"] == ""


def test_a_renamed_row_of_a_worksheet_is_found_by_its_number(
    tmp_path: Path, repository: Path
) -> None:
    book = taken(tmp_path / "cohort", repository, first=FIRST)
    head = "Identifier,Full name,Status,Grade,Maximum grade,Last modified (grade)"
    given = Download("grades.csv", f"{head}\nParticipant 4712,Z. M.,,,4.00,-\n")
    made = exported(book, "moodle", EN, given)
    assert made.strangers == ()
    assert b'"Participant 4712","Z. M.","","1"' in made.files[f"{NAME}/grades.csv"]


@pytest.mark.parametrize("form", ["json", "goals", "gradescope", "canvas"])
def test_moodles_numbers_go_to_moodle_alone(tmp_path: Path, repository: Path, form: str) -> None:
    book = taken(tmp_path / "cohort", repository, first=FIRST)
    assert not [body for body in exported(book, form, EN).files.values() if b"4711" in body]


def test_a_learner_who_gets_an_id_later_keeps_the_number(tmp_path: Path, repository: Path) -> None:
    taken(tmp_path / "cohort", repository, first=FIRST)
    with Store(tmp_path / "cohort") as store:
        assert set(Numbers(store).of("moodle").values()) == {"4711", "4712"}
    later = f'{SETTINGS}[[learners]]\nid = "moss"\nname = "Zoé Müller"\n'
    (tmp_path / "cohort" / "cohort.toml").write_text(later, "utf-8")
    book = open_gradebook(tmp_path / "cohort", repository / "exercises")
    assert book.numbers["moss", NAME] == "4712"
