"""`konexio pull`: exercises become notebooks in the workspace; the learner's are never touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show

if TYPE_CHECKING:
    from konexio_cli.portfolio.workspace import Workspace
    from konexio_cli.reports.catalogue import Texts

# What stands for the course that came with konexio; a folder of this name is `./built-in`.
_BUILT_IN = "built-in"


def pull(
    ctx: typer.Context,
    source: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Bring the exercises of a source into the workspace."""
    from konexio_cli.cli.learner.notebooks import place
    from konexio_cli.packs.exercises import read_course, read_exercise
    from konexio_cli.packs.sources import embedded_course
    from konexio_cli.portfolio.workspace import open_workspace

    asked: Asked = ctx.obj
    workspace = open_workspace(Path.cwd())
    root = _root(source, exercises, workspace)
    course = read_course(root or embedded_course())
    new: list[str] = []
    kept: list[str] = []
    for one in course.exercises:
        exercise = read_exercise(root or embedded_course(), one)
        made = place(workspace, exercise, asked)
        (new if made else kept).append(one)
    _remember(root, workspace.folder)
    texts, title = asked.texts, course.title.into(asked.language)
    data: dict[str, object] = {
        "course": title,
        "new": new,
        "kept": kept,
        "folder": str(workspace.folder),
    }
    view = (texts.say("pull.course", title=title), *_view(texts, len(new), len(kept)))
    return show(Result("pull", data, view, next_step=texts.say("pull.next")), asked)


def _view(texts: Texts, new: int, kept: int) -> tuple[str, ...]:
    first = (texts.count("pull.new", new),) if new or not kept else ()
    return (*first, texts.count("pull.kept", kept)) if kept else first


def _root(source: str | None, exercises: Path | None, workspace: Workspace) -> Path | None:
    """Return the folder of the course to use; None for the one that came with konexio.

    Without a source, the workspace keeps the course that it has.
    """
    from konexio_cli.packs.library import exercises_folder
    from konexio_cli.packs.sources import embedded_course, pull_course

    if source == _BUILT_IN:
        return None
    if source is not None:
        return pull_course(source, workspace.folder / ".konexio" / "courses")
    if exercises is not None:
        return exercises_folder(exercises, workspace.folder, embedded_course()).absolute()
    return Path(workspace.settings.course) if workspace.settings.course else None


def _remember(root: Path | None, folder: Path) -> None:
    from dataclasses import replace

    from konexio_cli.portfolio.workspace import open_workspace, save

    settings = open_workspace(folder).settings
    save(folder, replace(settings, course="" if root is None else str(root)))
