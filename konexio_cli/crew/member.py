"""One place in a crew: a process that answers, and another one when it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from konexio_cli.crew.worker_process import WorkerLost, WorkerProcess

# A worker may have been lost by someone else's fault: its request gets another one.
_TRIES = 2

Answer: TypeAlias = str | WorkerLost | TimeoutError


class Patience(NamedTuple):
    """How long each request may take; what took longer is asked once more with `again`."""

    seconds: float
    again: bool = False


class Member:
    """Asks the process that `start` gives, which may be None."""

    def __init__(self, start: Callable[[], WorkerProcess | None], patience: Patience) -> None:
        self._start = start
        self._seconds = patience.seconds
        self._repeated = (WorkerLost, TimeoutError) if patience.again else (WorkerLost,)
        self._process: WorkerProcess | None = None

    def begin(self) -> None:
        """Have a process from now on, before the first request."""
        self._living()

    def answer(self, request: str, following: str = "") -> Answer:
        """Return the answer to a request, or why there is none.

        The process has `following` meanwhile, which must be asked for next; "" is nothing.
        """
        answer: Answer = WorkerLost()
        for _ in range(_TRIES):
            process = self._living()
            answer = process.ask(request, self._seconds, following) if process else WorkerLost()
            if not isinstance(answer, self._repeated):
                break
        return answer

    def leave(self) -> None:
        """See the process to its end."""
        if self._process:
            self._process.end()
        self._process = None

    def _living(self) -> WorkerProcess | None:
        if self._process is None or not self._process.alive:
            self.leave()
            self._process = self._start()
        return self._process
