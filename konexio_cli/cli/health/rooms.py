"""Whether notebooks run here, and what their rooms hide: tried in a real room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from konexio_cli.cli.health.finding import Finding, pip_install
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.sandbox.choose import Kind
    from konexio_cli.sandbox.room import Tier

_SECONDS = 30.0


def rooms() -> tuple[Finding, ...]:
    """Open the room that checks use, and ask it something; then say what it confines.

    Beside rooms of our own kind, a kernel is tried, too: other programs open notebooks with it.
    """
    from konexio_cli.sandbox.refused import allowing_command

    try:
        name, works, tier = _tried("auto")
    except (KonexioError, OSError, ImportError) as problem:
        again = pip_install("--force-reinstall", "konexio-cli")
        return (Finding("room", False, type(problem).__name__, command=again),)
    room = Finding("room", works, name)
    command = "" if tier == "A" else allowing_command()
    hidden = Finding("confinement", tier == "A", tier, needed=False, command=command)
    return (room, hidden)


def kernel() -> Finding:
    """Whether a kernel of Jupyter's starts and answers."""
    try:
        _, works, _ = _tried("jupyter")
        fact = ""
    except (KonexioError, OSError, ImportError) as problem:
        works, fact = False, type(problem).__name__
    command = pip_install("--force-reinstall", "ipykernel")
    return Finding("kernel", works, fact, needed=False, command=command)


def _tried(kind: Kind) -> tuple[str, bool, Tier]:
    """Return the name of the rooms, whether one answers, and their tier."""
    from konexio_cli.model.exercise import Limits
    from konexio_cli.sandbox.choose import open_rooms
    from konexio_cli.sandbox.room import Nature

    rooms = open_rooms(kind, ())
    try:
        room = rooms.open({}, Limits(), Nature(plain=True))
        answer = room.run("print(6 * 7)", _SECONDS).stdout.strip()
        room.close()
        return rooms.name, answer == "42", rooms.tier
    finally:
        rooms.close()
