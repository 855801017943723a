"""One command at a time works on a cohort: a lock that ends with its process."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.cohort.store_file import told
from konexio_cli.errors import Exit, KonexioError

_FILE = ".cohort.lock"
_JUDGING = ".judgements.lock"
_PATIENCE = 10.0
_LOOK_SECONDS = 0.3


@contextlib.contextmanager
def alone(cohort: Path, *, patient: bool = False) -> Iterator[None]:
    """Hold the cohort. Raise KonexioError when another process holds it; who is patient waits."""
    with contextlib.ExitStack() as held:
        while not _entered(held, cohort, patient=patient):
            time.sleep(_LOOK_SECONDS)  # Ctrl-C ends this; SQLite's own waiting would hold it back
        yield


def _entered(held: contextlib.ExitStack, cohort: Path, *, patient: bool) -> bool:
    try:
        held.enter_context(_holding(cohort / _FILE, 0))
    except KonexioError as problem:
        if not patient or problem.code != "cohort-busy":
            raise
        return False
    return True


@contextlib.contextmanager
def judging_alone(cohort: Path) -> Iterator[None]:
    """Hold what people judge, a moment: they may do so while the cohort is graded.

    Waits for another one who does. Raise KonexioError when that takes too long.
    """
    with _holding(cohort / _JUDGING, _PATIENCE):
        yield


@contextlib.contextmanager
def _holding(path: Path, seconds: float) -> Iterator[None]:
    # An empty SQLite file: its locks are there on every system, and nothing keeps them after a kill.
    with told(path), contextlib.closing(sqlite3.connect(path, timeout=seconds)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            if "locked" not in str(problem):
                raise
            raise KonexioError("cohort-busy", Exit.MACHINE, folder=path.parent) from None
        yield
