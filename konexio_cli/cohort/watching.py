"""A folder watched: what arrives is told, also what arrives while nobody asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

_LOOK_MILLISECONDS = 300


def changes(folder: Path) -> Iterator[None]:
    """Yield once the watch has begun, then after each change of a notebook."""
    begun = False
    watched = watch(
        folder,
        watch_filter=_may_matter,
        rust_timeout=_LOOK_MILLISECONDS,
        yield_on_timeout=True,
    )
    for changed in watched:
        if changed or not begun:
            begun = True
            yield


def _may_matter(_: object, path: str) -> bool:
    # What was put into a new folder at once is told by the folder alone.
    return path.lower().endswith(".ipynb") or Path(path).is_dir()
