"""A crew of worker processes: a request is a line of text, and so is its answer.

Each worker has pipes of its own and shares nothing with the others: whatever ends
one of them, at whatever moment, costs the others nothing.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

from konexio_cli.cohort.worker_process import WorkerLost, WorkerProcess

# A worker may have been lost by someone else's fault: its request gets another one.
_TRIES = 2
# Windows lets Ctrl-C through between two waits only.
_WAIT_SECONDS = 0.5

Answer: TypeAlias = str | WorkerLost | TimeoutError
# Is told the number of each request, and its answer or why there is none.
Tell: TypeAlias = Callable[[int, Answer], None]


class Crew:
    """`size` processes started by `command`; each request may take `seconds`. Answers once."""

    def __init__(self, command: Sequence[str], size: int, seconds: float) -> None:
        self._command = command
        self._size = size
        self._seconds = seconds
        self._pile: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Answer]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._processes: set[WorkerProcess] = set()
        self._over = False

    def answer(self, requests: Sequence[str], tell: Tell) -> None:
        """Have all requests answered, in any order; no process is left, whatever happens."""
        for numbered in enumerate(requests):
            self._pile.put(numbered)
        threads = [threading.Thread(target=self._member) for _ in range(self._size)]
        try:
            for thread in threads:
                thread.start()
            for _ in requests:
                tell(*self._next())
        finally:
            self._dismiss()
            for thread in threads:
                if thread.ident:
                    thread.join()

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
        process: WorkerProcess | None = None
        while not self._over:
            try:
                number, request = self._pile.get_nowait()
            except queue.Empty:
                break
            answer: Answer = WorkerLost()
            for _ in range(_TRIES):
                process = self._living(process)
                answer = process.ask(request, self._seconds) if process else WorkerLost()
                if not isinstance(answer, WorkerLost):
                    break
            self._done.put((number, answer))
        self._leave(process)

    def _living(self, process: WorkerProcess | None) -> WorkerProcess | None:
        """Return `process` if it lives, else a new one; None when there can be none."""
        if process and process.alive:
            return process
        self._leave(process)
        with self._lock:
            if self._over:
                return None
            try:
                process = WorkerProcess(self._command)
            except OSError:  # this machine has no process left to give
                return None
            self._processes.add(process)
            return process

    def _leave(self, process: WorkerProcess | None) -> None:
        if process:
            process.end()
            with self._lock:
                self._processes.discard(process)
