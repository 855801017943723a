"""The rooms' filters of both architectures, on a machine of either."""

from __future__ import annotations

import contextlib
import ctypes.util
import errno
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from .bpf import ALLOW, ERRNO, KILL, decided

pytestmark = pytest.mark.skipif(
    not ctypes.util.find_library("seccomp"), reason="libseccomp knows the numbers of calls"
)

CODES = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}
OTHERS = {"i386": 0x4000_0003, "arm": 0x4000_0028}
NUMBERS = range(1024)
REFUSED = ERRNO | errno.EPERM
UNIX, INET, NETLINK, PACKET = 1, 2, 16, 17
STREAM, DATAGRAM, SEQUENCED = 1, 2, 5
ABOVE = range(1024, 1050)  # commands to an open file that only Linux has
NAMESPACES = (0x80, 1 << 17, 1 << 25, 1 << 26, 1 << 27, 1 << 28, 1 << 29, 1 << 30)
# What libc calls on arm64, and the old calls for which it does so.
TWINS = """
openat: open creat; faccessat: access; fchmodat: chmod; fchownat: chown lchown; mknodat: mknod
newfstatat: stat lstat; utimensat: utime utimes; getdents64: getdents; readlinkat: readlink
linkat: link; symlinkat: symlink; mkdirat: mkdir; unlinkat: unlink rmdir; renameat: rename
dup3: dup2; pipe2: pipe; ppoll: poll pause; pselect6: select; epoll_create1: epoll_create
epoll_pwait: epoll_wait; inotify_init1: inotify_init; signalfd4: signalfd; clone: fork vfork
getpgid: getpgrp; gettimeofday: time; setitimer: alarm
"""


def shipped(machine: str) -> bytes:
    return resources.files("konexio_cli.sandbox").joinpath("filters", f"{machine}.bpf").read_bytes()


def names(machine: str) -> dict[str, int]:
    """Return the calls of an architecture by name; only with libseccomp."""
    import pyseccomp

    found = {}
    for number in NUMBERS:
        with contextlib.suppress(ValueError):  # no call has this number
            found[pyseccomp.resolve_syscall(CODES[machine], number).decode()] = number
    return found


def answers(machine: str) -> dict[str, int]:
    """Return what a filter decides of each call by name, where all its arguments are zero."""
    program = shipped(machine)
    return {name: decided(program, CODES[machine], n) for name, n in names(machine).items()}


def twins() -> dict[str, str]:
    """Return the call that stands for each old one on arm64."""
    pairs = (line.split(":") for line in TWINS.strip().replace("\n", ";").split(";"))
    return {old: new.strip() for new, olds in pairs for old in olds.split()}


def test_the_filters_are_what_the_list_says(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "scripts" / "write_seccomp.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    for machine, code in CODES.items():
        written = (tmp_path / f"{machine}.bpf").read_bytes()
        for given in ((0, 37), (UNIX, STREAM), (INET, 0), (1 << 28, 1034)):
            calls = [(code, number, *given) for number in NUMBERS]
            ours = [decided(shipped(machine), *call) for call in calls]
            assert [decided(written, *call) for call in calls] == ours, (machine, given)


def test_both_architectures_decide_the_same_of_each_call() -> None:
    x86, arm = answers("x86_64"), answers("aarch64")
    shared = x86.keys() & arm.keys()
    assert len(shared) > 250
    assert [name for name in shared if x86[name] != arm[name]] == []


def test_a_call_that_only_x86_has_is_decided_as_its_twin_is() -> None:
    x86, arm = answers("x86_64"), answers("aarch64")
    allowed = {name for name in x86.keys() - arm.keys() if x86[name] == ALLOW}
    assert allowed - twins().keys() == {"arch_prctl"}  # of x86's own registers
    assert [old for old, new in twins().items() if x86[old] != arm[new]] == []


@pytest.mark.parametrize("machine", CODES)
def test_forks_are_plain(machine: str) -> None:
    program, code, number = shipped(machine), CODES[machine], names(machine)
    assert decided(program, code, number["clone"], 17) == ALLOW
    assert {decided(program, code, number["clone"], flag | 17) for flag in NAMESPACES} == {REFUSED}
    assert decided(program, code, number["clone3"]) == ERRNO | errno.ENOSYS


@pytest.mark.parametrize("machine", CODES)
def test_the_only_sockets_are_pairs_of_streams(machine: str) -> None:
    program, code, number = shipped(machine), CODES[machine], names(machine)
    for flags in (0, 0o4000, 0o2000000, 0o2004000):
        assert decided(program, code, number["socketpair"], UNIX, STREAM | flags) == ALLOW
        for kind in (DATAGRAM, SEQUENCED):
            assert decided(program, code, number["socketpair"], UNIX, kind | flags) == REFUSED
    for family in (INET, NETLINK, PACKET, UNIX | 1 << 32):
        assert decided(program, code, number["socketpair"], family, STREAM) == REFUSED
    for call in ("socket", "bind", "connect", "listen", "accept", "accept4"):
        assert decided(program, code, number[call], UNIX, STREAM) == REFUSED


@pytest.mark.parametrize("machine", CODES)
def test_of_an_open_file_only_its_copies_and_flags_are_anybodys(machine: str) -> None:
    program, code, number = shipped(machine), CODES[machine], names(machine)
    answer = {n: decided(program, code, number["fcntl"], 0, n) for n in (*NUMBERS, *ABOVE)}
    assert {n for n, one in answer.items() if one == ALLOW} == {*range(5), 1030}
    # A lock is granted and not kept: success, of which the file knows nothing.
    assert {n for n, one in answer.items() if one == ERRNO} == {6, 7, 37, 38}
    assert set(answer.values()) == {ALLOW, ERRNO, REFUSED}
    assert decided(program, code, number["flock"], 0, 2) == ERRNO


@pytest.mark.parametrize("machine", CODES)
def test_a_call_by_the_numbers_of_another_architecture_ends_the_process(machine: str) -> None:
    for other in (CODES | OTHERS).keys() - {machine}:
        code = (CODES | OTHERS)[other]
        assert {decided(shipped(machine), code, number) for number in NUMBERS} == {KILL}


def test_numbers_beyond_those_of_the_kernel_are_refused() -> None:
    x32 = {decided(shipped("x86_64"), CODES["x86_64"], n | 1 << 30) for n in NUMBERS}
    assert x32 == {KILL}
    assert {decided(shipped("aarch64"), CODES["aarch64"], n | 1 << 30) for n in NUMBERS} == {
        REFUSED
    }
