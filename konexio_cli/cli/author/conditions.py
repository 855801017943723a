"""`konexio pack check --flaky`: the same exercises once more, under every condition."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import terminal

if TYPE_CHECKING:
    from konexio_cli.authoring.findings import ExerciseReport


def with_conditions(
    asked: Asked, reports: Sequence[ExerciseReport], exercises: Path | None, graders: Path | None
) -> tuple[list[ExerciseReport], tuple[str, ...]]:
    """Return the reports with what the conditions found, and what could not be tried here."""
    from rich.progress import Progress

    from konexio_cli.authoring.conditions import CONDITIONS
    from konexio_cli.authoring.flaky import try_conditions
    from konexio_cli.packs.library import embedded_course, exercises_folder, graders_folder

    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    theirs = graders_folder(graders, Path.cwd())
    names = [report.exercise for report in reports if "/" in report.exercise]
    console = terminal(asked, errors=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(asked.texts.say("pack.trying"), total=len(CONDITIONS))
        tried = try_conditions(names, ours, theirs, os.cpu_count() or 1, lambda: bar.advance(task))
    notes = (asked.texts.say(key, locale=name) for key, name in tried.notes)
    return list(tried.added_to(reports)), tuple(notes)
