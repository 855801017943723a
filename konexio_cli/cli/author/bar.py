"""How far `konexio pack check` is: exercises, mutants, and the time that is left."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import terminal

if TYPE_CHECKING:
    from konexio_cli.authoring.checking_all import Done


@contextmanager
def bar(asked: Asked) -> Iterator[Callable[[Done], None]]:
    """Give what shows each step on a terminal; elsewhere, and where CI reads, nothing is shown."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = terminal(asked, errors=True)
    quiet = asked.plain or asked.json or not console.is_terminal or "CI" in os.environ
    columns = (
        TextColumn("{task.description}"),
        *(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
    )
    with Progress(*columns, console=console, transient=True, disable=quiet) as progress:
        texts = asked.texts
        exercises = progress.add_task(texts.say("pack.exercises"), total=None)
        mutants = progress.add_task(texts.say("pack.some_mutants"), total=None, visible=False)

        def tell(done: Done) -> None:
            progress.update(exercises, completed=done.exercises, total=done.all_exercises)
            progress.update(
                mutants,
                completed=done.mutants,
                total=done.all_mutants,
                visible=done.all_mutants > 0,
            )

        yield tell
