"""`konexio portfolio build` and `preview`: what strangers see, made and said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.model.exercise import Exercise
    from konexio_cli.model.showcase import Piece, Showcase
    from konexio_cli.portfolio.private import LeftOut
    from konexio_cli.reports.catalogue import Texts

# What tells that a folder is a site of ours, which may be made anew.
_OURS = "resume.json"


def build(
    ctx: typer.Context,
    site_into: Annotated[Path, typer.Option("--out")] = Path("site"),
    exercises: Exercises = None,
) -> int:
    """Make the site in a folder."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.cli.learner.papers import papers_in
    from konexio_cli.packs.skills import read_skills
    from konexio_cli.reports.site.site import site_files

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    shown, _, notes = _showcase(desk, texts)
    files = site_files(shown, read_skills(desk.root), asked.language, papers_in(shown))
    _write(site_into, files)
    data: dict[str, object] = {"folder": str(site_into), "files": sorted(files)}
    view = (texts.say("built.done", folder=site_into), texts.count("built.pages", len(shown.tasks)))
    after = texts.say("built.next", file=site_into / "index.html")
    return show(Result("portfolio build", data, view, notes=notes, next_step=after), asked)


def preview(ctx: typer.Context, exercises: Exercises = None) -> int:
    """Say what strangers will see, and what not."""
    from konexio_cli.cli.learner.desk import open_desk

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    shown, hidden, notes = _showcase(desk, texts)
    left_out = [f"  · {piece.exercise}" for piece in hidden]
    if hidden:
        left_out.append(f"  {texts.say('built.in_history', folder=desk.workspace.portfolio.name)}")
    view = [texts.say("built.shown"), *_person(shown, texts)]
    view += [line for piece in shown.pieces for line in _piece(piece, texts)]
    view += [f"  {texts.say('built.badge', name=one.name)}" for one in shown.signed]
    view += ["", texts.say("built.hidden"), *(left_out or [f"  {texts.say('built.nothing')}"])]
    data: dict[str, object] = {
        "name": shown.name,
        "headline": shown.headline,
        "about": shown.about,
        "contact": list(shown.contact),
        "shown": [piece.exercise for piece in shown.pieces],
        "rounds": _rounds(shown),
        "hidden": [piece.exercise for piece in hidden],
    }
    after = texts.say("built.next_preview")
    result = Result("portfolio preview", data, tuple(view), notes=notes, next_step=after)
    return show(result, asked)


def _showcase(desk: Desk, texts: Texts) -> tuple[Showcase, tuple[Piece, ...], tuple[str, ...]]:
    """Return what is shown, the pieces that are left out, and what to say of single files."""
    from dataclasses import replace

    from konexio_cli.cli.learner.badges import other_names, without_unbelieved
    from konexio_cli.cli.learner.believing import (
        by_signatures_and_course,
        known_exercises,
        with_course_briefs,
    )
    from konexio_cli.portfolio.choices import read_choices
    from konexio_cli.portfolio.history import Portfolio
    from konexio_cli.portfolio.private import without_own_paths
    from konexio_cli.portfolio.showing import showcase
    from konexio_cli.portfolio.still import without_active

    workspace, course = desk.workspace, known_exercises(desk)
    believed = by_signatures_and_course(desk, course)
    folder, name = workspace.portfolio, workspace.settings.name
    choices = read_choices(folder)
    everything = showcase(folder, replace(choices, hidden=()), name, believed)
    own = (workspace.folder.absolute(), Path.home())
    public = with_course_briefs(showcase(folder, choices, name, believed), course)
    shown, left = without_own_paths(public, own)
    shown, active = without_active(shown)
    shown, unbelieved = without_unbelieved(shown, folder)
    ours = {piece.exercise for piece in shown.pieces}
    notes = [_not_shown(one, texts) for one in left]
    notes += [texts.say("built.active", file=file, exercise=one) for one, file in active]
    notes += [texts.say("built.unbelieved", file=one) for one in unbelieved]
    notes += _of_files(desk, shown, course, texts)
    for other in other_names(shown, map(believed, Portfolio(folder).entries())):
        notes.append(texts.say("built.other_name", name=shown.name, other=other))
    hidden = tuple(piece for piece in everything.pieces if piece.exercise not in ours)
    return shown, hidden, tuple(notes)


def _of_files(
    desk: Desk, shown: Showcase, course: Mapping[str, Exercise], texts: Texts
) -> Iterator[str]:
    """Say which files are not as their learner may think: without a sheet, or not kept at all."""
    from konexio_cli.cli.learner.delivering import badly_named
    from konexio_cli.cli.learner.papers import unreadable_in

    for name, file, problem in unreadable_in(shown):
        why, _ = texts.error(problem)
        yield f"{texts.say('built.no_sheet', file=file.name, exercise=name)} {why}"
    for piece in shown.pieces:
        if exercise := course.get(piece.exercise):
            for name in badly_named(exercise, desk.workspace.notebook(exercise.id)):
                yield texts.say("submit.left_out", name=name)


def _not_shown(one: LeftOut, texts: Texts) -> str:
    if one.file:
        return texts.say("built.left_out", file=one.file, exercise=one.exercise, path=one.path)
    if one.exercise:
        return texts.say("built.left_out_words", exercise=one.exercise, path=one.path)
    return texts.say("built.left_out_about", path=one.path)


def _person(shown: Showcase, texts: Texts) -> Iterator[str]:
    yield f"  {texts.say('built.name', name=shown.name)}"
    for key, text in (("headline", shown.headline), ("about", shown.about)):
        if text:
            yield f"  {texts.say(f'built.{key}', text=text)}"
    for line in shown.contact:
        yield f"  {texts.say('built.contact', text=line)}"


def _piece(piece: Piece, texts: Texts) -> Iterator[str]:
    title = piece.title.into(texts.language)
    yield f"✓ {title}  ({piece.exercise})  {texts.say(f'evidence.{piece.evidence}')}"
    for one in piece.weaker:
        word = texts.say(f"evidence.{one.evidence}")
        yield f"    {texts.say('site.weaker', number=one.number, evidence=word)}"
    if piece.words:
        yield f"    {texts.say('built.words', text=piece.words)}"
    for file in piece.signed:
        yield f"    {texts.say('built.badge', name=file.name)}"
    for one in piece.rounds:
        if len(piece.rounds) > 1:
            word = texts.say(f"evidence.{one.evidence}")
            yield f"    {texts.say('built.round', number=one.number, evidence=word)}"
        for file in one.files:
            yield f"      {texts.say('built.file', name=file.name)}"


def _rounds(shown: Showcase) -> list[dict[str, object]]:
    return [
        {
            "exercise": piece.exercise,
            "round": one.number,
            "evidence": one.evidence,
            "files": [file.name for file in one.files],
        }
        for piece in shown.pieces
        for one in piece.rounds
    ]


def _write(out: Path, files: dict[str, bytes]) -> None:
    """Write a site anew beside the old one, then take its place."""
    import shutil

    from konexio_cli.durable import machine_errors, write_atomically

    if out.is_file():
        raise KonexioError("folder-is-file", file=out)
    if out.is_dir() and any(out.iterdir()) and not (out / _OURS).is_file():
        raise KonexioError("site-folder", folder=out)
    new = out.with_name(f".{out.name}.new")
    with machine_errors(out):
        shutil.rmtree(new, ignore_errors=True)
        for name, body in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(new / name, body)
        shutil.rmtree(out, ignore_errors=True)
        new.rename(out)
