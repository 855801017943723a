"""Whether this machine may run strangers' code: only where rooms hide files and network."""

from __future__ import annotations

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.room import Tier


def demand_confinement() -> None:
    """Raise KonexioError when the rooms of this machine are not of tier A."""
    rooms = open_rooms("auto")
    try:
        tier = rooms.tier
    finally:
        rooms.close()
    if tier is not Tier.A:
        raise KonexioError("rooms-not-confined", Exit.MACHINE, tier=tier)
