"""Folders and files watched: what arrives is told, also what arrives while nobody asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import watch

from konexio_cli.cohort.sources.opening import ENDINGS
from konexio_cli.errors import KonexioError

_LOOK_MILLISECONDS = 300


def changes(watched: Sequence[Path]) -> Iterator[None]:
    """Yield once the watch has begun, then after each change of what may be somebody's work.

    Raise KonexioError when something is not there.
    """
    if missing := [one for one in watched if not one.exists()]:
        raise KonexioError("file-missing", file=missing[0])
    begun = False
    found = watch(
        *watched,
        watch_filter=_may_matter,
        rust_timeout=_LOOK_MILLISECONDS,
        yield_on_timeout=True,
    )
    for changed in found:
        if changed or not begun:
            begun = True
            yield


def _may_matter(_: object, path: str) -> bool:
    # What was put into a new folder at once is told by the folder alone.
    return path.lower().endswith(ENDINGS) or Path(path).is_dir()
