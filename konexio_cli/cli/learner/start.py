"""`konexio start`: one question at a time, no account, no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language

if TYPE_CHECKING:
    from konexio_cli.portfolio.workspace import Settings

_LANGUAGES = {
    **{str(one): one for one in Language},
    "english": Language.EN,
    "français": Language.FR,
    "francais": Language.FR,
}


def start(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument()] = None,
    name: Annotated[str | None, typer.Option("--name")] = None,
) -> int:
    """Make a workspace, or change the name and the language of one."""
    from konexio_cli.portfolio.identity import identity_of
    from konexio_cli.portfolio.workspace import save

    asked: Asked = ctx.obj
    talks = sys.stdin.isatty() and not asked.json
    old = _settings(folder or _usual_folder())
    language = asked.language if asked.named or old is None else old.language
    if talks and name is None and not asked.named:
        language = _language(language, plain=asked.plain)
    texts = Asked(language).texts
    if folder is None:
        folder = Path(_question(texts.say("start.folder"), str(_usual_folder()), talks=talks))
        old = _settings(folder)
    place = folder.expanduser().absolute()
    _refuse_inside(place)
    if name is None:
        name = _question(texts.say("start.name"), old.name if old else "", talks=talks)
    workspace = save(place, _new(old, language, name.strip()))
    identity_of(workspace)
    data: dict[str, object] = {
        "folder": str(workspace.folder),
        "language": language,
        "name": workspace.settings.name,
        "new": old is None,
    }
    view = (texts.say("start.done", folder=workspace.folder),)
    notes = () if old is None else (texts.say("start.kept"),)
    here = place.resolve() == Path.cwd().resolve()
    after = texts.say("start.next_here" if here else "start.next", folder=_typed(folder))
    return show(Result("start", data, view, notes=notes, next_step=after), asked)


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


def _new(old: Settings | None, language: Language, name: str) -> Settings:
    from konexio_cli.portfolio.workspace import Settings

    return Settings(language, name, old.course if old else "")


def _refuse_inside(place: Path) -> None:
    """Raise KonexioError for a new workspace inside another: commands could mean either."""
    from konexio_cli.portfolio.workspace import FILE, folder_around

    around = folder_around(place.resolve())
    if around is not None and not (place / FILE).is_file():
        raise KonexioError("workspace-inside", folder=around)


def _typed(folder: Path) -> str:
    """Return a folder as it is typed in a terminal."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _language(default: Language, *, plain: bool) -> Language:
    """Ask in both languages, until one is named: whoever cannot read one can read the other."""
    question = "English: en, Français : fr" if plain else "English: en · Français : fr"
    while True:
        answer = str(typer.prompt(question, default=str(default))).strip().lower()
        if answer in _LANGUAGES:
            return _LANGUAGES[answer]


def _question(text: str, default: str, *, talks: bool) -> str:
    return (
        str(typer.prompt(text, default=default, show_default=bool(default), prompt_suffix=" "))
        if talks
        else default
    )
