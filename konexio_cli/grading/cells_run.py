"""What became of a program's cells: what each left, and which of them ended their room."""

from __future__ import annotations

from collections.abc import Sequence

from konexio_cli.model.grade import CellError
from konexio_cli.model.notebook import Cell
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.room import CellRun

# A line of a learner's may have ten million characters.
_LONGEST_LINE = 500
_LOOPS = ("while ", "while(", "for ")


class CellsRun:
    """The runs of cells by position; `lost` tells of those that ended their room why."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells
        self._runs: dict[int, CellRun] = {}
        self.lost: dict[int, Verdict] = {}

    def ran(self, position: int, run: CellRun) -> None:
        """Keep what a cell left; when it is run again, that counts."""
        self._runs[position] = run

    def lose(self, position: int, verdict: Verdict) -> None:
        """Note that a cell ended its room: it is not to be run again."""
        self.lost[position] = verdict
        self._runs[position] = CellRun(error=str(verdict))

    def output(self, name: str) -> str:
        """Return what the last cell called `name` printed."""
        return self._run_of(name).stdout

    def error(self, name: str) -> str:
        """Return the type name of the exception that the cell ended with; "" for none."""
        return self._run_of(name).error

    @property
    def errors(self) -> tuple[CellError, ...]:
        """Return the cells that did not run to their end, in their order."""
        return tuple(
            CellError(cell.name, run.error, run.error_text, _line(cell, number))
            for position, cell in enumerate(self._cells)
            if (run := self._runs.get(position, CellRun())).error
            for number in [_loop_in(cell) if position in self.lost else run.error_line]
        )

    def _run_of(self, name: str) -> CellRun:
        for position in reversed(range(len(self._cells))):
            if self._cells[position].name == name:
                return self._runs.get(position, CellRun())
        return CellRun()


def _loop_in(cell: Cell) -> int:
    """Return the number of the line to look at in a cell that ended its room: a loop, or the first."""
    lines = cell.source.splitlines()
    written = [number for number, line in enumerate(lines, 1) if line.strip()]
    loops = (number for number in written if lines[number - 1].lstrip().startswith(_LOOPS))
    return next(loops, next(iter(written), 0))


def _line(cell: Cell, number: int) -> str:
    lines = cell.source.splitlines()
    return lines[number - 1].strip()[:_LONGEST_LINE] if 0 < number <= len(lines) else ""
