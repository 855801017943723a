"""The jupyter room: a kernel of our own interpreter, wherever Jupyter itself runs. Seconds."""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.kernel_client import Kernel
from konexio_cli.sandbox.room import (
    UNKNOWN,
    CellRun,
    Nature,
    RoomEnded,
    Tier,
    cell_run,
    matching_answer,
    new_question,
)
from konexio_cli.sandbox.surroundings import USUAL, Surroundings
from konexio_cli.sandbox.wire import WireError, loads

T = TypeVar("T")


class JupyterRooms:
    """Kernels, one for each room, spoken with on one event loop. One user at a time."""

    name = "jupyter"
    branches = False
    tier = Tier.C

    def __init__(self, surroundings: Surroundings = USUAL) -> None:
        self._surroundings = surroundings
        # On Windows the default loop cannot wait for ZeroMQ's sockets; this one can.
        self._runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        self._open = contextlib.ExitStack()

    def open(
        self, data: Mapping[str, bytes], limits: Limits, nature: Nature = UNKNOWN
    ) -> JupyterRoom:
        """Start a kernel in a folder that holds `data`; to a kernel, all programs are the same."""
        del nature
        with contextlib.ExitStack() as ending:
            folder, private = room_folder.new_folder(data), room_folder.new_folder({})
            ending.callback(room_folder.remove, folder)
            ending.callback(room_folder.remove, private)
            try:
                start = Kernel.start(folder, private, limits.output_kb << 10, self._surroundings)
                kernel = self.wait(start)
            except Exception as problem:
                raise KonexioError("room-cannot-start", Exit.MACHINE) from problem
            ending.callback(lambda: self.wait(kernel.end()))
            room = JupyterRoom(self, kernel, folder, limits, ending.pop_all())
        self._open.callback(room.close)
        return room

    def open_still(self, limits: Limits) -> None:
        """Open nothing: to a kernel, all programs are the same."""

    def wait(self, answer: Coroutine[Any, Any, T]) -> T:
        """Return what a kernel answers."""
        with contextlib.closing(answer):  # it never starts where another event loop is running
            return self._runner.run(answer)

    def close(self) -> None:
        """End every room, and the event loop."""
        self._open.close()
        self._runner.close()


class JupyterRoom:
    """One room. After RoomEnded it answers no more; close it and open another."""

    def __init__(
        self,
        rooms: JupyterRooms,
        kernel: Kernel,
        folder: Path,
        limits: Limits,
        ending: contextlib.ExitStack,
    ) -> None:
        self._rooms = rooms
        self._kernel = kernel
        self._limits = limits
        self._ending = ending
        self._asked: asyncio.Task[Any] | None = None
        self._is_cut = False
        self.folder = folder

    def run(self, source: str, seconds: float) -> CellRun:
        """Run one cell."""
        texts = self._wait(self._kernel.run(source, seconds, self._limits.output_kb << 10))
        try:
            return cell_run([*texts, loads(self._told("raised()", self._limits.seconds))])
        except WireError:
            raise self._end(Verdict.ERROR) from None

    def ask(self, request: Request, seconds: float | None = None) -> Request:
        """Put one question about the learner's names."""
        identity, frame = new_question(request)
        most = self._limits.answer_kb << 10
        question = f"answer('{base64.b64encode(frame).decode()}', {most})"
        answer = self._told(question, seconds or self._limits.seconds)
        if not 0 < len(answer) <= most:
            raise self._end(Verdict.MEMORY)
        return matching_answer(answer, identity)

    def put(self, name: str, body: bytes) -> None:
        """Write a file for the learner's code to read."""
        room_folder.write(self.folder, name, body)

    def read(self, name: str, most: int) -> bytes:
        """Return a file's bytes."""
        return room_folder.read(self.folder, name, most)

    def names(self) -> list[str]:
        """Return the names of the files in the room's folder, sorted."""
        return room_folder.names(self.folder)

    def _told(self, question: str, seconds: float) -> bytes:
        text = self._wait(self._kernel.tell(question, seconds))
        try:
            return base64.b64decode(text, validate=True)
        except ValueError:
            raise self._end(Verdict.ERROR) from None

    def _wait(self, answer: Coroutine[Any, Any, T]) -> T:
        try:
            with contextlib.closing(answer):
                return self._rooms.wait(self._until_cut(answer))
        except TimeoutError:
            raise self._end(Verdict.TIMEOUT) from None
        except asyncio.CancelledError:
            if not self._is_cut:
                raise
            raise self._end(Verdict.ERROR) from None
        except Exception as problem:
            # A kernel may send anything: then it is broken.
            raise self._end(Verdict.ERROR) from problem

    async def _until_cut(self, answer: Coroutine[Any, Any, T]) -> T:
        self._asked = asyncio.current_task()
        try:
            if self._is_cut:
                raise asyncio.CancelledError
            return await answer
        finally:
            self._asked = None

    def _end(self, verdict: Verdict) -> RoomEnded:
        """Kill the kernel at once; return the exception that tells why."""
        self._rooms.wait(self._kernel.end())
        return RoomEnded(verdict)

    def restore(self) -> None:
        """Leave the files as they are: a check finds what those before it wrote."""

    @contextlib.contextmanager
    def branch(self) -> Iterator[JupyterRoom]:
        """Give the room itself: a kernel cannot be copied."""
        yield self

    def cut(self) -> None:
        """Let whoever waits for an answer wait no longer."""
        self._is_cut = True
        if asked := self._asked:
            asked.get_loop().call_soon_threadsafe(asked.cancel)

    def close(self) -> None:
        """Kill the kernel and remove its folders."""
        self._ending.close()
