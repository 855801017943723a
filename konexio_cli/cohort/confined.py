"""Whether this machine may run strangers' code: only where rooms hide files and network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.room import Rooms, Tier


@contextmanager
def confinement() -> Iterator[Callable[[], None]]:
    """Give `demand_confinement`, which is fast after a while: what it asks has begun to start."""
    rooms = open_rooms("auto")
    try:
        yield lambda: _demand_tier(rooms)
    finally:
        rooms.close()


def demand_confinement() -> None:
    """Raise KonexioError when the rooms of this machine are not of tier A."""
    with confinement() as demand:
        demand()


def _demand_tier(rooms: Rooms) -> None:
    tier = rooms.tier
    if tier is not Tier.A:
        raise KonexioError("rooms-not-confined", Exit.MACHINE, tier=tier)
