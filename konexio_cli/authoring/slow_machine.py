"""A slow machine, for real: one core, and neighbours who use it as much as we do."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

# They end with us, whatever ends us, and by themselves after a while.
_BUSY = """
import os, sys, time
end = time.monotonic() + 900
while os.getppid() == int(sys.argv[1]) and time.monotonic() < end:
    for _ in range(100_000):
        pass
"""


@contextlib.contextmanager
def busy_neighbours(count: int) -> Iterator[None]:
    """Share one core with `count` processes that never rest; nothing changes for 0.

    Where a process cannot keep to one core, there are as many neighbours on each.
    """
    cores = _cores()
    one = {min(cores)} if count else cores
    with contextlib.ExitStack() as ending:
        if one != cores:
            os.sched_setaffinity(0, one)
            ending.callback(os.sched_setaffinity, 0, cores)
        for _ in range(count * (1 if one else os.cpu_count() or 1)):
            ending.callback(_end, _neighbour())
        yield


def _cores() -> set[int]:
    """Return the cores that we may use; none where the system does not tell."""
    return set(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else set()


def _neighbour() -> subprocess.Popen[bytes]:
    # A session of its own: some systems share the time among sessions, not processes.
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _BUSY, str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
