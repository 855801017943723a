"""The page that shows what the packs have proved names every exercise, and all its mutants."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from konexio_cli.authoring.checking import Sides
from konexio_cli.authoring.planning import plan_of
from konexio_cli.packs.exercises import read_course

_ROW = re.compile(
    r"^\| (?P<name>[a-z0-9]+/[a-z0-9-]+) \|(?:[^|]*\|){3}"
    r" (?P<caught>\d+)(?:\+(?P<listed>\d+))?/(?P<all>\d+) \|"
)


@pytest.fixture(scope="module")
def page() -> str:
    return (Path(__file__).parents[2] / "docs/explanation/proof.md").read_text("utf-8")


def test_every_exercise_has_its_row(page: str, repository: Path) -> None:
    named = re.findall(r"^\| ([a-z0-9]+/[a-z0-9-]+) \|", page, re.MULTILINE)
    assert named == list(read_course(repository / "exercises").exercises)


def test_all_mutants_are_caught_or_have_a_reason(page: str, repository: Path) -> None:
    sides = Sides(repository / "exercises", repository / "graders")
    rows = [row for line in page.splitlines() if (row := _ROW.match(line))]
    told = {row["name"]: int(row["all"]) for row in rows}
    planned = {
        name: plan.mutants
        for name in read_course(sides.exercises).exercises
        if (plan := plan_of(name, sides, seeds=1)).mutants
    }
    assert told == planned
    for row in rows:
        assert int(row["caught"]) + int(row["listed"] or 0) == int(row["all"])
