"""One submission in its rooms: the notebook run once, and again when a room is lost."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from typing import Self

from konexio_cli.grading.matching import Program
from konexio_cli.model.exercise import Limits
from konexio_cli.model.grade import CellError
from konexio_cli.model.notebook import Cell
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.room import CellRun, Room, RoomEnded, Rooms

# A notebook with more cells that end their room than this is not worth more time.
_MOST_LOST_CELLS = 3
# Enough to be told that there is no time left.
_LEAST_SECONDS = 0.05
# A line of a learner's may have ten million characters.
_LONGEST_LINE = 500


class Sitting:
    """Opens a room, runs the program's cells, and gives that room to each check.

    A cell that ends its room (endless loop, memory, crash) is left out of the next
    run: what the other cells are worth is not lost. `lost` tells why, by position.
    """

    def __init__(
        self, rooms: Rooms, program: Program, data: Mapping[str, bytes], limits: Limits
    ) -> None:
        self.program = program
        self.lost: dict[int, Verdict] = {}
        self.runs: dict[int, CellRun] = {}
        self._rooms = rooms
        self._data = data
        self._limits = limits
        self._room: Room | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._leave()

    def run(self) -> None:
        """Run the notebook, if no room holds it yet. Raise RoomEnded when it cannot be run."""
        while self._room is None:
            if len(self.lost) > _MOST_LOST_CELLS:
                raise RoomEnded(next(iter(self.lost.values())))
            room = self._rooms.open(self._data, self._limits)
            try:
                self._run_cells(room)
            except RoomEnded:
                room.close()
            except BaseException:
                room.close()
                raise
            else:
                self._room = room

    def _run_cells(self, room: Room) -> None:
        end_of_time = time.monotonic() + self._limits.notebook_seconds
        for position, cell in enumerate(self.program.cells):
            if position in self.lost:
                continue
            left = max(end_of_time - time.monotonic(), _LEAST_SECONDS)
            try:
                self.runs[position] = room.run(cell.source, left)
            except RoomEnded as end:
                self.lost[position] = end.verdict
                self.runs[position] = CellRun(error=str(end.verdict))
                raise

    @contextlib.contextmanager
    def room(self) -> Iterator[Room]:
        """Give the room as the notebook left it. Raise RoomEnded when a check ends it."""
        self.run()
        assert self._room is not None
        try:
            with self._room.branch() as branch:
                yield branch
        except RoomEnded:
            self._leave()
            raise

    def left(self) -> Room | None:
        """Return the room as the notebook left it, for looking only; None when it is lost."""
        with contextlib.suppress(RoomEnded):
            self.run()
        return self._room

    def output(self, name: str) -> str:
        """Return what the last cell called `name` printed."""
        return self._run_of(name).stdout

    def error(self, name: str) -> str:
        """Return the type name of the exception that the cell ended with; "" for none."""
        return self._run_of(name).error

    @property
    def cell_errors(self) -> tuple[CellError, ...]:
        """Return the cells that did not run to their end, in their order."""
        return tuple(
            CellError(cell.name, run.error, run.error_text, _line(cell, run.error_line))
            for position, cell in enumerate(self.program.cells)
            if (run := self.runs.get(position, CellRun())).error
        )

    def _run_of(self, name: str) -> CellRun:
        for position in reversed(range(len(self.program.cells))):
            if self.program.cells[position].name == name:
                return self.runs.get(position, CellRun())
        return CellRun()

    def _leave(self) -> None:
        if self._room is not None:
            self._room.close()
            self._room = None


def _line(cell: Cell, number: int) -> str:
    lines = cell.source.splitlines()
    return lines[number - 1].strip()[:_LONGEST_LINE] if 0 < number <= len(lines) else ""
