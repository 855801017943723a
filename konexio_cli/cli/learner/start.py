"""`konexio start`: one question at a time, no account, no network."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.portfolio.workspace import Settings
    from konexio_cli.reports.catalogue import Texts


def start(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument()] = None,
    name: Annotated[str | None, typer.Option("--name")] = None,
) -> int:
    """Make a workspace, or change the name and the language of one."""
    from konexio_cli.cli.learner import questions
    from konexio_cli.cli.learner.typed import typed
    from konexio_cli.portfolio.identity import identity_of
    from konexio_cli.portfolio.workspace import Settings, save

    asked: Asked = ctx.obj
    talks = sys.stdin.isatty() and not asked.json
    old = _settings(folder or _usual_folder())
    language = asked.language if asked.named or old is None else old.language
    if talks and name is None and not asked.named:
        language = questions.language(language, plain=asked.plain)
    texts = Asked(language).texts
    direction = old.direction if old else None
    if talks and language.right_to_left and direction is None:
        direction = questions.direction(texts)
    if folder is None:
        usual = str(_usual_folder())
        folder = Path(questions.line(texts.say("start.folder"), usual) if talks else usual)
        old = _settings(folder)
    place = folder.expanduser().absolute()
    _refuse_inside(place)
    if name is None:
        name = old.name if old else ""
        name = questions.name(texts, name) if talks else name
    settings = Settings(language, name.strip(), old.course if old else "", direction)
    workspace = save(place, settings)
    identity_of(workspace)
    data: dict[str, object] = {
        "folder": str(workspace.folder),
        "language": language,
        "name": workspace.settings.name,
        "new": old is None,
    }
    view = (texts.say("start.done", folder=workspace.folder),)
    here = place.resolve() == Path.cwd().resolve()
    after = texts.say(
        "start.next_here" if here else "start.next", folder=typed(folder.expanduser())
    )
    notes = _notes(settings, texts, is_new=old is None)
    if old and old.name and old.name != settings.name:
        notes += (texts.say("start.renamed", old=old.name, new=settings.name),)
    told = replace(asked, language=language)
    return show(Result("start", data, view, notes=notes, next_step=after), told)


def _notes(settings: Settings, texts: Texts, *, is_new: bool) -> tuple[str, ...]:
    """Say what is kept or needed, and what a reader of Arabic can expect of a terminal."""
    from konexio_cli.portfolio.workspace import Direction

    keys = {
        "start.kept": not is_new,
        "start.editor": is_new,
        "start.draft": settings.language.right_to_left,
        "start.visual": settings.direction is Direction.VISUAL,
    }
    return tuple(texts.say(key) for key, holds in keys.items() if holds)


def _usual_folder() -> Path:
    """Return the folder that is meant without a name: the workspace that we are in, or a new one."""
    from konexio_cli.portfolio.workspace import folder_around

    around = folder_around(Path.cwd())
    if around is None:
        return Path("konexio-work")
    return Path() if around == Path.cwd() else around


def _settings(folder: Path) -> Settings | None:
    """Return what a workspace here is set to already: starting again loses nothing."""
    from konexio_cli.portfolio.workspace import FILE, open_workspace

    place = folder.expanduser().absolute()
    try:
        return open_workspace(place).settings if (place / FILE).is_file() else None
    except KonexioError:
        return None  # damaged settings, which this command mends


def _refuse_inside(place: Path) -> None:
    """Raise KonexioError for a new workspace inside another: commands could mean either."""
    from konexio_cli.portfolio.workspace import FILE, folder_around

    around = folder_around(place.resolve())
    if around is not None and not (place / FILE).is_file():
        raise KonexioError("workspace-inside", folder=around)
