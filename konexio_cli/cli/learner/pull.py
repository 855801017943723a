"""`konexio pull`: exercises become notebooks in the workspace; newer ones merge with what is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, say_at_once, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.cli.learner.pulling import Brought
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
    asked: Asked = ctx.obj
    texts = asked.texts
    say_at_once(texts.say("pull.busy"), asked)
    from konexio_cli.cli.learner.pulling import bring

    desk, root = _desk(source, exercises)
    done = bring(desk, asked)
    _remember(root, desk.workspace.folder)
    after = _next_step(done, texts)
    notes = tuple(note for note in _notes(desk, done, texts) if note != after)
    view = tuple(_view(desk, done, asked))
    return show(Result("pull", _data(desk, done, asked), view, notes=notes, next_step=after), asked)


def _desk(source: str | None, exercises: Path | None) -> tuple[Desk, Path | None]:
    """Return the desk with the course to pull, and what the workspace is to remember of it."""
    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import embedded_course
    from konexio_cli.portfolio.journal import Journal
    from konexio_cli.portfolio.workspace import open_workspace

    workspace = open_workspace(Path.cwd())
    root = _root(source, exercises, workspace)
    content = root or embedded_course()
    return Desk(workspace, content, read_course(content), Journal(workspace.journal)), root


def _data(desk: Desk, done: Brought, asked: Asked) -> dict[str, object]:
    return {
        "course": desk.course.title.into(asked.language),
        "version": desk.course.version,
        "packs": {name: now for name, (_, now) in done.versions.items()},
        "new": done.new,
        "kept": done.kept,
        "updated": done.updated,
        "not_updated": {one: problem.code for one, problem in done.stuck.items()},
        "left_out": done.left_out,
        "yours": [{"file": str(one.file), "yours": str(one.yours)} for one in done.aside],
        "folder": str(desk.workspace.folder),
    }


def _view(desk: Desk, done: Brought, asked: Asked) -> Iterator[str]:
    texts = asked.texts
    yield texts.say("pull.course", title=desk.course.title.into(asked.language))
    packs = (
        texts.say("pull.pack_newer" if old else "pull.pack", pack=name, old=old, version=now)
        for name, (old, now) in done.versions.items()
    )
    yield texts.say("pull.packs", packs=", ".join(packs))
    if done.new or not (done.kept or done.updated or done.stuck):
        yield texts.count("pull.new", len(done.new))
    if done.updated:
        yield texts.count("pull.updated", len(done.updated))
    if done.kept:
        yield texts.count("pull.kept", len(done.kept))


def _notes(desk: Desk, done: Brought, texts: Texts) -> Iterator[str]:
    """Tell what needs the learner's eye: what could not be updated, and files of theirs."""
    for one, problem in done.stuck.items():
        yield texts.say("pull.not_updated", exercise=one)
        yield from texts.error(problem)
    here = desk.workspace.folder
    for two in done.aside:
        file, yours = two.file.relative_to(here), two.yours.relative_to(here)
        yield texts.say("pull.yours", file=file, yours=yours)
    if done.left_out:
        names = ", ".join(done.left_out)
        yield texts.count("pull.left_out", len(done.left_out), names=names)


def _next_step(done: Brought, texts: Texts) -> str:
    """Return what to do next: first the way back to a notebook that is lost, if one is kept."""
    ways = (texts.error(one)[1] for one in done.stuck.values() if one.way_out != one.code)
    return next(ways, texts.say("pull.next_reload" if done.updated else "pull.next"))


def _root(source: str | None, exercises: Path | None, workspace: Workspace) -> Path | None:
    """Return the folder of the course to use; None for the one that came with konexio.

    Without a source, the workspace keeps the course that it has.
    """
    from konexio_cli.packs.library import embedded_course, exercises_folder
    from konexio_cli.packs.sources import pull_course

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
