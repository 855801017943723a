"""`konexio pack publish`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.authoring.publishing import Edition


def publish(
    ctx: typer.Context,
    into: Annotated[Path, typer.Option("--out")] = Path("published"),
    exercises: Exercises = None,
    graders: Graders = None,
) -> int:
    """Write the archives of learners and graders."""
    from konexio_cli.authoring.publishing import publish as publish_course
    from konexio_cli.packs.library import embedded_course, exercises_folder, graders_folder

    asked: Asked = ctx.obj
    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    edition = publish_course(ours, graders_folder(graders, Path.cwd()), into)
    after = "publish.next_leak" if edition.leaks else "publish.next"
    return show(
        Result(
            "pack publish",
            _data(edition, into, asked),
            view=tuple(_view(edition, into, asked)),
            exit_code=Exit.NOT_YET if edition.leaks else Exit.DONE,
            next_step=asked.texts.say(after),
        ),
        asked,
    )


def _data(edition: Edition, into: Path, asked: Asked) -> dict[str, object]:
    return {
        "version": edition.version,
        "packs": dict(edition.packs),
        "folder": str(into),
        "archives": [
            {"name": one.name, "sha256": one.sha256, "bytes": one.size} for one in edition.archives
        ],
        "leaks": [
            {"problem": one.problem, "file": one.subject, "message": message}
            for one, message in zip(edition.leaks, _sentences(edition, asked), strict=True)
        ],
    }


def _sentences(edition: Edition, asked: Asked) -> list[str]:
    return [asked.texts.say(f"problems.{one.problem}", **one.facts) for one in edition.leaks]


def _view(edition: Edition, into: Path, asked: Asked) -> list[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    if edition.leaks:
        return [Text(sentence, style="red") for sentence in _sentences(edition, asked)]
    table = Table(box=None, pad_edge=False)
    table.add_column(asked.texts.say("publish.file"))
    table.add_column("KB", justify="right")
    table.add_column("SHA-256")
    for one in edition.archives:
        table.add_row(Text(one.name), str(-(-one.size // 1024)), f"{one.sha256[:12]}…")
    done = asked.texts.say("publish.done", version=edition.version, folder=into)
    return [table, Text(done, style="bold")]
