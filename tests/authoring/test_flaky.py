"""The gate `flaky`: a verdict that a machine, a day or an order changes is found and named.

A case is a grader's files that differ from those of the good pack's; its `expected.json`
names the conditions under which right solutions fail. All cases are one course: every
condition is one process for all of them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from konexio_cli.authoring import flaky
from konexio_cli.authoring.conditions import CONDITIONS
from konexio_cli.authoring.flaky import Tried, try_conditions
from konexio_cli.authoring.trial import NO_LOCALE, NO_LOCALE_IN_ROOMS
from konexio_cli.errors import KonexioError
from konexio_cli.grading.judge import Judge
from konexio_cli.model.grade import Submission
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.reports.catalogue import Texts
from konexio_cli.sandbox.choose import open_rooms

CASES = Path(__file__).parents[1] / "cases"
GOOD = CASES / "packs" / "good"
NAMES = sorted(path.name for path in (CASES / "flaky").iterdir())
# A check of random values, and an exercise that does not read.
CHANCE, BROKEN = "chance", "broken"
TURKISH = "LC_ALL=tr_TR.UTF-8"

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity"), reason="hash seeds and cores are Linux's"
)


def course_of(folder: Path, names: Iterable[str]) -> Path:
    """Write a course of one exercise for each name; a case's files lie over its grader."""
    for name in names:
        for side in ("exercises", "graders"):
            shutil.copytree(GOOD / side / "p1" / "double", folder / side / "p1" / name)
        if (CASES / "flaky" / name).is_dir():
            shutil.copytree(
                CASES / "flaky" / name, folder / "graders" / "p1" / name, dirs_exist_ok=True
            )
    for file in ("course.toml", "skills.toml"):
        shutil.copy(GOOD / "exercises" / file, folder / "exercises")
    text = (GOOD / "exercises" / "p1" / "pack.toml").read_text("utf-8")
    listed = ", ".join(f'"{name}"' for name in names)
    (folder / "exercises" / "p1" / "pack.toml").write_text(text.replace('"double"', listed))
    return folder


def tried(folder: Path, *names: str) -> Tried:
    exercises = [f"p1/{name}" for name in names]
    return try_conditions(exercises, folder / "exercises", folder / "graders", 2)


def named(found: Tried, name: str) -> set[object]:
    """Return the conditions that the findings of an exercise name."""
    problems = [one for one in found.findings[f"p1/{name}"] if one.problem]
    assert {(one.gate, one.problem) for one in problems} <= {("flaky", "check-flaky")}
    return {one.facts["condition"] for one in problems}


class Run(NamedTuple):
    """What all conditions found in all cases, and the seeds with which `chance` must fail."""

    tried: Tried
    unlucky: set[object]


