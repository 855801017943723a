"""The good course of tests/cases/packs, copied to be changed, and `konexio pack …` run on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

GOOD = Path(__file__).parents[1] / "cases" / "packs" / "good"


def good_course(folder: Path, *names: str) -> Path:
    """Copy the good course into `folder`; with names, it has an exercise of each."""
    for side in ("exercises", "graders"):
        shutil.copytree(GOOD / side, folder / side)
        for name in names:
            if name != "double":
                shutil.copytree(folder / side / "p1" / "double", folder / side / "p1" / name)
    if names:
        pack = folder / "exercises" / "p1" / "pack.toml"
        listed = ", ".join(f'"{name}"' for name in names)
        pack.write_text(pack.read_text("utf-8").replace('"double"', listed), "utf-8")
    return folder


def run_pack(
    folder: Path, *arguments: str, cwd: Path | None = None, variables: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[str]:
    """Run `konexio pack …` on the course in `folder`, with a cache in that folder."""
    left = {k: v for k, v in os.environ.items() if not k.startswith(("KONEXIO", "GITHUB"))}
    places = ("--exercises", str(folder / "exercises"), "--graders", str(folder / "graders"))
    plain = {"LC_ALL": "C.UTF-8", "COLUMNS": "200", "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-m", "konexio_cli", "pack", *arguments, *places],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=left | plain | dict(variables),
        check=False,
    )


def checked(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return what `konexio pack check --json` tells of each exercise."""
    done = run_pack(folder, "check", "--json", *arguments)
    assert done.stdout, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["data"]["exercises"]
    return found
