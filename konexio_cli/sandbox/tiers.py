"""Which tier this system gives, found by shutting a process in and trying what is forbidden."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from konexio_cli.sandbox import linux
from konexio_cli.sandbox.confine import (
    RoomLimits,
    confine,
    private_folder,
    shut_in,
    system_call_filter,
)
from konexio_cli.sandbox.enclosure import enclose

_LIMITS = RoomLimits(cpu_seconds=5, memory_mb=1024, file_mb=1, processes=0, output=0)


def found_tier(new_root: str) -> str:
    """Return A, B or C. Each is tried in a child: half a confinement cannot be taken back."""
    if _holds(lambda: _in_namespaces(new_root)):
        return "A"
    return "B" if _holds(lambda: shut_in(new_root, system_call_filter())) else "C"


def _in_namespaces(new_root: str) -> None:
    enclose(new_root)
    linux.unshare(linux.CLONE_NEWPID)
    room = os.fork()
    if room:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(room, 0)[1]) & 0xFF)
    keep = private_folder(_LIMITS)
    confine(_LIMITS, keep, system_call_filter())


def _holds(shut: Callable[[], None]) -> bool:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            shut()
            status = int(not all(_refused(act) for act in _FORBIDDEN))
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return True
    return False


_FORBIDDEN: tuple[Callable[[], object], ...] = (
    lambda: os.scandir("/home"),
    lambda: os.scandir("/proc/self"),
    lambda: os.open("/etc/passwd", os.O_RDONLY),
    lambda: os.open("/konexio-was-here", os.O_WRONLY | os.O_CREAT),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    lambda: os.execv("/bin/sh", ["sh"]),  # noqa: S606 - tried only to be refused
    lambda: linux.unshare(linux.CLONE_NEWUSER),
)
