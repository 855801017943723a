"""Rooms whose work another thread may stop midway, such as when a newer notebook is there."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.around import RoomAround
from konexio_cli.sandbox.room import UNKNOWN, CellRun, Nature, Room, RoomEnded, Rooms, Tier

T = TypeVar("T")


class Stopped(KeyboardInterrupt):
    """Nobody waits for what these rooms would tell: whoever lets Ctrl-C through, lets this."""


class StoppableRooms:
    """Rooms of any kind. Once stopped, whoever asks them hears Stopped, until they go on."""

    def __init__(self, rooms: Rooms) -> None:
        self.name = rooms.name
        self.branches = rooms.branches
        self._rooms = rooms
        self._held: list[Room] = []
        self._lock = threading.Lock()
        self._is_stopped = False

    @property
    def tier(self) -> Tier:
        """What these rooms hold, found by trying."""
        return self._rooms.tier

    def stop(self) -> None:
        """End all waiting, from any thread. Whoever waited closes the rooms, as ever."""
        with self._lock:
            self._is_stopped = True
            for room in self._held:
                room.cut()

    def go_on(self) -> None:
        """Answer again, in rooms that are opened from now on."""
        self._is_stopped = False

    def open(self, data: Mapping[str, bytes], limits: Limits, nature: Nature = UNKNOWN) -> Room:
        """Open a room. Raise Stopped where no more is asked for."""
        return self.turn(lambda: StoppableRoom(self, self._rooms.open(data, limits, nature)))

    def open_still(self, limits: Limits) -> Room | None:
        """Open a room for a still program, if there is such a room."""
        room = self.turn(lambda: self._rooms.open_still(limits))
        return StoppableRoom(self, room) if room else None

    def close(self) -> None:
        """End every room."""
        self._rooms.close()

    def turn(self, ask: Callable[[], T]) -> T:
        """Return what a room answers. Raise Stopped where the rooms are stopped before it does."""
        self._go_no_further()
        try:
            return ask()
        except RoomEnded:
            self._go_no_further()
            raise

    def _go_no_further(self) -> None:
        if self._is_stopped:
            raise Stopped

    def hold(self, room: Room) -> None:
        """Note a room that may be waited for."""
        with self._lock:
            self._held.append(room)

    def let_go(self, room: Room) -> None:
        """Forget a room: after this nobody cuts it off."""
        with self._lock, contextlib.suppress(ValueError):
            self._held.remove(room)


class StoppableRoom(RoomAround):
    """A room, or a branch of it, whose answers may be cut off."""

    def __init__(self, rooms: StoppableRooms, room: Room) -> None:
        super().__init__(room)
        self._rooms = rooms
        rooms.hold(room)

    def run(self, source: str, seconds: float) -> CellRun:
        """Run one cell."""
        return self._rooms.turn(lambda: self._room.run(source, seconds))

    def ask(self, request: Request, seconds: float | None = None) -> Request:
        """Put one question about the learner's names."""
        return self._rooms.turn(lambda: self._room.ask(request, seconds))

    @contextlib.contextmanager
    def branch(self) -> Iterator[StoppableRoom]:
        """Give a branch of the room, which may be cut off as well."""
        with contextlib.ExitStack() as ending:
            branch = self._rooms.turn(lambda: ending.enter_context(self._room.branch()))
            ours = StoppableRoom(self._rooms, branch)
            ending.callback(self._rooms.let_go, branch)
            yield ours

    def close(self) -> None:
        """End the room and everything in it."""
        self._rooms.let_go(self._room)
        self._room.close()
