"""A finding leads an author to the file in which the fault stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.authoring.findings import Finding
from konexio_cli.authoring.places import place_of

COURSE = Path(__file__).parents[2]
TASK = "c1/receipts-to-table"
HERE, THERE = f"exercises/{TASK}", f"graders/{TASK}"


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (Finding("languages", "hint 1.2", "p", {"file": "hints.fr.md"}), f"{HERE}/hints.fr.md"),
        (
            Finding("leaks", "x", "leak-answer", {"file": f"{TASK}/brief.en.md"}),
            f"{HERE}/brief.en.md",
        ),
        (Finding("languages", "brief 1", "p", {"file": "brief.xx.md"}), f"{HERE}/exercise.toml"),
        (Finding("attempts", "passed/reference", "p"), f"{THERE}/attempts/passed/reference.py"),
        (
            Finding("attempts", "passed/reference (2)", "p"),
            f"{THERE}/round2/attempts/passed/reference.py",
        ),
        (Finding("attempts", "round 1", "few-attempts", {"round": 1}), f"{THERE}/grader.ipynb"),
        (
            Finding("mutants", "a:b:c", "mutant-survived", {"round": 2}),
            f"{THERE}/round2/attempts/passed/reference.py",
        ),
        (
            Finding("mutants", "a:b:c", "mutant-listed-gone", {"round": 1}),
            f"{THERE}/equivalent.toml",
        ),
        (Finding("starter", "round 2", "p", {"round": 2}), f"{HERE}/round2/starter.ipynb"),
        (Finding("budget", "round 1", "p", {"round": 1}), f"{THERE}/attempts/passed/reference.py"),
        (Finding("loads", "goal", "goal-unreached", {"round": 1}), f"{THERE}/grader.ipynb"),
        (Finding("links", TASK, "requires-unknown"), f"{HERE}/exercise.toml"),
    ],
)
def test_the_place_of_a_finding(finding: Finding, place: str) -> None:
    assert place_of(finding, TASK, COURSE / "exercises", COURSE / "graders") == COURSE / place


def test_a_pack_and_a_course_have_places_too() -> None:
    sides = (COURSE / "exercises", COURSE / "graders")
    assert place_of(Finding("budget", "c1", "p"), "c1", *sides) == sides[0] / "c1/pack.toml"
    assert place_of(Finding("links", "skills.toml"), "", *sides) == sides[0] / "course.toml"
    named = Finding("clean", "x", "p", {"file": Path("/some/where.ipynb")})
    assert place_of(named, TASK, *sides) == Path("/some/where.ipynb")
