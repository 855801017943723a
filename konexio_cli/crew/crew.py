"""A crew of worker processes: a request is a line of text, and so is its answer.

Each worker has pipes of its own and shares nothing with the others: whatever ends
one of them, at whatever moment, costs the others nothing.
"""

from __future__ import annotations

import queue
import tempfile
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

from konexio_cli.crew.member import Answer, Member
from konexio_cli.crew.serving import command
from konexio_cli.crew.worker_process import WorkerProcess

# Windows lets Ctrl-C through between two waits only.
_WAIT_SECONDS = 0.5


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
        # What a killed worker leaves behind lies in this folder, and goes with it.
        with tempfile.TemporaryDirectory(prefix="konexio-", ignore_cleanup_errors=True) as scratch:
            self._command = command(self._module, scratch, *self._arguments)
            for numbered in enumerate(requests):
                self._pile.put(numbered)
            threads = [threading.Thread(target=self._member) for _ in range(self._size)]
            try:
                for thread in threads:
                    thread.start()
                for _ in requests:
                    yield self._next()
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
        member = Member(self._started, self._seconds, again=self._again)
        while not self._over:
            try:
                number, request = self._pile.get_nowait()
            except queue.Empty:
                break
            self._done.put((number, member.answer(request)))
        member.leave()

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
