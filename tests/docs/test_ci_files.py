"""What CI systems read of this repository: held to their published schemas, and run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

BIN = Path(sys.executable).parent
GOOD = Path(__file__).parents[1] / "cases" / "packs" / "good"


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("action.yml", ["check-jsonschema", "--builtin-schema", "vendor.github-actions"]),
        (".pre-commit-hooks.yaml", ["pre-commit", "validate-manifest"]),
        (".pre-commit-config.yaml", ["pre-commit", "validate-config"]),
    ],
)
def test_files_fit_their_published_schemas(
    repository: Path, tmp_path: Path, file: str, command: list[str]
) -> None:
    tool = [str(BIN / command[0]), *command[1:]]
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path)}
    done = subprocess.run([*tool, repository / file], check=False, env=environment)
    assert done.returncode == 0
    wrong = tmp_path / file
    wrong.write_text(
        (repository / file).read_text().replace("name:", "nmae:").replace("repos:", "x:")
    )
    done = subprocess.run([*tool, wrong], check=False, env=environment, capture_output=True)
    assert done.returncode == 1


def action(repository: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((repository / "action.yml").read_text("utf-8"))
    return found


def run_action(repository: Path, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as GitHub does: bash, inputs filled in, a summary."""
    content = action(repository)
    step = content["runs"]["steps"][-1]
    given = {name: one["default"] for name, one in content["inputs"].items()} | inputs
    variables = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in step["env"].items()
    }
    ours = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "LANG": "C.UTF-8",
    }
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        bash, cwd=folder, env=ours | variables, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    subprocess.run(["cp", "-r", f"{GOOD}/.", tmp_path], check=True)
    return tmp_path


def test_the_action_passes_a_good_course(repository: Path, course: Path) -> None:
    done = run_action(repository, course, names="p1 p1/double", junit="a report.xml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "::" not in done.stdout
    assert "| p1/double | 2/2 | 1/1 | 2/2 | 5/5 | 10/10 |" in (course / "summary.md").read_text(
        "utf-8"
    )
    assert (course / "a report.xml").is_file()


def test_the_action_shows_what_is_wrong_at_its_place(repository: Path, course: Path) -> None:
    brief = course / "exercises" / "p1" / "double" / "brief.en.md"
    brief.write_text("Write `double(x)`.\n\n" + "word " * 20 + ".\n", "utf-8")
    (course / "exercises/p1/double/exercise.toml").write_text("format = 1\n\n", "utf-8")
    (course / "summary.md").write_text("Before.\n", "utf-8")
    done = run_action(repository, course, language="fr")
    assert done.returncode == 1
    shown = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(shown) == 1
    assert shown[0].startswith("::error file=exercises/p1/double/exercise.toml,line=")
    summary = (course / "summary.md").read_text("utf-8")
    assert summary.startswith("Before.\n## konexio pack check\n")
    assert "| Exercice | " in summary


def test_the_action_takes_no_input_for_code(repository: Path, course: Path) -> None:
    hostile = '$(touch owned); touch owned "`touch owned`"'
    for inputs in ({"names": hostile}, {"changed-since": hostile}, {"exercises": hostile}):
        assert run_action(repository, course, **inputs).returncode == 2
    assert not (course / "owned").exists()
    assert "${{" not in "".join(step.get("run", "") for step in action(repository)["runs"]["steps"])


def test_the_hooks_command_is_one(repository: Path) -> None:
    (hook,) = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *words = hook["entry"].split()
    done = subprocess.run([BIN / program, *words, "--help"], check=False, capture_output=True)
    assert done.returncode == 0
