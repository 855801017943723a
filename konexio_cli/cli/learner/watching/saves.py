"""When an editor has saved a notebook, and what it then holds."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import Self

from watchfiles import watch

from konexio_cli.cli.learner.finding import Found
from konexio_cli.errors import KonexioError

# How often the watcher looks whether something was reported: a short wait for few wake-ups.
_STEP_MS = 20
_DEBOUNCE_MS = 200
# A slow disk is still writing for so long; after that, what is there is all there will be.
_SETTLED_AFTER = 1.0
_LOOK_AGAIN_AFTER = 0.05


class Saves:
    """Calls `saved` when something changes in the folder of a notebook, until it is left.

    The folder is watched, not the file: many editors write another file and rename it. What
    else they leave there (swap files, backups) is told apart by the notebook's bytes alone.
    """

    def __init__(self, found: Found, saved: Callable[[], None]) -> None:
        self._folder = found.path.absolute().parent
        self._saved = saved
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        # A system that has no watch left to give still lets us look at the folder now and then.
        for polling in (None, True):
            with contextlib.suppress(OSError):
                for _ in watch(
                    self._folder,
                    watch_filter=None,
                    debounce=_DEBOUNCE_MS,
                    step=_STEP_MS,
                    stop_event=self._stop,
                    raise_interrupt=False,
                    force_polling=polling,
                    recursive=False,
                ):
                    self._saved()
                return


def settled(found: Found) -> Found:
    """Return the notebook as it is now; one that is half written is read until it is whole.

    Raise KonexioError when it stays unreadable.
    """
    patience = time.monotonic() + _SETTLED_AFTER
    while True:
        try:
            return found.now()
        except KonexioError:
            if time.monotonic() > patience:
                raise
        time.sleep(_LOOK_AGAIN_AFTER)
