"""Steps that die: a real process of its own, killed or out of disk at its n-th change of anything."""

from __future__ import annotations

import functools
import os
import signal
import sqlite3
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from errno import ENOSPC
from types import TracebackType
from typing import Any, Literal

DONE = 0
_BROKEN = 70
_WRITING = os.O_WRONLY | os.O_RDWR
_CHANGES = {"os.rename", "os.mkdir", "os.remove"}


@dataclass(frozen=True)
class Crash:
    """At the `at`-th change of a file or of the journal: the end, or a disk without space."""

    at: int
    is_kill: bool


def run(step: Callable[[], int], crash: Crash | None) -> int:
    """Run `step` in a child and return its exit code: negative when a signal ended it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads that the child does not need
        pid = os.fork()
    if not pid:
        _live(step, crash)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert code != _BROKEN, "a step ended in a traceback"
    return code


def _live(step: Callable[[], int], crash: Crash | None) -> None:
    """Be the child. It never returns."""
    code = _BROKEN
    try:
        if crash:
            _arm(crash)
        code = step()
    except BaseException:  # noqa: BLE001 - told, and then this process ends
        traceback.print_exc()
    finally:
        os._exit(code)


def _opens_a_file(path: object, _: object, flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _WRITING) and path != os.devnull


def _arm(crash: Crash) -> None:
    """Watch what this process changes; no way leads back."""
    left = crash.at

    def count(error: Exception) -> None:
        nonlocal left
        left -= 1
        if left == 0 and crash.is_kill:
            os.kill(os.getpid(), signal.SIGKILL)
        if left == 0:
            raise error

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and _opens_a_file(*arguments)):
            count(OSError(ENOSPC, os.strerror(ENOSPC)))

    class Watched(sqlite3.Connection):
        """A journal that may end before each change, or before all of them count."""

        def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
            if sql.startswith(("INSERT", "CREATE")):
                count(sqlite3.OperationalError("database or disk is full"))
            return super().execute(sql, *rest)

        def __exit__(
            self,
            kind: type[BaseException] | None,
            problem: BaseException | None,
            where: TracebackType | None,
        ) -> Literal[False]:
            count(sqlite3.OperationalError("database or disk is full"))
            return super().__exit__(kind, problem, where)

    sys.addaudithook(watch)
    sqlite3.connect = functools.partial(sqlite3.connect, factory=Watched)  # type: ignore[assignment]  # only in this child
