"""Forked rooms: children of a warm process, asked over sockets. Milliseconds."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.forked_room import ForkedRoom
from konexio_cli.sandbox.room import UNKNOWN, Nature, Room, Tier
from konexio_cli.sandbox.still_rooms import StillRooms
from konexio_cli.sandbox.surroundings import USUAL, Surroundings
from konexio_cli.sandbox.warm_process import WarmProcess, limits_of

_SECONDS = 60.0
_SMALL = 1 << 16


class ForkedRooms:
    """Two warm processes: one for plain Python, one with IPython from when it is needed.

    A process without IPython is half as large, and forks in half the time.
    """

    name = "forked"
    branches = True

    def __init__(self, libraries: tuple[str, ...] = (), surroundings: Surroundings = USUAL) -> None:
        self._libraries = libraries
        self._surroundings = surroundings
        self._plain = WarmProcess(libraries, surroundings)
        self._still = StillRooms(self._plain)
        self._full: WarmProcess | None = None

    @property
    def tier(self) -> Tier:
        """What these rooms hold, found by trying."""
        return self._plain.tier

    def open(
        self, data: Mapping[str, bytes], limits: Limits, nature: Nature = UNKNOWN
    ) -> ForkedRoom:
        """Fork a room whose folder holds `data`."""
        warm = self._plain if nature.plain else self._with_ipython()
        folder = None if warm.tier is Tier.A else room_folder.new_folder({})
        with contextlib.ExitStack() as ending:
            if folder:
                ending.callback(room_folder.remove, folder)
            ours, theirs = socket.socketpair()
            ending.callback(ours.close)
            try:
                with theirs:
                    number = warm.fork(_opening(folder, limits, nature), theirs)
                ending.callback(warm.end, number)
                folders = _folders_of(ours, folder, ending)
            except (OSError, EOFError) as problem:
                raise KonexioError("room-cannot-start", Exit.MACHINE) from problem
            room = ForkedRoom(ours, folders, limits, warm.user, ending.pop_all())
        for name, body in data.items():
            room.put(name, body)
        return room

    def open_still(self, limits: Limits) -> Room | None:
        """Have a mother fork a room without a folder; there are mothers in tier A."""
        return self._still.open(limits) if self.tier is Tier.A else None

    def _with_ipython(self) -> WarmProcess:
        if self._full is None:
            self._full = WarmProcess((*self._libraries, "IPython"), self._surroundings)
        return self._full

    def close(self) -> None:
        """End the warm processes, and with them every room."""
        self._still.close()
        for warm in filter(None, (self._plain, self._full)):
            warm.close()


def _opening(folder: Path | None, limits: Limits, nature: Nature) -> Request:
    return {
        "op": "open",
        "folder": None if folder is None else str(folder),
        "still": nature.still,
        "limits": limits_of(limits),
    }


def _folders_of(
    ours: socket.socket, folder: Path | None, ending: contextlib.ExitStack
) -> tuple[Path, ...]:
    """Return the folders that a room may write, as this process sees them."""
    ours.settimeout(_SECONDS)
    _, descriptor = frames.receive_with_descriptor(ours, _SMALL)
    if descriptor is None:
        assert folder is not None
        return (folder,)
    ending.callback(os.close, descriptor)
    private = Path(f"/proc/self/fd/{descriptor}")
    return (private / "work", private / "tmp")
