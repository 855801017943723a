"""Options that many commands share. Their help stands in the catalogue, by their names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Exercises: TypeAlias = Annotated[
    Path | None, typer.Option("--exercises", envvar="KONEXIO_EXERCISES", show_envvar=False)
]
Graders: TypeAlias = Annotated[
    Path | None, typer.Option("--graders", envvar="KONEXIO_GRADERS", show_envvar=False)
]
