"""The wheel: what learners receive, all of it, and nothing that only trainers hold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from konexio_cli.authoring.leaks import find_leaks, secrets_of_course
from konexio_cli.authoring.secrets import Secret
from konexio_cli.durable import regular_files
from konexio_cli.packs.exercises import read_course

from .conftest import Konexio

EMBEDDED = "konexio_cli/packs/embedded/"


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def members(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


# One test: a process of its own for each would have the wheel built, and secrets read, again.
def test_the_whole_course_is_in_it_and_nothing_of_a_grader(wheel: Path, repository: Path) -> None:
    inside = members(wheel)
    has_the_course(inside, repository)
    secrets = secrets_of_course(repository / "exercises", repository / "graders")
    assert len(secrets) > 500
    has_no_grader(inside, secrets)
    tells_what_is_planted(inside, secrets, repository / "graders")


def has_the_course(inside: dict[str, bytes], repository: Path) -> None:
    course = repository / "exercises"
    files = [path for path in regular_files(course) if "__pycache__" not in path.parts]
    assert files
    for path in files:
        name = EMBEDDED + path.relative_to(course).as_posix()
        assert inside[name] == path.read_bytes(), name
    assert "konexio_cli/py.typed" in inside
    assert "konexio_cli/reports/texts/fr/common.toml" in inside
    assert "konexio_cli/authoring/templates/task/learner/data/orders.csv" in inside


def has_no_grader(inside: dict[str, bytes], secrets: Sequence[Secret]) -> None:
    inside = {name.removeprefix(EMBEDDED): body for name, body in inside.items()}
    for name in inside:
        assert not {"graders", "tests"} & set(Path(name).parts)
    assert list(find_leaks(inside, secrets)) == []


def tells_what_is_planted(
    inside: dict[str, bytes], secrets: Sequence[Secret], graders: Path
) -> None:
    """Demand that one whole grader is found in the texts, which belong to no exercise."""
    grader = (graders / "c1" / "client-list-cleanup" / "grader.ipynb").read_bytes()
    inside = inside | {"konexio_cli/reports/texts/planted.json": grader}
    told = {(one.subject, one.problem) for one in find_leaks(inside, secrets)}
    assert told == {("konexio_cli/reports/texts/planted.json", "leak-check")}


def test_it_works_without_the_repository(konexio: Konexio, wheel: Path, repository: Path) -> None:
    site = konexio.folder / "site"
    with ZipFile(wheel) as archive:
        archive.extractall(site)
    installed = konexio.at(konexio.folder, PYTHONPATH=str(site))
    program = (
        "import json, konexio_cli\n"
        "from konexio_cli.packs.library import embedded_course\n"
        "print(json.dumps([konexio_cli.__file__, str(embedded_course())]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=konexio.folder,
        env=dict(installed.environment),
        capture_output=True,
        check=True,
    )
    places = [Path(place) for place in json.loads(done.stdout)]
    assert places == [site / "konexio_cli" / "__init__.py", site / EMBEDDED]
    assert installed.run("start", "work", "--name", "Amina").exit == 0
    work = konexio.folder / "work"
    course = read_course(repository / "exercises")
    assert installed.run("pull", "--json", cwd=work).json["data"]["new"] == list(course.exercises)
    assert installed.run("check", "m01/price-with-vat", cwd=work).exit == 1
    assert installed.run("pack", "check", cwd=work).exit == 2
