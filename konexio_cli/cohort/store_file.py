"""The file of the store: opened, made, brought up to date, and set aside when it is damaged."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.cohort.store_schema import TABLES, VERSION
from konexio_cli.durable import refused_database
from konexio_cli.errors import Exit, KonexioError

_BUSY_SECONDS = 30.0
_DAMAGED = ("malformed", "not a database", "no such table", "no such column")
_BESIDE = ("", "-wal", "-shm")


def opened(path: Path) -> sqlite3.Connection:
    """Return the database at `path`, made if need be. Raise KonexioError as `told` does."""
    with told(path):
        database = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(database, path)
        except BaseException:
            database.close()
            raise
    return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    # A power cut may cost the last grades, never the file; a killed process costs nothing.
    database.execute("PRAGMA synchronous = NORMAL")
    version = _version(database)
    if version > VERSION:
        raise KonexioError("cohort-db-newer", file=path)
    if version < VERSION:
        with database:
            database.execute("BEGIN IMMEDIATE")
            if _version(database) < VERSION:  # another process may have been faster
                for statement in TABLES.split(";"):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {VERSION}")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what SQLite refuses as a KonexioError; a damaged file is first set aside."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        raise refused_database(problem, path) or _explained(problem, path) from problem


def _explained(problem: sqlite3.DatabaseError, path: Path) -> KonexioError:
    text = str(problem)
    if "locked" in text:
        return KonexioError("cohort-busy", Exit.MACHINE, folder=path.parent)
    if any(sign in text for sign in _DAMAGED):
        return KonexioError("cohort-db-damaged", Exit.MACHINE, file=path, kept=_set_aside(path))
    return KonexioError("file-unwritable", Exit.MACHINE, file=path, why=text)


def _set_aside(path: Path) -> str:
    """Give the damaged file another name, with what SQLite keeps beside it; return the name."""
    names = (f"{path.name}.damaged-{number}" for number in itertools.count(1))
    name = next(one for one in names if not path.with_name(one).exists())
    for beside in _BESIDE:
        with contextlib.suppress(OSError):
            path.with_name(path.name + beside).rename(path.with_name(name + beside))
    return name
