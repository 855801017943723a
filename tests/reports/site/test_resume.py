"""resume.json fits the schema that JSON Resume publishes, and claims no more than the pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import platformdirs
import pytest

from konexio_cli.model.language import Language
from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.showing import showcase
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.site.site import site_files
from tests.showing import SKILLS, a_portfolio, a_showcase

_PACKAGE, _VERSION = "@jsonresume/schema", "1.3.1"
_QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-save")


@pytest.fixture(scope="module")
def schema() -> Any:
    """The published schema, fetched once by npm into the user's cache."""
    if not shutil.which("npm"):
        pytest.skip("no npm on this machine")
    place = platformdirs.user_cache_path("konexio-tests") / f"jsonresume-schema-{_VERSION}"
    found = place / "node_modules" / _PACKAGE / "schema.json"
    if not found.is_file():
        place.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", *_QUIETLY, "--prefix", str(place), f"{_PACKAGE}@{_VERSION}"]
        subprocess.run(command, check=True, capture_output=True)
    return json.loads(found.read_text("utf-8"))


@pytest.mark.parametrize("language", list(Language))
def test_it_fits(schema: Any, tmp_path: Path, language: Language) -> None:
    shown = a_showcase(tmp_path)
    resume = json.loads(site_files(shown, SKILLS, language)["resume.json"])
    jsonschema.Draft7Validator(schema).validate(resume)
    assert resume["basics"]["email"] == "zoe@example.org"
    words = [Texts(language).say(f"evidence.{piece.evidence}") for piece in shown.tasks]
    assert [one["description"] for one in resume["projects"]] == words


def test_with_nothing_said_it_fits_too(schema: Any, tmp_path: Path) -> None:
    for folder in (a_portfolio(tmp_path / "full"), tmp_path / "empty"):
        made = site_files(showcase(folder, Choices(), "A"), SKILLS, Language.EN)
        jsonschema.Draft7Validator(schema).validate(json.loads(made["resume.json"]))
