"""Become a user that owns nothing, who can read what Python needs, and run Python as they do.

    python tests/attacks/nobody.py FOLDER… -- ARGUMENTS…

Only for root. Interpreters are often installed where no other user may look, in /root say.
So this process gets a view of its own of the file system, in which the FOLDERs and the
interpreter stand at their places with nothing around them. Nobody else sees any of it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from konexio_cli.sandbox import linux

NOBODY = 65_534
_OPEN = stat.S_IROTH | stat.S_IXOTH


def main() -> None:
    """Open the folders, give up all rights, and become Python with the arguments."""
    middle = sys.argv.index("--")
    folders = (*sys.argv[1:middle], sys.prefix, sys.base_prefix)
    _open_up({Path(one).resolve() for one in folders})
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.execv(sys.executable, [sys.executable, *sys.argv[middle + 1 :]])  # noqa: S606 - our own interpreter


def _open_up(folders: Iterable[Path]) -> None:
    """Show each folder at its place, whatever shuts it off there."""
    shut = {folder: where for folder in folders if (where := _shut_at(folder))}
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    kept = {folder: os.open(folder, os.O_PATH | os.O_DIRECTORY) for folder in shut}
    for where in set(shut.values()):
        flags = linux.MS_NOSUID | linux.MS_NODEV
        linux.mount("tmpfs", str(where), "tmpfs", flags, "size=1m,mode=755")
    for folder, descriptor in sorted(kept.items()):
        folder.mkdir(parents=True, exist_ok=True)
        source = f"/proc/self/fd/{descriptor}"
        linux.mount(source, str(folder), None, linux.MS_BIND | linux.MS_REC)
        os.close(descriptor)


def _shut_at(folder: Path) -> Path | None:
    """Return the outermost folder on the way to one that other users may not enter."""
    way = reversed((folder, *folder.parents))
    return next((one for one in way if one.stat().st_mode & _OPEN != _OPEN), None)


if __name__ == "__main__":
    main()
