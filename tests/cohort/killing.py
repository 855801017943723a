"""A command that is killed with all that it started, as a power cut would."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def kill_all(process: subprocess.Popen[Any]) -> None:
    """Kill a command that leads a session, and every session below it, at once."""
    for session in {*_sessions_below(process.pid), process.pid}:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(session, signal.SIGKILL)
    process.communicate()


def _sessions_below(process: int) -> Iterator[int]:
    """Yield the sessions of all that `process` started: workers and rooms have their own."""
    known: dict[int, tuple[int, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # Behind the last bracket, since a name may hold some: state, parent, group, session.
            told = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        known[int(stat.parent.name)] = (int(told[1]), int(told[3]))
    for one, (above, session) in known.items():
        if one != process and process in _line(above, known):
            yield session


def _line(one: int, known: dict[int, tuple[int, int]]) -> Iterator[int]:
    """Yield a process and all those above it."""
    while one:
        yield one
        one = known.get(one, (0, 0))[0]
