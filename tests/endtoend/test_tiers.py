"""What `doctor` and `cohort grade` say at each tier, on systems that refuse what it lacks."""

from __future__ import annotations

import csv
import platform
import re
import shutil
from pathlib import Path

import pytest

from konexio_cli.sandbox import landlock
from konexio_cli.sandbox.refused import allowing_command

from .conftest import Answers, Done, Konexio, answer, notebook_of, say
from .refusing import REFUSED, python_at

VAT = "m01/price-with-vat"
STATES = {"A": "works", "B": "partly", "C": "broken"}
BELOW = ["B", "C"]


@pytest.fixture(autouse=True, scope="module")
def _tier_a() -> None:
    """Skip where there is nothing to be refused."""
    if platform.system() != "Linux" or not landlock.version():
        pytest.skip("this system is not of tier A")


class At(Konexio):
    """A desk on a system of a lower tier."""

    tier = "A"
    may_be_warm = False

    def command(self, *arguments: str) -> list[str]:
        return [*python_at(self.tier), "-m", "konexio_cli", *arguments]


def at(desk: Konexio, tier: str) -> Konexio:
    kind = type("At", (At,), {"tier": tier})
    found: Konexio = kind(desk.folder, desk.environment)
    return found


@pytest.mark.parametrize("tier", REFUSED)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_doctor_names_the_tier_and_what_is_missing(
    konexio: Konexio, tier: str, language: str
) -> None:
    done = at(konexio, tier).run("doctor", "--lang", language)
    lines = done.out.splitlines()
    told = say(language, f"doctor.confinement.{STATES[tier]}", fact=tier)
    assert f"{'✓' if tier == 'A' else '·'} {told}" in lines
    more = [
        say(language, f"doctor.confinement.{key}", command=allowing_command())
        for key in ("command", "container")
    ]
    assert bool({line.strip() for line in lines} & set(more)) is (tier != "A")
    assert done.exit == 0


@pytest.mark.parametrize("tier", REFUSED)
def test_the_page_on_tiers_shows_what_doctor_prints(
    konexio: Konexio, repository: Path, tier: str
) -> None:
    if allowing_command():
        pytest.skip("this system names its own command")
    page = (repository / "docs" / "explanation" / "tiers.md").read_text("utf-8")
    shown = page.partition(f"## Tier {tier}\n")[2].partition("$ konexio doctor\n")[2]
    pattern = re.escape(shown.partition("\n```")[0])
    # As in all documents: any text in a line, and any lines where it is alone.
    pattern = pattern.replace("\n…", "\n(?s:.*)").replace("…", ".*")
    assert re.fullmatch(pattern, at(konexio, tier).run("doctor").out.strip())


@pytest.fixture
def cohort(work: Konexio, answers: Answers) -> Konexio:
    """A desk with a folder of one right notebook."""
    path = notebook_of(work, VAT)
    answer(path, answers(VAT, "reference"))
    folder = work.folder.parent / "submissions" / "Amina"
    folder.mkdir(parents=True)
    shutil.copy(path, folder)
    return work.at(work.folder.parent)


def graded(desk: Konexio, repository: Path, *more: str) -> Done:
    graders = str(repository / "graders")
    return desk.run("cohort", "grade", "submissions", "-j", "1", "--graders", graders, *more)


@pytest.mark.parametrize("tier", BELOW)
def test_a_cohort_is_not_graded_below_tier_a(cohort: Konexio, repository: Path, tier: str) -> None:
    done = graded(at(cohort, tier), repository)
    assert done.exit == 3
    assert say("en", "errors.rooms-not-confined.what", tier=tier) in done.err
    assert "--trust" in done.err
    assert not list(cohort.folder.rglob("gradebook.csv"))


@pytest.mark.parametrize("tier", REFUSED)
def test_each_grade_names_its_tier(cohort: Konexio, repository: Path, tier: str) -> None:
    done = graded(at(cohort, tier), repository, "--trust")
    assert done.exit == 0, done.err
    with (cohort.folder / "grades" / "gradebook.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        (row,) = csv.DictReader(file)
    assert (row["verdict"], row["room"]) == ("passed", f"forked/{tier}")
