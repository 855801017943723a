"""`konexio cohort grade`, the real command over a whole cohort."""

from __future__ import annotations

import re
from pathlib import Path

from .conftest import Graded, grade, not_graded
from .making import EXERCISES, LEARNERS, Cohort, Expected
from .odd import STRANGE


def test_every_submission_gets_the_verdict_and_message_of_its_attempt(
    cohort: Cohort, graded: Graded
) -> None:
    told = {
        file: Expected(
            *(file, line["exercise"], line["verdict"], line["message"], line["problem"]),
            round=line["round"],
        )
        for file, line in graded.lines.items()
    }
    assert told == cohort.expected
    assert graded.code == 0


def test_the_gradebook_is_rfc_4180(graded: Graded) -> None:
    text = graded.csv.decode()
    cell = r'"(?:[^"\r\n]|"")*"'
    assert re.fullmatch(rf"(?:{cell}(?:,{cell}){{17}}\r\n)+", text)


def test_no_cell_is_a_formula(graded: Graded) -> None:
    cells = {cell for row in graded.rows for cell in row.values()}
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert {"'=SUM(1+1)", "'-Anne"} <= cells


def test_the_gradebook_and_the_grades_say_the_same(graded: Graded) -> None:
    for row, line in zip(graded.rows, graded.lines.values(), strict=True):
        for column in ("exercise", "verdict", "message", "submission_sha256", "grader_sha256"):
            assert row[column] == line[column]
        for column in ("round", "points", "possible"):
            assert row[column] == str(line[column])
        by_people = [name for name, proof in line["proofs"].items() if proof == "trainer"]
        missed = [name for name, verdict in line["goals"].items() if verdict != "passed"]
        assert row["goals_not_reached"] == ", ".join(n for n in missed if n not in by_people)
        assert row["goals_to_confirm"] == ", ".join(by_people)
        assert bool(line["problem"]) <= bool(row["note"])


def test_every_learner_has_a_grade_for_each_exercise(graded: Graded) -> None:
    learners = [line["learner"] for line in graded.lines.values() if not line["problem"]]
    composed = {"Zoé Müller", "Jos\\xe9"}
    for learner in {*LEARNERS[:2], *LEARNERS[3:11], *composed}:
        assert learners.count(learner) >= len(EXERCISES)
    assert {"two lines", 'Jo "Kit" Li', "O'Brien, Sean"} <= {r["learner"] for r in graded.rows}


def test_what_cannot_be_read_is_told_on_the_screen_too(cohort: Cohort, graded: Graded) -> None:
    for one in cohort.expected.values():
        told = [line for line in graded.out.splitlines() if line.startswith("- ")]
        assert any(one.file in line for line in told) is bool(one.problem)
    assert "errors." not in graded.out
    assert "errors." not in graded.csv.decode()


def test_a_problem_in_the_course_names_the_file_of_the_course(graded: Graded) -> None:
    notes = {row["file"]: row["note"] for row in graded.rows}
    assert "exercises/m01/swap-values/exercise.toml" in notes["damaged/swap-values.ipynb"]
    assert "m01/greeting-card" in notes["damaged/greeting-card.ipynb"]


def test_places_on_this_machine_are_not_told(course: Path, cohort: Cohort, graded: Graded) -> None:
    for place in (course, cohort.folder):
        assert str(place).encode() not in graded.csv + graded.json


def test_nothing_hidden_is_told(course: Path, graded: Graded) -> None:
    def words(*folders: Path) -> set[bytes]:
        files = (p for folder in folders for p in folder.rglob("*") if p.is_file())
        return {w for p in files for w in re.findall(rb"[\w.@-]{6,}", p.read_bytes())}

    graders = [course / "graders" / name for name in EXERCISES]
    hidden = words(*graders) - words(course / "exercises")
    told = {w for w in words(graded.folder) if not w.startswith(b"test_")}
    names = {p.stem.encode() for one in graders for p in one.rglob("*.py")}
    assert len(hidden) > 200
    # Names of misconceptions are what is told; the rest are words of our own columns.
    assert hidden & told - names <= {
        b"exercise",
        b"missing",
        b"passed",
        b"failed",
        b"points",
        b"learner",
    }


def test_one_worker_or_two_give_the_same_bytes(
    course: Path, cohort: Cohort, graded: Graded, tmp_path: Path
) -> None:
    folder = not_graded(cohort, tmp_path / "cohort")
    again = grade(course, folder, tmp_path / "out", "-j", "1")
    assert again.csv == graded.csv
    assert again.json == graded.json


def test_strange_submissions_cost_the_others_nothing(
    course: Path, cohort: Cohort, tmp_path: Path
) -> None:
    folder = tmp_path / "cohort"
    bodies = {"": cohort.right("m01/price-with-vat")}
    for name, source in STRANGE.items():
        bodies[name] = cohort.right("m01/price-with-vat", source)
        for learner, body in {f"{name} 1": bodies[""], f"{name} 0": bodies[name]}.items():
            (folder / learner).mkdir(parents=True)
            (folder / learner / "price-with-vat.ipynb").write_text(body, "utf-8")
    done = grade(course, folder, tmp_path / "out", "-j", "1")
    assert done.code == 0
    verdicts = {line["learner"]: line["verdict"] for line in done.lines.values()}
    assert len(verdicts) == 2 * len(STRANGE)
    assert {name: verdicts[f"{name} 1"] for name in STRANGE} == dict.fromkeys(STRANGE, "passed")
