"""One submission in its rooms: the notebook run once, and again when a room is lost."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Self

from konexio_cli.grading.at_once import all_at_once
from konexio_cli.grading.cells_run import CellsRun
from konexio_cli.grading.crowding import LEAST_SECONDS, crowding_notes
from konexio_cli.grading.foresight import Foresight, Told
from konexio_cli.grading.matching import Program
from konexio_cli.grading.stateless import loose_names, names_in
from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.plain import plain_program
from konexio_cli.sandbox.room import Nature, Room, RoomEnded, Rooms

# A notebook with more cells that end their room than this is not worth more time.
_MOST_LOST_CELLS = 3
# Checks that share a room share its processor time: beyond this, each has a branch with its own.
_MOST_BUSY_SECONDS = 1.0
# Checks that were not answered may take this part of a notebook's own time; then each later
# answer has this part of its time, so that one endless loop does not cost a minute.
_PATIENCE = 0.5
_HURRY = 0.2
# The fixture with which a check changes what the learner's code reads.
_FILES = "files"


class Setting(NamedTuple):
    """Where a program runs: rooms, the files it finds there, and its limits."""

    rooms: Rooms
    data: Mapping[str, bytes]
    limits: Limits


class Place(NamedTuple):
    """Where a check asks its questions, and what it need not ask."""

    room: Room
    told: Told


class Sitting:
    """Opens a room, runs the program's cells, and gives that room to each check.

    A cell that ends its room (endless loop, memory, crash) is left out of the next
    run: what the other cells are worth is not lost. `cells` tells what became of each.
    """

    def __init__(
        self,
        setting: Setting,
        program: Program,
        foresight: Foresight | None = None,
        checks: Iterable[str] = (),
    ) -> None:
        """Sit for a program and the texts of the `checks` that it will meet, where known."""
        self.program = program
        self.cells = CellsRun(program.cells)
        self.crowding: tuple[str, ...] = ()
        self._sought = False
        self._rooms, self._data, self._limits = setting
        self._foresight = foresight
        self._room: Room | None = None
        self._busy = 0.0
        self._patience = _PATIENCE * self._limits.notebook_seconds
        self._hurried = _HURRY * self._limits.seconds
        self._loose = loose_names(tuple(cell.source for cell in program.cells))
        self._told = Told()
        known = map(names_in, checks)
        self._at_once = self.still and not self._data and not any(map(self._needs_more, known))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._foresight:
            self._foresight.note(self._told.asked)
        self._leave()

    def run(self) -> None:
        """Run the notebook, if no room holds it yet. Raise RoomEnded when it cannot be run."""
        if self._room is None:
            self._room = self._opened()

    def _opened(self) -> Room:
        sources = [cell.source for cell in self.program.cells]
        if self._at_once and (still := self._opened_at_once(sources)):
            return still
        nature = Nature(plain=plain_program(sources), still=self.still)
        while len(self.cells.lost) <= _MOST_LOST_CELLS:
            with contextlib.ExitStack() as ending:
                room = self._rooms.open(self._data, self._limits, nature)
                ending.callback(room.close)
                if self._survived_by(room) and self._has_told(room):
                    ending.pop_all()
                    return room
        raise RoomEnded(next(iter(self.cells.lost.values())))

    def _opened_at_once(self, sources: Sequence[str]) -> Room | None:
        """Open a room that runs and tells all in one turn; None where it has to be bit by bit."""
        room = self._rooms.open_still(self._limits)
        with contextlib.ExitStack() as ending, contextlib.suppress(RoomEnded):
            if room:
                ending.callback(room.close)
                self._run_at_once(room, sources)
                ending.pop_all()
                return room
        self._at_once = False
        if room:  # asked one by one, what ends a room costs its cell or its check alone
            self._foresight = None
        return None

    def _run_at_once(self, room: Room, sources: Sequence[str]) -> None:
        begun = time.monotonic()
        calls = self._foresight.likely() if self._foresight else {}
        runs, self._told = all_at_once(room, sources, calls)
        for position, run in enumerate(runs):
            self.cells.ran(position, run)
        self._busy = time.monotonic() - begun

    def _survived_by(self, room: Room) -> bool:
        """Run the cells; tell whether the room is still there. One that is lost is noted."""
        begun = time.monotonic()
        end_of_time = begun + self._limits.notebook_seconds
        for position, cell in enumerate(self.program.cells):
            if position in self.cells.lost:
                continue
            left = max(end_of_time - time.monotonic(), LEAST_SECONDS)
            try:
                self.cells.ran(position, room.run(cell.source, left))
            except RoomEnded as end:
                self.cells.lose(position, end.verdict)
                return False
        self._busy = time.monotonic() - begun
        return True

    def _has_told(self, room: Room) -> bool:
        """Let a still program tell what it will be asked; whether the room is still there."""
        if not self.still:
            return True
        functions = room.ask({"op": "functions"}).get("value")
        self._told = Told(functions if isinstance(functions, dict) else {})
        try:
            if self._foresight:
                self._told.foresee(self._foresight.likely(self._told.functions), room)
        except RoomEnded:
            self._foresight = None  # asked one by one, what ends a room costs its check alone
            return False
        return True

    @contextlib.contextmanager
    def room(self, check: str) -> Iterator[Place]:
        """Give the room as the notebook left it, to a check of the text `check`.

        Raise RoomEnded when the check ends it.
        """
        names = names_in(check)
        if self._at_once and self._needs_more(names):
            self._at_once = False
            self._leave()
        self.run()
        assert self._room is not None
        try:
            with self._place_for(names, self._room) as place:
                yield place
        except RoomEnded:
            self._leave()
            raise

    @contextlib.contextmanager
    def _place_for(self, names: Collection[str], room: Room) -> Iterator[Place]:
        """Give the room itself where no check can leave anything behind, else a branch."""
        if self._is_alone(names):
            with self._branch(room) as branch:
                yield Place(branch, Told())
            return
        room.restore()
        begun = time.monotonic()
        # What was told holds for the files as they were.
        yield Place(room, Told() if _FILES in names else self._told)
        self._busy += time.monotonic() - begun

    @contextlib.contextmanager
    def _branch(self, room: Room) -> Iterator[Room]:
        """Give a branch. Where the room has none, note once which cell is to blame."""
        with contextlib.ExitStack() as ending:
            try:
                branch = ending.enter_context(room.branch())
            except RoomEnded:
                self._leave()  # one room at a time: two would use twice what one may
                self._note_crowding()
                raise
            yield branch

    def _note_crowding(self) -> None:
        if self._sought:
            return
        self._sought = True
        lost = self.cells.lost
        cells = [c for at, c in enumerate(self.program.cells) if at not in lost]
        self.crowding = crowding_notes(self._rooms, self._data, self._limits, cells)

    def _is_alone(self, names: Collection[str]) -> bool:
        """Whether a check that mentions these names might find what another has left."""
        loose = self._loose is None or not self._loose.isdisjoint(names)
        return loose or self._busy > _MOST_BUSY_SECONDS

    def _needs_more(self, names: Collection[str]) -> bool:
        """Whether a check that mentions these names needs a branch, or files for the program."""
        return _FILES in names or self._is_alone(names)

    @property
    def still(self) -> bool:
        """Whether the program provably keeps nothing, and so writes no file."""
        return self._loose is not None

    def waited(self) -> None:
        """Note that an answer did not come in time: after some of these, all have less time."""
        self._patience -= self._limits.seconds
        if self._patience <= 0:
            self._limits = replace(self._limits, seconds=self._hurried)

    def left(self) -> Room | None:
        """Return the room as the notebook left it, for looking only; None when it is lost."""
        with contextlib.suppress(RoomEnded):
            self.run()
        return self._room

    def _leave(self) -> None:
        if self._room is not None:
            self._room.close()
            self._room = None
