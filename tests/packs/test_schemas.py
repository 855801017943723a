"""The published JSON Schemas are those of the code, and fit every file of the course."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

from konexio_cli.packs.shapes import FILES

REPOSITORY = Path(__file__).parents[2]
SCHEMAS = REPOSITORY / "docs" / "reference" / "schemas"
CASES = Path(__file__).parents[1] / "cases" / "toml"
CONTENT = sorted(p for name in FILES for p in (REPOSITORY / "exercises").rglob(name))
# What the schemas refuse too: everything but files that are no TOML.
REFUSED = [
    path
    for name in FILES
    for path in sorted(CASES.glob(f"*/{name}"))
    if json.loads((path.parent / "expected.json").read_text())["code"].startswith("toml-")
    and "broken" not in path.parent.name
]


def validate(path: Path) -> None:
    schema = json.loads((SCHEMAS / f"{path.stem}.schema.json").read_text())
    text = path.read_bytes().decode("utf-8-sig")
    content = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    jsonschema.Draft202012Validator(schema).validate(content)


def test_committed_schemas_are_what_the_script_makes(tmp_path: Path) -> None:
    script = REPOSITORY / "scripts" / "write_schemas.py"
    subprocess.run([sys.executable, script, tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {name: (SCHEMAS / name).read_bytes() for name in made}


@pytest.mark.parametrize("path", sorted(SCHEMAS.iterdir()), ids=lambda path: path.name)
def test_schema_is_one(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_content_fits(path: Path) -> None:
    validate(path)


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.parent.name)
def test_schemas_refuse_what_the_code_refuses(path: Path) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validate(path)
