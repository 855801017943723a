"""`konexio cohort receipts`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.receipts import Letter


def receipts(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    letters_into: Annotated[Path, typer.Option("--out")] = Path("receipts"),
    pages: Annotated[Path, typer.Option("--feedback")] = Path("feedback"),
) -> int:
    """Write one signed file for each learner who sent one."""
    asked: Asked = ctx.obj
    texts = asked.texts
    letters = _written(folder, letters_into, pages)
    graded = sum(letter.receipt.kind == "feedback" for letter in letters)
    view = [texts.count("receipts.done", len(letters)), texts.count("receipts.graded", graded)]
    without = sum(letter.receipt.kind == "feedback" and not _pages(letter) for letter in letters)
    notes = (texts.count("receipts.without_page", without),) if without else ()
    data: dict[str, object] = {
        "folder": str(letters_into),
        "files": [_data(one, letters_into) for one in letters],
    }
    after = texts.say("receipts.next", folder=letters_into)
    return show(Result("cohort receipts", data, tuple(view), notes=notes, next_step=after), asked)


def _written(cohort: Path, into: Path, pages: Path) -> list[Letter]:
    from konexio_cli.cohort.alone import alone
    from konexio_cli.cohort.platforms import settings_of
    from konexio_cli.cohort.receipts import letters
    from konexio_cli.cohort.store import FILE, Store
    from konexio_cli.durable import machine_errors
    from konexio_cli.exchange.copying import write_proved

    if not cohort.is_dir():
        raise KonexioError("cohort-folder-missing", folder=cohort)
    if into.exists() and not into.is_dir():
        raise KonexioError("folder-is-file", file=into)
    if not (cohort / FILE).is_file():
        raise KonexioError("receipts-nobody", folder=cohort)
    with alone(cohort), Store(cohort) as store:
        settings = settings_of(cohort, store)
        title = settings.title or cohort.resolve().name
        written = list(letters(cohort, store, settings, title, pages))
    if not written:
        raise KonexioError("receipts-nobody", folder=cohort)
    with machine_errors(into):
        into.mkdir(parents=True, exist_ok=True)
    for letter in written:
        write_proved(into / letter.file, letter.body)
    return written


def _data(letter: Letter, into: Path) -> dict[str, object]:
    return {
        "learner": letter.learner,
        "kind": letter.receipt.kind,
        "file": str(into / letter.file),
        "items": len(letter.receipt.items),
        "pages": _pages(letter),
        "credentials": len(letter.receipt.files) - _pages(letter),
    }


def _pages(letter: Letter) -> int:
    from konexio_cli.exchange.manifest import CREDENTIALS

    return sum(not file.name.startswith(CREDENTIALS) for file in letter.receipt.files)
