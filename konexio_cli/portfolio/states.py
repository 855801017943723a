"""The states of a learner's notebooks: every one that was checked, or that a command replaced."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from konexio_cli.errors import KonexioError

# `snapshots` holds each body once, by its sum; `states` tells when it was there, and why.
# Journals of before know checks only as attempts.
SCHEMA = """
CREATE TABLE IF NOT EXISTS snapshots (
  sha256 TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS states (
  event INTEGER PRIMARY KEY, exercise TEXT NOT NULL, sha256 TEXT NOT NULL, reason TEXT NOT NULL,
  verdict TEXT NOT NULL, passed INTEGER NOT NULL, checks INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
INSERT INTO states (exercise, sha256, reason, verdict, passed, checks, at)
  SELECT exercise, sha256, 'check', verdict, 0, 0, at FROM attempts
  WHERE NOT EXISTS (SELECT 1 FROM states) ORDER BY number;
"""


class Reason(StrEnum):
    """Why a state was kept: it was new, it was checked, or a command changed the notebook."""

    CHECK = "check"
    # Checked, but in another file than the exercise's own notebook.
    COPY = "copy"
    NEW = "new"
    # Before and after a command changed the notebook.
    BEFORE_UNDO = "before-undo"
    UNDO = "undo"
    BEFORE_PULL = "before-pull"
    PULL = "pull"
    BEFORE_ROUND = "before-round"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Event:
    """A moment at which a notebook was kept; `checks` is 0 where nobody counted them."""

    reason: Reason
    verdict: str = ""
    passed: int = 0
    checks: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """What a notebook held at one time. `number` counts an exercise's states from 1, for ever.

    `newest` orders states by when they last stood in the exercise's own notebook; it is 0
    for one that was only checked as a copy.
    """

    number: int
    sha256: str
    at: datetime
    event: Event
    newest: int


def keep(database: sqlite3.Connection, exercise: str, body: bytes, event: Event) -> None:
    """Keep a notebook's bytes and why; what is the newest state already is kept once."""
    sha256 = keep_body(database, body)
    if not event.verdict and _newest(database, exercise) == sha256:
        return
    database.execute(
        "INSERT INTO states (exercise, sha256, reason, verdict, passed, checks, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (exercise, sha256, event.reason, event.verdict, event.passed, event.checks, now()),
    )


def keep_body(database: sqlite3.Connection, body: bytes) -> str:
    """Keep bytes, once; return their SHA-256."""
    sha256 = hashlib.sha256(body).hexdigest()
    there = database.execute("SELECT 1 FROM snapshots WHERE sha256 = ?", (sha256,)).fetchone()
    if there is None:
        database.execute(
            "INSERT OR IGNORE INTO snapshots VALUES (?, ?)", (sha256, zlib.compress(body))
        )
    return sha256


def body_of(database: sqlite3.Connection, sha256: str) -> bytes:
    """Return kept bytes. Raise KonexioError when they are not there, or not as they were."""
    row = database.execute("SELECT body FROM snapshots WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise KonexioError("snapshot-missing")
    try:
        body = zlib.decompress(row[0])
    except zlib.error:
        body = b""
    if hashlib.sha256(body).hexdigest() != sha256:
        raise KonexioError("snapshot-damaged")
    return body


def all_states(database: sqlite3.Connection, exercise: str) -> tuple[State, ...]:
    """Return an exercise's states in the order in which they first were there."""
    events: dict[str, list[tuple[int, Event, datetime]]] = {}
    for row in database.execute(
        "SELECT event, sha256, reason, verdict, passed, checks, at FROM states"
        " WHERE exercise = ? ORDER BY event",
        (exercise,),
    ):
        event, sha256, reason, *facts, at = row
        moment = (event, Event(Reason(reason), *facts), datetime.fromisoformat(at))
        events.setdefault(sha256, []).append(moment)
    return tuple(_state(n, sha256, events[sha256]) for n, sha256 in enumerate(events, 1))


def _state(number: int, sha256: str, events: list[tuple[int, Event, datetime]]) -> State:
    """Return a state: what its last check said counts, else why it was kept first."""
    _, event, at = next((one for one in reversed(events) if one[1].verdict), events[0])
    own = (number for number, one, _ in events if one.reason is not Reason.COPY)
    return State(number, sha256, at, event, max(own, default=0))


def _newest(database: sqlite3.Connection, exercise: str) -> str:
    row = database.execute(
        "SELECT sha256 FROM states WHERE exercise = ? AND reason != ? ORDER BY event DESC LIMIT 1",
        (exercise, Reason.COPY),
    ).fetchone()
    return "" if row is None else str(row[0])


def now() -> str:
    """Return this moment as the journal writes it: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
