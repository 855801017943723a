"""The lines that come to a worker: read ahead, and ended at once when nobody asks any more."""

from __future__ import annotations

import os
import signal
import sys
import threading
from queue import SimpleQueue


class Requests:
    """The lines of our standard input, for the main thread.

    Who asked goes away only when it is answered, or was killed: then what is being answered is
    ended as SIGTERM would end it, since nobody waits for it.
    """

    def __init__(self) -> None:
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._lock = threading.Lock()
        self._busy = self._over = False
        # Whether who asked was killed while we answered.
        self.deserted = False
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> str:
        """Return a line, which is busy until it is `answered`; "" when nobody asks any more."""
        line = self._lines.get()
        with self._lock:
            self._busy = bool(line) and not self._over
            return line if self._busy else ""

    def answered(self) -> None:
        """Say that the answer is known: who gets it may go away now."""
        with self._lock:
            self._busy = False

    def _read(self) -> None:
        # Not sys.stdin: Python could not end while a thread of ours waits for it.
        with os.fdopen(os.dup(0), encoding="ascii") as lines:
            for line in lines:
                self._lines.put(line)
        with self._lock:
            self._over, self.deserted = True, self._busy
            if self.deserted:
                _interrupt()
        self._lines.put("")


def _interrupt() -> None:
    """End what the main thread does, also where it waits for a room."""
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGTERM)
    else:
        main = threading.main_thread().ident
        assert main
        signal.pthread_kill(main, signal.SIGTERM)
