"""The kept states of a notebook, each with the line that it changed first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.restoring import sum_of
from konexio_cli.errors import KonexioError
from konexio_cli.packs.changes import first_change
from konexio_cli.portfolio.states import State


@dataclass(frozen=True, slots=True)
class Line:
    """A state, the first line in which it differs from the one before, and if it is there now."""

    state: State
    change: str
    is_now: bool


def history(desk: Desk, exercise_id: str) -> Iterator[Line]:
    """Give the states of an exercise's notebook, the first one first."""
    present = sum_of(desk.workspace.notebook(exercise_id))
    before: bytes | None = None
    for state in desk.journal.states(exercise_id):
        body = _body(desk, state.sha256)
        change = "" if before is None else first_change(before, body)
        yield Line(state, change, state.sha256 == present)
        before = body


def _body(desk: Desk, sha256: str) -> bytes:
    """Return what was kept; a state that is damaged must not hide the others."""
    try:
        return desk.journal.snapshot(sha256)
    except KonexioError:
        return b""
