"""Landlock: a process shuts itself out of the file system, without any rights needed.

The second line where namespaces are refused. Numbers and flags are those of
landlock(7); the kernel says which of them it knows.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable

from konexio_cli.sandbox import linux

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE = 1 << 14
_ALL_OF_VERSION_1 = (1 << 13) - 1
# What each later version of Landlock added to what it can refuse.
_ADDED = {2: 1 << 13, 3: _TRUNCATE, 5: 1 << 15}
_SIGNALS_AND_ABSTRACT_SOCKETS = 3
_SCOPES_SINCE = 6

_READING = _EXECUTE | _READ_FILE | _READ_DIR
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | (1 << 15)
_SIZE_WITHOUT_SCOPES = 8


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def version() -> int:
    """Return the kernel's version of Landlock; 0 when it has none or it is switched off."""
    try:
        return linux.system_call(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    except OSError:
        return 0


def allow_only(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Let this process read `readable`, read and write `writable`, and touch nothing else.

    Raise OSError when the kernel has no Landlock. `no_new_privileges` must be set.
    """
    known = version()
    every = _ALL_OF_VERSION_1 | sum(bits for since, bits in _ADDED.items() if known >= since)
    scoped = _SIGNALS_AND_ABSTRACT_SOCKETS if known >= _SCOPES_SINCE else 0
    attributes = _Ruleset(every, 0, scoped)
    size = ctypes.sizeof(attributes) if scoped else _SIZE_WITHOUT_SCOPES
    ruleset = linux.system_call(_CREATE_RULESET, ctypes.byref(attributes), size, 0)
    try:
        for path in readable:
            _allow(ruleset, path, _READING & every)
        for path in writable:
            _allow(ruleset, path, every & ~_EXECUTE)
        linux.system_call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):  # noqa: PTH112 - plain calls in a room
            access &= _OF_FILES
        rule = _PathBeneath(access, descriptor)
        linux.system_call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)
