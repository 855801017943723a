"""`konexio cohort gradebook`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.gradebooks import opened, waiting, write
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.giving import Exported
    from konexio_cli.model.gradebook import Gradebook
    from konexio_cli.reports.catalogue import Texts
    from konexio_cli.reports.exports.moodle import Download


def gradebook(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    form: Annotated[str, typer.Option("--format")] = "csv",
    out: Annotated[Path | None, typer.Option("--out")] = None,
    exercise: Annotated[str, typer.Option("--exercise")] = "",
    worksheet: Annotated[Path | None, typer.Option("--worksheet")] = None,
    exercises: Exercises = None,
) -> int:
    """Write the gradebook for people, spreadsheets or a learning platform."""
    from konexio_cli.cohort.giving import FOLDERS, FORMS, exported, only

    asked: Asked = ctx.obj
    texts = asked.texts
    if form not in FORMS:
        raise KonexioError("format-unknown", format=form, known=", ".join(FORMS))
    where = out or Path(FORMS[form])
    book = only(opened(folder, exercises), exercise)
    made = exported(book, form, texts, _worksheet(worksheet, book))
    if form in FOLDERS:
        files = write(made.files, where)
    else:
        files = write({where.name: next(iter(made.files.values()))}, where.parent)
    step = "exported.next_moodle" if form == "moodle" else "exported.next_file"
    return show(
        Result(
            "cohort gradebook",
            {"format": form, "files": [str(one) for one in files]},
            (texts.count("exported.done", len(files)),),
            notes=waiting(book, texts) + _left_out(made, texts),
            next_step=texts.say(step, file=where),
        ),
        asked,
    )


def _worksheet(file: Path | None, book: Gradebook) -> Download | None:
    """Return a worksheet that Moodle gave. Raise KonexioError unless it goes with one exercise."""
    from konexio_cli.reports.exports.moodle import Download

    if file is None:
        return None
    if len(book.exercises) != 1:
        example = next((one.id for one in book.exercises), "")
        raise KonexioError("worksheet-exercise", example=example)
    if not file.is_file():
        raise KonexioError("file-missing", file=file)
    return Download(str(file), file.read_bytes().decode("utf-8", "replace"))


def _left_out(made: Exported, texts: Texts) -> tuple[str, ...]:
    unknown = (texts.say("exported.without_number", name=one) for one in made.without_number)
    strangers = (texts.say("exported.stranger", name=one) for one in made.strangers)
    return (*unknown, *strangers)
