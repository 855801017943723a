"""`konexio cohort similar`: answers that are alike, shown and never judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from konexio_cli.cohort.settings import Settings
    from konexio_cli.cohort.similar.looking import Looked
    from konexio_cli.reports.catalogue import Texts
    from konexio_cli.reports.side_by_side import AlikePair, Side

# A terminal is no place for more answers than this.
_SHOWN = 3


def similar(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    chosen: Annotated[list[str] | None, typer.Option("--exercise")] = None,
    page: Annotated[Path | None, typer.Option("--out")] = None,
    named: Annotated[bool, typer.Option("--names")] = False,
    exercises: Exercises = None,
) -> int:
    """Show pairs of answers that have more in common than chance gives."""
    from konexio_cli.cohort.collecting import collect
    from konexio_cli.cohort.places import submissions_folder
    from konexio_cli.cohort.similar.looking import look
    from konexio_cli.durable import write_atomically
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import embedded_course, exercises_folder, one_named
    from konexio_cli.reports.side_by_side import similar_page

    asked: Asked = ctx.obj
    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    course = read_course(ours)
    wanted = {one_named(course, one) for one in chosen or ()}
    found = collect(submissions_folder(folder))
    looked = look(found, ours, _settings(folder), wanted, named=named)
    if page is not None:
        write_atomically(page, similar_page(looked.pairs, looked.read, asked.texts))
    return show(_result(looked, page, asked.texts), asked)


def _settings(folder: Path) -> Settings:
    """Return the settings of a cohort, or of a folder in which nothing is to be made."""
    from konexio_cli.cohort.platforms import settings_of
    from konexio_cli.cohort.settings_file import read_settings
    from konexio_cli.cohort.store import FILE, Store

    if not (folder / FILE).is_file():
        return read_settings(folder)
    with Store(folder) as store:
        return settings_of(folder, store)


def _result(looked: Looked, page: Path | None, texts: Texts) -> Result:
    after = "similar.next_page" if page else "similar.next_look"
    return Result(
        "cohort similar",
        {
            "answers": looked.read,
            "pairs": [_data(pair) for pair in looked.pairs],
            "page": None if page is None else str(page),
        },
        tuple(_view(looked, texts)),
        notes=tuple(texts.say("similar.left_out", file=file) for file in looked.left_out),
        next_step=texts.say(after, file=page) if looked.pairs or page else "",
    )


def _data(pair: AlikePair) -> dict[str, object]:
    return {
        "exercise": pair.exercise,
        "group": pair.group,
        "similarity": round(pair.similarity, 3),
        "bits": round(pair.bits, 1),
        "passages": pair.passages,
        "sides": [_side(side) for side in pair.sides],
    }


def _side(side: Side) -> dict[str, object]:
    lines = [{"text": line.text, "passage": line.passage} for line in side.lines]
    return {"learner": side.name, "file": side.file, "lines": lines}


def _view(looked: Looked, texts: Texts) -> Iterator[RenderableType]:
    from rich.text import Text

    from konexio_cli.reports.side_by_side import pair_table, pairs_table

    if looked.pairs:
        yield pairs_table(looked.pairs, texts)
        yield from (pair_table(pair) for pair in looked.pairs[:_SHOWN])
        yield from (Text(texts.say(f"similar.{key}")) for key in ("marks", "bits"))
        if more := len(looked.pairs[_SHOWN:]):
            yield Text(texts.count("similar.more", more))
        yield Text(f"{texts.say('similar.no_verdict')} {texts.say('similar.reasons')}")
    read, found = looked.read, len(looked.pairs)
    counts = f"{texts.count('similar.read', read)} {texts.count('similar.found', found)}"
    yield Text(counts, style="bold")
