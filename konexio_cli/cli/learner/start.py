"""`konexio start`: one question at a time, no account, no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language


def start(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument()] = None,
    name: Annotated[str | None, typer.Option("--name")] = None,
) -> int:
    """Make a workspace."""
    from konexio_cli.portfolio.workspace import Settings, save

    asked: Asked = ctx.obj
    talks = sys.stdin.isatty() and not asked.json
    language = _language(asked) if talks and name is None else asked.language
    texts = Asked(language).texts
    if name is None:
        name = _question(texts.say("start.name"), "", talks=talks)
    if folder is None:
        folder = Path(_question(texts.say("start.folder"), "konexio-work", talks=talks))
    place = folder.expanduser().absolute()
    workspace = save(place, Settings(language, name.strip(), _course(place)))
    return show(
        Result(
            "start",
            {
                "folder": str(workspace.folder),
                "language": language,
                "name": workspace.settings.name,
            },
            view=(texts.say("start.done", folder=workspace.folder),),
            next_step=texts.say("start.next", folder=_typed(folder)),
        ),
        asked,
    )


def _course(place: Path) -> str:
    """Return the course that a workspace here uses already: starting again loses nothing."""
    from konexio_cli.portfolio.workspace import FILE, open_workspace

    try:
        return open_workspace(place).settings.course if (place / FILE).is_file() else ""
    except KonexioError:
        return ""  # damaged settings, which this command mends


def _typed(folder: Path) -> str:
    """Return a folder as it is typed in a terminal."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _language(asked: Asked) -> Language:
    """Ask in both languages: whoever cannot read one can read the other."""
    answer = typer.prompt("English: en · Français : fr", default=str(asked.language))
    code = answer.strip().lower()[:2]
    return Language(code) if code in set(Language) else asked.language


def _question(text: str, default: str, *, talks: bool) -> str:
    return (
        str(typer.prompt(text, default=default, show_default=bool(default), prompt_suffix=" "))
        if talks
        else default
    )
