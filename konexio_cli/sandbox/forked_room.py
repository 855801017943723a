"""One forked room, as the judge holds it: a socket, a folder, and the way to end it."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox import linux
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.room import CellRun, RoomEnded, cell_run
from konexio_cli.sandbox.snapshot import Snapshot
from konexio_cli.sandbox.turns import cut_off, exchange


class ForkedRoom:
    """One room, or a branch of it. After RoomEnded it answers no more: close it."""

    def __init__(
        self,
        sock: socket.socket,
        folders: tuple[Path, ...],
        limits: Limits,
        user: int,
        ending: contextlib.ExitStack,
    ) -> None:
        """Hold a room; the first of `folders` is where it works, checks find all as they were."""
        self._sock = sock
        self._limits = limits
        self._user = user
        self._ending = ending
        self._folders = folders
        self._snapshots: tuple[Snapshot, ...] = ()
        self._has_run = False
        self.folder = folders[0]

    def run(self, source: str, seconds: float) -> CellRun:
        """Run one cell."""
        self._snapshots = ()
        self._has_run = True
        answer = exchange(
            self._sock, {"op": "run", "source": source, "typed": []}, self._limits, seconds
        )
        return cell_run(answer.get("value"))

    def ask(self, request: Request, seconds: float | None = None) -> Request:
        """Put one question about the learner's names."""
        return exchange(self._sock, request, self._limits, seconds)

    def put(self, name: str, body: bytes) -> None:
        """Write a file for the learner's code to read."""
        if self._has_run and not self._snapshots:
            self._keep_files()
        with linux.files_as(self._user):
            room_folder.write(self.folder, name, body)

    def read(self, name: str, most: int) -> bytes:
        """Return a file's bytes."""
        with linux.files_as(self._user):
            return room_folder.read(self.folder, name, most)

    def names(self) -> list[str]:
        """Return the names of the files in the room's folder, sorted."""
        with linux.files_as(self._user):
            return room_folder.names(self.folder)

    @contextlib.contextmanager
    def branch(self) -> Iterator[ForkedRoom]:
        """Fork the room; the branch has the names and files as the notebook left them."""
        if not self._snapshots:
            self._keep_files()
        self.restore()
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                request: Request = {"op": "branch"}
                answer = exchange(self._sock, request, self._limits, descriptor=theirs.fileno())
            if answer.get("value") is not True:
                raise RoomEnded(Verdict.FORBIDDEN)
            yield ForkedRoom(ours, self._folders, self._limits, self._user, self._ending)

    def restore(self) -> None:
        """Give the files back as the notebook left them."""
        if not self._snapshots:
            return
        with self._files():
            for snapshot in self._snapshots:
                snapshot.restore()

    def _keep_files(self) -> None:
        with self._files():
            self._snapshots = tuple(map(Snapshot, self._folders))

    @contextlib.contextmanager
    def _files(self) -> Iterator[None]:
        try:
            with linux.files_as(self._user):
                yield
        except (OSError, room_folder.NotPlain, RecursionError):
            raise RoomEnded(Verdict.FORBIDDEN) from None

    def cut(self) -> None:
        """Let whoever waits for an answer wait no longer."""
        cut_off(self._sock)

    def close(self) -> None:
        """Kill the room's processes; its folder is gone with them."""
        self._ending.close()
