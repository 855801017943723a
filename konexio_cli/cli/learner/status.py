"""`konexio status`: what was handed in, how far it is proved to have come, and what changed since."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.portfolio.sent import Standing
    from konexio_cli.reports.catalogue import Texts


def status(ctx: typer.Context, exercises: Exercises = None) -> int:
    """Show where the work is that was handed in."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.cli.learner.traces import forgotten

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    rows = list(_rows(desk))
    waiting = _not_handed_in(desk, rows)
    lost = forgotten(desk.workspace.folder)
    view = [line for row in rows for line in _lines(row, texts)]
    notes = [texts.count("status.waiting", len(waiting))] if waiting else []
    title = texts.say("status.title" if rows else "status.none")
    after = _next_step(desk, rows, waiting, texts)
    if lost:
        what, after = texts.error(lost)
        title, notes = (title, [*notes, what]) if rows else (what, notes)
    data: dict[str, object] = {
        "handed_in": [_data(row) for row in rows],
        "passed_not_handed_in": waiting,
        "not_in_journal": str(lost.facts["there"]) if lost else "",
    }
    return show(Result("status", data, (title, *view), notes=tuple(notes), next_step=after), asked)


@dataclass(frozen=True, slots=True)
class Row:
    """Where a round of an exercise stands; `changed` is None when its notebook is unreadable."""

    standing: Standing
    changed: bool | None


def _rows(desk: Desk) -> Iterator[Row]:
    from konexio_cli.portfolio.sent import Sent

    order = {exercise: place for place, exercise in enumerate(desk.course.exercises)}
    found = Sent(desk.journal).standings()
    for exercise, number in sorted(found, key=lambda one: (order.get(one[0], len(order)), one)):
        standing = found[exercise, number]
        yield Row(standing, _changed(desk, standing))


def _changed(desk: Desk, standing: Standing) -> bool | None:
    from konexio_cli.cli.learner.finding import on_desk
    from konexio_cli.cli.learner.handing_in import to_hand_in
    from konexio_cli.packs.outputs import without_outputs

    try:
        found = on_desk(desk, standing.handed_in.exercise)
        number, body = to_hand_in(desk, found)
        sha256 = hashlib.sha256(without_outputs(body, found.path)).hexdigest()
    except KonexioError:
        return None
    return number == standing.handed_in.round and sha256 != standing.handed_in.sha256


def _not_handed_in(desk: Desk, rows: Sequence[Row]) -> list[str]:
    handed = {(row.standing.handed_in.exercise, row.standing.handed_in.round) for row in rows}
    passed = desk.journal.passed()
    return [
        one for one in desk.course.exercises if one in passed and (one, passed[one]) not in handed
    ]


def _lines(row: Row, texts: Texts) -> Iterator[str]:
    from konexio_cli.portfolio.sent import State

    handed, word, graded = row.standing.handed_in, row.standing.word, row.standing.graded
    facts = asdict(word)
    state = texts.say(f"status.{word.state}", **facts)
    sign = "✓" if word.state in {State.RECEIVED, State.GRADED} else "·"
    yield f"{sign} " + texts.say(
        "status.line", **facts | {"state": state, "sha": handed.sha256[:12]}
    )
    if word.state is State.WRITTEN:
        yield "    " + texts.say("status.file", place=word.place)
    if graded and graded.sha256 != handed.sha256:
        yield "    " + texts.say("status.older", points=graded.points, possible=graded.possible)
    if row.changed:
        yield "    " + texts.say("status.changed")


def _data(row: Row) -> dict[str, object]:
    standing = row.standing
    return {
        **asdict(standing.word),
        "changed": row.changed,
        "graded": asdict(standing.graded) if standing.graded else None,
    }


def _next_step(desk: Desk, rows: Sequence[Row], waiting: Sequence[str], texts: Texts) -> str:
    """Return the step that brings work nearer to its grade: the nearest loss stands first."""
    from konexio_cli.portfolio.sent import State

    states = {row.standing.word.state for row in rows}
    if any(row.changed for row in rows) or waiting:
        return texts.say("status.next_submit")
    if State.WRITTEN in states:
        return texts.say("status.next_carry", folder=desk.workspace.folder / "outbox")
    if states & {State.COPIED, State.PUSHED}:
        return texts.say("status.next_receive")
    return texts.say("status.next_learn")
