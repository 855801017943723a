"""The wheel: what learners receive, all of it, and nothing that only trainers hold."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from konexio_cli.durable import regular_files
from konexio_cli.packs.exercises import read_course

from .conftest import Konexio

EMBEDDED = "konexio_cli/packs/embedded/"
# Shorter texts are nobody's secret: `return price` may stand anywhere.
SECRET_LETTERS = 40


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


def test_the_whole_course_is_in_it(wheel: Path, repository: Path) -> None:
    inside = members(wheel)
    course = repository / "exercises"
    files = [path for path in regular_files(course) if "__pycache__" not in path.parts]
    assert files
    for path in files:
        name = EMBEDDED + path.relative_to(course).as_posix()
        assert inside[name] == path.read_bytes(), name
    assert "konexio_cli/py.typed" in inside
    assert "konexio_cli/reports/texts/fr.toml" in inside


def test_nothing_of_a_grader_is_in_it(wheel: Path, repository: Path) -> None:
    inside = members(wheel)
    for name in inside:
        parts = Path(name).parts
        assert not {"graders", "attempts", "tests", "equivalent.toml", "grader.ipynb"} & set(parts)
    texts = [_text(name, body) for name, body in inside.items()]
    secrets = set(_secrets(repository / "graders"))
    assert len(secrets) > 50
    assert [secret for secret in secrets if any(secret in text for text in texts)] == []


def _text(name: str, body: bytes) -> str:
    return _code(body) if name.endswith(".ipynb") else body.decode("utf-8", "replace")


def _code(notebook: bytes) -> str:
    cells = json.loads(notebook)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _secrets(graders: Path) -> Iterator[str]:
    """Give each hidden check, and each answer of an attempt, that is long enough to be one."""
    for path in graders.rglob("grader.ipynb"):
        source = _code(path.read_bytes())
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield ast.get_source_segment(source, node) or ""
    for path in graders.rglob("attempts/*/*.py"):
        parts = re.split(r"^# %%.*$", path.read_text("utf-8"), flags=re.MULTILINE)
        yield from (part.strip() for part in parts if len(part.strip()) > SECRET_LETTERS)


def test_it_works_without_the_repository(konexio: Konexio, wheel: Path, repository: Path) -> None:
    site = konexio.folder / "site"
    with ZipFile(wheel) as archive:
        archive.extractall(site)
    installed = konexio.at(konexio.folder, PYTHONPATH=str(site))
    program = (
        "import json, konexio_cli\n"
        "from konexio_cli.packs.sources import embedded_course\n"
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
