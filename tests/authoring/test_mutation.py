"""Mutants on trial: patience with slow ones, luck with seeds, and calls that tell them apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.authoring.apart import Apart
from konexio_cli.authoring.findings import Finding, Survivor
from konexio_cli.authoring.mutants.cells import Mutant
from konexio_cli.authoring.mutation import Trial
from konexio_cli.authoring.neighbours import Call, near
from konexio_cli.authoring.units import (
    Part,
    Unit,
    part_from_text,
    part_to_text,
    unit_from_text,
    unit_to_text,
)
from konexio_cli.grading.judge import Judge
from konexio_cli.grading.judges import Judges
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Outcome, Submission
from konexio_cli.model.grader import Grader
from konexio_cli.model.notebook import Notebook
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader

from .packs_made import checked, good_course

FIXED = (
    "def test_plain():\n    assert double(4) == 8\n\n\ndef test_zero():\n    assert double(0) == 0"
)
LUCKY = (
    "def test_plain(rng):\n    n = rng.choice([0, 1, 1, 2])\n    assert double(n) == 2 * n\n\n\n"
    "def test_zero():\n    assert double(0) == 0"
)
BOTH = f"{LUCKY}\n\n\ndef test_plain_fixed():\n    assert double(1) == 2"
SEEDS = 12

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

Make: TypeAlias = Callable[..., Trial]


@pytest.fixture(scope="module")
def judges() -> Iterator[Judges]:
    with Judges(Evidence.TRAINER_GRADED) as opened:
        yield opened


@pytest.fixture
def trial(judges: Judges, tmp_path: Path) -> Make:
    """Make the trial of the mutants of a good course's reference, with other files."""

    def made(reference: str = "", checks: str = "", seeds: int = 1) -> Trial:
        course = rewritten(tmp_path, reference, checks)
        exercise = read_exercise(course / "exercises", "p1/double")
        grader = read_grader(course / "graders", course / "exercises", exercise)
        ours = grader.reference(1)
        assert ours
        rooms, judge = judges.rooms(()), judges.judge(())
        hurried = Trial(rooms, judge, exercise, grader, ours, seeds).hurried()
        assert hurried
        return hurried

    return made


def rewritten(place: Path, reference: str = "", checks: str = "") -> Path:
    """Return a good course in `place` with another reference, or other hidden checks."""
    course = good_course(place)
    folder = course / "graders" / "p1" / "double"
    if reference:
        (folder / "attempts" / "passed" / "reference.py").write_text(reference, "utf-8")
    if checks:
        notebook = json.loads((folder / "grader.ipynb").read_text("utf-8"))
        notebook["cells"][0]["source"] = checks
        (folder / "grader.ipynb").write_text(json.dumps(notebook), "utf-8")
    return course


def mutant(source: str, one: Trial) -> Mutant:
    first, *others = one.reference.notebook.cells
    cells = (replace(first, source=source), *others)
    return Mutant("double:made:000000", Notebook(cells), "a diff")


def survives(source: str, one: Trial) -> Survivor | None:
    return next(one.survivors([mutant(source, one)]), None)


@pytest.mark.parametrize("where", ["function", "cell"])
def test_a_slow_mutant_has_a_second_chance(trial: Make, where: str) -> None:
    one = trial()
    # A quarter longer than it has at first; it has four times as much the second time.
    wait = f"    __import__('time').sleep({1.25 * one.exercise.limits.seconds})\n"
    body = "    return 2 * x\n"
    slow = {"function": f"def double(x):\n{wait if where == 'function' else ''}{body}"}
    slow["cell"] = f"{slow['function']}if True:\n{wait}"
    assert survives(slow[where], one)


@pytest.mark.parametrize("source", ["def double(x):\n    while True: pass", "while True: pass"])
def test_an_endless_mutant_is_caught(trial: Make, source: str) -> None:
    assert survives(source, trial()) is None


# Wrong for 1 and 2 only: whether it is caught is what the check draws.
HALF = "def double(x):\n    return 2 * x if x not in (1, 2) else 0"


def test_a_check_that_draws_must_catch_with_every_seed(trial: Make) -> None:
    lucky = trial(checks=LUCKY, seeds=SEEDS)
    survivor = survives(HALF, lucky)
    assert survivor
    judged = [survives(HALF, replace(lucky, seeds=n)) for n in range(1, survivor.seed + 1)]
    assert [bool(one) for one in judged] == [False] * (survivor.seed - 1) + [True]


def test_one_fixed_case_ends_luck(trial: Make) -> None:
    assert survives(HALF, trial(checks=BOTH, seeds=SEEDS)) is None


class Counting(Judge):
    """Counts how often it judges."""

    judged = 0

    def first_miss(
        self, exercise: Exercise, grader: Grader, submission: Submission
    ) -> Outcome | None:
        self.judged += 1
        return super().first_miss(exercise, grader, submission)


def test_checks_that_never_draw_judge_once(trial: Make) -> None:
    one = trial(checks=FIXED, seeds=SEEDS)
    judge = Counting(one.rooms, Evidence.TRAINER_GRADED)
    assert survives("def double(x):\n    return 1", replace(one, judge=judge)) is None
    assert judge.judged == 1


