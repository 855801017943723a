"""The system calls of Linux that Python 3.11 does not have, by their manual-page names.

Only libc is called, never a shell or a helper program. Numbers stand here only for
calls that glibc wraps late or never; those are the same on x86-64 and arm64, but one.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
from collections.abc import Iterator
from typing import Any

CLONE_NEWNS = 0x0002_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x4_0000

_MNT_DETACH = 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 4, 22, 24, 38
_PR_SET_PDEATHSIG = 1
_SECCOMP_MODE_FILTER = 2
_LAST_CAPABILITY = 63
_CAPABILITY_VERSION_3 = 0x2008_0522

_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_MOUNT_SETATTR = 442

_libc = ctypes.CDLL(None, use_errno=True)


class _MountAttr(ctypes.Structure):
    _fields_ = (
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


class _CapHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapData(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


class _SockFprog(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _checked(result: int, name: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)


def system_call(number: int, *arguments: Any) -> int:
    """Make a system call that has no wrapper; return its result. Raise OSError if refused."""
    given = (ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)
    result = int(_libc.syscall(ctypes.c_long(number), *given))
    _checked(result, f"system call {number}")
    return result


def unshare(flags: int) -> None:
    """Leave namespaces for new ones. Raise OSError when the system refuses."""
    _checked(_libc.unshare(flags), "unshare")


def enter_namespace(descriptor: int) -> None:
    """Enter the namespace that an open /proc/…/ns file names."""
    _checked(_libc.setns(descriptor, 0), "setns")


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """Mount `source` on `target`."""
    arguments = (source.encode(), target.encode(), kind.encode() if kind else None)
    result = _libc.mount(*arguments, ctypes.c_ulong(flags), options.encode() or None)
    _checked(result, f"mount {target}")


def make_read_only(path: str, *, recursive: bool) -> None:
    """Make a mount, and all below it if asked, read-only without set-uid programs."""
    attributes = _MountAttr(MS_RDONLY | MS_NOSUID, 0, 0, 0)
    result = _libc.syscall(
        ctypes.c_long(_MOUNT_SETATTR),
        ctypes.c_int(_AT_FDCWD),
        path.encode(),
        ctypes.c_uint(_AT_RECURSIVE if recursive else 0),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    _checked(result, f"mount_setattr {path}")


def change_root(new: str, old_name: str) -> None:
    """Make `new`, a mount, the root; the old one is detached and gone from view."""
    os.chdir(new)
    number = _PIVOT_ROOT[platform.machine()]
    _checked(_libc.syscall(ctypes.c_long(number), b".", old_name.encode()), "pivot_root")
    os.chdir("/")
    _checked(_libc.umount2(f"/{old_name}".encode(), _MNT_DETACH), "umount")
    os.rmdir(f"/{old_name}")  # noqa: PTH106 - the root of a room, not a path of ours


def drop_capabilities() -> None:
    """Give up every capability, for this process and all that it may start."""
    for capability in range(_LAST_CAPABILITY + 1):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # unknown numbers are refused: fine
    header, data = _CapHeader(_CAPABILITY_VERSION_3, 0), (_CapData * 2)()
    _checked(_libc.capset(ctypes.byref(header), ctypes.byref(data)), "capset")


def forbid_new_privileges() -> None:
    """Make set-uid programs and file capabilities of no effect."""
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def set_dumpable(value: bool) -> None:
    """Let others of the same user look into this process, or not."""
    _checked(_libc.prctl(_PR_SET_DUMPABLE, int(value), 0, 0, 0), "dumpable")


def die_with_parent(signal_number: int) -> None:
    """Receive a signal when the process that started this one ends."""
    _checked(_libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0), "pdeathsig")


def install_filter(program: bytes) -> None:
    """Install a seccomp filter, given as BPF instructions; it stays for good."""
    body = ctypes.create_string_buffer(program, len(program))
    fprog = _SockFprog(len(program) // 8, ctypes.cast(body, ctypes.c_void_p))
    result = _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(fprog), 0, 0)
    _checked(result, "seccomp")


@contextlib.contextmanager
def files_as(user: int) -> Iterator[None]:
    """Write files as `user` for a while, if this process is root: a room's folder knows no root."""
    if os.geteuid() != 0:
        yield
        return
    # Of this thread only; libc has no other door to it.
    _libc.setfsgid(user)
    _libc.setfsuid(user)
    try:
        yield
    finally:
        _libc.setfsuid(0)
        _libc.setfsgid(0)
