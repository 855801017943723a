"""Rooms that are watched: what they say, what lies in them, what they use, who survives them."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.around import RoomAround
from konexio_cli.sandbox.opening import opened
from konexio_cli.sandbox.room import UNKNOWN, CellRun, Nature, Room, Rooms, Tier

_LOOK_SECONDS = 0.005
_MOST_LOOKS = 2_000


class WatchedRooms:
    """Rooms that keep all that they hand out, as text, in `said`."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self.said: list[str] = []
        self.disk: list[int] = []
        self.name, self.branches = rooms.name, rooms.branches

    @property
    def tier(self) -> Tier:
        return self._rooms.tier

    def open(self, data: Mapping[str, bytes], limits: Limits, nature: Nature = UNKNOWN) -> Room:
        return WatchedRoom(self._rooms.open(data, limits, nature), self)

    def open_still(self, limits: Limits) -> Room | None:
        room = self._rooms.open_still(limits)
        return WatchedRoom(room, self) if room else None

    def close(self) -> None:
        """Leave the rooms to those who opened them."""


class WatchedRoom(RoomAround):
    """One room, or a branch of it."""

    def __init__(self, room: Room, watch: WatchedRooms) -> None:
        super().__init__(room)
        self._watch = watch

    def run(self, source: str, seconds: float) -> CellRun:
        run = self._room.run(source, seconds)
        self._watch.said.append("\n".join((run.stdout, run.stderr, run.displayed, repr(run))))
        return run

    def ask(self, request: Request, seconds: float | None = None) -> Request:
        answer = self._room.ask(request, seconds)
        self._watch.said.append(repr(answer))
        return answer

    @contextlib.contextmanager
    def branch(self) -> Iterator[Room]:
        with self._room.branch() as branch:
            yield WatchedRoom(branch, self._watch)
            self._look()

    def close(self) -> None:
        try:
            self._look()
        finally:
            self._room.close()

    def _look(self) -> None:
        with contextlib.suppress(OSError, room_folder.NotPlain):
            with opened(self.folder) as at:
                facts = os.statvfs(at.descriptor if at.descriptor is not None else at.prefix)
            self._watch.disk.append((facts.f_blocks - facts.f_bfree) * facts.f_frsize)
            for name, body in room_folder.bodies(self.folder).items():
                self._watch.said.append(name + body.decode("latin-1"))


def warm_processes() -> set[int]:
    """Return the processes that any warm process of this one has started, and itself."""
    return {pid for pid in _family(os.getpid()) if b"konexio_cli.sandbox.warm" in _command(pid)}


class Crowd:
    """The processes of warm processes: those below them, and those that carry their commands."""

    def __init__(self, pids: set[int]) -> None:
        self._pids = pids
        self._commands = {_command(pid) for pid in pids} - {b""}
        self._usual = self.all()

    def all(self) -> set[int]:
        numbers = {int(entry.name) for entry in Path("/proc").glob("[0-9]*")}
        alike = {pid for pid in numbers if _command(pid) in self._commands}
        return alike | {child for pid in self._pids for child in _family(pid)}

    def survivors(self) -> set[int]:
        """Return who is there that was not before; those being killed get some time to go."""
        for _ in range(_MOST_LOOKS):
            if not (left := self.all() - self._usual):
                return left
            time.sleep(_LOOK_SECONDS)
        return left

    def guests(self) -> set[int]:
        """Return the processes of open rooms."""
        return {child for pid in self._pids for child in _family(pid)} - self._usual


class Meter:
    """Looks at a crowd while it is entered; keeps the most that it has seen at once."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.tasks = 0
        self.memory = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            states = [_status(pid) for pid in self._crowd.guests()]
            self.tasks = max(self.tasks, sum(one.get("Threads", 0) for one in states))
            self.memory = max(self.memory, sum(one.get("RssAnon", 0) for one in states) << 10)


def _family(pid: int) -> set[int]:
    """Return all processes below one."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        children = {child for task in _tasks(waiting.pop()) for child in _children(task)}
        waiting += children - found
        found |= children
    return found


def _tasks(pid: int) -> list[Path]:
    with contextlib.suppress(OSError):
        return list(Path(f"/proc/{pid}/task").iterdir())
    return []


def _children(task: Path) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(word) for word in (task / "children").read_text().split()]
    return []


def _command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _status(pid: int) -> dict[str, int]:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        words = [line.replace(":", " ").split() for line in lines]
        return {w[0]: int(w[1]) for w in words if w and w[0] in {"Threads", "RssAnon"}}
    return {}
