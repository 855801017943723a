"""A crew of worker processes: a request is a line of text, so is its answer.

Each worker has pipes of its own and shares nothing with the others: whatever ends
one of them, at whatever moment, costs the others nothing.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import TypeAlias

# A lost worker may have been someone else's fault: its request gets a second one.
_TRIES = 2
_GOODBYE_SECONDS = 10.0

Answers: TypeAlias = Iterator[tuple[int, Future[str]]]


class WorkerLost(Exception):
    """A worker ended before it answered."""


class Worker:
    """One process that answers each line on its standard input with one on its output."""

    def __init__(self, command: Sequence[str]) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we end the workers.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def ask(self, request: str, seconds: float) -> str:
        """Return the answer to `request`.

        Raise TimeoutError after `seconds`, WorkerLost when the worker ended; it is gone then.
        """
        assert self._process.stdin
        assert self._process.stdout
        late = threading.Event()
        clock = threading.Timer(seconds, lambda: (late.set(), self._process.kill()))
        clock.start()
        try:
            self._process.stdin.write(f"{request}\n".encode())
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except OSError:
            answer = b""
        finally:
            clock.cancel()
        if not answer.endswith(b"\n"):
            self.end()
            raise TimeoutError if late.is_set() else WorkerLost
        return answer.decode()

    def end(self) -> None:
        """End the process; it closes its rooms first, if it still can."""
        self._process.terminate()
        try:
            self._process.wait(_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()


class Crew:
    """Workers that share a pile of requests."""

    def __init__(self, command: Sequence[str], size: int, seconds: float) -> None:
        self._command = command
        self._size = size
        self._seconds = seconds
        self._stopped = threading.Event()
        self._workers: dict[int, Worker] = {}

    def answers(self, requests: Sequence[str]) -> Answers:
        """Yield each request's number and answer, in the order in which they are done.

        An answer that is none raises WorkerLost or TimeoutError when its result is asked for.
        """
        pile: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[int, Future[str]]] = queue.SimpleQueue()
        for numbered in enumerate(requests):
            pile.put(numbered)
        threads = [
            threading.Thread(target=self._serve, args=(place, pile, done))
            for place in range(self._size)
        ]
        for thread in threads:
            thread.start()
        try:
            for _ in requests:
                yield done.get()
        finally:
            self._stop(threads)
