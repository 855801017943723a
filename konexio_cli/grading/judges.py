"""One judge for each set of libraries: rooms that hold them take a second to open."""

from __future__ import annotations

from typing import Self

from konexio_cli.grading.judge import Judge
from konexio_cli.model.verdict import Evidence
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.room import Rooms


class Judges:
    """Opens rooms when they are needed, and keeps them until it is left."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._open: dict[tuple[str, ...], tuple[Rooms, Judge]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_all()

    def judge(self, libraries: tuple[str, ...]) -> Judge:
        """Return the judge whose rooms hold `libraries`."""
        return self._opened(libraries)[1]

    def rooms(self, libraries: tuple[str, ...]) -> Rooms:
        """Return the rooms that hold `libraries`."""
        return self._opened(libraries)[0]

    def close(self, libraries: tuple[str, ...]) -> None:
        """End the rooms with these libraries: the next judge gets new ones."""
        if libraries in self._open:
            rooms, _ = self._open.pop(libraries)
            rooms.close()

    def close_all(self) -> None:
        """End all rooms."""
        for libraries in tuple(self._open):
            self.close(libraries)

    def _opened(self, libraries: tuple[str, ...]) -> tuple[Rooms, Judge]:
        if libraries not in self._open:
            rooms = open_rooms("auto", libraries)
            self._open[libraries] = (rooms, Judge(rooms, self._evidence))
        return self._open[libraries]
