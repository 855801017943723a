"""What a room does to itself before any learner code runs; none of it can be undone."""

from __future__ import annotations

import os
import platform
import resource
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from konexio_cli.sandbox import landlock, linux
from konexio_cli.sandbox.enclosure import NOBODY, ROOM, become_nobody, shown_paths

_MIB = 1 << 20
_OPEN_FILES = 128
_INODES = 4096
_FOLDER_FILES = 4  # how many files of the largest size fit into a room's folder
_FIRST_FREE_DESCRIPTOR = 3
# The room itself, and one branch of it at a time.
_OWN_PROCESSES = 2


class RoomLimits(NamedTuple):
    """What one room may use."""

    cpu_seconds: int
    memory_mb: int
    file_mb: int
    processes: int
    output: int  # characters of printed text that are kept


def system_call_filter(kind: str = "") -> bytes:
    """Return this machine's filter. Raise FileNotFoundError on an unknown architecture.

    The kind `.alone` is a second one: it refuses what reaches other processes, or starts any.
    """
    name = f"{platform.machine()}{kind}.bpf"
    # Found by place: importlib.resources would load six libraries that every fork then copies.
    return Path(__file__).with_name("filters").joinpath(name).read_bytes()


def private_folder(limits: RoomLimits) -> int:
    """Mount a folder that only this room has; return it as an open file.

    Its bytes and its number of files are limited; it is gone when the room is.
    """
    linux.unshare(linux.CLONE_NEWNS)
    size = f"size={limits.file_mb * _FOLDER_FILES}m,nr_inodes={_INODES},mode=700"
    linux.mount("tmpfs", ROOM, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, size)
    for name in ("work", "tmp"):
        os.mkdir(f"{ROOM}/{name}", 0o700)  # noqa: PTH102 - plain calls in a room
    os.chdir(f"{ROOM}/work")
    return os.open(ROOM, os.O_RDONLY | os.O_DIRECTORY)


def confine(limits: RoomLimits, keep: int, filter_program: bytes) -> None:
    """Give up all rights but those of plain computing; `keep` is the one socket that stays."""
    give_up_rights(keep)
    limit_resources(limits)
    limit_processes(_OWN_PROCESSES + limits.processes)
    linux.install_filter(filter_program)


def give_up_rights(keep: int) -> None:
    """Have no capability, no file but the socket `keep`, and nobody who looks in."""
    linux.unshare(linux.CLONE_NEWUSER)  # from here on, processes are counted for this room alone
    linux.drop_capabilities()
    linux.forbid_new_privileges()
    close_all_but(keep)
    linux.set_dumpable(False)


def close_all_but(keep: int) -> None:
    """Close every open file but the three standard ones and `keep`."""
    os.closerange(_FIRST_FREE_DESCRIPTOR, keep)
    os.closerange(keep + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def limit_processes(most: int) -> None:
    """Limit how many processes and threads this user may have, here and inside."""
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))


def shut_in(folder: str, filter_program: bytes) -> None:
    """Give up what can be given up without namespaces: tier B.

    Root becomes a user that nobody is, where that user can still read the interpreter.
    Not held: the number of processes, and daemons that leave the room's group.
    """
    if os.getuid() == 0 and _readable_by_others():
        os.chown(folder, NOBODY, NOBODY)
        become_nobody()
    linux.forbid_new_privileges()
    landlock.allow_only(shown_paths(), [folder, os.devnull])
    linux.drop_capabilities()
    linux.install_filter(filter_program)


def _readable_by_others() -> bool:
    """Whether the interpreter's libraries are open to every user, all the way from the root."""
    places = [Path(one) for one in (sys.prefix, sys.base_prefix, __file__)]
    ways = {parent for place in places for parent in (place, *place.parents)}
    open_to_all = stat.S_IROTH | stat.S_IXOTH
    return all(way.stat().st_mode & open_to_all == open_to_all for way in ways if way.is_dir())


def limit_resources(limits: RoomLimits) -> None:
    """Limit CPU seconds, address space, file size and open files for good."""
    # Two seconds of grace: the judge's clock ends a room first, this is the second net.
    for kind, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds + 2),
        (resource.RLIMIT_AS, limits.memory_mb * _MIB),
        (resource.RLIMIT_FSIZE, limits.file_mb * _MIB),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
