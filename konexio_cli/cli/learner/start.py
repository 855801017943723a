"""`konexio start`: one question at a time, no account, no network."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.door import tell
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.model.language import Language
    from konexio_cli.portfolio.workspace import Settings
    from konexio_cli.reports.catalogue import Texts


def start(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument()] = None,
    name: Annotated[str | None, typer.Option("--name")] = None,
) -> int:
    """Make a workspace, or change the name and the language of one."""
    asked: Asked = ctx.obj
    talks = sys.stdin.isatty() and not asked.json
    told = asked
    try:
        told = replace(asked, language=_language(asked, folder, asks=talks and name is None))
        place, old, settings = _answers(folder, name, told.texts, talks=talks)
    except (KeyboardInterrupt, typer.Abort):
        # The door would speak the language of before; and nothing is made yet.
        return tell("start", told, KonexioError("start-stopped", Exit.INTERRUPTED))
    return show(_made(place, old, settings, told.texts), told)


def _language(asked: Asked, folder: Path | None, *, asks: bool) -> Language:
    from konexio_cli.cli.learner import questions

    old = _settings(folder or _usual_folder())
    language = asked.language if asked.named or old is None else old.language
    if asks and not asked.named:
        return questions.language(language, plain=asked.plain)
    return language


def _answers(
    folder: Path | None, name: str | None, texts: Texts, *, talks: bool
) -> tuple[Path, Settings | None, Settings]:
    """Return where the workspace is to be, how it was set, and how it is to be; ask what is open."""
    from konexio_cli.cli.learner import questions
    from konexio_cli.portfolio.workspace import Settings

    language = texts.language
    old = _settings(folder or _usual_folder())
    direction = old.direction if old else None
    if talks and language.right_to_left and direction is None:
        direction = questions.direction(texts)
    if folder is None:
        usual = str(_usual_folder())
        folder = Path(questions.line(texts.say("start.folder"), usual) if talks else usual)
        old = _settings(folder)
    _refuse_inside(folder.expanduser().absolute())
    if name is None:
        name = old.name if old else ""
        name = questions.name(texts, name) if talks else name
    settings = Settings(language, name.strip(), old.course if old else "", direction)
    return folder, old, settings


def _made(folder: Path, old: Settings | None, settings: Settings, texts: Texts) -> Result:
    """Make the workspace, and tell of it."""
    from konexio_cli.cli.learner.traces import key_is_lost
    from konexio_cli.cli.learner.typed import typed
    from konexio_cli.portfolio.identity import identity_of
    from konexio_cli.portfolio.workspace import save

    place = folder.expanduser().absolute()
    workspace = save(place, settings)
    if not key_is_lost(place):  # submit replaces such a key, and says so
        identity_of(workspace)
    data: dict[str, object] = {
        "folder": str(workspace.folder),
        "language": settings.language,
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
    return Result("start", data, view, notes=notes, next_step=after)


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
