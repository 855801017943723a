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
# The same versions for all, since graders are compared and not these.
_SHARED = ("ipykernel", "numpy", "pandas")
_DONE = "konexio-benchmark-ready"


def program(envs: Path, peer: str, name: str) -> Path:
    """Return a program of a peer's environment, which is made if it is not there yet."""
    libraries = [f"{one}=={version(one)}" for one in _SHARED]
    packages = [PEERS[peer], *libraries]
    folder = envs / _folder_name([f"python=={platform.python_version()}", *packages])
    if not (folder / _DONE).exists():
        _make(folder, packages)
    return folder / "bin" / name


def _folder_name(packages: list[str]) -> str:
    return "_".join(packages).replace("==", "-")


def _make(folder: Path, packages: list[str]) -> None:
    print(f"installing {', '.join(packages)} into {folder}", file=sys.stderr)  # minutes, once
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", *packages]
    subprocess.run(command, check=True, stdout=sys.stderr)
    (folder / _DONE).touch()
