"""What a workspace's exercises were when they were pulled: the ground on which a newer one merges."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from konexio_cli.portfolio.states import keep_body

SCHEMA = """
CREATE TABLE IF NOT EXISTS pulled (
  exercise TEXT PRIMARY KEY, version TEXT NOT NULL, notebook TEXT NOT NULL,
  origin TEXT NOT NULL) STRICT;
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
    """Keep what was pulled, in place of what was pulled before."""
    for one in fresh:
        sums = (keep_body(database, one.notebook), keep_body(database, one.origin))
        row = (one.exercise, one.version, *sums)
        database.execute("INSERT OR REPLACE INTO pulled VALUES (?, ?, ?, ?)", row)


def all_pulled(database: sqlite3.Connection) -> dict[str, Pulled]:
    """Return what was pulled, by the ids of the exercises, in the order of these."""
    rows = database.execute("SELECT * FROM pulled ORDER BY exercise").fetchall()
    return {exercise: Pulled(*facts) for exercise, *facts in rows}
