"""`konexio receive`: what came back from the trainer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from konexio_cli.cli.learner.answers import Received
    from konexio_cli.exchange.manifest import Receipt, Returned
    from konexio_cli.reports.catalogue import Texts


def receive(
    ctx: typer.Context,
    answer: Annotated[Path, typer.Argument()],
    new_trainer: Annotated[bool, typer.Option("--new-trainer")] = False,
    exercises: Exercises = None,
) -> int:
    """Open receipts and feedback, and keep what they say."""
    from konexio_cli.cli.learner.answers import receive_from
    from konexio_cli.cli.learner.desk import open_desk

    asked: Asked = ctx.obj
    texts = asked.texts
    desk = open_desk(Path.cwd(), exercises)
    received = receive_from(answer, desk, new_trainer=new_trainer)
    code = Exit.NOT_YET if received.problems else Exit.DONE
    after = texts.say("receive.next_read" if received.files else "receive.next")
    notes = tuple(_notes(received, texts))
    return show(
        Result("receive", _data(received), tuple(_view(received, texts)), code, notes, after), asked
    )


def _view(received: Received, texts: Texts) -> Iterator[str]:
    yield texts.count("receive.done", len(received.answers))
    newest = {
        (item.exercise, item.round): (one.receipt, item)
        for one in received.answers
        for item in one.receipt.items
    }
    for receipt, item in newest.values():
        yield _line(receipt, item, texts)
    for exercise in received.raised:
        yield texts.say("kept.raised", exercise=exercise)
    for name in received.badges:
        yield texts.say("kept.badge", name=name)
    for path in received.files:
        yield texts.say("receive.feedback", file=path)


def _line(receipt: Receipt, item: Returned, texts: Texts) -> str:
    facts: dict[str, object] = {"place": receipt.cohort}
    if item.mark:
        facts |= {"points": item.mark.points, "possible": item.mark.possible}
    state = texts.say("status.graded" if item.mark else "status.received", **facts)
    what = {"exercise": item.exercise, "round": item.round, "sha": item.sha256[:12]}
    return "✓ " + texts.say("status.line", **what, state=state)


def _notes(received: Received, texts: Texts) -> Iterator[str]:
    from konexio_cli.cli.learner.answers import short

    for key, cohort in received.trusted.items():
        yield texts.say("receive.trusted", cohort=cohort, key=short(key))
    for problem in received.problems:
        yield from texts.error(problem)


def _data(received: Received) -> dict[str, object]:
    return {
        "received": [
            {
                "file": str(one.path),
                "kind": one.receipt.kind,
                "cohort": one.receipt.cohort,
                "trainer": one.receipt.trainer,
                "items": [item.model_dump(mode="json") for item in one.receipt.items],
            }
            for one in received.answers
        ],
        "trusted": list(received.trusted),
        "credentials": list(received.badges),
        "raised": list(received.raised),
        "feedback": [str(path) for path in received.files],
        "refused": [
            {"code": one.code, "file": str(one.facts.get("file", ""))} for one in received.problems
        ],
    }
