"""One worker as who started it sees it: a process that answers a line with a line."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import threading
from collections.abc import Sequence

_GOODBYE_SECONDS = 10.0
# What every system's pipes hold while nobody reads: a longer request waits for its turn.
_MOST_AHEAD = 2_000


class WorkerLost(Exception):
    """A worker ended before it answered."""


class WorkerProcess:
    """One process. It is used by one thread; only `stop` may be called from others."""

    def __init__(self, command: Sequence[str]) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we end the workers.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self._sent = ""
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        # A pipe cannot be waited for with patience on every system; a queue can.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def alive(self) -> bool:
        """Whether the process can be asked."""
        return self._process.poll() is None

    def ask(
        self, request: str, seconds: float, following: str = ""
    ) -> str | WorkerLost | TimeoutError:
        """Return the answer; what it could have raised, when the process was lost or is late.

        `following`, unless "", is sent already: it must be asked for next.
        """
        try:
            if request != self._sent:
                self._send(request)
            self._sent = following if len(following) < _MOST_AHEAD else ""
            if self._sent:
                self._send(following)
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            self._process.kill()
            self.end()
            return TimeoutError()
        except OSError:
            answer = b""
        if answer.endswith(b"\n"):
            return answer.decode()
        self.end()
        return WorkerLost()

    def _read(self) -> None:
        assert self._process.stdout
        with contextlib.suppress(OSError), self._process.stdout as answers:
            for answer in answers:
                self._answers.put(answer)
        self._answers.put(b"")

    def _send(self, request: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{request}\n".encode())
        self._process.stdin.flush()

    def stop(self) -> None:
        """Tell the process to end now; it closes its rooms first."""
        with contextlib.suppress(OSError):
            self._process.terminate()

    def end(self) -> None:
        """See the process to its end: it ends by itself when it has no more to do."""
        assert self._process.stdin
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_GOODBYE_SECONDS)
