"""One warm process, as the judge holds it: started once, asked over its control socket."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.room import Tier
from konexio_cli.sandbox.surroundings import USUAL, Surroundings
from konexio_cli.sandbox.wire import Json, dumps, loads

_SECONDS = 60.0
_SMALL = 1 << 16
_ENVIRONMENT = {
    "PATH": os.defpath,
    "HOME": "/nonexistent",
    "MPLBACKEND": "agg",
    # Threads count as processes in a room, and would not survive its branching.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def limits_of(limits: Limits) -> list[Json]:
    """Return what a room may use, in the order of its own RoomLimits."""
    seconds, output = limits.notebook_seconds + limits.seconds, limits.output_kb << 10
    return [seconds, limits.memory_mb, limits.file_mb, limits.processes, output]


class WarmProcess:
    """Holds `libraries` and forks rooms. It starts while its owner goes on."""

    def __init__(self, libraries: tuple[str, ...], surroundings: Surroundings = USUAL) -> None:
        self._ending = contextlib.ExitStack()
        self._root = room_folder.new_folder({})
        self._ending.callback(room_folder.remove, self._root)
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
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
        self._ending.callback(self._end)
        self._hello: Request | None = None

    @property
    def tier(self) -> Tier:
        """What its rooms hold, found by the process itself by trying."""
        return Tier(str(self._greeted()["tier"]))

    @property
    def user(self) -> int:
        """The user whose files its rooms write."""
        return int(str(self._greeted()["user"]))

    def _greeted(self) -> Request:
        if self._hello is None:
            try:
                self._hello = self._reply()
            except (OSError, EOFError) as problem:
                raise KonexioError("room-cannot-start", Exit.MACHINE) from problem
        return self._hello

    def fork(self, request: Request, judge_end: socket.socket) -> int:
        """Fork a room that answers at `judge_end`; return its number. Raise OSError or EOFError."""
        frames.send(self._control, dumps(request), judge_end.fileno())
        return int(str(self._reply()["room"]))

    def end(self, number: int) -> None:
        """Kill a room and all its processes."""
        with contextlib.suppress(OSError, EOFError):
            frames.send(self._control, dumps({"op": "close", "room": number}))
            self._reply()

    def _reply(self) -> Request:
        answer = loads(frames.receive(self._control, _SMALL, _SECONDS))
        assert isinstance(answer, dict)
        return answer

    def close(self) -> None:
        """End the process, and with it every room."""
        self._ending.close()

    def _end(self) -> None:
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
