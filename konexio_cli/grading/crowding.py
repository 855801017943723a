"""Which cell leaves a room of which no check can have a branch; see decision 0007."""

from __future__ import annotations

import contextlib
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from konexio_cli.model.exercise import Limits
from konexio_cli.model.notebook import Cell
from konexio_cli.sandbox.room import RoomEnded, Rooms

# Enough to be told that there is no time left.
LEAST_SECONDS = 0.05


def crowding_notes(
    rooms: Rooms, data: Mapping[str, bytes], limits: Limits, cells: Sequence[Cell]
) -> tuple[str, ...]:
    """Return a note that names the cell after which a room has no branch, if it is found again."""
    found = _crowding_cell(rooms, data, limits, cells)
    return (f"cell-crowds:{found.name or found.position + 1}",) if found else ()


def _crowding_cell(
    rooms: Rooms, data: Mapping[str, bytes], limits: Limits, cells: Sequence[Cell]
) -> Cell | None:
    """Return the first cell after which a room has no branch; None if it cannot be found again.

    It has left a process, a thread, or more files than can be given back to each check.
    """

    def crowded(position: int) -> bool:
        # A branch takes the place of what a later cell starts: each trial has a room of its own.
        end_of_time = time.monotonic() + limits.notebook_seconds
        with contextlib.closing(rooms.open(data, limits)) as room:
            for cell in cells[: position + 1]:
                room.run(cell.source, max(end_of_time - time.monotonic(), LEAST_SECONDS))
            try:
                with room.branch():
                    return False
            except RoomEnded:
                return True

    with contextlib.suppress(RoomEnded):
        found = bisect_left(range(len(cells)), True, key=crowded)
        return cells[found] if found < len(cells) else None
    return None
