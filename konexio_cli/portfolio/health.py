"""Whether a journal is whole, and whether it knows anything; it is only read."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path


def is_whole(journal: Path) -> bool:
    """Return whether SQLite finds no damage in a journal; one that does not exist has none."""
    if not journal.exists():
        return True
    try:
        with _reading(journal) as database:
            return bool(database.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def knows_checks(journal: Path) -> bool:
    """Return whether a journal knows any check; one that cannot be read may know some."""
    return _has_row(journal, "SELECT 1 FROM attempts LIMIT 1")


def knows_hand_ins(journal: Path) -> bool:
    """Return whether a journal knows anything handed in; one that cannot be read may."""
    return _has_row(journal, "SELECT 1 FROM sent LIMIT 1")


def _has_row(journal: Path, query: str) -> bool:
    if not journal.exists():
        return False
    try:
        with _reading(journal) as database:
            return database.execute(query).fetchone() is not None
    except sqlite3.DatabaseError as problem:
        return "no such table" not in str(problem)


def _reading(journal: Path) -> contextlib.closing[sqlite3.Connection]:
    address = f"{journal.resolve().as_uri()}?mode=ro"
    return contextlib.closing(sqlite3.connect(address, uri=True, timeout=5))
