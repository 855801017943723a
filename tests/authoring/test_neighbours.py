"""The slow machine is slow for real, and fast again afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from konexio_cli.authoring.slow_machine import busy_neighbours

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or not Path("/proc/self/stat").exists(),
    reason="looks into Linux's /proc",
)
_SECONDS = 60.0


def facts(pid: int) -> list[str]:
    """Return what the system says of a process: its state, its parent, …; of none, that it is dead."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return ["X", "0"]
    return text.rpartition(")")[2].split()


def lives(pid: int) -> bool:
    return facts(pid)[0] not in {"X", "Z"}


def children(pid: int) -> set[int]:
    numbers = {int(path.name) for path in Path("/proc").glob("[0-9]*")}
    return {number for number in numbers if facts(number)[1] == str(pid) and lives(number)}


def ticks(pid: int) -> int:
    """Return the time that a process has used, as the system counts it."""
    return int(facts(pid)[11])


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_neighbours_work_on_our_only_core_and_go() -> None:
    before, mine = os.sched_getaffinity(0), children(os.getpid())
    with busy_neighbours(3):
        assert len(os.sched_getaffinity(0)) == 1
        neighbours = children(os.getpid()) - mine
        assert len(neighbours) == 3
        for pid in neighbours:
            assert os.sched_getaffinity(pid) == os.sched_getaffinity(0)
            wait_until(lambda pid=pid: ticks(pid) > 5)  # type: ignore[misc]  # bound at once
    assert os.sched_getaffinity(0) == before
    assert not children(os.getpid()) & neighbours


def test_no_neighbours_change_nothing() -> None:
    before, mine = os.sched_getaffinity(0), children(os.getpid())
    with busy_neighbours(0):
        assert (os.sched_getaffinity(0), children(os.getpid())) == (before, mine)


_HOLD = """
import sys, time
from konexio_cli.authoring.slow_machine import busy_neighbours
with busy_neighbours(2):
    print("busy", flush=True)
    time.sleep(600)
"""


def test_neighbours_end_with_whom_they_disturb() -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"busy\n"
        neighbours = children(process.pid)
        assert len(neighbours) == 2
        process.send_signal(signal.SIGKILL)
    wait_until(lambda: not any(map(lives, neighbours)))
