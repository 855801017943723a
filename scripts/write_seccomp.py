"""Write the rooms' system-call filters: an allow-list, for x86-64 and arm64.

    python scripts/write_seccomp.py [FOLDER]

libseccomp knows the numbers of every architecture, so both filters are made on any
machine and travel with the package as BPF instructions. A room needs no library.
"""

from __future__ import annotations

import errno
import fcntl
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyseccomp

FOLDER = Path(__file__).parents[1] / "konexio_cli" / "sandbox" / "filters"
ARCHITECTURES = {"x86_64": "X86_64", "aarch64": "AARCH64"}

# What Python, IPython, numpy, pandas and matplotlib were seen to use, and their kin.
ALLOWED = """
access alarm arch_prctl brk capget chdir chmod clock_getres clock_gettime
clock_nanosleep close close_range copy_file_range creat dup dup2 dup3
epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd2
exit exit_group faccessat faccessat2 fadvise64 fallocate fchdir fchmod fchmodat
fdatasync fork fstat fstatfs fsync ftruncate futex futex_waitv
get_mempolicy get_robust_list getcpu getcwd getdents getdents64 getegid geteuid
getgid getgroups getitimer getpeername getpgid getpgrp getpid getppid getpriority
getrandom getresgid getresuid getrlimit getrusage getsid getsockname getsockopt
gettid gettimeofday getuid ioctl kill link linkat lseek lstat madvise
mincore mkdir mkdirat mlock mmap mprotect mremap msync munlock munmap nanosleep
newfstatat open openat pause pipe pipe2 poll ppoll prctl pread64 preadv preadv2
prlimit64 pselect6 pwrite64 pwritev pwritev2 read readahead readlink readlinkat
readv recvfrom recvmsg rename renameat renameat2 restart_syscall rmdir rseq
rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
rt_sigsuspend rt_sigtimedwait sched_getaffinity sched_getparam sched_getscheduler
sched_get_priority_max sched_get_priority_min sched_setaffinity sched_yield select
sendfile sendmmsg sendmsg sendto set_robust_list set_tid_address setitimer setpgid
setrlimit setsid setsockopt shutdown sigaltstack splice stat statfs
statx symlink symlinkat sync_file_range sysinfo tgkill time timer_create
timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create
timerfd_gettime timerfd_settime times tkill truncate umask uname unlink unlinkat
utime utimensat utimes vfork wait4 waitid write writev
""".split()  # noqa: SIM905 - a paragraph reads better than a column of 200 names

# What a room refuses besides, whose program provably needs none of it: to start a process, and
# to reach the one that started it. Some numbers are of one architecture only.
ALONE = """
clone fork vfork kill tkill tgkill rt_sigqueueinfo setpgid setsid sched_setaffinity
socketpair
""".split()  # noqa: SIM905 - as above

# What may be asked of an open file. Locks, leases, signals, owners and hints may not: they stand
# on files that other rooms have too, and some stay there when a room has ended.
FILE_COMMANDS = (
    *(fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD),
    *(fcntl.F_GETFL, fcntl.F_SETFL),
)
# Whoever is alone has every lock: to take one succeeds and does nothing, so that what locks
# files of the room's own, as sqlite does, goes on.
_TAKE_A_LOCK = (fcntl.F_SETLK, fcntl.F_SETLKW, fcntl.F_OFD_SETLK, fcntl.F_OFD_SETLKW)
_DONE = 0

_NEW_NAMESPACES = 0x7E02_0080  # every CLONE_NEW… flag
_AF_UNIX, _STREAM = 1, 1
_ANY_KIND = ~(socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK) & 0xFFFF_FFFF


def filter_for(architecture: str) -> bytes:
    """Return the BPF instructions of the filter for one architecture."""
    made = _empty(pyseccomp.ERRNO(errno.EPERM), architecture)
    _allow(made)
    return _exported(made)


def filter_alone_for(architecture: str) -> bytes:
    """Return the filter that stands before the other one, where a program needs nobody."""
    made = _empty(pyseccomp.ALLOW, architecture)
    refused = pyseccomp.ERRNO(errno.EPERM)
    for name in ALONE:
        made.add_rule(refused, name)
    # The limits of another process are none of its business; 0 is itself.
    made.add_rule(refused, "prlimit64", pyseccomp.Arg(0, pyseccomp.NE, 0))
    return _exported(made)


def _empty(action: Any, architecture: str) -> Any:
    made = pyseccomp.SyscallFilter(action)
    wanted = getattr(pyseccomp.Arch, architecture)
    if not made.exist_arch(wanted):
        made.add_arch(wanted)
    for other in ARCHITECTURES.values():
        arch = getattr(pyseccomp.Arch, other)
        if other != architecture and made.exist_arch(arch):
            made.remove_arch(arch)
    return made


def _exported(made: Any) -> bytes:
    with tempfile.TemporaryFile() as file:
        made.export_bpf(file)
        file.seek(0)
        return file.read()


def _allow(refused: Any) -> None:
    for name in ALLOWED:
        refused.add_rule(pyseccomp.ALLOW, name)
    plain = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _NEW_NAMESPACES, 0)
    refused.add_rule(pyseccomp.ALLOW, "clone", plain)
    # Its flags lie in memory, where no filter can look: libraries then fall back to clone.
    refused.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    _allow_pairs(refused)
    _allow_open_files(refused)


def _allow_pairs(refused: Any) -> None:
    """Allow pairs of streams: such an end has no name, so that no other room can find it."""
    family = pyseccomp.Arg(0, pyseccomp.EQ, _AF_UNIX)
    stream = pyseccomp.Arg(1, pyseccomp.MASKED_EQ, _ANY_KIND, _STREAM)
    refused.add_rule(pyseccomp.ALLOW, "socketpair", family, stream)


def _allow_open_files(refused: Any) -> None:
    for command in FILE_COMMANDS:
        refused.add_rule(pyseccomp.ALLOW, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    for command in _TAKE_A_LOCK:
        done = pyseccomp.ERRNO(_DONE)
        refused.add_rule(done, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    refused.add_rule(pyseccomp.ERRNO(_DONE), "flock")


def main() -> None:
    """Write one file for each architecture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for machine, architecture in ARCHITECTURES.items():
        (folder / f"{machine}.bpf").write_bytes(filter_for(architecture))
        (folder / f"{machine}.alone.bpf").write_bytes(filter_alone_for(architecture))


if __name__ == "__main__":
    main()
