"""A crew of worker processes: a request is a line of text, and so is its answer.

Each worker has pipes of its own and shares nothing with the others: whatever ends
one of them, at whatever moment, costs the others nothing.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from konexio_cli.crew.member import Answer, Member
from konexio_cli.crew.scratch import scratch
from konexio_cli.crew.serving import command
from konexio_cli.crew.worker_process import WorkerProcess

# Windows lets Ctrl-C through between two waits only.
_WAIT_SECONDS = 0.5
# So long may an answer wait for others.
_MOMENT_SECONDS = 0.1
_ROUNDS_LEFT = 2

Batch: TypeAlias = list[tuple[int, Answer]]


class Crew:
    """`size` processes that run `module`, each with `arguments`. Answers once.

    Each request may take `seconds`; what took longer is asked once more with `again`.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[Path],
        size: int,
        seconds: float,
        *,
        again: bool = False,
    ) -> None:
        self._module = module
        self._arguments = arguments
        self._size = size
        self._seconds = seconds
        self._again = again
        self._ahead = False
        self._command: Sequence[str] = ()
        self._pile: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Answer]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._processes: set[WorkerProcess] = set()
        self._over = False

    def answers(self, requests: Sequence[str]) -> Generator[tuple[int, Answer], None, None]:
        """Yield the number of each request with its answer, or why there is none.

        They come in the order in which they are done. No process is left, whatever
        happens, once this is closed.
        """
        with closing(self._batches(requests, 0.0)) as batches:
            for batch in batches:
                yield from batch

    def batches(self, requests: Sequence[str]) -> Generator[Batch, None, None]:
        """Yield as `answers` does, with each what comes at most a moment after it.

        For many requests that are short: a process has its next one before it has answered.
        """
        self._ahead = True
        return self._batches(requests, _MOMENT_SECONDS)

    def _batches(self, requests: Sequence[str], gathering: float) -> Generator[Batch, None, None]:
        # What a killed worker leaves behind lies in this folder, and goes with it.
        with scratch() as folder:
            self._command = command(self._module, folder, *self._arguments)
            for numbered in enumerate(requests):
                self._pile.put(numbered)
            threads = [threading.Thread(target=self._member) for _ in range(self._size)]
            try:
                for thread in threads:
                    thread.start()
                told = 0
                while told < len(requests):
                    batch = self._gathered(len(requests) - told, gathering)
                    told += len(batch)
                    yield batch
            finally:
                self._dismiss()
                for thread in threads:
                    if thread.ident:
                        thread.join()

    def _gathered(self, most: int, seconds: float) -> Batch:
        """Return the next answer, and at most `most` with those that come soon after."""
        batch = [self._next()]
        end = time.monotonic() + seconds
        while len(batch) < most and (left := end - time.monotonic()) > 0:
            try:
                batch.append(self._done.get(timeout=left))
            except queue.Empty:
                break
        return batch

    def _next(self) -> tuple[int, Answer]:
        while True:
            try:
                return self._done.get(timeout=_WAIT_SECONDS)
            except queue.Empty:
                continue

    def _dismiss(self) -> None:
        with self._lock:
            self._over = True
            for process in self._processes:
                process.stop()

    def _member(self) -> None:
        """Hold one place in the crew: work on the pile until it is empty or all is over."""
        member = Member(self._started, self._seconds, again=self._again)
        numbered = self._taken()
        while numbered and not self._over:
            number, request = numbered
            # The last ones wait for whoever is free.
            many = self._ahead and self._pile.qsize() > _ROUNDS_LEFT * self._size
            following = self._taken() if many else None
            answer = member.answer(request, following[1] if following else "")
            self._done.put((number, answer))
            numbered = following or self._taken()
        member.leave()

    def _taken(self) -> tuple[int, str] | None:
        try:
            return self._pile.get_nowait()
        except queue.Empty:
            return None

    def _started(self) -> WorkerProcess | None:
        """Return a new process; None when there can be none."""
        with self._lock:
            if self._over:
                return None
            try:
                process = WorkerProcess(self._command)
            except OSError:  # this machine has no process left to give
                return None
            self._processes = {one for one in self._processes if one.alive} | {process}
            return process
