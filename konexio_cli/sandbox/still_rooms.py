"""Rooms of still programs that look at no file, as the judge holds them: a mother forks them."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.room import CellRun, cell_run
from konexio_cli.sandbox.turns import cut_off, exchange
from konexio_cli.sandbox.warm_process import WarmProcess, limits_of
from konexio_cli.sandbox.wire import dumps

_SECONDS = 60.0
_SMALL = 1 << 12
_NOWHERE = Path("/nonexistent")


class StillRoom:
    """One room. It has no folder; its program keeps nothing, so that it is its own branch."""

    folder = _NOWHERE

    def __init__(self, sock: socket.socket, limits: Limits, end: Callable[[], None]) -> None:
        self._sock = sock
        self._limits = limits
        self._end = end

    def run(self, source: str, seconds: float) -> CellRun:
        """Run one cell."""
        request: Request = {"op": "run", "source": source, "typed": []}
        return cell_run(exchange(self._sock, request, self._limits, seconds).get("value"))

    def ask(self, request: Request, seconds: float | None = None) -> Request:
        """Put one question about the learner's names."""
        return exchange(self._sock, request, self._limits, seconds)

    def put(self, name: str, body: bytes) -> None:
        """Refuse: whoever has files for a program opens another kind of room."""
        del body
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), name)

    def read(self, name: str, most: int) -> bytes:
        """Find no file."""
        del most
        raise FileNotFoundError(name)

    def names(self) -> list[str]:
        """Return no name."""
        return []

    def restore(self) -> None:
        """Leave all as it is: nothing can change."""

    @contextlib.contextmanager
    def branch(self) -> Iterator[StillRoom]:
        """Give the room itself."""
        yield self

    def cut(self) -> None:
        """Let whoever waits for an answer wait no longer."""
        cut_off(self._sock)

    def close(self) -> None:
        """End the room's process."""
        with self._sock:
            end, self._end = self._end, _nothing
            end()


def _nothing() -> None:
    """End nothing: a room is closed once."""


class StillRooms:
    """Mothers, each with one room at a time; one that does not answer as agreed is replaced."""

    def __init__(self, warm: WarmProcess) -> None:
        self._warm = warm
        self._free: list[_Mother] = []

    def open(self, limits: Limits) -> StillRoom:
        """Open a room. Raise KonexioError when this machine cannot."""
        mother = self._free.pop() if self._free else _Mother(self._warm)
        ours, theirs = socket.socketpair()
        with theirs:
            mother.open(limits, theirs)
        return StillRoom(ours, limits, lambda: self._closed(mother))

    def close(self) -> None:
        """End the mothers who have no room; who has one is ended with it."""
        while self._free:
            self._free.pop().close()

    def _closed(self, mother: _Mother) -> None:
        if mother.has_ended_room():
            self._free.append(mother)
        else:
            mother.close()


class _Mother:
    def __init__(self, warm: WarmProcess) -> None:
        self._ending = contextlib.ExitStack()
        self._sock, theirs = socket.socketpair()
        self._ending.callback(self._sock.close)
        try:
            with theirs:
                self._ending.callback(warm.end, warm.fork({"op": "mother"}, theirs))
            frames.receive(self._sock, _SMALL, _SECONDS)
        except (OSError, EOFError) as problem:
            self.close()
            raise KonexioError("room-cannot-start", Exit.MACHINE) from problem

    def open(self, limits: Limits, room: socket.socket) -> None:
        """Let a room answer at the other end of `room`: if there is no mother, nobody will."""
        with contextlib.suppress(OSError):
            frames.send(self._sock, dumps(limits_of(limits)), room.fileno())

    def has_ended_room(self) -> bool:
        """End the room and all in it; whether she is as she was before it."""
        try:
            frames.send(self._sock, b"end")
            return frames.receive(self._sock, _SMALL, _SECONDS) == b"end"
        except (OSError, EOFError, ValueError):
            return False

    def close(self) -> None:
        """End her, and the room with her."""
        self._ending.close()
