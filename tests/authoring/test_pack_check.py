"""`konexio pack check` over one tiny right exercise, and over everything that can be wrong.

A case is a folder of the files that differ from `good`; its `expected.json` names the
files that are deleted, those that `grow` to so many bytes, the gate that must catch it, and the problems (and warnings) that
must be found, by exercise.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pytest

from konexio_cli.authoring.bench import Bench
from konexio_cli.authoring.checking import Sides, strays
from konexio_cli.authoring.course import linked, pack_reports
from konexio_cli.authoring.findings import ExerciseReport, Finding
from konexio_cli.authoring.links import read_links
from konexio_cli.authoring.merging import merged
from konexio_cli.authoring.planning import plan_of
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.grading.judge import Judge
from konexio_cli.grading.judges import Judges
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_course
from konexio_cli.reports.catalogue import leaves

CASES = Path(__file__).parents[1] / "cases" / "packs"
NAMES = sorted(path.name for path in CASES.iterdir())
GATES = {key.partition(".")[2] for key in leaves(Language.EN) if key.startswith("gates.")}

Make: TypeAlias = Callable[[str], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Put a case over the good course; return the folder of both sides."""

    def made(name: str) -> Path:
        shutil.copytree(CASES / "good", tmp_path, dirs_exist_ok=True)
        for file in expected(name)["delete"]:
            (tmp_path / file).unlink()
        shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
        for file, size in expected(name).get("grow", {}).items():
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).write_bytes((b"1" * 999 + b"\n") * (size // 1_000))
        return tmp_path

    return made


def expected(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((CASES / name / "expected.json").read_text("utf-8"))
    return content


class NewJudges(Judges):
    """The same rooms for all cases, to open them takes longer than to check one; no judge twice.

    Cases are one exercise with other graders: a judge would remember answers of the last one.
    """

    def judge(self, libraries: tuple[str, ...]) -> Judge:
        return Judge(self.rooms(libraries), Evidence.TRAINER_GRADED)


@pytest.fixture(scope="module")
def judges() -> Iterator[Judges]:
    with NewJudges(Evidence.TRAINER_GRADED) as opened:
        yield opened


def reports_of(folder: Path, judges: Judges) -> list[ExerciseReport]:
    exercises, graders = folder / "exercises", folder / "graders"
    course = read_course(exercises)
    sides = Sides(exercises, graders)
    plans = [plan_of(name, sides, seeds=1) for name in course.exercises]
    links = read_links(course, exercises)
    packs = pack_reports(course, exercises, links, [pack.name for pack in course.packs])
    bench = Bench(sides, judges)
    checked = [merged(plan, [bench.part(unit) for unit in plan.units]) for plan in plans]
    return [*strays(course, exercises, graders), *packs, *linked(checked, links)]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    left = {k: v for k, v in os.environ.items() if not k.startswith("KONEXIO")}
    places = ("--exercises", str(folder / "exercises"), "--graders", str(folder / "graders"))
    return subprocess.run(
        [sys.executable, "-m", "konexio_cli", "pack", "check", "--jobs", "1", *arguments, *places],
        capture_output=True,
        text=True,
        env=left | {"LC_ALL": "C.UTF-8", "COLUMNS": "200", "XDG_CACHE_HOME": str(folder / "cache")},
        check=False,
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wrong_is_found_and_nothing_else(make: Make, judges: Judges, name: str) -> None:
    reports, told = reports_of(make(name), judges), expected(name)
    assert by_exercise(reports, lambda report: report.problems) == told["problems"]
    # How long a machine takes is no test: the budget's warning is left out.
    slow = {"reference-slow"}
    warnings = by_exercise(reports, lambda report: report.warnings, but=slow)
    assert warnings == told.get("warnings", {})
    gates = {
        finding.gate
        for report in reports
        for finding in (*report.problems, *report.warnings)
        if finding.problem not in slow
    }
    assert {told["gate"]} - {""} <= gates
    assert bool(told["gate"]) is bool(gates)


def by_exercise(
    reports: list[ExerciseReport],
    of: Callable[[ExerciseReport], tuple[Finding, ...]],
    but: Collection[str] = (),
) -> dict[str, list[str]]:
    found = {
        report.exercise: sorted(f.problem for f in of(report) if f.problem not in but)
        for report in reports
    }
    return {name: problems for name, problems in found.items() if problems}


def test_every_gate_has_a_case_that_it_alone_catches() -> None:
    named = {expected(name)["gate"] for name in NAMES}
    # Flaky checks are tried under conditions of their own: tests/authoring/test_flaky.py.
    assert named >= {*GATES} - {"flaky"}


def test_all_problems_have_their_sentence() -> None:
    found = [expected(name).get(kind, {}) for name in NAMES for kind in ("problems", "warnings")]
    codes = {code for one in found for problems in one.values() for code in problems}
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
    table = run(three, "--no-mutants", "--junit", str(three / "report.xml"))
    assert (table.returncode, table.stderr) == (1, "")
    shown = {
        words[0]: int(words[-1])
        for words in map(str.split, table.stdout.splitlines())
        if words[:1] and words[0] in PROBLEMS
    }
    assert shown == {name: len(problems) for name, problems in PROBLEMS.items()}

    answer = run(three, "--no-mutants", "--json")
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


def test_mutants_are_counted_and_shown(make: Make) -> None:
    folder = make("mutant-survives")
    done = run(folder)
    row = next(line.split() for line in done.stdout.splitlines() if line.startswith("p1/double"))
    assert (done.returncode, row[4], row[-1]) == (1, "5/6", "1")
    told = "double(-1) gives -2, the reference gives 2."
    assert f"-    return 2 * abs(x)\n+    return 2 * x\n{told}\n" in done.stdout
    counted = counted_in(run(folder, "--json", "--junit", str(folder / "report.xml")))
    (survivor,) = counted.pop("survivors")
    assert counted == {"total": 6, "caught": 5, "listed": 0}
    assert survivor["id"] in done.stdout
    assert survivor["diff"].endswith("+    return 2 * x")
    shown = [survivor[key] for key in ("call", "gives", "reference")]
    assert shown == ["double(-1)", "-2", "2"]
    root = ET.parse(folder / "report.xml").getroot()  # noqa: S314 - our own file
    assert [one.text for one in root.iter("failure")] == [f"{survivor['diff']}\n{told}"]
    assert run(folder, "--no-mutants").returncode == 0


def counted_in(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    counted: dict[str, Any] = json.loads(done.stdout)["data"]["exercises"][0]["mutants"]
    return counted


def test_a_listed_mutant_is_counted_with_its_reason(make: Make) -> None:
    done = run(make("mutant-listed"), "--json")
    counted = counted_in(done)
    assert (done.returncode, counted["caught"], counted["listed"]) == (0, 5, 1)
    assert [one["reason"] for one in counted["survivors"]] == ["Nobody doubles a debt."]


def test_one_exercise_can_be_named(three: Path) -> None:
    done = run(three, "p1/double", "--json", "--no-mutants")
    assert done.returncode == 0
    data = json.loads(done.stdout)["data"]
    assert [one["exercise"] for one in data["exercises"]] == ["p1/double"]
    assert run(three, "p1", "--no-mutants").returncode == 1


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
    path = break_file(make, file, text)
    with pytest.raises(KonexioError) as caught:
        read_course(path.parents[file.count("/")])
    assert caught.value.exit_code is Exit.USAGE
    assert caught.value.facts["file"] == path


def break_file(make: Make, file: str, text: str | None) -> Path:
    path = make("good") / "exercises" / file
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    return path


@pytest.mark.parametrize(("file", "text"), [("course.toml", "= 1"), ("p1/pack.toml", None)])
def test_the_command_tells_the_broken_file(make: Make, file: str, text: str | None) -> None:
    done = run(break_file(make, file, text).parents[file.count("/") + 1])
    assert done.returncode == 2
    assert Path(file).name in done.stderr
    assert "Traceback" not in done.stderr


def test_the_report_of_ci_cannot_be_written(make: Make) -> None:
    folder = make("good")
    done = run(folder, "--junit", str(folder / "exercises" / "course.toml" / "report.xml"))
    assert done.returncode == 3
    assert "report.xml" in done.stderr
