"""What a cohort gets back, from real gradings: nothing that a grader hides is in any of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from konexio_cli.authoring.leaks import find_leaks
from konexio_cli.authoring.secrets import Secret, secrets_of
from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.book import gradebook
from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.giving import FOLDERS, FORMS, exported, feedback, only, unique_names
from konexio_cli.cohort.kept import Kept, Seen
from konexio_cli.cohort.settings import Settings
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook
from konexio_cli.model.grader import Grader
from konexio_cli.model.language import Language
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.report_page import report_page

from .making import notebook_of

IDS = ("m00/read-the-error", "m01/price-with-vat", "m02/size-check", "m06/csv-total")
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
EN = Texts(Language.EN)


@pytest.fixture(scope="module")
def course(repository: Path) -> list[tuple[Exercise, Grader]]:
    exercises, graders = repository / "exercises", repository / "graders"
    found = [read_exercise(exercises, one) for one in IDS]
    return [(one, read_grader(graders, exercises, one)) for one in found]


@pytest.fixture(scope="module")
def book(
    repository: Path,
    course: list[tuple[Exercise, Grader]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Gradebook:
    """Every attempt that the graders know, each handed in by a learner and graded in a room."""
    folder = tmp_path_factory.mktemp("attempts")
    with Bench(repository / "exercises", repository / "graders") as bench:
        kept = list(_graded(bench, course, folder))
    return gradebook(kept, Settings(), [one for one, _ in course], "A class")


def _graded(bench: Bench, course: list[tuple[Exercise, Grader]], folder: Path) -> Iterator[Kept]:
    for exercise, grader in course:
        for number, attempt in enumerate(grader.attempts):
            file = f"learner-{number}/{exercise.name}.ipynb"
            path = folder / file
            path.parent.mkdir(exist_ok=True)
            path.write_text(notebook_of(exercise, attempt), "utf-8")
            line = bench.line(Found(f"learner-{number}", path, file))
            at = MONDAY + timedelta(hours=number)
            yield Kept(Seen(line.learner, file, line.submission_sha256, at), line)


@pytest.fixture(scope="module")
def secrets(repository: Path, course: list[tuple[Exercise, Grader]]) -> list[Secret]:
    graders = repository / "graders"
    return [s for one, grader in course for s in secrets_of(one, grader, graders / one.id)]


def numbered(book: Gradebook) -> Gradebook:
    """Return the book with a number in Moodle for each learner but the first."""
    known = [replace(one, moodle=str(n or "")) for n, one in enumerate(book.learners)]
    return replace(book, learners=tuple(known))


def test_moodle_needs_numbers(book: Gradebook) -> None:
    assert exported(numbered(book), "moodle", EN).without_number == (book.learners[0].name,)
    with pytest.raises(KonexioError, match="moodle-numbers"):
        exported(book, "moodle", EN)


def test_the_book_has_every_state_of_a_goal(book: Gradebook) -> None:
    marks = list(book.marks.values())
    assert {mark.state for mark in marks} >= {"passed", "partly", "not-yet"}
    assert any(mark.message for mark in marks)


def test_no_page_and_no_file_tells_what_a_grader_hides(
    book: Gradebook, secrets: list[Secret]
) -> None:
    files = dict(feedback(book))
    files["report.html"] = report_page(book, EN, MONDAY).encode()
    for form in set(FORMS) - {"xlsx"}:
        made = exported(numbered(book), form, EN)
        files |= {f"{form}/{name}": body for name, body in made.files.items()}
    shown = {
        f"{IDS[0]}/{name}": unescape(body.decode()).encode()
        for name, body in files.items()
        if not name.endswith(".zip")
    }
    assert len(shown) > 20
    assert list(find_leaks(shown, secrets)) == []


def test_a_hidden_check_in_a_page_would_be_found(
    course: list[tuple[Exercise, Grader]], secrets: list[Secret]
) -> None:
    _, grader = course[1]
    source = "\n".join(cell.source for cell in grader.checks).encode()
    assert list(find_leaks({f"{IDS[1]}/page.html": source}, secrets))


def test_each_learner_has_a_page_of_their_own(book: Gradebook) -> None:
    pages = feedback(book)
    assert set(pages) == {f"{one.id}.html" for one in book.learners}
    one = feedback(book, "Learner-1")
    assert dict(one) == {"learner-1.html": pages["learner-1.html"]}
    with pytest.raises(KonexioError, match="learner-unknown"):
        feedback(book, "nobody")


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_same_grades_give_the_same_bytes(book: Gradebook, form: str) -> None:
    book = numbered(book)
    files = exported(book, form, EN).files
    assert files == exported(book, form, EN).files
    assert all(name == FORMS[form] for name in files) or form in FOLDERS


def test_a_book_of_one_exercise_has_no_other(book: Gradebook) -> None:
    assert [one.id for one in only(book, IDS[1]).exercises] == [IDS[1]]
    assert only(book, "") == book
    with pytest.raises(KonexioError, match="exercise-no-marks"):
        only(book, "m01/tidy-name")


def test_names_of_files_are_harmless_and_no_two_alike() -> None:
    ids = ["../a", "a", "A", "/", "", "con", "مريم"]
    assert unique_names(ids) == ["a", "a-2", "A-3", "learner", "learner-2", "con_", "مريم"]
