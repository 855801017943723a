"""cohort report, feedback and gradebook: from notebooks to files that others open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from konexio_cli.model.language import Language
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from tests.reports.exports.readers import (
    GRADESCOPE,
    canvas_book,
    moodle_feedback,
    moodle_grades,
    table,
)

from .conftest import Answers, Konexio

VAT = "m01/price-with-vat"
NAMES = {
    "Amina": "reference",
    "O'Neil, Kim": "percent-as-whole",
    "=SUM(A1)": "",
    "مريم": "reference",
}
SETTINGS = """\
format = 1
title = "Evening class"
time_zone = "Asia/Amman"
[due]
"m01/price-with-vat" = 2026-01-01
[late]
percent_per_day = 10
at_most = 50
[[learners]]
id = "fern-01"
name = "Mariam Hassan"
language = "ar"
moodle = "4711"
canvas = "99"
also = ["مريم"]
[[learners]]
id = "fern-02"
name = "Nobody Yet"
"""


@pytest.fixture(scope="module")
def handed_in(repository: Path, answers: Answers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cohort: two right, one wrong, one damaged, one missing; only for copying."""
    folder = tmp_path_factory.mktemp("handed-in") / "class"
    exercise = read_exercise(repository / "exercises", VAT)
    for learner, attempt in NAMES.items():
        path = folder / learner / "price-with-vat.ipynb"
        path.parent.mkdir(parents=True)
        text = compose(exercise, Language.EN, {})
        path.write_text(fill_in(text, answers(VAT, attempt)) if attempt else text[:300], "utf-8")
    (folder / "cohort.toml").write_text(SETTINGS, "utf-8")
    return folder


