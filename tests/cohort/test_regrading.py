"""`cohort regrade`, `cohort mark` and `cohort board`, the real commands, on a real grader."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from konexio_cli.cli.trainer.cohort_regrade import changes_view
from konexio_cli.cohort.judgements import FILE
from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.regrading import Change
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .conftest import Graded, environment, grade
from .making import Cohort

VAT, TASK = "m01/price-with-vat", "c1/client-list-cleanup"
TRUNCATED = (
    "def price_with_vat(price, vat):\n    return int((price + price * vat / 100) * 100) / 100"
)


class Class:
    """A cohort of three; the course is a copy whose graders may be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder / "class", folder / "out"
        self.course = folder / "course"

    def hand_in(self, cohort: Cohort) -> None:
        for learner, exercise in (("amina", VAT), ("bilal", VAT), ("bilal", TASK)):
            path = self.folder / learner / f"{exercise.partition('/')[2]}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            body = cohort.right(exercise)
            if learner == "amina":
                body = cohort.right(exercise, TRUNCATED)
            path.write_text(body, "utf-8")

    @property
    def written(self) -> Graded:
        """What the last grading left."""
        return Graded(0, "", "", self.out)

    def grade(self) -> Graded:
        done = grade(self.course, self.folder, self.out)
        assert done.code == 0, done.err
        return done

    def easier(self) -> None:
        """Change the grader of one exercise: cents are not asked for any more."""
        path = self.course / "graders" / VAT / "grader.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            text = "".join(cell["source"])
            if "def test_cents" in text:
                cell["source"] = "def test_cents():\n    assert price_with_vat(10, 0) == 10"
        path.write_text(json.dumps(notebook), "utf-8")

    def run(self, *words: str, exit_code: int = 0) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "konexio_cli", "cohort", *words, "--json"],
            capture_output=True,
            text=True,
            env=environment(self.folder.parent / "temporary"),
            check=False,
        )
        assert done.returncode == exit_code, done.stderr
        told = json.loads(done.stdout)
        return told["error"] if exit_code else told["data"]

    def regrade(self, *more: str) -> Any:
        content = [f"--{side}={self.course / side}" for side in ("exercises", "graders")]
        return self.run("regrade", str(self.folder), *content, *more)


def points(done: Graded) -> dict[str, str]:
    return {row["file"]: row["points"] for row in done.rows}


@pytest.fixture
def ungraded(course: Path, cohort: Cohort, tmp_path: Path) -> Class:
    small = Class(tmp_path / "small")
    shutil.copytree(course, small.course)
    small.hand_in(cohort)
    return small


