"""Folders and files watched: what arrives is told, also what arrives while nobody asks."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from watchfiles import watch

from konexio_cli.cohort.settings_file import FILE as SETTINGS
from konexio_cli.cohort.sources.opening import ENDINGS

_LOOK_MILLISECONDS = 300
# What tells whether a path is still the same file or folder; None where there is none.
_Identity: TypeAlias = tuple[int, int] | None


def changes(watched: Sequence[Path]) -> Iterator[set[Path]]:
    """Yield nothing once the watch has begun, then what has changed of what may matter.

    What is not there, or goes away, is waited for: a stick may be pulled and put in again.
    """
    begun, came = False, set[Path]()
    while True:
        before = _identities(watched)
        for changed in _looks([one for one in watched if before[one]]):
            if not begun or came or changed:
                yield came | changed
            begun, came = True, set()
            now = _identities(watched)
            if now != before:
                came = {one for one in watched if now[one] not in {before[one], None}}
                break


def _looks(there: Sequence[Path]) -> Iterator[set[Path]]:
    """Yield what has changed since the last look: all changes, also those between two looks."""
    if not there:
        time.sleep(_LOOK_MILLISECONDS / 1_000)
        yield set()
        return
    with contextlib.suppress(FileNotFoundError):  # gone before it was watched
        for changed in watch(
            *there,
            watch_filter=_may_matter,
            rust_timeout=_LOOK_MILLISECONDS,
            yield_on_timeout=True,
        ):
            yield {Path(path) for _, path in changed}


def _identities(watched: Sequence[Path]) -> dict[Path, _Identity]:
    return {one: _identity(one) for one in watched}


def _identity(path: Path) -> _Identity:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _may_matter(_: object, path: str) -> bool:
    # What was put into a new folder at once is told by the folder alone.
    return path.lower().endswith((*ENDINGS, SETTINGS)) or Path(path).is_dir()
