"""Forked rooms: children of the warm process, asked over sockets. Milliseconds."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.forked_room import ForkedRoom
from konexio_cli.sandbox.room import Tier
from konexio_cli.sandbox.surroundings import USUAL, Surroundings
from konexio_cli.sandbox.wire import dumps, loads

_WARM_SECONDS = 60.0
_SMALL = 1 << 16
_ENVIRONMENT = {
    "PATH": os.defpath,
    "HOME": "/nonexistent",
    "MPLBACKEND": "agg",
    # Threads count as processes in a room, and would not survive its branching.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


class ForkedRooms:
    """The warm process, held by its control socket. One user at a time."""

    name = "forked"
    branches = True

    def __init__(self, libraries: tuple[str, ...] = (), surroundings: Surroundings = USUAL) -> None:
        self._ending = contextlib.ExitStack()
        self._root = room_folder.new_folder({})
        self._ending.callback(room_folder.remove, self._root)
        self._control, theirs = socket.socketpair()
        with theirs:
            self._warm = subprocess.Popen(
                [
                    *(sys.executable, "-s", "-P", "-X", "utf8", "-W", "ignore"),
                    *("-m", "konexio_cli.sandbox.warm"),
                    *(str(theirs.fileno()), str(self._root), *libraries),
                ],
                env=_ENVIRONMENT | surroundings.environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd="/",
                start_new_session=True,  # Ctrl-C is for the judge, which then ends all rooms
            )
        self._ending.callback(self._end_warm)
        self._hello: Request | None = None

    @property
    def tier(self) -> Tier:
        """What these rooms hold, found by the warm process by trying."""
        return Tier(str(self._greeted()["tier"]))

    def _greeted(self) -> Request:
        if self._hello is None:
            try:
                self._hello = self._reply()
            except (OSError, EOFError) as problem:
                raise KonexioError("room-cannot-start", Exit.MACHINE) from problem
        return self._hello

    def open(self, data: Mapping[str, bytes], limits: Limits) -> ForkedRoom:
        """Fork a room whose folder holds `data`."""
        confined = self.tier is Tier.A
        folder = None if confined else room_folder.new_folder({})
        with contextlib.ExitStack() as ending:
            if folder:
                ending.callback(room_folder.remove, folder)
            ours, theirs = socket.socketpair()
            ending.callback(ours.close)
            try:
                with theirs:
                    request = _opening(folder, limits)
                    frames.send(self._control, dumps(request), theirs.fileno())
                    number = int(str(self._reply()["room"]))
                ending.callback(self.end, number)
                folders = self._folders_of(ours, folder, ending)
            except (OSError, EOFError) as problem:
                raise KonexioError("room-cannot-start", Exit.MACHINE) from problem
            room = ForkedRoom(ours, folders, limits, self._user, ending.pop_all())
        for name, body in data.items():
            room.put(name, body)
        return room

    @property
    def _user(self) -> int:
        return int(str(self._greeted()["user"]))

    def _folders_of(
        self, ours: socket.socket, folder: Path | None, ending: contextlib.ExitStack
    ) -> tuple[Path, ...]:
        """Return the folders that the room may write, as this process sees them."""
        ours.settimeout(_WARM_SECONDS)
        _, descriptor = frames.receive_with_descriptor(ours, _SMALL)
        if descriptor is None:
            assert folder is not None
            return (folder,)
        ending.callback(os.close, descriptor)
        private = Path(f"/proc/self/fd/{descriptor}")
        return (private / "work", private / "tmp")

    def end(self, number: int) -> None:
        """Kill a room and all its processes."""
        with contextlib.suppress(OSError, EOFError):
            frames.send(self._control, dumps({"op": "close", "room": number}))
            self._reply()

    def _reply(self) -> Request:
        answer = loads(frames.receive(self._control, _SMALL, _WARM_SECONDS))
        assert isinstance(answer, dict)
        return answer

    def close(self) -> None:
        """End the warm process, and with it every room."""
        self._ending.close()

    def _end_warm(self) -> None:
        self._control.close()
        try:
            self._warm.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._warm.kill()
            self._warm.wait()


def _opening(folder: Path | None, limits: Limits) -> Request:
    seconds, output = limits.notebook_seconds + limits.seconds, limits.output_kb << 10
    return {
        "op": "open",
        "folder": None if folder is None else str(folder),
        "limits": [seconds, limits.memory_mb, limits.file_mb, limits.processes, output],
    }
