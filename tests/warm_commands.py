"""`konexio` commands of tests, each in a process forked from an interpreter that is warm."""

from __future__ import annotations

import functools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Self

_INTERPRETER = Path(__file__).with_name("warm_interpreter.py")
_LOCALES = ("LC_ALL", "LC_CTYPE", "LANG")
_UTF8 = {"C.UTF-8", "en_US.UTF-8"}


class WarmInterpreter:
    """One such interpreter. It runs one command at a time, and ends with this process."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    _INTERPRETER,
                    str(theirs.fileno()),
                ],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    @classmethod
    @functools.cache
    def shared(cls) -> Self:
        """Return the one of this process."""
        return cls()

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        seconds: float,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end, as subprocess.run does. Raise TimeoutError when it is late."""
        request = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": dict(environment),
        }
        with (
            self._lock,
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            self._ours.settimeout(seconds)
            streams = [one.fileno() for one in (nothing, out, err)]
            socket.send_fds(self._ours, [json.dumps(request).encode()], streams)
            try:
                code = int(self._ours.recv(100))
            except TimeoutError:
                self._end()
                raise
            return subprocess.CompletedProcess(arguments, code, _written(out), _written(err))

    def _end(self) -> None:
        """End the interpreter with the command that hangs; the next command gets a new one."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        type(self).shared.cache_clear()


def can_be_warm(environment: Mapping[str, str]) -> bool:
    """Whether a command with these variables starts as a warm one does."""
    locale = next((environment[one] for one in _LOCALES if environment.get(one)), "")
    ours = any(name.startswith(("PYTHON", "COVERAGE_", "LD_")) for name in environment)
    return sys.platform == "linux" and locale in _UTF8 and not ours


def _written(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()
