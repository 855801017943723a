"""`konexio submit`: work in one signed file, written, copied or pushed, and never called more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, path_line, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.cli.learner.finding import Found
    from konexio_cli.cli.learner.sending import Delivery
    from konexio_cli.exchange.manifest import Submission
    from konexio_cli.portfolio.sent import Event
    from konexio_cli.reports.catalogue import Texts


def submit(
    ctx: typer.Context,
    exercise: Annotated[list[str] | None, typer.Argument()] = None,
    everything: Annotated[bool, typer.Option("--all")] = False,
    to: Annotated[str, typer.Option("--to")] = "",
    exercises: Exercises = None,
) -> int:
    """Put work into one signed file, and send it where it is wanted."""
    from konexio_cli.cli.learner.answers import short
    from konexio_cli.cli.learner.handing_in import hand_in, manifest_of
    from konexio_cli.cli.learner.sending import deliver, destination, write
    from konexio_cli.cli.learner.traces import key_is_lost
    from konexio_cli.exchange.container import seal
    from konexio_cli.portfolio.identity import identity_of
    from konexio_cli.portfolio.sent import Sent

    asked: Asked = ctx.obj
    texts = asked.texts
    desk, found, notes = _chosen(exercise or [None], exercises, texts, everything=everything)
    lost = key_is_lost(desk.workspace.folder)
    identity = identity_of(desk.workspace)
    if lost:
        notes.append(texts.say("submit.new_key", key=short(identity.key.public.did)))
    where = destination(to, identity.key.public.did)
    handed = [hand_in(desk, one, texts) for one in found]
    manifest = manifest_of(desk, identity, handed)
    files = {name: body for one in handed for name, body in one.files.items()}
    written = write(desk, manifest, seal(manifest, files, identity.key))
    sent = Sent(desk.journal)
    sent.record(_events(manifest, written))
    delivery = deliver(where, written, manifest)
    sent.record(_events(manifest, delivery))
    notes += [note for one in handed for note in one.notes]
    view: list[RenderableType] = [texts.say("submit.done"), path_line(delivery.file)]
    view += [
        _line(item.exercise, item.round, item.notebook.sha256, texts) for item in manifest.items
    ]
    view.append(texts.say(f"submit.{delivery.state}", place=delivery.place))
    after = texts.say(f"submit.next_{delivery.state}")
    return show(
        Result(
            "submit", _data(manifest, delivery), tuple(view), notes=tuple(notes), next_step=after
        ),
        asked,
    )


def _chosen(
    names: Sequence[str | None], exercises: Path | None, texts: Texts, *, everything: bool
) -> tuple[Desk, list[Found], list[str]]:
    """Return the notebooks that are meant. Raise KonexioError when there is none, or a wrong one."""
    from konexio_cli.cli.learner import handing_in
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.cli.learner.finding import find

    if everything:
        desk = open_desk(Path.cwd(), exercises)
        found, notes = handing_in.everything(desk, texts)
        if not found:
            raise KonexioError("submit-nothing")
        return desk, found, notes
    chosen: dict[str, Found] = {}
    for name in names:
        at, one = find(name, exercises)
        if at is None:
            raise KonexioError("workspace-missing")
        chosen[one.exercise.id] = one
        desk = at
    return desk, list(chosen.values()), []


def _line(exercise: str, number: int, sha256: str, texts: Texts) -> str:
    return texts.say("submit.item", exercise=exercise, round=number, sha=sha256[:12])


def _events(manifest: Submission, delivery: Delivery) -> list[Event]:
    from konexio_cli.portfolio.sent import Event

    at = datetime.isoformat(manifest.created)
    return [
        Event(one.exercise, one.round, one.notebook.sha256, delivery.state, at, delivery.place)
        for one in manifest.items
    ]


def _data(manifest: Submission, delivery: Delivery) -> dict[str, object]:
    return {
        "file": str(delivery.file),
        "state": delivery.state,
        "place": delivery.place,
        "items": [
            {
                "exercise": one.exercise,
                "round": one.round,
                "sha256": one.notebook.sha256,
                "files": [file.name for file in one.files],
            }
            for one in manifest.items
        ],
    }
