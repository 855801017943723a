"""The peers' own virtual environments, made once and kept."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

PEERS = {"nbgrader": "nbgrader==0.9.6", "otter": "otter-grader==7.0.0"}
_DONE = "konexio-benchmark-ready"


def program(envs: Path, peer: str, name: str) -> Path:
    """Return a program of a peer's environment, which is made if it is not there yet."""
    # The same pandas for all: the comparison is of graders.
    libraries = [f"{one}=={version(one)}" for one in ("pandas", "numpy")]
    parts = [PEERS[peer], *libraries, f"python=={platform.python_version()}"]
    folder = envs / "_".join(parts).replace("==", "-")
    if not (folder / _DONE).exists():
        _make(folder, [PEERS[peer], *libraries])
    return folder / "bin" / name


def _make(folder: Path, packages: list[str]) -> None:
    print(f"installing {', '.join(packages)} into {folder}", file=sys.stderr)  # minutes, once
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", *packages]
    subprocess.run(command, check=True, stdout=sys.stderr)
    (folder / _DONE).touch()
