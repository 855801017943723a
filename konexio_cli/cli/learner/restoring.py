"""A state of a notebook put back: the present one is kept first, so that this, too, can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.notebooks import notebook_now, rewrite, write_in_folder
from konexio_cli.errors import KonexioError
from konexio_cli.packs.notebooks import parse, read_bytes
from konexio_cli.portfolio.states import Reason, State


def restore(desk: Desk, exercise_id: str, number: int | None = None) -> State:
    """Put a kept state in the notebook's place, and return it; no other file is touched.

    Without a number it is the newest one that differs from the notebook: doing this twice
    changes nothing. What takes the place of a lost notebook can be read. Raise KonexioError
    when there is no such state, or the file cannot be read or written.
    """
    path = desk.workspace.notebook(exercise_id)
    states = desk.journal.states(exercise_id)
    chosen = _newest_other(desk, path, states) if number is None else _numbered(number, states)
    body = desk.journal.snapshot(chosen.sha256)
    if path.exists():
        rewrite(desk, exercise_id, (Reason.BEFORE_UNDO, Reason.UNDO), lambda _: body)
    else:
        desk.journal.keep(exercise_id, (body, Reason.UNDO))
        write_in_folder(path, body)
    return chosen


def sum_of(path: Path) -> str:
    """Return the SHA-256 of a notebook as it is now; "" when there is none."""
    return sha256(notebook_now(path)).hexdigest() if path.exists() else ""


def _newest_other(desk: Desk, path: Path, states: Sequence[State]) -> State:
    present, lost = sum_of(path), is_lost(path)
    others = (one for one in states if one.sha256 != present and one.newest)
    for one in sorted(others, key=lambda one: one.newest, reverse=True):
        if not (lost and desk.loss_of(one)):
            return one
    raise KonexioError("undo-nothing")


def is_lost(path: Path) -> bool:
    """Whether there is nothing at a notebook's path that can be read as one."""
    try:
        parse(read_bytes(path), path)
    except KonexioError:
        return True
    return False


def _numbered(number: int, states: Sequence[State]) -> State:
    if not 1 <= number <= len(states):
        raise KonexioError("undo-unknown", number=number, count=len(states))
    return states[number - 1]
