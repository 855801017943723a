"""Two people of one name are two people: nobody gets another's grade."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.cohort.book import open_gradebook
from konexio_cli.cohort.kept import Note
from konexio_cli.cohort.platforms import Numbers
from konexio_cli.cohort.store import Store

from .test_arriving import files, folder, settings, take
from .test_platforms import table, taken
from .test_sources import laid

__all__ = ["folder"]
LEE = "leekim_{0}_900{1}_price-with-vat.ipynb"
KIM = "Kim Lee_{0}_assignsubmission_file_/{1}.ipynb"


def nights(tmp_path: Path, folder: Path, *those: dict[str, str]) -> dict[str, str]:
    """Return whose each file is, after all downloads were collected, the last one twice."""
    for number, one in enumerate((*those, those[-1])):
        take(folder, laid(tmp_path / f"n{number}.zip", one))
    return {body: name.partition("/")[0] for name, body in files(folder).items()}


def test_two_numbers_of_canvas_in_one_download(tmp_path: Path, folder: Path) -> None:
    both = {LEE.format(111, 1): "right", LEE.format(222, 2): "wrong"}
    assert nights(tmp_path, folder, both) == {"right": "leekim 111", "wrong": "leekim 222"}


def test_two_numbers_of_canvas_in_two_downloads(tmp_path: Path, folder: Path) -> None:
    first, second = {LEE.format(111, 1): "right"}, {LEE.format(222, 2): "wrong"}
    whose = {"right": "leekim", "wrong": "leekim 222"}
    assert nights(tmp_path, folder, first, second, first | second) == whose
    with Store(folder) as store:
        assert set(Numbers(store).of("canvas").values()) == {"111", "222"}
        source = LEE.format(222, 2)
        assert Note("collect-namesake", "leekim 222", source, "222") in store.notes()


@pytest.mark.parametrize("again", [False, True])
def test_two_numbers_named_later_are_two_rows(
    tmp_path: Path, repository: Path, *, again: bool
) -> None:
    cohort = tmp_path / "cohort"
    first, second = {LEE.format(111, 1): "right"}, {LEE.format(222, 2): "wrong"}
    taken(cohort, repository, first=first, second=second)
    named = [f'[[learners]]\nid = "kim-{n}"\ncanvas = "{n}"' for n in (111, 222)]
    settings(cohort, *named)
    if again:
        take(cohort, laid(tmp_path / "both.zip", first | second))
    rows = table(open_gradebook(cohort, repository / "exercises"), "canvas", "canvas.csv")
    assert [(row["Student"], row["ID"]) for row in rows if row["ID"]] == [
        ("kim-111", "111"),
        ("kim-222", "222"),
    ]
    assert {row["Student"].strip() for row in rows} <= {"kim-111", "kim-222", "Points Possible"}


def test_another_number_of_moodle_for_the_same_exercise(tmp_path: Path, folder: Path) -> None:
    price, tidy = "price-with-vat", "tidy-name"
    own = {KIM.format(81001, price): "right"}
    later = {KIM.format(85001, tidy): "other assignment"}
    other = {KIM.format(81002, price): "wrong"}
    unknown = {KIM.format(86001, tidy): "whose"}
    assert nights(tmp_path, folder, own, later, other, own | other, unknown) == {
        "right": "Kim Lee",
        "other assignment": "Kim Lee",
        "wrong": "Kim Lee 81002",
        "whose": "Kim Lee 86001",
    }


def test_moodle_gets_the_full_name_that_it_has(tmp_path: Path, repository: Path) -> None:
    both = {KIM.format(81001, "tidy-name"): "1", KIM.format(81002, "tidy-name"): "2"}
    book = taken(tmp_path / "cohort", repository, both=both)
    rows = table(book, "moodle", "m01/tidy-name/grades.csv")
    assert {(row["Identifier"], row["Full name"]) for row in rows} == {
        ("Participant 81001", "Kim Lee"),
        ("Participant 81002", "Kim Lee"),
    }