@pytest.fixture
def desk(konexio: Konexio, repository: Path, handed_in: Path) -> Konexio:
    """A desk with a cohort in `class` that is not graded."""
    shutil.copytree(handed_in, konexio.folder / "class")
    content = {"EXERCISES": "exercises", "GRADERS": "graders"}
    named = {f"KONEXIO_{key}": str(repository / name) for key, name in content.items()}
    return konexio.at(konexio.folder, **named)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first one who needs a graded cohort leaves it for the others."""
    return tmp_path_factory.mktemp("graded") / "class"


@pytest.fixture
def graded(desk: Konexio, kept: Path) -> Konexio:
    """A desk with a cohort in `class` that is graded."""
    if kept.exists():
        shutil.copytree(kept, desk.folder / "class", dirs_exist_ok=True)
    else:
        assert desk.run("cohort", "grade", "class", "--trust").exit == 0
        shutil.copytree(desk.folder / "class", kept)
    return desk


def test_the_report_is_one_file_that_names_or_does_not(graded: Konexio) -> None:
    assert graded.run("cohort", "report", "class").exit == 0
    page = (graded.folder / "report.html").read_text("utf-8")
    assert "Mariam Hassan" in page
    assert "http" not in page.replace("http-equiv", "")
    done = graded.run("cohort", "report", "class", "--anonymous", "--out", "x/a.html", "--json")
    assert done.json["data"] == {"report": "x/a.html", "learners": 5, "submissions": 4}
    assert "Mariam Hassan" not in (graded.folder / "x" / "a.html").read_text("utf-8")


def test_each_learner_has_a_page_in_their_language_the_same_each_time(graded: Konexio) -> None:
    done = graded.run("cohort", "feedback", "class", "--out", "pages", "--json")
    pages = {Path(one).stem: graded.folder / one for one in done.json["data"]["files"]}
    assert set(pages) == {"fern-01", "fern-02", "Amina", "O'Neil, Kim", "=SUM(A1)"}
    assert 'dir="rtl"' in pages["fern-01"].read_text("utf-8")
    assert 'dir="ltr"' in pages["Amina"].read_text("utf-8")
    assert graded.run("cohort", "feedback", "class", "--out", "again").exit == 0
    again = {path.stem: path.read_bytes() for path in (graded.folder / "again").iterdir()}
    assert again == {name: path.read_bytes() for name, path in pages.items()}
    one = graded.run("cohort", "feedback", "class", "--out", "one", "--learner", "mariam hassan")
    assert one.exit == 0
    assert [path.name for path in (graded.folder / "one").iterdir()] == ["fern-01.html"]


def test_every_form_of_the_gradebook_is_read_by_others(graded: Konexio) -> None:
    for form in ("csv", "goals", "canvas", "json", "xlsx", "moodle", "gradescope"):
        done = graded.run("cohort", "gradebook", "class", "--format", form)
        assert (done.exit, done.err) == (0, ""), form
    here = graded.folder
    assert len(table((here / "goals.csv").read_text("utf-8"))) == 9
    canvas = canvas_book((here / "canvas.csv").read_text("utf-8"))
    assert canvas.grades["99", "Price with VAT"] == 2
    assert len(json.loads((here / "gradebook.json").read_text("utf-8"))["marks"]) == 4
    assert openpyxl.load_workbook(here / "gradebook.xlsx").sheetnames[0] == "Points"
    moodle = here / "moodle" / VAT
    text = (moodle / "grades.csv").read_bytes().decode("utf-8")
    assert moodle_grades(text, "en")["4711"].grade == 2
    assert set(moodle_feedback((moodle / "feedback.zip").read_bytes())) == {"4711"}
    results = list((here / "gradescope").rglob("results.json"))
    assert len(results) == 3
    for path in results:
        jsonschema.validate(json.loads(path.read_text("utf-8")), GRADESCOPE)


def test_a_worksheet_of_moodle_is_filled_in(graded: Konexio) -> None:
    head = "Identifier,Full name,Grade,Maximum grade,Last modified (grade),Feedback comments\r\n"
    rows = "Participant 81,Mariam Hassan,,100,-,\r\nParticipant 82,Somebody,,100,-,\r\n"
    (graded.folder / "w.csv").write_text("\ufeff" + head + rows, "utf-8")
    done = graded.run(
        *("cohort", "gradebook", "class", "--format", "moodle"),
        *("--exercise", VAT, "--worksheet", "w.csv", "--lang", "fr", "--json"),
    )
    assert done.exit == 0
    assert any("Somebody" in note for note in done.json["notes"])
    file = graded.folder / "moodle" / VAT / "grades.csv"
    found = moodle_grades(file.read_bytes().decode("utf-8"), "en")
    assert (found["81"].grade, found["82"].grade) == (50, None)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["report", "nowhere"], "cohort-folder-missing"),
        (["report", "class"], "cohort-not-graded"),
        (["feedback", "class"], "cohort-not-graded"),
        (["gradebook", "class"], "cohort-not-graded"),
    ],
)
def test_what_is_not_graded_is_told(desk: Konexio, words: list[str], code: str) -> None:
    done = desk.run("cohort", *words, "--json")
    assert (done.exit, done.json["error"]["code"]) == (2, code)
    assert not (desk.folder / "class" / "cohort.db").exists()


def test_mistakes_of_the_command_line_are_told(graded: Konexio) -> None:
    (graded.folder / "bad.csv").write_text("a,b\n", "utf-8")
    (graded.folder / "file").write_text("", "utf-8")
    moodle = ("gradebook", "class", "--format", "moodle", "--exercise", VAT, "--worksheet")
    for words, code in (
        (("gradebook", "class", "--format", "nope"), "format-unknown"),
        (("gradebook", "class", "--format", "json", "--exercise", "m01/x"), "exercise-no-marks"),
        (("gradebook", "class", "--format", "json", "--out", "class"), "file-is-folder"),
        (("feedback", "class", "--learner", "Zoé"), "learner-unknown"),
        (("feedback", "class", "--out", "file"), "folder-is-file"),
        (("report", "class", "--out", "class"), "file-is-folder"),
        ((*moodle, "bad.csv"), "worksheet-unknown"),
        ((*moodle, "none.csv"), "file-missing"),
    ):
        done = graded.run("cohort", *words, "--json")
        assert (done.exit, done.json["error"]["code"]) == (2, code)
