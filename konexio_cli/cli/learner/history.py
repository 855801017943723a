"""The kept states of a notebook, each with the line that it changed first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.restoring import sum_of
from konexio_cli.packs.changes import first_change
from konexio_cli.portfolio.states import State


@dataclass(frozen=True, slots=True)
class Line:
    """A state, the first line in which it differs from the one before, and if it is there now.

    `loss` is the code of what makes it unreadable; such a state changes no line.
    """

    state: State
    change: str
    is_now: bool
    loss: str


def history(desk: Desk, exercise_id: str) -> Iterator[Line]:
    """Give the states of an exercise's notebook, the first one first."""
    present = sum_of(desk.workspace.notebook(exercise_id))
    before: bytes | None = None
    for state in desk.journal.states(exercise_id):
        loss, change = desk.loss_of(state), ""
        if not loss:
            body = desk.journal.snapshot(state.sha256)
            change = "" if before is None else first_change(before, body)
            before = body
        yield Line(state, change, state.sha256 == present, loss)
