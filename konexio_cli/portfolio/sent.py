"""What became of work that was handed in: written, copied, pushed, received, graded.

Kept in the journal, a row for each thing that was proved; nothing is ever taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from konexio_cli.portfolio.journal import Journal

_TABLES = """
CREATE TABLE IF NOT EXISTS sent (
  exercise TEXT NOT NULL, round INTEGER NOT NULL, sha256 TEXT NOT NULL, state TEXT NOT NULL,
  at TEXT NOT NULL, place TEXT NOT NULL, verdict TEXT NOT NULL, points INTEGER NOT NULL,
  possible INTEGER NOT NULL, PRIMARY KEY (exercise, round, sha256, state, at, place)) STRICT;
CREATE TABLE IF NOT EXISTS trainers (
  key TEXT PRIMARY KEY, cohort TEXT NOT NULL, at TEXT NOT NULL) STRICT;
"""


class State(StrEnum):
    """How far work has come, each word stronger than the one before."""

    WRITTEN = "written"
    COPIED = "copied"
    PUSHED = "pushed"
    RECEIVED = "received"
    GRADED = "graded"


_RANK = tuple(State)


@dataclass(frozen=True, slots=True)
class Event:
    """One notebook reached a state, at a time (ISO 8601, UTC) and in a place.

    The place is the file, folder or address it was sent to, or the cohort that returned word
    of it. `verdict` and points are those of a grade, "" and 0 before there is one.
    """

    exercise: str
    round: int
    sha256: str
    state: State
    at: str
    place: str
    verdict: str = ""
    points: int = 0
    possible: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest work handed in for a round, and the strongest word that is proved of it.

    `word` is the newest event of that state. `graded` is the newest grade of any version of
    this round, None before the first.
    """

    handed_in: Event
    word: Event
    graded: Event | None


class Sent:
    """The part of a journal that knows what was handed in."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def record(self, events: Iterable[Event]) -> int:
        """Keep events, all of them or none; return how many were not known before."""
        rows = [astuple(event) for event in events]
        with self._journal.transaction(_TABLES) as database:
            before = database.total_changes
            database.executemany("INSERT OR IGNORE INTO sent VALUES (?,?,?,?,?,?,?,?,?)", rows)
            return database.total_changes - before

    def standings(self) -> dict[tuple[str, int], Standing]:
        """Return where each exercise and round stands, of all that were handed in."""
        with self._journal.transaction(_TABLES) as database:
            rows = database.execute("SELECT * FROM sent ORDER BY rowid").fetchall()
        found: dict[tuple[str, int], list[Event]] = {}
        for exercise, number, sha256, state, *rest in rows:
            event = Event(exercise, number, sha256, State(state), *rest)
            found.setdefault((exercise, number), []).append(event)
        return {key: _standing(events) for key, events in found.items()}

    def trainers(self) -> dict[str, str]:
        """Return the trainers' keys that this learner knows, each with its cohort's title."""
        with self._journal.transaction(_TABLES) as database:
            return dict(database.execute("SELECT key, cohort FROM trainers").fetchall())

    def trust(self, key: str, cohort: str, at: str) -> None:
        """Keep a trainer's key: files that it signed are believed from now on."""
        with self._journal.transaction(_TABLES) as database:
            database.execute("INSERT OR REPLACE INTO trainers VALUES (?, ?, ?)", (key, cohort, at))


def stamp(when: datetime) -> str:
    """Return a moment as events tell it: ISO 8601, UTC, whole seconds."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def _standing(events: list[Event]) -> Standing:
    """Return the standing of one round; `events` are in the order in which they were kept.

    A laptop's clock may jump back, so what we did ourselves goes by that order; a trainer's
    words may come late, so they go by their own times.
    """
    ours = [e for e in events if e.state not in {State.RECEIVED, State.GRADED}] or events
    newest = ours[-1]
    same = [event for event in events if event.sha256 == newest.sha256]
    strongest = max(_RANK.index(event.state) for event in same)
    word = max((e for e in same if e.state is _RANK[strongest]), key=lambda event: event.at)
    grades = [event for event in events if event.state is State.GRADED]
    return Standing(newest, word, max(grades, key=lambda event: event.at, default=None))
