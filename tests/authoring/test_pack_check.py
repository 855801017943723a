"""`konexio pack check` over one tiny right exercise, and over everything that can be wrong.

A case is a folder of the files that differ from `good`; its `expected.json` names the
files that are deleted, and the problems that must be found, by exercise, maybe by one gate.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pytest

from konexio_cli.authoring.checking import check_exercises, strays
from konexio_cli.authoring.findings import ExerciseReport
from konexio_cli.model.language import Language
from konexio_cli.packs.exercises import read_course
from konexio_cli.reports.catalogue import known_misconceptions, leaves
from konexio_cli.sandbox.choose import open_rooms

CASES = Path(__file__).parents[1] / "cases" / "packs"
NAMES = sorted(path.name for path in CASES.iterdir())

Make: TypeAlias = Callable[[str], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Put a case over the good course; return the folder of both sides."""

    def made(name: str) -> Path:
        shutil.copytree(CASES / "good", tmp_path, dirs_exist_ok=True)
        for file in expected(name)["delete"]:
            (tmp_path / file).unlink()
        shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
        return tmp_path

    return made


def expected(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((CASES / name / "expected.json").read_text("utf-8"))
    return content


def reports_of(folder: Path) -> list[ExerciseReport]:
    exercises, graders = folder / "exercises", folder / "graders"
    course = read_course(exercises)
    rooms = open_rooms("auto")
    try:
        checked = check_exercises(
            course.exercises, exercises, graders, rooms, known_misconceptions()
        )
        return [*strays(course, exercises, graders), *checked]
    finally:
        rooms.close()


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    left = {k: v for k, v in os.environ.items() if not k.startswith("KONEXIO")}
    places = ("--exercises", str(folder / "exercises"), "--graders", str(folder / "graders"))
    return subprocess.run(
        [sys.executable, "-m", "konexio_cli", "pack", "check", *arguments, *places],
        capture_output=True,
        text=True,
        env=left | {"LC_ALL": "C.UTF-8", "COLUMNS": "200"},
        check=False,
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wrong_is_found_and_nothing_else(make: Make, name: str) -> None:
    reports = reports_of(make(name))
    found = {
        report.exercise: sorted(finding.problem for finding in report.problems)
        for report in reports
        if report.problems
    }
    assert found == expected(name)["problems"]
    if "gate" in expected(name):
        gates = {finding.gate for report in reports for finding in report.problems}
        assert gates == {expected(name)["gate"]}


def test_all_problems_have_their_sentence() -> None:
    codes = {code for n in NAMES for found in expected(n)["problems"].values() for code in found}
    for language in (Language.EN, Language.FR):
        known = leaves(language)
        assert {c for c in codes if not {f"problems.{c}", f"errors.{c}.what"} & set(known)} == set()


@pytest.fixture
def three(make: Make) -> Path:
    """A course of three exercises: broken, wrong and good."""
    folder = make("good")
    for side in ("exercises", "graders"):
        for name in ("a-broken", "b-wrong"):
            shutil.copytree(folder / side / "p1" / "double", folder / side / "p1" / name)
    (folder / "exercises/p1/a-broken/exercise.toml").write_text("= 1")
    (folder / "graders/p1/b-wrong/attempts/passed/another-way.py").write_text("double = print\n")
    pack = folder / "exercises" / "p1" / "pack.toml"
    pack.write_text(pack.read_text("utf-8").replace('["', '["a-broken", "b-wrong", "'), "utf-8")
    return folder


PROBLEMS = {"p1/a-broken": ["toml-broken"], "p1/b-wrong": ["attempt-verdict"], "p1/double": []}


def test_table_json_and_junit_agree(three: Path) -> None:
    table = run(three, "--junit", str(three / "report.xml"))
    assert (table.returncode, table.stderr) == (1, "")
    shown = {
        words[0]: int(words[-1])
        for words in map(str.split, table.stdout.splitlines())
        if words[:1] and words[0] in PROBLEMS
    }
    assert shown == {name: len(problems) for name, problems in PROBLEMS.items()}

    answer = run(three, "--json")
    envelope = json.loads(answer.stdout)
    assert (answer.returncode, envelope["ok"]) == (1, False)
    told = {
        one["exercise"]: [f["problem"] for f in one["findings"] if f["problem"]]
        for one in envelope["data"]["exercises"]
    }
    assert told == PROBLEMS

    root = ET.parse(three / "report.xml").getroot()  # noqa: S314 - our own file
    failed = {s.get("name"): len(s.findall("testcase/failure")) for s in root.iter("testsuite")}
    assert failed == shown
    assert (root.tag, root.get("failures"), root.get("errors")) == ("testsuites", "2", "0")
    cases = sum(len(one["findings"]) for one in envelope["data"]["exercises"])
    assert root.get("tests") == str(cases) == str(len(root.findall("*/testcase")))
    sentences = {
        f["message"]
        for one in envelope["data"]["exercises"]
        for f in one["findings"]
        if f["problem"]
    }
    assert {one.get("message") for one in root.iter("failure")} == sentences


def test_one_exercise_can_be_named(three: Path) -> None:
    done = run(three, "p1/double", "--json")
    assert done.returncode == 0
    data = json.loads(done.stdout)["data"]
    assert [one["exercise"] for one in data["exercises"]] == ["p1/double"]
    assert run(three, "p1").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("p1/duoble",), "p1/double"), (("--nothing",), "--nothing"), (("p9",), "p9")],
)
def test_usage_is_told(make: Make, arguments: tuple[str, ...], said: str) -> None:
    done = run(make("good"), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("file", ["course.toml", "p1/pack.toml"])
@pytest.mark.parametrize("text", ["= 1", "format = 2\n", None])
def test_a_broken_course_names_its_file(make: Make, file: str, text: str | None) -> None:
    path = make("good") / "exercises" / file
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    done = run(path.parents[file.count("/") + 1])
    assert done.returncode == 2
    assert Path(file).name in done.stderr
    assert "Traceback" not in done.stderr


def test_the_report_of_ci_cannot_be_written(make: Make) -> None:
    folder = make("good")
    done = run(folder, "--junit", str(folder / "exercises" / "course.toml" / "report.xml"))
    assert done.returncode == 3
    assert "report.xml" in done.stderr
