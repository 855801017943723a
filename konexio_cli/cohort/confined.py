"""Whether this machine may run strangers' code: only where rooms hide files and network."""

from __future__ import annotations

from contextlib import closing

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.room import Rooms, Tier


def demand_confinement() -> None:
    """Raise KonexioError when the rooms of this machine are not of tier A."""
    with closing(open_rooms("auto")) as rooms:
        demand_confined(rooms)


def demand_confined(rooms: Rooms) -> None:
    """Raise KonexioError when these rooms are not of tier A."""
    if rooms.tier is not Tier.A:
        raise KonexioError("rooms-not-confined", Exit.MACHINE, tier=rooms.tier)
