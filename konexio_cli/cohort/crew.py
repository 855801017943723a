"""A crew of worker processes: a request is a line of text, and so is its answer.

Each worker has pipes of its own and shares nothing with the others: whatever ends
one of them, at whatever moment, costs the others nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

# A worker may have been lost by someone else's fault: its request gets another one.
_TRIES = 2
_GOODBYE_SECONDS = 10.0
_LONGEST_ANSWER = 64 << 20


class WorkerLost(Exception):
    """No worker lived long enough to answer."""


# Is told the number of each request and its answer, or why there is none.
Tell: TypeAlias = Callable[[int, str | WorkerLost | TimeoutError], None]


@dataclass(frozen=True, slots=True)
class Crew:
    """`size` processes started by `command`; each request may take `seconds`."""

    command: Sequence[str]
    size: int
    seconds: float

    def answer(self, requests: Sequence[str], tell: Tell) -> None:
        """Have all requests answered, in any order; no process is left, whatever happens."""
        asyncio.run(self._answer(requests, tell))

    async def _answer(self, requests: Sequence[str], tell: Tell) -> None:
        pile = iter(enumerate(requests))
        await asyncio.gather(*(self._member(pile, tell) for _ in range(self.size)))

    async def _member(self, pile: Iterator[tuple[int, str]], tell: Tell) -> None:
        worker = _Worker(self.command)
        try:
            for number, request in pile:
                tell(number, await self._asked(worker, request))
        finally:
            await worker.end()

    async def _asked(self, worker: _Worker, request: str) -> str | WorkerLost | TimeoutError:
        problem = WorkerLost()
        for _ in range(_TRIES):
            try:
                return await worker.ask(request, self.seconds)
            except WorkerLost as lost:
                problem = lost
            except TimeoutError as late:
                return late
        return problem


class _Worker:
    """One place in the crew, and the process that holds it when it is needed."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: Process | None = None

    async def ask(self, request: str, seconds: float) -> str:
        """Return the answer. Raise WorkerLost or TimeoutError; the process is ended then."""
        process = await self._running()
        assert process.stdin
        assert process.stdout
        answer = b""
        try:
            async with asyncio.timeout(seconds):
                process.stdin.write(f"{request}\n".encode())
                answer = await process.stdout.readline()
        except TimeoutError:
            await self.end()
            raise
        except (OSError, ValueError):  # a broken pipe; an answer without an end
            pass
        if not answer.endswith(b"\n"):
            await self.end(lost=True)
            raise WorkerLost
        return answer.decode()

    async def _running(self) -> Process:
        if self._process and self._process.returncode is not None:
            await self.end()
        if self._process is None:
            # A session of its own: Ctrl-C reaches us alone, and we end the workers.
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                limit=_LONGEST_ANSWER,
                start_new_session=True,
            )
        return self._process

    async def end(self, *, lost: bool = False) -> None:
        """End the process, if there is one; it closes its rooms first when it can."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin
        with contextlib.suppress(ProcessLookupError):
            # A signal to a process that has just died would confuse asyncio's watch over it.
            if process.returncode is None and not lost:
                process.terminate()
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), _GOODBYE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