@pytest.fixture(scope="module")
def once(course: Path, cohort: Cohort, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class that is graded; only for copying."""
    small = Class(tmp_path_factory.mktemp("once") / "small")
    shutil.copytree(course, small.course)
    small.hand_in(cohort)
    small.grade()
    return small


@pytest.fixture
def small(once: Class, tmp_path: Path) -> Class:
    """A class of its own that is graded."""
    shutil.copytree(once.folder.parent, tmp_path / "small")
    return Class(tmp_path / "small")


def test_a_changed_grader_changes_a_mark_when_that_is_asked_for(small: Class) -> None:
    csv, old = small.written.csv, points(small.written)
    assert small.regrade() == {
        "applied": False,
        "regraded": 0,
        "without_grade": 0,
        "changes": [],
    }
    small.easier()
    assert small.grade().csv == csv

    (change,) = small.regrade("--preview")["changes"]
    assert (change["learner"], change["exercise"]) == ("amina", VAT)
    assert change["gained"] == ["cents"]
    assert change["lost"] == []
    assert change["new"]["points"] > change["old"]["points"]
    assert change["old_grader_sha256"] != change["new_grader_sha256"]
    hidden = small.regrade("--preview", "--anonymous")["changes"][0]
    assert hidden["learner"] in {"A", "B"}

    waits = Texts(Language.EN).note("regrade-waits")
    after = small.grade()
    assert points(after) == old
    assert [waits in row["note"] for row in after.rows] == [
        VAT in row["exercise"] for row in after.rows
    ]

    assert small.regrade("--apply")["applied"]
    now = {row["learner"]: row for row in small.grade().rows if row["exercise"] == VAT}
    assert int(now["amina"]["points"]) == change["new"]["points"]
    assert now["amina"]["grader_sha256"] == change["new_grader_sha256"]
    assert waits not in now["amina"]["note"]
    assert small.regrade()["regraded"] == 0


def test_what_people_said_stays_through_a_regrade(small: Class) -> None:
    told = small.run(
        "mark", str(small.folder), "amina", "price-with-vat", "--goal", "zero", "--not-met"
    )
    assert told["goals"] | {"zero": "failed"} == told["goals"]
    small.easier()
    small.regrade("--apply")
    (row,) = (row for row in small.grade().rows if row["learner"] == "amina")
    assert "cents" not in row["goals_not_reached"]
    assert "zero" in row["goals_not_reached"]
    assert Texts(Language.EN).note("judged-goal:zero") in row["note"]
    assert (small.folder / FILE).read_text("utf-8").count("[[judgements]]") == 1


def test_a_task_is_confirmed_by_a_trainer(small: Class) -> None:
    waiting = small.run("board", str(small.folder))["waiting"]
    assert {one["learner"] for one in waiting} == {"bilal"}
    assert {
        one["learner"] for one in small.run("board", str(small.folder), "--anonymous")["waiting"]
    } <= {"A", "B"}
    for one in waiting:
        told = small.run(
            "mark",
            str(small.folder),
            "Bilal",
            TASK,
            "--goal",
            one["goal"],
            "--met",
            "--comment",
            "=1+1",
        )
    assert told["evidence"] == "trainer-confirmed"
    (row,) = (row for row in small.grade().rows if row["exercise"] == TASK)
    assert row["evidence"] == "trainer-confirmed"
    assert row["goals_to_confirm"] == ""
    assert small.run("board", str(small.folder))["waiting"] == []


def test_what_is_not_graded_cannot_be_judged(ungraded: Class) -> None:
    refused = ungraded.run("mark", str(ungraded.folder), "amina", "x", exit_code=2)
    assert refused["code"] == "cohort-not-graded"
    assert not (ungraded.folder / FILE).exists()


def test_what_cannot_be_judged_is_told(small: Class) -> None:
    words = ("mark", str(small.folder), "amina")
    assert (
        small.run(*words, "tidy-name", "--comment", "x", exit_code=2)["code"]
        == "judgement-of-nothing"
    )
    assert (
        small.run(*words, VAT, "--goal", "cent", "--met", exit_code=2)["code"]
        == "judgement-goal-near"
    )
    assert not (small.folder / FILE).exists()


def test_each_change_is_one_row_of_eighty_columns() -> None:
    old = Line("amina-benali-07", "", VAT, verdict="failed", points=1, possible=4)
    old = replace(old, goals={"cents": "failed", "rates": "passed"}, grader_sha256="a" * 64)
    new = replace(old, points=3, goals={"cents": "passed", "rates": "failed"})
    new = replace(new, grader_sha256="b" * 64)
    whole = replace(new, points=4, verdict="passed", goals=dict.fromkeys(old.goals, "passed"))
    seen = Seen(old.learner, "", "", datetime(2026, 11, 30, tzinfo=UTC))
    console = Console(width=80, file=io.StringIO())
    changes = [Change(seen, old, one) for one in (new, whole)]
    for part in changes_view(changes, {old.learner: old.learner}, Texts(Language.EN)):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue().splitlines()
    assert [" ".join(line.split()) for line in shown] == [
        "Learner Exercise Before After Goals",
        "amina-benali-07 m01/price-with-vat 1/4 3/4 +cents -rates",
        "amina-benali-07 m01/price-with-vat 1/4 not yet 4/4 passed +cents",
        "m01/price-with-vat: grader aaaaaaaa becomes bbbbbbbb.",
    ]
