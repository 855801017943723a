"""`konexio portfolio build` and `preview`: what strangers see, made and said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.model.showcase import Piece, Showcase
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
    from konexio_cli.cli.learner.public import public_of
    from konexio_cli.packs.skills import read_skills
    from konexio_cli.reports.site.site import site_files

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    public = public_of(desk, texts)
    shown = public.shown
    files = site_files(shown, read_skills(desk.root), asked.language, papers_in(shown))
    _write(site_into, files)
    data: dict[str, object] = {"folder": str(site_into), "files": sorted(files)}
    view = (texts.say("built.done", folder=site_into), texts.count("built.pages", len(shown.tasks)))
    after = texts.say("built.next", file=site_into / "index.html")
    return show(Result("portfolio build", data, view, notes=public.notes, next_step=after), asked)


def preview(ctx: typer.Context, exercises: Exercises = None) -> int:
    """Say what strangers will see, and what not."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.cli.learner.public import public_of

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    public = public_of(desk, texts)
    shown, hidden = public.shown, public.hidden
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
    result = Result("portfolio preview", data, tuple(view), notes=public.notes, next_step=after)
    return show(result, asked)


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
