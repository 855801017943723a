"""A crew of worker processes: a request is a line of text, and so is its answer.

Each worker has pipes of its own and shares nothing with the others: whatever ends
one of them, at whatever moment, costs the others nothing.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self, TypeAlias

from konexio_cli.crew.member import Answer, Member, Patience
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
    """`size` processes that run `module`, each with `arguments`. They start as it is entered.

    With `ahead`, a process has its next request before it has answered: for many that are
    short. No process is left, whatever happens, once this is left.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[Path | str],
        size: int,
        patience: Patience,
        *,
        ahead: bool = False,
    ) -> None:
        self._module = module
        self._arguments = arguments
        self._patience = patience
        self._ahead = ahead
        self._command: Sequence[str] = ()
        self._asked = self._told = 0
        self._pile: queue.SimpleQueue[tuple[int, str] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Answer]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._processes: set[WorkerProcess] = set()
        self._threads = [threading.Thread(target=self._member) for _ in range(size)]
        self._over = False
        self._idle = threading.Event()
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as ending:
            # What a killed worker leaves behind lies in this folder, and goes with it.
            self._command = command(self._module, ending.enter_context(scratch()), *self._arguments)
            ending.callback(self._dismiss)
            for thread in self._threads:
                thread.start()
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    def ask(self, requests: Iterable[str]) -> None:
        """Put requests on the pile; they are numbered from 0 in the order in which they come."""
        for request in requests:
            self._pile.put((self._asked, request))
            self._asked += 1

    def ready(self) -> Batch:
        """Return what is answered by now and was not told: numbers of requests with answers."""
        batch: Batch = []
        with suppress(queue.Empty):
            while True:
                batch.append(self._done.get_nowait())
        self._told += len(batch)
        return batch

    def answers(self) -> Iterator[tuple[int, Answer]]:
        """Yield all that is not told yet, one by one, in the order in which it is done.

        Nothing can be asked from now on.
        """
        self._ask_no_more()
        while self._told < self._asked:
            yield self._next()

    def batches(self) -> Iterator[Batch]:
        """Yield as `answers` does, with each what comes at most a moment after it."""
        self._ask_no_more()
        while self._told < self._asked:
            first = self._next()
            # Not woken by each: who waits for all of them takes time from who answers.
            self._idle.wait(_MOMENT_SECONDS)
            yield [first, *self.ready()]

    def _ask_no_more(self) -> None:
        for _ in self._threads:
            self._pile.put(None)

    def _next(self) -> tuple[int, Answer]:
        while True:
            try:
                answer = self._done.get(timeout=_WAIT_SECONDS)
            except queue.Empty:
                continue
            self._told += 1
            return answer

    def _dismiss(self) -> None:
        with self._lock:
            self._over = True
            for process in self._processes:
                process.stop()
        self._ask_no_more()
        for thread in self._threads:
            if thread.ident:
                thread.join()

    def _member(self) -> None:
        """Hold one place in the crew: work on the pile until nothing can come any more."""
        member = Member(self._started, self._patience)
        member.begin()
        numbered = self._pile.get()
        while numbered and not self._over:
            number, request = numbered
            following = self._taken_ahead()
            answer = member.answer(request, following[1] if following else "")
            self._done.put((number, answer))
            numbered = following or self._pile.get()
        self._idle.set()  # what is left is with others, and not much
        member.leave()

    def _taken_ahead(self) -> tuple[int, str] | None:
        """Return what a process may have already; the last ones wait for whoever is free."""
        if not self._ahead or self._pile.qsize() <= _ROUNDS_LEFT * len(self._threads):
            return None
        try:
            following = self._pile.get_nowait()
        except queue.Empty:
            return None
        if following is None:  # it was for this thread, or for another one
            self._pile.put(None)
        return following

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
