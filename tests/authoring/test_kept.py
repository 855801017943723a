"""Reports kept by content: the same again for nothing, and never a stale one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import konexio_cli
from konexio_cli.authoring.findings import ExerciseReport, Finding, Severity
from konexio_cli.authoring.fingerprint import fingerprint, program
from konexio_cli.authoring.kept import Kept
from konexio_cli.reports.catalogue import Texts

from .packs_made import checked, good_course

NAME = "p1/double"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return good_course(tmp_path / "course")


def kept_in(folder: Path, *asked: str) -> Kept:
    return Kept(folder / "kept", folder / "exercises", folder / "graders", asked)


def report_of(folder: Path, problem: str = "") -> ExerciseReport:
    brief = folder / "exercises" / NAME / "brief.en.md"
    long = {"file": brief, "line": 3, "words": 16, "sentence": "é"}
    return ExerciseReport(
        NAME,
        (
            Finding("attempts", "reference"),
            Finding("reading", "brief.en.md", "sentence-long", dict(long), Severity.WARNING),
            Finding("starter", "round 1", problem),
        ),
        1.5,
    )


class Checks:
    """A check that counts how often it is asked."""

    def __init__(self, *reports: ExerciseReport) -> None:
        self.reports = {report.exercise: report for report in reports}
        self.asked: list[str] = []

    def __call__(self, names: Sequence[str]) -> Iterable[ExerciseReport]:
        self.asked += names
        return [self.reports[name] for name in names]


def test_the_second_run_is_the_first_for_nothing(course: Path) -> None:
    check = Checks(report_of(course))
    (first,) = kept_in(course).reports([NAME], check)
    (second,) = kept_in(course).reports([NAME], check)
    assert first == report_of(course)
    assert second == replace(first, kept=True, seconds=0.0)
    assert check.asked == [NAME]


def test_a_clone_elsewhere_has_its_own_paths(course: Path, tmp_path: Path) -> None:
    list(kept_in(course).reports([NAME], Checks(report_of(course))))
    there = tmp_path / "there"
    shutil.copytree(course, there)
    (found,) = kept_in(there).reports([NAME], Checks())
    assert found.warnings == report_of(there).warnings


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "brief": lambda c: write(c / "exercises" / NAME / "brief.fr.md", "Autre.\n"),
    "new file": lambda c: write(c / "exercises" / NAME / "data" / "a.csv", ""),
    "file gone": lambda c: (c / "exercises" / NAME / "hints.fr.md").unlink(),
    "attempt": lambda c: write(c / "graders" / NAME / "attempts/passed/reference.py", "a = 1\n"),
    "attempt renamed": lambda c: (
        (c / "graders" / NAME / "attempts/failed/parameter-ignored.py")
        .rename(c / "graders" / NAME / "attempts/failed/boundary.py")
        .touch()
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_checked_again(course: Path, change: str) -> None:
    check = Checks(report_of(course))
    list(kept_in(course).reports([NAME], check))
    CHANGES[change](course)
    (found,) = kept_in(course).reports([NAME], check)
    assert (found.kept, check.asked) == (False, [NAME, NAME])


def test_another_question_has_another_report(course: Path) -> None:
    check = Checks(report_of(course))
    list(kept_in(course).reports([NAME], check))
    list(kept_in(course, "without mutants").reports([NAME], check))
    assert check.asked == [NAME, NAME]


def test_another_message_is_another_content(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fingerprint(NAME, course / "exercises", course / "graders")
    assert fingerprint(NAME, course / "exercises", course / "graders") == first
    monkeypatch.setattr(Texts, "misconception", lambda _, name: f"New words for {name}.")
    assert fingerprint(NAME, course / "exercises", course / "graders") != first


def test_another_program_is_another_content(tmp_path: Path) -> None:
    package = Path(konexio_cli.__file__).parent
    names = []
    for number, change in enumerate(
        [None, "reports/texts/en/common.toml", "packs/embedded/course.toml", "grading/judge.py"]
    ):
        copy = tmp_path / str(number)
        shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if change:
            write(copy / change, "# changed\n")
        names.append(program(copy))
    assert names[0] == program(package) == names[1] == names[2] != names[3]


def test_other_exercises_stay_as_they_are(tmp_path: Path) -> None:
    course = good_course(tmp_path, "double", "triple")
    write(course / "exercises/p1/triple/brief.en.md", "Changed.\n")
    before = fingerprint(NAME, course / "exercises", course / "graders")
    write(course / "exercises/p1/triple/brief.en.md", "Changed again.\n")
    assert fingerprint(NAME, course / "exercises", course / "graders") == before


@pytest.mark.parametrize(
    "report",
    [
        lambda c: report_of(c, "starter-passes"),
        lambda _: ExerciseReport(
            NAME, (Finding("budget", "round 1", "reference-slow", {}, Severity.WARNING),)
        ),
    ],
)
def test_errors_and_slow_machines_are_not_kept(
    course: Path, report: Callable[[Path], ExerciseReport]
) -> None:
    check = Checks(report(course))
    for _ in range(2):
        list(kept_in(course).reports([NAME], check))
    assert check.asked == [NAME, NAME]


def test_what_changes_during_the_check_is_not_kept(course: Path) -> None:
    def check(names: Sequence[str]) -> Iterable[ExerciseReport]:
        CHANGES["brief"](course)
        return [report_of(course) for _ in names]

    list(kept_in(course).reports([NAME], check))
    again = Checks(report_of(course))
    list(kept_in(course).reports([NAME], again))
    assert again.asked == [NAME]


def test_what_is_behind_a_link_is_not_kept(course: Path) -> None:
    brief = course / "exercises" / NAME / "brief.en.md"
    brief.rename(course / "elsewhere.md")
    brief.symlink_to(course / "elsewhere.md")
    check = Checks(report_of(course))
    for _ in range(2):
        list(kept_in(course).reports([NAME], check))
    assert check.asked == [NAME, NAME]


def test_without_a_place_to_keep_them_reports_still_come(course: Path) -> None:
    (course / "kept").write_text("a file, not a folder")
    check = Checks(report_of(course))
    for _ in range(2):
        assert list(kept_in(course).reports([NAME], check)) == [report_of(course)]


@settings(
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 10_000), st.one_of(st.just(b""), st.binary(max_size=3)), st.booleans())
def test_a_damaged_entry_is_just_none(course: Path, place: int, what: bytes, cut: bool) -> None:
    list(kept_in(course).reports([NAME], Checks(report_of(course))))
    (entry,) = (course / "kept").glob("*.json")
    whole = entry.read_bytes()
    place %= len(whole)
    damaged = whole[:place] + what + (b"" if cut else whole[place + 1 :])
    entry.write_bytes(damaged)
    check = Checks(report_of(course))
    (found,) = kept_in(course).reports([NAME], check)
    assert found == (
        replace(report_of(course), kept=True, seconds=0.0)
        if damaged == whole
        else report_of(course)
    )
    assert check.asked == ([] if damaged == whole else [NAME])


def test_an_entry_of_another_content_is_none(course: Path) -> None:
    list(kept_in(course).reports([NAME], Checks(report_of(course))))
    (entry,) = (course / "kept").glob("*.json")
    CHANGES["brief"](course)
    check = Checks(report_of(course))
    list(kept_in(course).reports([NAME], check))
    (new,) = set((course / "kept").glob("*.json")) - {entry}
    shutil.copy(entry, new)
    list(kept_in(course).reports([NAME], check))
    assert check.asked == [NAME, NAME]


def test_what_nobody_asked_for_in_two_months_is_deleted(course: Path) -> None:
    list(kept_in(course).reports([NAME], Checks(report_of(course))))
    (entry,) = (course / "kept").glob("*.json")
    os.utime(entry, (0, time.time() - 61 * 24 * 3600))
    list(kept_in(course).reports([], Checks()))
    assert not entry.exists()


def test_the_command_says_what_it_kept(course: Path) -> None:
    first, second = checked(course), checked(course)
    assert [one["kept"] for one in (*first, *second)] == [False, True]
    assert first[0]["findings"] == second[0]["findings"]
    assert [one["kept"] for one in checked(course, "--no-cache")] == [False]
    write(course / "exercises" / NAME / "brief.en.md", "Write `double(x)` now.\n")
    (third,) = checked(course)
    assert not third["kept"]
    assert "budget" in {one["gate"] for one in third["findings"]}


def test_several_processes_share_it(course: Path) -> None:
    arguments = [sys.executable, "-m", "konexio_cli", "pack", "check", "--json"]
    places = ["--exercises", str(course / "exercises"), "--graders", str(course / "graders")]
    environment = os.environ | {"XDG_CACHE_HOME": str(course / "cache")}
    running = [
        subprocess.Popen([*arguments, *places], env=environment, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [one.wait() for one in running] == [0, 0]
    assert [one["kept"] for one in checked(course)] == [True]
    assert len(list((course / "cache" / "konexio" / "pack-check").iterdir())) == 1
