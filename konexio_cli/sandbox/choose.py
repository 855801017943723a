"""Which kind of room this system gets."""

from __future__ import annotations

import os
import platform
from typing import Literal, TypeAlias

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.sandbox.room import Rooms
from konexio_cli.sandbox.surroundings import USUAL, Surroundings

Kind: TypeAlias = Literal["auto", "forked", "jupyter"]


def open_rooms(
    kind: Kind, libraries: tuple[str, ...] = (), surroundings: Surroundings = USUAL
) -> Rooms:
    """Return rooms of `kind`; "auto" is forked where this system can fork, else jupyter.

    Forked rooms hold `libraries` from the start; a kernel of Jupyter's has a hash seed of
    its own, whatever its surroundings. Raise KonexioError `room-not-here`
    when forked rooms are asked for on a system without them.
    """
    if kind == "jupyter" or (kind == "auto" and not _can_fork()):
        # Imported late: Jupyter's libraries take half a second, and Linux needs none of them.
        from konexio_cli.sandbox.jupyter import JupyterRooms  # noqa: PLC0415 - as said above

        return JupyterRooms(surroundings)
    if not _can_fork():
        raise KonexioError("room-not-here", Exit.MACHINE, room=kind, system=platform.system())
    from konexio_cli.sandbox.forked import ForkedRooms  # noqa: PLC0415 - not for every system

    return ForkedRooms(libraries, surroundings)


def _can_fork() -> bool:
    return platform.system() == "Linux" and hasattr(os, "fork")