def test_the_report_tells_the_seed(tmp_path: Path) -> None:
    by_parts = "def double(x):\n    if x < 3:\n        return x + x\n    return 2 * x\n"
    course = rewritten(tmp_path, by_parts, LUCKY)
    (report,) = checked(course, "--seeds", str(SEEDS))
    told = {one["problem"]: one["message"] for one in report["findings"] if one["problem"]}
    seeds = {one["seed"] for one in report["mutants"]["survivors"]}
    assert set(told) <= {"mutant-lucky", "mutant-survived"}
    assert f"with seed {max(seeds)} of {SEEDS}" in told["mutant-lucky"]


APART = [
    (
        "def double(x):\n    return 2 * abs(x)",
        "def double(x):\n    return 2 * x",
        Apart("double(-1)", "-2", "2"),
    ),
    (
        "def double(x):\n    return 2 * x if x < 50 else 2 * x + 0.0",
        "def double(x):\n    return 2 * x if x <= 50 else 2 * x + 0.0",
        Apart("double(50)", "100", "100.0"),
    ),
    (
        "def double(x):\n    return 2 * x",
        "def double(x):\n    if x == 5: print('five')\n    return 2 * x",
        Apart("double(5)", "'five\\n'", "''"),
    ),
    (
        "def double(x):\n    return 2 * x",
        "def double(x):\n    assert x != 1, 'one'\n    return 2 * x",
        Apart("double(1)", "AssertionError('one')", "2"),
    ),
    (
        "def double(x):\n    return 2 * x",
        "def double(x):\n    while x == 1: pass\n    return 2 * x",
        Apart("double(1)", "timeout", "2"),
    ),
    ("def double(x):\n    return 2 * x", "def double(x):\n    return x * 2", Apart()),
]


@pytest.mark.parametrize(("reference", "source", "expected"), APART)
def test_a_call_tells_a_survivor_from_its_reference(
    trial: Make, reference: str, source: str, expected: Apart
) -> None:
    survivor = survives(source, trial(reference, FIXED))
    assert survivor
    assert Apart(survivor.call, survivor.gives, survivor.reference) == expected


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(-9, 9)
    | st.decimals(-9, 9, places=2)
    | st.text(max_size=3)
    | st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=5,
)
CONSTANTS = st.lists(st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=3), max_size=3)


@unhurried
@given(st.lists(VALUES, max_size=3), st.dictionaries(st.text(max_size=2), VALUES), CONSTANTS)
def test_neighbours_differ_in_one_argument_and_keep_its_kind(
    args: list[object], named: dict[str, object], constants: list[object]
) -> None:
    call = Call("f", tuple(args), named)
    for other in near(call, constants):
        ours = [*call.args, *call.named.values()]
        theirs = [*other.args, *other.named.values()]
        assert list(map(type, theirs)) == list(map(type, ours))
        assert sum(a is not b for a, b in zip(ours, theirs, strict=True)) <= 1


def test_neighbours_of_a_price() -> None:
    found = {str(one) for one in near(Call("f", (Decimal(8), Decimal(20)), {}), [100])}
    assert {"f(Decimal('0'), Decimal('20'))", "f(Decimal('20'), Decimal('20'))"} <= found
    assert {"f(Decimal('101'), Decimal('20'))", "f(Decimal('8'), Decimal('8'))"} <= found


FACTS = st.dictionaries(
    st.text(max_size=3), st.text() | st.integers() | st.just(Path("graders/p1/a b.ipynb"))
)
FINDINGS = st.builds(Finding, st.text(), st.text(), st.text(), FACTS)
SURVIVORS = st.builds(Survivor, st.text(), st.integers(1, 2), st.text(), st.text())
PARTS = st.builds(
    Part,
    st.lists(FINDINGS, max_size=3).map(tuple),
    st.integers(0, 99),
    st.lists(SURVIVORS, max_size=3).map(tuple),
    st.booleans(),
    st.floats(0, 99),
)


@unhurried
@given(PARTS)
def test_a_part_crosses_as_one_line(part: Part) -> None:
    text = part_to_text(part)
    assert (text.isascii(), "\n" in text) == (True, False)
    assert part_from_text(text) == part


@unhurried
@given(st.builds(Unit, st.text()))
def test_a_unit_crosses_as_one_line(unit: Unit) -> None:
    text = unit_to_text(unit)
    assert (text.isascii(), "\n" in text) == (True, False)
    assert unit_from_text(text) == unit


def test_listing_a_mutant_leaves_grades_as_they_are(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    exercise = read_exercise(course / "exercises", "p1/double")
    before = read_grader(course / "graders", course / "exercises", exercise)
    listed = course / "graders" / "p1" / "double" / "equivalent.toml"
    listed.write_text(
        'format = 1\n\n[[mutants]]\nid = "double:twin:c7b138"\nreason = "Nobody can tell it."\n'
    )
    after = read_grader(course / "graders", course / "exercises", exercise)
    assert [one.id for one in after.equivalent] == ["double:twin:c7b138"]
    assert after.sha256 == before.sha256
    listed.rename(listed.with_name("data.toml"))
    assert read_grader(course / "graders", course / "exercises", exercise).sha256 != before.sha256
