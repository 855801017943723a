"""`konexio cohort gradebook`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer import gradebooks
from konexio_cli.cli.trainer.working import demand_graded, writable
from konexio_cli.errors import KonexioError

_TABLE = "csv"


def gradebook(
    ctx: typer.Context,
    cohort: Annotated[Path, typer.Argument()],
    form: Annotated[str, typer.Option("--format")] = _TABLE,
    form_into: Annotated[Path | None, typer.Option("--out")] = None,
    exercise: Annotated[str, typer.Option("--exercise")] = "",
    worksheet: Annotated[Path | None, typer.Option("--worksheet")] = None,
    exercises: Exercises = None,
) -> int:
    """Write the gradebook of what is graded already, in one form."""
    from konexio_cli.cohort.giving import FORMS, exported, only

    asked: Asked = ctx.obj
    texts = asked.texts
    if form == _TABLE:
        return _table(cohort, form_into or Path("grades"), exercises, asked)
    if form not in FORMS:
        raise KonexioError("format-unknown", format=form, known=", ".join([_TABLE, *FORMS]))
    book = only(gradebooks.opened(cohort, exercises), exercise)
    made = exported(book, form, texts, gradebooks.worksheet(worksheet, book))
    where = form_into or Path(FORMS[form])
    files = gradebooks.write_form(made, form, where)
    most = gradebooks.maxima(book, texts) if form == "moodle" and not worksheet else ()
    step = "exported.next_moodle" if form == "moodle" else "exported.next_file"
    return show(
        Result(
            "cohort gradebook",
            {"format": form, "files": [str(one) for one in files]},
            (texts.count("exported.done", len(files)),),
            notes=(*gradebooks.waiting(book, texts), *gradebooks.left_out(made, texts), *most),
            next_step=texts.say(step, file=where),
        ),
        asked,
    )


def _table(cohort: Path, out: Path, exercises: Path | None, asked: Asked) -> int:
    from konexio_cli.cli.trainer.cohort_view import shown
    from konexio_cli.cohort.alone import alone
    from konexio_cli.cohort.gradebook import write_gradebook
    from konexio_cli.cohort.platforms import settings_for
    from konexio_cli.cohort.settings_file import read_settings
    from konexio_cli.cohort.store import Store
    from konexio_cli.cohort.wording import Wording
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import embedded_course, exercises_folder

    demand_graded(cohort)
    writable(out)
    course = read_course(exercises_folder(exercises, Path.cwd(), embedded_course()))
    with Store(cohort) as store:
        settings = read_settings(cohort, course.exercises)
        try:
            with alone(cohort):
                settings = settings_for(store, settings)
        except KonexioError as busy:  # it is being graded, with the names of its beginning
            if busy.code != "cohort-busy":
                raise
        files = write_gradebook(store, settings, Wording(asked.texts), out)
        return show(shown("cohort gradebook", store, files, asked), asked)
