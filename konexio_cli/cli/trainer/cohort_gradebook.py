"""`konexio cohort gradebook`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import show
from konexio_cli.errors import KonexioError


def gradebook(
    ctx: typer.Context,
    cohort: Annotated[Path, typer.Argument()],
    out: Annotated[Path, typer.Option("--out")] = Path("grades"),
) -> int:
    """Write the gradebook of what is graded already."""
    from konexio_cli.cli.trainer.cohort_grade import writable
    from konexio_cli.cli.trainer.cohort_view import shown
    from konexio_cli.cohort.gradebook import write_gradebook
    from konexio_cli.cohort.settings_file import read_settings
    from konexio_cli.cohort.store import FILE, Store
    from konexio_cli.cohort.wording import Wording

    asked: Asked = ctx.obj
    if not (cohort / FILE).is_file():
        raise KonexioError("cohort-not-graded", folder=cohort)
    writable(out)
    settings = read_settings(cohort)
    with Store(cohort) as store:
        files = write_gradebook(store, settings, Wording(asked.texts), out)
        return show(shown("cohort gradebook", store, files, asked), asked)
