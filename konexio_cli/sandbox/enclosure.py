"""The enclosure: the warm process shuts itself away, before any room is opened.

It moves into its own user, mount, process, network, ipc and host-name namespaces,
with a read-only root that holds the interpreter, its packages and a few devices, and
nothing of homes, graders or other submissions. Root becomes a user that nobody is.
"""

from __future__ import annotations

import os
import signal
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

from konexio_cli.sandbox import linux

# Far above the users that systems give out, below the largest that they accept.
NOBODY = 1_900_000_000
ROOM = "/room"
_OLD_ROOT = ".old"
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_TIME_ZONES = ("/usr/share/zoneinfo", "/etc/localtime")


class Enclosed(NamedTuple):
    """What the enclosed process needs to open rooms."""

    own_processes: int  # its own process namespace, as an open file
    user: int  # the user whose files the rooms write, as seen from outside


def enclose(new_root: str) -> Enclosed:
    """Shut this process away; return in a child of it, the first of its process namespace.

    `new_root` is an empty folder to build the root in. The caller's process waits for
    the child and never returns. Raise OSError when the system refuses.
    """
    os.umask(0o022)
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)  # the new root has none
    if os.getuid() == 0:
        linux.unshare(linux.CLONE_NEWNS | _SHARED)
        _build_root(new_root)
        become_nobody()
        _unshare_as_self(_OWN, proc)
    else:
        _unshare_as_self(_OWN | _SHARED, proc)
        _build_root(new_root)
    _first_process()
    stand_on_own_null()
    processes = os.open("self/ns/pid", os.O_RDONLY, dir_fd=proc)
    os.close(proc)
    return Enclosed(processes, os.getuid())


_OWN = linux.CLONE_NEWUSER | linux.CLONE_NEWNS | linux.CLONE_NEWPID
_SHARED = linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS


def become_nobody() -> None:
    """Turn from root into a user that owns nothing and that nobody is."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    linux.set_dumpable(True)  # else the kernel keeps our own /proc files from us


def _unshare_as_self(flags: int, proc: int) -> None:
    """Enter a new user namespace in which this user, and no other, exists."""
    user, group = os.getuid(), os.getgid()  # unknown once the old namespace is left
    linux.unshare(flags)
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        descriptor = os.open(f"self/{name}", os.O_WRONLY, dir_fd=proc)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)


def _build_root(new_root: str) -> None:
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    flags = linux.MS_NOSUID | linux.MS_NODEV
    linux.mount("tmpfs", new_root, "tmpfs", flags, "size=4m,nr_inodes=4096,mode=755")
    for path in shown_paths():
        _show(path, new_root)
    for name in (ROOM, f"/{_OLD_ROOT}", "/proc"):
        Path(new_root + name).mkdir()
    temporary = Path(new_root, "tmp")
    if not temporary.exists():  # it does where the interpreter itself is installed below it
        temporary.symlink_to(f"{ROOM}/tmp")  # noqa: S108 - inside the room's own root
    linux.change_root(new_root, _OLD_ROOT)
    linux.make_read_only("/", recursive=False)


def shown_paths() -> list[str]:
    """Return what a room may see of this machine: the outermost paths only, sorted."""
    paths = sysconfig.get_paths()
    wanted = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    wanted |= {_of_interpreter(prefix) for prefix in (sys.prefix, sys.base_prefix)}
    wanted |= {str(Path(__file__).parents[1]), *_SYSTEM, *_TIME_ZONES, *_DEVICES}
    wanted |= {one for one in sys.path if Path(one).name in {"site-packages", "dist-packages"}}
    there = sorted(path for path in wanted if path and os.path.exists(path))  # noqa: PTH110 - a text, not a path of ours
    return [p for p in there if not any(p.startswith(f"{o}/") for o in there)]


def _of_interpreter(prefix: str) -> str:
    """Return the libraries of an interpreter; /usr has its own entries above."""
    return "" if prefix == "/usr" else f"{prefix}/lib"


def _show(path: str, new_root: str) -> None:
    target = Path(new_root + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    real = os.path.realpath(path)
    if Path(real).is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    linux.mount(real, str(target), None, linux.MS_BIND | linux.MS_REC)
    linux.make_read_only(str(target), recursive=True)


def stand_on_own_null() -> None:
    """Open the null device anew for input, output and errors.

    The new root's is read-only, where the machine's own has times to change. And what a fork
    inherits keeps flags and locks of whoever had it before: each room opens its own.
    """
    null = os.open("/dev/null", os.O_RDWR)
    for standard in range(3):
        os.dup2(null, standard)
    os.close(null)


def _first_process() -> None:
    """Fork into the new process namespace and return there; the caller waits for its end."""
    child = os.fork()
    if child:
        os.closerange(3, 1024)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    linux.die_with_parent(signal.SIGKILL)