@pytest.fixture(scope="module")
def run_of_all(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("flaky")
    course_of(folder, [*NAMES, CHANCE, BROKEN])
    (folder / "exercises" / "p1" / BROKEN / "exercise.toml").write_text("= 1")
    unlucky = made_unlucky(folder)
    with pytest.MonkeyPatch.context() as patch:
        if shutil.which("localedef"):
            # A locale of our own making, for processes that this variable leads to it.
            made = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")]
            if subprocess.run(made, capture_output=True, check=False).returncode == 0:
                patch.setenv("LOCPATH", str(folder))
        return Run(tried(folder, *NAMES, CHANCE, BROKEN), unlucky)


@pytest.fixture
def all_cases(run_of_all: Run) -> Tried:
    return run_of_all.tried


@pytest.mark.parametrize("name", NAMES)
def test_what_changes_a_verdict_is_named(all_cases: Tried, name: str) -> None:
    expected = json.loads((CASES / "flaky" / name / "expected.json").read_text("utf-8"))
    if expected["conditions"] == [TURKISH] and (NO_LOCALE, "tr_TR.UTF-8") in all_cases.notes:
        pytest.skip("the locale is not installed here")
    if expected["conditions"] == ["slow CPU"] and len(os.sched_getaffinity(0)) == 1:
        pytest.skip("all of this machine is one core")
    assert named(all_cases, name) == set(expected["conditions"])


def test_each_solution_has_its_finding(all_cases: Tried) -> None:
    good = all_cases.findings["p1/good"]
    assert {(one.gate, one.subject) for one in good} == {
        ("flaky", "passed/reference"),
        ("flaky", "passed/another-way"),
    }


def test_the_answers_condition_is_not_the_references(all_cases: Tried) -> None:
    problems = [one for one in all_cases.findings["p1/time-zone-in-an-answer"] if one.problem]
    assert [one.facts["attempt"] for one in problems] == ["passed/another-way"]
    assert set(problems[0].facts["checks"]) == {"test_plain", "examples"}  # type: ignore[call-overload]  # a dict


def test_only_what_is_missing_is_told(all_cases: Tried) -> None:
    for key, name in all_cases.notes:
        assert key in {NO_LOCALE, NO_LOCALE_IN_ROOMS}
        assert name == "tr_TR.UTF-8"


def by_chance(number: int) -> str:
    return (
        f"def test_plain(rng):\n    assert rng.random() > 0.5  # {number}\n\n\n"
        "def test_zero():\n    assert double(0) == 0\n"
    )


def made_unlucky(folder: Path) -> set[object]:
    """Give `chance` a check that passes as it is usually tried, and not with these seeds."""
    path = folder / "graders" / "p1" / CHANCE / "grader.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    rooms = open_rooms("auto")
    judge = Judge(rooms, Evidence.TRAINER_GRADED)
    try:
        for number in range(100):
            notebook["cells"][0]["source"] = by_chance(number)
            path.write_text(json.dumps(notebook), "utf-8")
            if passes(folder, judge, 0) and (failing := failing_seeds(folder, judge)):
                return failing
    finally:
        rooms.close()
    raise AssertionError("a hundred checks of chance pass always or never")


def failing_seeds(folder: Path, judge: Judge) -> set[object]:
    return {f"order {seed}" for seed in (1, 2, 3) if not passes(folder, judge, seed)}


def passes(folder: Path, judge: Judge, seed: int) -> bool:
    """Whether both right solutions pass; the seed is part of what stands for their content."""
    exercise = read_exercise(folder / "exercises", f"p1/{CHANCE}")
    grader = read_grader(folder / "graders", folder / "exercises", exercise)
    names = {one.name: one.notebook for one in grader.attempts if not one.message}
    return all(
        judge.grade(
            exercise, grader, Submission("", book, f"passed/{name} {seed}".removesuffix(" 0"))
        ).verdict
        is Verdict.PASSED
        for name, book in names.items()
    )


def test_random_values_that_decide_are_found(run_of_all: Run) -> None:
    assert named(run_of_all.tried, CHANCE) == run_of_all.unlucky


def test_what_does_not_read_is_left_to_its_own_gate(all_cases: Tried) -> None:
    assert set(all_cases.findings) == {f"p1/{name}" for name in (*NAMES, CHANCE)}


def test_a_check_that_ends_the_judge_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flaky, "CONDITIONS", CONDITIONS[:2])
    folder = course_of(tmp_path, ["good"])
    path = folder / "graders" / "p1" / "good" / "grader.ipynb"
    text = path.read_text("utf-8")
    path.write_text(text.replace("assert double(0) == 0", "__import__('os')._exit(7)"), "utf-8")
    with pytest.raises(KonexioError) as caught:
        tried(folder, "good")
    assert caught.value.code == "condition-lost"
    assert caught.value.facts["condition"] in {one.name for one in CONDITIONS[:2]}
    assert caught.value.facts["why"] == "7"


def run(
    folder: Path, *arguments: str, variables: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[str]:
    left = {k: v for k, v in os.environ.items() if not k.startswith("KONEXIO")}
    return subprocess.run(
        [sys.executable, "-m", "konexio_cli", "pack", "check", "--no-mutants", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=left | {"LC_ALL": "C.UTF-8", "COLUMNS": "200"} | dict(variables),
        check=False,
    )


def test_the_command_tells_the_condition_only_when_asked(tmp_path: Path) -> None:
    folder = course_of(tmp_path, ["time-zone-in-a-check"])
    assert run(folder).returncode == 0
    without_locales = {"LOCPATH": str(tmp_path)}
    done = run(folder, "--flaky", "--junit", "report.xml", variables=without_locales)
    assert (done.returncode, done.stderr) == (1, "")
    for condition in ("TZ=Pacific/Kiritimati", "TZ=America/St_Johns"):
        assert f"passed/reference: with {condition} the verdict is failed." in done.stdout
    assert "TZ=UTC" not in done.stdout
    assert (folder / "report.xml").read_text("utf-8").count("<failure") == 4
    # A locale that is missing is told, and no verdict is its fault.
    assert Texts(Language.EN).say(NO_LOCALE, locale="tr_TR.UTF-8") in done.stdout
    assert f"with {TURKISH}" not in done.stdout
