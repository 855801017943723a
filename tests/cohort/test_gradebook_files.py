"""The gradebook from the store: what counts, less lateness, in a form that is safe to open."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from konexio_cli.cohort.gradebook import write_gradebook
from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.line import Line, not_graded
from konexio_cli.cohort.settings import Late, Learner, Settings
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.wording import Wording
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

DUE = datetime(2026, 11, 30, 18, tzinfo=UTC)
SETTINGS = Settings(due={"m01/a": DUE}, late=Late(percent_per_day=15))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as one:
        yield one


def hand_in(store: Store, what: str, points: int, after: float = -1, *, timed: bool = True) -> Line:
    """Keep a grade of `<learner>:<exercise>`, handed in `after` days after it was due."""
    learner, _, exercise = what.rpartition(":")
    file = f"{learner}/{exercise}/{after}.ipynb"
    one = Seen(
        learner, file, sha256(file.encode()).hexdigest(), DUE + timedelta(days=after), "", timed
    )
    line = Line(
        *(learner, file, exercise),
        verdict="passed",
        points=points,
        possible=10,
        submission_sha256=one.sha256,
        grader_sha256="g",
        goals={"empty": "passed", "rounding": "failed", "tone": "not_run"},
        proofs={"empty": "tests", "rounding": "tests", "tone": "trainer"},
        notes=["cell-untouched:price"],
    )
    store.see([one])
    store.keep([(one, line)])
    return line


def written(
    store: Store, out: Path, language: Language = Language.EN
) -> tuple[list[dict[str, str]], list[list[str]]]:
    files = write_gradebook(store, SETTINGS, Wording(Texts(language)), out)
    with files.paths["gradebook"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    with files.paths["points"].open(encoding="utf-8", newline="") as file:
        return rows, list(csv.reader(file, strict=True))


def test_only_the_newest_counts_and_lateness_costs(store: Store, tmp_path: Path) -> None:
    hand_in(store, "Amina:m01/a", 10, -2)
    hand_in(store, "Amina:m01/a", 7, 0.5)
    hand_in(store, "Amina:m01/b", 4)
    hand_in(store, "Zoé:m01/a", 9, 99)
    rows, points = written(store, tmp_path)
    told = [(row["points"], row["days_late"], row["points_counted"]) for row in rows]
    assert told == [("10", "0", ""), ("7", "1", "5.95"), ("4", "0", "4"), ("9", "99", "0")]
    day = DUE + timedelta(days=0.5)
    counts = f"A newer file counts: {rows[1]['file']}, {day:%Y-%m-%d %H:%M} UTC."
    assert [counts in row["note"] for row in rows] == [True, False, False, False]
    assert points == [
        ["learner", "m01/a", "m01/b", "total"],
        ["Amina", "5.95", "4", "9.95"],
        ["Zoé", "0", "", "0"],
    ]


def test_an_unknown_time_is_never_late(store: Store, tmp_path: Path) -> None:
    hand_in(store, "Amina:m01/a", 7, 5, timed=False)
    ((row,), _) = written(store, tmp_path)
    assert (row["handed_in"], row["days_late"], row["points_counted"]) == ("", "", "7")


def test_both_rounds_of_a_task_count(store: Store, tmp_path: Path) -> None:
    first = hand_in(store, "Amina:c1/x", 3)
    second = Seen("Amina", "Amina/2.ipynb", "sha2", DUE)
    store.see([second])
    more = replace(first, round=2, points=5, submission_sha256="sha2", file=second.file)
    store.keep([(second, more)])
    _, points = written(store, tmp_path)
    assert points == [["learner", "c1/x", "c1/x (2)", "total"], ["Amina", "3", "5", "8"]]


def test_words_and_what_has_no_grade(store: Store, tmp_path: Path) -> None:
    hand_in(store, "Amina:m01/a", 3)
    broken, waiting = (Seen("Zoé", f"Zoé/{name}.ipynb", name, DUE) for name in ("b", "w"))
    store.see([broken, waiting])
    problem = KonexioError("notebook-damaged", file=broken.file, line=3)
    store.keep([(broken, not_graded("Zoé", broken.file, problem, "m01/a"))])
    rows, _ = written(store, tmp_path, Language.FR)
    texts = Texts(Language.FR)
    assert [row["note"] for row in rows] == [
        texts.note("cell-untouched:price"),
        texts.error(problem)[0],
        texts.say("cohort.waiting"),
    ]
    assert (rows[0]["goals_not_reached"], rows[0]["goals_to_confirm"]) == ("rounding", "tone")
    assert [row["exercise"] for row in rows] == ["m01/a", "m01/a", ""]
    assert [row["points_counted"] for row in rows] == ["3", "", ""]


def test_files_at_the_top_are_nobodys_and_hide_nothing(store: Store, tmp_path: Path) -> None:
    hand_in(store, ":m01/a", 3, -1)
    hand_in(store, ":m01/a", 4, -2)
    rows, _ = written(store, tmp_path)
    assert sorted(row["points_counted"] for row in rows) == ["3", "4"]


@pytest.mark.parametrize("name", ["=SUM(A1)", "a,b", 'Jo "Kit"', "مريم", "@cmd", "x;=1+1"])
def test_odd_names_are_texts(store: Store, tmp_path: Path, name: str) -> None:
    hand_in(store, f"{name}:m01/a", 3)
    ((row,), (_, points)) = written(store, tmp_path)
    assert row["learner"] == points[0]
    assert row["learner"].replace("'", "") == name
    assert not row["learner"].startswith(("=", "@"))


def test_who_handed_in_nothing_has_a_row(store: Store, tmp_path: Path) -> None:
    hand_in(store, "b:m01/a", 3)
    hand_in(store, "stranger:m01/a", 4)
    people = {one: Learner(one, one, Language.EN) for one in ("z", "b", "a")}
    everybody = replace(SETTINGS, learners=people)
    files = write_gradebook(store, everybody, Wording(Texts(Language.EN)), tmp_path)
    with files.paths["points"].open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            ["a", "", "0"],
            ["b", "3", "3"],
            ["stranger", "4", "4"],
            ["z", "", "0"],
        ]


def test_an_empty_store_has_an_empty_gradebook(store: Store, tmp_path: Path) -> None:
    assert written(store, tmp_path) == ([], [["learner", "total"]])
