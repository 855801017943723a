"""A room within a room: who changes some of what a room does leaves the rest to it."""

from __future__ import annotations

from konexio_cli.sandbox.room import Room


class RoomAround:
    """Passes on to `room` all that concerns its files, and what cuts it off."""

    def __init__(self, room: Room) -> None:
        self.folder = room.folder
        self._room = room

    def put(self, name: str, body: bytes) -> None:
        """Write a file for the learner's code to read."""
        self._room.put(name, body)

    def read(self, name: str, most: int) -> bytes:
        """Return a file's bytes."""
        return self._room.read(name, most)

    def names(self) -> list[str]:
        """Return the names of the files in the room's folder, sorted."""
        return self._room.names()

    def restore(self) -> None:
        """Give the files back as the notebook left them."""
        self._room.restore()

    def cut(self) -> None:
        """Let whoever waits for an answer wait no longer."""
        self._room.cut()
