"""With whom a cohort exchanges files: learners' keys, and what each of them handed in.

Kept in cohort.db. A key that was seen once is the same person ever after, on every device
and under every name.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from konexio_cli.cohort.store import Store

_TABLES = """
CREATE TABLE IF NOT EXISTS keys (
  key TEXT PRIMARY KEY, learner TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS parcels (
  key TEXT NOT NULL, exercise TEXT NOT NULL, round INTEGER NOT NULL, sha256 TEXT NOT NULL,
  received TEXT NOT NULL, PRIMARY KEY (key, exercise, round, sha256)) STRICT
"""


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A learner's key, the id of cohort.toml or of a folder, and the name that they chose."""

    key: str
    learner: str
    name: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A notebook that a key has signed, and when it first arrived here."""

    key: str
    exercise: str
    round: int
    sha256: str
    received: datetime


class Correspondence:
    """The keys and parcels of one cohort's store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.writing() as database:
            for table in _TABLES.split(";"):
                database.execute(table)

    def all(self) -> list[Correspondent]:
        """Return everybody, in the order of learners."""
        with self._store.reading() as database:
            rows = database.execute("SELECT key, learner, name FROM keys ORDER BY learner, key")
            return [Correspondent(*row) for row in rows]

    def join(self, one: Correspondent) -> None:
        """Keep whose key it is."""
        with self._store.writing() as database:
            database.execute("INSERT OR REPLACE INTO keys VALUES (?, ?, ?)", astuple(one))

    def arrived(self, parcel: Parcel) -> None:
        """Keep that work arrived; the first time counts."""
        with self._store.writing() as database:
            received = parcel.received.astimezone(UTC).isoformat()
            database.execute(
                "INSERT OR IGNORE INTO parcels VALUES (?, ?, ?, ?, ?)",
                (parcel.key, parcel.exercise, parcel.round, parcel.sha256, received),
            )

    def parcels(self) -> dict[str, list[Parcel]]:
        """Return what each key has sent, by exercise and round, in the order of arrival."""
        with self._store.reading() as database:
            rows = database.execute(
                "SELECT key, exercise, round, sha256, received FROM parcels"
                " ORDER BY exercise, round, received, sha256"
            ).fetchall()
        found: dict[str, list[Parcel]] = {}
        for key, exercise, number, sha256, received in rows:
            at = datetime.fromisoformat(received)
            found.setdefault(key, []).append(Parcel(key, exercise, number, sha256, at))
        return found
