"""What a workspace's exercises were when they were pulled: the ground on which a newer one merges."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from konexio_cli.portfolio.states import keep_body

SCHEMA = """
CREATE TABLE IF NOT EXISTS pulled (
  number INTEGER PRIMARY KEY, exercise TEXT NOT NULL, version TEXT NOT NULL,
  notebook TEXT NOT NULL, origin TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Fresh:
    """An exercise to pull: its pack's version, its notebook without a learner's work, its files.

    `notebook` has the cells of all rounds, `first` those of round 1.
    """

    exercise: str
    version: str
    notebook: bytes
    first: bytes
    origin: bytes

    @property
    def sums(self) -> Pulled:
        """Return what the journal tells of this once it is pulled."""
        notebook, origin = (hashlib.sha256(one).hexdigest() for one in (self.notebook, self.origin))
        return Pulled(self.version, notebook, origin)


@dataclass(frozen=True, slots=True)
class Pulled:
    """An exercise that was pulled: its pack's version, and the SHA-256 of the two bodies."""

    version: str
    notebook: str
    origin: str


def remember(database: sqlite3.Connection, fresh: Iterable[Fresh]) -> None:
    """Keep what was pulled; what was pulled before stays."""
    for one in fresh:
        sums = (keep_body(database, one.notebook), keep_body(database, one.origin))
        database.execute(
            "INSERT INTO pulled (exercise, version, notebook, origin) VALUES (?, ?, ?, ?)",
            (one.exercise, one.version, *sums),
        )


def all_pulled(database: sqlite3.Connection) -> dict[str, tuple[Pulled, ...]]:
    """Return all that was pulled, the newest first, by the ids of the exercises in their order."""
    found: dict[str, tuple[Pulled, ...]] = {}
    for exercise, *facts in database.execute(
        "SELECT exercise, version, notebook, origin FROM pulled ORDER BY exercise, number DESC"
    ):
        found[exercise] = (*found.get(exercise, ()), Pulled(*facts))
    return found
