"""A terminal of 80 columns and 24 lines, with `konexio` in it and a hand at its keys."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .conftest import Konexio

PATIENCE = 120.0
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """What a command shows at a terminal, read as it comes."""

    def __init__(self, desk: Konexio, command: Sequence[str], *, lines: int, columns: int) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            cwd=desk.folder,
            env={"TERM": "xterm-256color", **desk.environment},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - two system calls, and no thread is here
        )
        self._theirs = theirs
        self.shown = b""

    def until(self, text: str) -> str:
        """Wait until `text` is shown behind what was read before; return all up to it."""
        wanted, deadline = text.encode(), time.monotonic() + PATIENCE
        while wanted not in self.shown:
            assert time.monotonic() < deadline, self.shown.decode(errors="replace")
            self._read(0.2)
        before, _, self.shown = self.shown.partition(wanted)
        return (before + wanted).decode().replace("\r\n", "\n")

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.press("\x03")

    def end(self) -> tuple[int, str]:
        """Wait for the end of the command; return its exit code and what it still showed."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, self.shown.decode(errors="replace")
            self._read(0.05)
        while self._read(0.05):
            pass
        return self.process.returncode, self.shown.decode().replace("\r\n", "\n")

    def is_as_before(self) -> bool:
        """Whether the terminal shows what is typed and gives whole lines, as a shell expects."""
        flags: int = termios.tcgetattr(self._theirs)[3]
        whole = termios.ECHO | termios.ICANON
        return flags & whole == whole

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        self.shown += os.read(self._ours, 1 << 16)
        return True

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)


def _own_terminal() -> None:
    """Make the standard input the terminal of this process, so that Ctrl-C reaches it."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def terminal(
    desk: Konexio, *arguments: str, program: Sequence[str] = (), lines: int = 24, columns: int = 80
) -> Iterator[Terminal]:
    """Give a terminal in which `konexio …` or a program runs; what is left of it is ended."""
    command = program or desk.command(*arguments)
    given = Terminal(desk, command, lines=lines, columns=columns)
    try:
        yield given
    finally:
        given.close()


def words(text: str) -> str:
    """Return what a terminal shows without its control codes."""
    return _CODES.sub("", text)
