"""`konexio portfolio hide`, `show`, `top`, `words` and `about`: what strangers see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.portfolio.choices import Choices

Change = Callable[["Choices"], "Choices"]
Named = Annotated[str, typer.Argument()]
Words = Annotated[str, typer.Argument()]


def hide(ctx: typer.Context, exercise: Named) -> int:
    """Leave an exercise out of what strangers see."""
    return _chosen(ctx.obj, "hide", exercise, lambda choices, name: choices.hide(name))


def show_again(ctx: typer.Context, exercise: Named) -> int:
    """Show an exercise that was left out."""
    return _chosen(ctx.obj, "show", exercise, lambda choices, name: choices.show(name))


def put_on_top(ctx: typer.Context, exercise: Named) -> int:
    """Put an exercise before all others."""
    return _chosen(ctx.obj, "top", exercise, lambda choices, name: choices.put_first(name))


def words(ctx: typer.Context, exercise: Named, text: Words) -> int:
    """Say something about an exercise in one's own words."""
    return _chosen(ctx.obj, "words", exercise, lambda choices, name: choices.say(text, name))


def about(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Option("--name")] = None,
    headline: Annotated[str | None, typer.Option("--headline")] = None,
    text: Annotated[str | None, typer.Option("--text")] = None,
    contact: Annotated[list[str] | None, typer.Option("--contact")] = None,
) -> int:
    """Say who one is, and how a client can write."""
    plain = None if name is None else name.strip()
    given = {"name": plain, "headline": headline, "about": text}
    said: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    if contact:
        said["contact"] = tuple(contact)
    told = "name_back" if plain == "" else "about"
    return _changed(ctx.obj, "about", "", lambda choices: replace(choices, **said), told)  # type: ignore[arg-type]  # each value is of its field's type


def _chosen(
    asked: Asked, command: str, exercise: str, change: Callable[[Choices, str], Choices]
) -> int:
    from konexio_cli.portfolio.history import Portfolio
    from konexio_cli.portfolio.workspace import open_workspace

    name = exercise.strip("/")
    entries = Portfolio(open_workspace(Path.cwd()).portfolio).entries()
    kept = {entry.exercise for entry in entries}
    if name not in kept:
        raise KonexioError("portfolio-without", exercise=name, known=", ".join(sorted(kept)) or "-")
    return _changed(asked, command, name, lambda choices: change(choices, name))


def _changed(asked: Asked, command: str, exercise: str, change: Change, told: str = "") -> int:
    from konexio_cli.cli.learner.keeping import caught_up
    from konexio_cli.portfolio.choices import read_choices, write_choices
    from konexio_cli.portfolio.history import Portfolio
    from konexio_cli.portfolio.workspace import open_workspace

    workspace = open_workspace(Path.cwd())
    old = read_choices(workspace.portfolio)
    new = change(old)
    _demand_no_path(set(new.texts) - set(old.texts), workspace.folder)
    write_choices(workspace.portfolio, new)
    problem = caught_up(Portfolio(workspace.portfolio))
    texts = asked.texts
    notes = texts.error(problem)[:1] if problem else ()
    name = workspace.settings.name
    view = (texts.say(f"choices.{told or command}", exercise=exercise, name=name),)
    data: dict[str, object] = {"exercise": exercise}
    return show(
        Result(
            f"portfolio {command}", data, view, notes=notes, next_step=texts.say("choices.next")
        ),
        asked,
    )


def _demand_no_path(words: set[str], workspace: Path) -> None:
    """Refuse new words that name a folder of this computer: strangers would read them."""
    from konexio_cli.portfolio.private import own_path_in

    for text in words:
        own = (workspace.absolute(), Path.home())
        if path := own_path_in(text.encode("utf-8", "replace"), own):
            raise KonexioError("words-with-path", path=path)
