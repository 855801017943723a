"""A still program in one turn: its cells are run and what it will be asked is answered, at once."""

from __future__ import annotations

from collections.abc import Sequence

from konexio_cli.grading.foresight import SECONDS, Calls, Told
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.room import CellRun, Room, RoomEnded, cell_run
from konexio_cli.sandbox.wire import Json


def all_at_once(room: Room, cells: Sequence[str], calls: Calls) -> tuple[list[CellRun], Told]:
    """Return the runs of all cells, and what the program has told.

    Raise RoomEnded when the room did not survive it, whatever it was that ended it.
    """
    wanted: list[Json] = [{**call, "function": name} for name, call in calls.values()]
    request: Request = {"op": "all", "cells": list(cells), "calls": wanted, "typed": []}
    match room.ask(request, SECONDS).get("value"):
        case [[*runs], dict(functions), [*answers]] if len(runs) == len(cells):
            told = Told(functions)
            told.hear(calls, answers)
            return [cell_run(run) for run in runs], told
    raise RoomEnded(Verdict.ERROR)
