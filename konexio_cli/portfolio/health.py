"""Whether a journal is whole; it is only read."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path


def is_whole(journal: Path) -> bool:
    """Return whether SQLite finds no damage in a journal; one that does not exist has none."""
    if not journal.exists():
        return True
    try:
        address = f"{journal.resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=5)) as database:
            return bool(database.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
