"""A still program in one turn: its cells are run and what it will be asked is answered, at once."""

from __future__ import annotations

from collections.abc import Sequence

from konexio_cli.grading.foresight import SECONDS, Calls, Told
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.plain import plain_cells, shows
from konexio_cli.sandbox.room import CellRun, Room, RoomEnded, cell_run


def all_at_once(room: Room, cells: Sequence[str], calls: Calls) -> tuple[list[CellRun], Told]:
    """Return the runs of all cells, and what the program has told.

    Raise RoomEnded when the room did not survive it, whatever it was that ended it.
    """
    silent = [not shows(body) for body in plain_cells(tuple(cells)) or ()]
    request: Request = {
        "op": "all",
        "cells": [[*one] for one in zip(cells, silent, strict=True)],
        "calls": [[name, call["args"], call["named"]] for name, call in calls.values()],
        "typed": [],
    }
    match room.ask(request, SECONDS).get("value"):
        case [[*runs], dict(functions), [*answers]] if len(runs) == len(cells):
            told = Told(functions)
            told.hear(calls, answers)
            return [cell_run(run) for run in runs], told
    raise RoomEnded(Verdict.ERROR)
