"""Options that many commands share. Their help stands in the catalogue, by their names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Exercises: TypeAlias = Annotated[
    Path | None, typer.Option("--exercises", envvar="KONEXIO_EXERCISES", show_envvar=False)
]
Graders: TypeAlias = Annotated[
    Path | None, typer.Option("--graders", envvar="KONEXIO_GRADERS", show_envvar=False)
]
Jobs: TypeAlias = Annotated[int, typer.Option("-j", "--jobs", min=0, max=256)]


def workers(jobs: int) -> int:
    """Return how many processes share the work: 0 means all cores."""
    return jobs or os.cpu_count() or 1
