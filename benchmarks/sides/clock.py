"""Processor time of a command and of all that it starts, whoever ends it.

The times that `wait` gives leave out processes that are killed with their namespace:
just those in which our rooms run. The kernel's own counter leaves out nothing.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import time
from typing import Self

_PERF_EVENT_OPEN = {"x86_64": 298, "aarch64": 241}
_SIZE = 112  # of the structure, as the kernel has known it since 2016
_SOFTWARE, _TASK_CLOCK = 1, 1
_INHERIT, _NO_KERNEL_EVENTS = 1 << 1, 1 << 5
_CLOSE_ON_EXEC = 8
_HEAD = struct.Struct("=IIQQQQQ")
_libc = ctypes.CDLL(None, use_errno=True)


class Clock:
    """Counts while it is entered: processes that this thread starts, and theirs."""

    def __enter__(self) -> Self:
        """Start to count. Raise OSError when the system lets nobody count."""
        flags = _INHERIT | _NO_KERNEL_EVENTS
        head = _HEAD.pack(_SOFTWARE, _SIZE, _TASK_CLOCK, 0, 0, 0, flags)
        attributes = ctypes.create_string_buffer(head, _SIZE)
        number = ctypes.c_long(_PERF_EVENT_OPEN[platform.machine()])
        whom = (ctypes.c_int(0), ctypes.c_int(-1), ctypes.c_int(-1))  # us, any core, no group
        self._own = time.thread_time()
        self._file = _libc.syscall(number, attributes, *whom, ctypes.c_ulong(_CLOSE_ON_EXEC))
        if self._file < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), "perf_event_open: kernel.perf_event_paranoid")
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def seconds(self) -> float:
        """Return what they have used until now."""
        (nanoseconds,) = struct.unpack("=Q", os.read(self._file, 8))
        return float(nanoseconds / 1e9 - (time.thread_time() - self._own))
