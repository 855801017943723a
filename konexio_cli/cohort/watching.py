"""A folder watched: what arrives is told, also what arrives while nobody asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

_LOOK_MILLISECONDS = 300


def changes(folder: Path) -> Iterator[None]:
    """Yield once the watch has begun, then after each change of a notebook; Ctrl-C ends it."""
    begun = False
    for changed in watch(
        folder,
        watch_filter=_is_notebook,
        rust_timeout=_LOOK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        if changed or not begun:
            begun = True
            yield


def _is_notebook(_: object, path: str) -> bool:
    return path.lower().endswith(".ipynb")
