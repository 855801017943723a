"""The forked room: a child of the warm process, asked over a socket. Milliseconds."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.room import (
    CellRun,
    RoomEnded,
    cell_run,
    matching_answer,
    new_question,
)
from konexio_cli.sandbox.wire import dumps, loads

_WARM_SECONDS = 60.0
_SMALL = 1 << 16


class ForkedRooms:
    """The warm process, held by its control socket. One user at a time."""

    name = "forked"
    branches = True

    def __init__(self, libraries: tuple[str, ...] = ()) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._warm = subprocess.Popen(
                [
                    *(sys.executable, "-I", "-X", "utf8", "-W", "ignore"),
                    *("-m", "konexio_cli.sandbox.warm", str(theirs.fileno()), *libraries),
                ],
                env={"PATH": os.defpath, "HOME": "/nonexistent", "MPLBACKEND": "agg"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd="/",
            )
        self._control = ours

    def open(self, data: Mapping[str, bytes], limits: Limits) -> ForkedRoom:
        """Fork a room whose folder holds `data`."""
        folder = room_folder.new_folder(data)
        ours, theirs = socket.socketpair()
        request: Request = {
            "op": "open",
            "folder": str(folder),
            "cpu_seconds": limits.notebook_seconds + limits.seconds,
            "memory_mb": limits.memory_mb,
            "file_mb": limits.file_mb,
            "output_characters": limits.output_kb << 10,
        }
        try:
            with theirs:
                frames.send(self._control, dumps(request), theirs.fileno())
                number = self._reply("room")
        except (OSError, EOFError) as problem:
            ours.close()
            room_folder.remove(folder)
            raise KonexioError("room-cannot-start", Exit.MACHINE) from problem
        return ForkedRoom(self, number, ours, folder, limits)

    def end(self, number: int) -> int:
        """Kill a room and all its processes; return its wait status."""
        try:
            frames.send(self._control, dumps({"op": "close", "room": number}))
            return self._reply("status")
        except (OSError, EOFError):
            return -1

    def _reply(self, key: str) -> int:
        answer = loads(frames.receive(self._control, _SMALL, _WARM_SECONDS))
        assert isinstance(answer, dict)
        return int(str(answer[key]))

    def close(self) -> None:
        """End the warm process, and with it every room."""
        self._control.close()
        try:
            self._warm.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._warm.kill()
            self._warm.wait()


class ForkedRoom:
    """One room. After RoomEnded it answers no more; close it and open another."""

    def __init__(
        self, rooms: ForkedRooms, number: int, sock: socket.socket, folder: Path, limits: Limits
    ) -> None:
        self._rooms = rooms
        self._number = number
        self._sock = sock
        self._limits = limits
        self.folder = folder

    def run(self, source: str, seconds: float) -> CellRun:
        """Run one cell."""
        answer = self._exchange({"op": "run", "source": source, "typed": []}, seconds)
        return cell_run(answer.get("value"))

    def ask(self, request: Request) -> Request:
        """Put one question about the learner's names."""
        return self._exchange(request, self._limits.seconds)

    @contextlib.contextmanager
    def branch(self) -> Iterator[ForkedRoom]:
        """Fork the room; the branch has the names and files as they are now."""
        folder = room_folder.copy(self.folder)
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._exchange(
                    {"op": "branch", "folder": str(folder)}, self._limits.seconds, theirs.fileno()
                )
            yield ForkedRoom(self._rooms, self._number, ours, folder, self._limits)
        finally:
            ours.close()
            room_folder.remove(folder)

    def _exchange(self, request: Request, seconds: float, descriptor: int | None = None) -> Request:
        identity, frame = new_question(request)
        try:
            self._sock.settimeout(seconds)
            frames.send(self._sock, frame, descriptor)
            answer = frames.receive(self._sock, self._limits.answer_kb << 10, seconds)
        except TimeoutError:
            self._rooms.end(self._number)
            raise RoomEnded(Verdict.TIMEOUT) from None
        except (EOFError, OSError):
            raise RoomEnded(Verdict.ERROR) from None
        except frames.FrameTooLong:
            raise RoomEnded(Verdict.MEMORY) from None
        return matching_answer(answer, identity)

    def close(self) -> None:
        """Kill the room's processes and remove its folder."""
        self._sock.close()
        self._rooms.end(self._number)
        room_folder.remove(self.folder)
