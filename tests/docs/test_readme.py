"""README's two blocks, as .ci/run takes them out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest


def block(repository: Path, heading: str) -> str:
    """Return what the function `block` of .ci/run prints for a heading."""
    script = (repository / ".ci" / "run").read_text("utf-8")
    function = next(line for line in script.splitlines() if line.startswith("block() "))
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f'{function}\nblock "$1"', "bash", heading],
        cwd=repository,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


@pytest.mark.parametrize(
    ("heading", "last"),
    [
        ("See it work", "konexio demo"),
        ("Run the tests", "konexio pack check --no-cache"),
    ],
)
def test_ci_runs_the_block_below_a_heading(repository: Path, heading: str, last: str) -> None:
    commands = block(repository, heading).splitlines()
    assert commands[0] == "python3 -m venv .venv"
    assert commands[-1] == last
    assert not any(command.startswith("$") for command in commands)


def test_the_tests_block_holds_all_that_a_commit_needs(repository: Path) -> None:
    commands = block(repository, "Run the tests")
    for needed in ("ruff check", "ruff format --check", "lint-imports", "mypy", "pytest"):
        assert needed in commands.splitlines() or f"{needed} " in commands


def test_ci_run_calls_both_blocks(repository: Path) -> None:
    script = (repository / ".ci" / "run").read_text("utf-8")
    assert re.findall(r"\$\(block '(.+)'\)", script) == ["See it work", "Run the tests"]
